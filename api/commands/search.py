"""`luocdo search QUERY`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from api.answers import answer_to_json
from api.commands.answering import print_answer
from api.commands.options import Data, Json, open_library
from api.commands.output import print_json
from api.filters import filters_of
from api.limits import MOST_FOUND, within
from corpus.errors import InputError

if TYPE_CHECKING:
    from api.library import Library
    from index.entries import Filters


def search(
    query: Annotated[
        str, typer.Argument(metavar="QUERY", help="What to search; - reads one query a line.")
    ],
    *,
    data: Data = None,
    limit: Annotated[
        int | None, typer.Option(help="Hits to return, up to 1000 (default 10).")
    ] = None,
    type_: Annotated[
        str | None, typer.Option("--type", help="Only documents of this type (Kế hoạch).")
    ] = None,
    issuer: Annotated[str | None, typer.Option(help="Only documents of this issuer.")] = None,
    year_from: Annotated[int | None, typer.Option(help="Only documents from this year on.")] = None,
    year_to: Annotated[int | None, typer.Option(help="Only documents up to this year.")] = None,
    level: Annotated[
        str | None, typer.Option(help="Only this level: trung ương, tỉnh, huyện or xã.")
    ] = None,
    province: Annotated[
        str | None, typer.Option(help="Only this province, with those merged into it.")
    ] = None,
    force: Annotated[
        str | None, typer.Option(help="Only documents in this state of force today (in_force).")
    ] = None,
    relation: Annotated[
        str | None, typer.Option(help="Only documents that answer by this relation (implements).")
    ] = None,
    plain: Annotated[
        bool, typer.Option("--plain", help="Search the words alone; read nothing out of them.")
    ] = False,
    json: Json = False,
) -> None:
    """Answer a question: numbers, relations ("which plans implement Decision 766") or topics."""
    filters = filters_of(
        type=type_, issuer=issuer, level=level, province=province, year_from=year_from,
        year_to=year_to, force=force, relation=relation,
    )  # fmt: skip
    if limit is not None:
        within(limit, MOST_FOUND)
    with open_library(data, search_limit=limit) as library:
        if query != "-":
            answer = library.search(query, filters=filters, understand=not plain)
            if json:
                print_json(answer_to_json(answer))
            else:
                print_answer(library, answer)
        else:
            _search_lines(library, filters, plain=plain)


def _search_lines(library: Library, filters: Filters, *, plain: bool) -> None:
    failed = False
    for raw in sys.stdin.buffer:
        line = raw.decode("utf-8", "replace").strip()
        if not line:
            continue
        try:
            answer = library.search(line, filters=filters, understand=not plain)
        except InputError as error:
            failed = True
            print_json({"text": line, "error": {"message": str(error)}})
        else:
            print_json(answer_to_json(answer))
    if failed:
        raise typer.Exit(1)
