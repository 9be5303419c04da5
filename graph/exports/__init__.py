"""Exports: the graph, or a part of it, as files that others can read.

Two exports of the same graph are the same bytes: everything is sorted, nothing is dated.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from corpus.errors import InputError, UnsupportedFormat
from graph.exports import network, rdf, svg, tables
from graph.exports.extract import Extract, Selection
from graph.reading import GraphReader

__all__ = [
    "BUNDLE",
    "FORMATS",
    "SUFFIXES",
    "Extract",
    "Selection",
    "export",
    "format_of",
    "replace_file",
]

Writer = Callable[[Extract, Path], None]

FORMATS: Final[dict[str, tuple[str, Writer]]] = {
    "turtle": (".ttl", rdf.write_turtle),
    "n-triples": (".nt", rdf.write_ntriples),
    "n-quads": (".nq", rdf.write_nquads),
    "trig": (".trig", rdf.write_trig),
    "json-ld": (".jsonld", rdf.write_jsonld),
    "rdf-xml": (".rdf", rdf.write_rdfxml),
    "graphml": (".graphml", network.write_graphml),
    "gexf": (".gexf", network.write_gexf),
    "dot": (".dot", network.write_dot),
    "svg": (".svg", svg.write_svg),
    "csv": (".csv", tables.write_csv),
    "xlsx": (".xlsx", tables.write_xlsx),
}
BUNDLE: Final = "bundle"
"""An audit bundle: `graph.bundle` writes it, because it needs the texts besides the graph."""

SUFFIXES: Final = {name: suffix for name, (suffix, _) in FORMATS.items()} | {BUNDLE: ".zip"}
"""What an export may be asked for by name, and the suffix of its file."""

_ALIASES: Final = {
    "ttl": "turtle", "nt": "n-triples", "ntriples": "n-triples", "nq": "n-quads",
    "nquads": "n-quads", "jsonld": "json-ld", "json": "json-ld", "rdf": "rdf-xml",
    "rdfxml": "rdf-xml", "rdf/xml": "rdf-xml", "xml": "rdf-xml", "gv": "dot", "excel": "xlsx",
    "zip": BUNDLE,
}  # fmt: skip


def format_of(out: Path, format: str | None = None) -> str:  # noqa: A002 - the option's name
    """The export format, one of `SUFFIXES`: as named, else by the suffix of the file to write.

    Raises:
        UnsupportedFormat: there is no such format.
    """
    asked = (format or out.suffix.removeprefix(".")).lower()
    name = _ALIASES.get(asked, asked)
    if name not in SUFFIXES:
        what = f"{asked!r}" if asked else f"{out.name!r}, which has no suffix"
        raise UnsupportedFormat(f"no export format for {what}; choose {', '.join(SUFFIXES)}")
    return name


def export(
    store: GraphReader,
    out: Path,
    format: str | None = None,  # noqa: A002
    selection: Selection | None = None,
) -> tuple[Path, ...]:
    """Write the library, or the selected part, and return the files written.

    CSV to a name without the suffix `.csv` makes a folder with `documents.csv` and `edges.csv`;
    to `x.csv` it writes the edges alone. A file that exists is replaced once the new one is
    complete; nothing is left behind when it fails.

    Raises:
        UnsupportedFormat: there is no such format, or it is an audit bundle.
        UnknownDocument: the selection starts from a document that the graph does not know.
        InputError: the place cannot be written, or the format cannot hold so much.
    """
    name = format_of(out, format)
    if name == BUNDLE:
        raise UnsupportedFormat(f"{out}: an audit bundle needs a library; use Library.export")
    extract = Extract(store, selection)
    if name == "csv" and out.suffix.lower() != ".csv":
        return _into_folder(extract, out)
    replace_file(out, lambda path: FORMATS[name][1](extract, path))
    return (out,)


def _into_folder(extract: Extract, out: Path) -> tuple[Path, ...]:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"cannot write into {out}: {error.strerror}") from error
    documents, edges = out / "documents.csv", out / "edges.csv"
    replace_file(documents, lambda path: tables.write_documents_csv(extract, path))
    replace_file(edges, lambda path: tables.write_csv(extract, path))
    return documents, edges


def replace_file(out: Path, write: Callable[[Path], None]) -> None:
    """Let `write` make a file beside `out`, and put it in its place once it is complete.

    Raises:
        InputError: the place cannot be written.
    """
    try:
        with tempfile.TemporaryDirectory(dir=out.parent, prefix=".export-") as folder:
            path = Path(folder) / out.name
            write(path)
            path.replace(out)
    except OSError as error:
        raise InputError(f"cannot write {out}: {error.strerror or error}") from error
