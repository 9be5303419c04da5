"""SHACL validation: every edge has its evidence, and every relation the citation that proves it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from corpus.errors import DamagedFile, UnreadableFile
from graph import shapes, terms
from graph.reading import GraphReader

if TYPE_CHECKING:
    import rdflib

# pyshacl holds the data in memory several times over.
_BATCH: Final = 50
_RESULT_PARTS: Final = ("focusNode", "resultPath", "resultMessage", "value")


@dataclass(frozen=True, slots=True)
class Violation:
    """One result of the SHACL report: the node, the property if it is about one, and the reason."""

    focus: str
    path: str | None
    message: str


def validate_graph(graph: rdflib.Graph) -> tuple[Violation, ...]:
    """Everything in these triples that the shapes refuse, sorted; empty where they conform."""
    import pyshacl  # noqa: PLC0415 - over a second, and only for audits
    from rdflib import Graph  # noqa: PLC0415
    from rdflib.namespace import RDF, SH  # noqa: PLC0415

    conforms, report, _ = pyshacl.validate(graph, shacl_graph=_rules())
    if conforms:
        return ()
    if not isinstance(report, Graph):
        raise RuntimeError(f"the shapes cannot be applied: {report}")
    found = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        focus, path, message, value = (report.value(result, SH[part]) for part in _RESULT_PARTS)
        # The constraints over all citations name the offender as their value.
        culprit = value if str(focus) == terms.ONTOLOGY_GRAPH else focus
        found.add(Violation(str(culprit), str(path) if path else None, str(message)))
    return tuple(sorted(found, key=lambda v: (v.focus, v.path or "", v.message)))


@cache
def _rules() -> rdflib.Graph:
    from rdflib import Graph  # noqa: PLC0415

    rules = Graph()
    for source in shapes.sources():
        rules.parse(data=source, format="turtle")
    return rules


def validate_store(store: GraphReader, urns: Iterable[str] | None = None) -> Iterator[Violation]:
    """What the shapes refuse in the graphs of these documents (null: of all), batch by batch."""
    chosen = (
        (graph for graph in store.graphs() if terms.host_of_graph(graph))
        if urns is None
        else (terms.graph_iri(urn) for urn in urns)
    )
    graphs = iter(chosen)
    while batch := list(islice(graphs, _BATCH)):
        triples = {quad.triple for graph in batch for quad in store.quads(graph)}
        yield from validate_graph(_rdflib_graph(triples))


def validate_file(path: Path) -> tuple[Violation, ...]:
    """What the shapes refuse in an exported RDF file of any syntax.

    Raises:
        UnreadableFile: it cannot be read.
        DamagedFile: it is not RDF, or not in the syntax that its name promises.
    """
    try:
        triples = {quad.triple for quad in ox.parse(path=str(path))}
    except OSError as error:
        raise UnreadableFile(f"cannot read {path}: {error}") from error
    except (SyntaxError, ValueError) as error:
        raise DamagedFile(f"{path} is not valid RDF: {error}") from error
    return validate_graph(_rdflib_graph(triples))


def _rdflib_graph(triples: Iterable[ox.Triple]) -> rdflib.Graph:
    from rdflib import Graph  # noqa: PLC0415

    text = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    return Graph().parse(data=text, format="nt")
