"""`luocdo sparql QUERY`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from api.commands.options import Data, open_library
from corpus.errors import BadQuery

_ACCEPT = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
    "rdfxml": "application/rdf+xml",
}


def sparql(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="SPARQL 1.1; - reads it.")],
    data: Data = None,
    format_: Annotated[
        str | None, typer.Option("--format", help=f"One of {', '.join(_ACCEPT)}.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
) -> None:
    """Ask the graph in SPARQL; read only, with limits of time and rows."""
    chosen = "json" if json else format_
    if chosen is not None and chosen not in _ACCEPT:
        raise BadQuery(f"--format: no such format {chosen!r}; take one of {', '.join(_ACCEPT)}")
    text = sys.stdin.read() if query == "-" else query
    with open_library(data) as library:
        result = library.sparql(text, accept=_ACCEPT[chosen] if chosen else "text/csv, text/turtle")
    sys.stdout.buffer.write(result.content)
    sys.stdout.buffer.flush()
