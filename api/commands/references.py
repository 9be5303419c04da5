"""`luocdo references [DOC]` and `luocdo resolve MENTION URN`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.options import Data, Json, open_library
from api.commands.output import console, print_json, printable
from corpus.errors import BadQuery

if TYPE_CHECKING:
    from api.library import Library

_STYLE = {"resolved": "green", "ambiguous": "yellow", "unresolved": "red"}


def references(
    document: Annotated[
        str | None, typer.Argument(metavar="[DOC]", help="Only the mentions of this document.")
    ] = None,
    data: Data = None,
    json: Json = False,
) -> None:
    """List every mention of the library, or of one document, with what it was resolved to."""
    with open_library(data) as library:
        urns: Sequence[str | None] = _meant(library, document) if document else [None]
        out = console()
        for urn in urns:
            for row in library.references(urn):
                if json:
                    print_json(row.to_json())
                    continue
                target = row.urn or ", ".join(one.urn for one in row.candidates) or "-"
                person = " (decided)" if row.decided else ""
                out.print(
                    f"{row.id}  [{_STYLE[row.status]}]{row.status}[/]{person}  {row.relation}  ",
                    end="",
                )
                words = " ".join(printable(row.text).split())
                out.print(f"{words}  ->  {target}  ({row.reason})", markup=False)


def _meant(library: Library, document: str) -> list[str]:
    """Return whose mentions are asked for: of what a name may mean, the documents that are held."""
    found = library.find_or_fail(document)
    return [one.urn for one in found if one.held] or [one.urn for one in found]


def resolve(
    mention: Annotated[
        str, typer.Argument(metavar="MENTION", help="Mention as `luocdo references` names it.")
    ],
    urn: Annotated[
        str | None, typer.Argument(metavar="[URN]", help="The document that it means.")
    ] = None,
    clear: Annotated[bool, typer.Option("--clear", help="Take the decision back.")] = False,
    data: Data = None,
    json: Json = False,
) -> None:
    """Decide what a mention means; the decision is kept and survives a new ingest."""
    if (urn is None) == (not clear):
        raise BadQuery("resolve: give either URN or --clear")
    with open_library(data, write=True) as library:
        row = library.resolve(mention, urn)
        if json:
            print_json(row.to_json())
        else:
            words = " ".join(printable(row.text).split())
            said = f"{row.id}  {row.status}  {words}  ->  {row.urn or '-'}"
            console().print(said, markup=False)
