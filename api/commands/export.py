"""`luocdo export OUT`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.commands.options import Data, Json, open_library
from api.commands.output import console, print_json


def export(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="File to write.")],
    *,
    data: Data = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format", help="turtle, json-ld, graphml, svg, csv, bundle ... (by suffix)."
        ),
    ] = None,
    document: Annotated[
        str | None,
        typer.Option("--document", metavar="DOC", help="Only what is around this document."),
    ] = None,
    depth: Annotated[int, typer.Option(help="Steps around it.")] = 2,
    json: Json = False,
) -> None:
    """Write the graph, or the part around a document, to a file others can read."""
    with open_library(data) as library:
        urn = library.find_or_fail(document, single=True)[0].urn if document else None
        written = library.export(out, format_, urn=urn, depth=depth)
    if json:
        print_json({"files": [str(path) for path in written]})
    else:
        for path in written:
            console().print(f"wrote {path}", markup=False)
