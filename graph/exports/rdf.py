"""RDF syntaxes, all written from sorted canonical N-Quads or N-Triples.

Formats of triples hold what all named graphs say together; those of quads keep the graphs apart.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from graph import terms
from graph.exports.sorting import sorted_unique

if TYPE_CHECKING:
    from graph.exports.extract import Extract


def write_nquads(extract: Extract, out: Path) -> None:
    """Canonical N-Quads in code point order: with no blank nodes, the form of RDFC-1.0."""
    with out.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(sorted_unique(extract.nquads()))


def write_ntriples(extract: Extract, out: Path) -> None:
    """Canonical N-Triples in code point order."""
    with out.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(sorted_unique(_triples(extract)))


def write_turtle(extract: Extract, out: Path) -> None:
    """Turtle with the prefixes of `terms.PREFIXES`."""
    _convert_triples(extract, out, ox.RdfFormat.TURTLE)


def write_rdfxml(extract: Extract, out: Path) -> None:
    """RDF/XML."""
    _convert_triples(extract, out, ox.RdfFormat.RDF_XML)


def write_trig(extract: Extract, out: Path) -> None:
    """TriG: Turtle that keeps the named graphs."""
    _convert_quads(extract, out, ox.RdfFormat.TRIG)


def write_jsonld(extract: Extract, out: Path) -> None:
    """JSON-LD 1.1, one object a named graph."""
    _convert_quads(extract, out, ox.RdfFormat.JSON_LD)


def _triples(extract: Extract) -> Iterator[str]:
    for graph, lines in extract.named_graphs():
        # The graph's name is the last term of each line.
        without = -len(f"<{graph}> .\n")
        for line in lines:
            yield line[:without] + ".\n"


def _convert_triples(extract: Extract, out: Path, syntax: ox.RdfFormat) -> None:
    with tempfile.TemporaryDirectory(dir=out.parent) as folder:
        lines = Path(folder) / "sorted.nt"
        write_ntriples(extract, lines)
        ox.serialize(ox.parse(path=str(lines)), str(out), syntax, prefixes=terms.PREFIXES)


def _convert_quads(extract: Extract, out: Path, syntax: ox.RdfFormat) -> None:
    # By graph and not over all lines: so that each graph is written in one piece.
    with tempfile.TemporaryDirectory(dir=out.parent) as folder:
        lines = Path(folder) / "sorted.nq"
        with lines.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(extract.nquads())
        ox.serialize(ox.parse(path=str(lines)), str(out), syntax, prefixes=terms.PREFIXES)
