"""`luocdo search QUERY`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer
from typer import secho, style

from api.answers import answer_to_json
from api.commands.options import Data, Json, open_library
from api.commands.output import print_json, printable
from api.filters import filters_of
from api.limits import MOST_FOUND, within
from corpus.errors import InputError

if TYPE_CHECKING:
    from api.library import Library
    from graph.model import Evidence
    from index.entries import Filters
    from index.model import Answer, AnsweredDocument, Hit, Query, Target

_CANDIDATES = 10
"""Other documents that the text may mean, as many as are named on a terminal."""

_TEXT_WIDTH = 320
"""Characters of a hit that are shown on a terminal."""


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
            _show(answer, json=json)
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
            _show(answer, json=True)
    if failed:
        raise typer.Exit(1)


def _show(answer: Answer, *, json: bool) -> None:
    if json:
        print_json(answer_to_json(answer))
        return
    understood = _understood(answer.query)
    if understood:
        secho(f"Understood: {printable(understood)} (--plain searches the words alone)", dim=True)
    if answer.message:
        secho(printable(answer.message), bold=True)
    for document in answer.answer:
        _print_document(document)
    if answer.candidates:
        named = [
            " ".join(str(p) for p in (one.type, one.number, one.year, one.issuer) if p) or one.urn
            for one in answer.candidates[:_CANDIDATES]
        ]
        if len(answer.candidates) > _CANDIDATES:
            named.append(f"and {len(answer.candidates) - _CANDIDATES} more")
        secho(printable(f"Also possible: {'; '.join(str(name) for name in named)}"))
    if answer.hits and answer.answer:
        secho("passages ──────────", dim=True)
    for hit in answer.hits:
        _print_hit(hit)
    if not answer.answer and not answer.hits:
        secho("Nothing found.")
    secho(f"{answer.took_ms:.0f} ms", dim=True)


def _understood(query: Query) -> str:
    """Returns what was read out of a text in one line, empty where it was its words alone."""
    target = query.target
    years = query.year_from or query.year_to
    named = _named(target) if target else ""
    parts = (
        named,
        f"relation {query.relation} ({query.direction})" if query.relation else None,
        f"type {query.type}" if query.type else None,
        f"issuer {query.issuer}" if query.issuer else None,
        f"years {query.year_from or ''}-{query.year_to or ''}" if years else None,
        f"topic {query.topic}" if query.topic and (named or query.type or query.issuer) else None,
    )
    return "; ".join(part for part in parts if part)


def _named(target: Target) -> str:
    """Returns type, number or name, and the year where these do not hold it already."""
    name = target.number or target.name or ""
    year = target.year if str(target.year) not in name else None
    return " ".join(str(part) for part in (target.type, name, year) if part)


def _print_document(document: AnsweredDocument) -> None:
    relation = f"{style(document.relation, fg='cyan')}  " if document.relation else ""
    cited = "" if document.held else style("  (cited, not held)", dim=True)
    secho(f"{relation}{style(printable(document.title), bold=True)}{cited}")
    secho(f"    {document.urn}", dim=True)
    for proof in document.evidence:
        secho(f"    “{_quotation(proof)}”")


def _quotation(proof: Evidence) -> str:
    return " ".join(printable(proof.quotation).split())


def _print_hit(hit: Hit) -> None:
    secho(printable(hit.title), bold=True)
    if hit.heading:
        secho("    " + printable(" › ".join(hit.heading)), dim=True)
    first = min((mark.start for mark in hit.highlights), default=0)
    begin = max(0, min(first - 40, len(hit.text) - _TEXT_WIDTH))
    end = begin + _TEXT_WIDTH
    shown, at = "", begin
    for mark in sorted(hit.highlights, key=lambda mark: mark.start):
        if at <= mark.start and mark.end <= end:
            shown += _one_line(hit.text[at : mark.start])
            shown += style(_one_line(hit.text[mark.start : mark.end]), fg="yellow", bold=True)
            at = mark.end
    shown += _one_line(hit.text[at:end])
    secho(f"    {'… ' if begin else ''}{shown}")


def _one_line(text: str) -> str:
    return printable(text).replace("\n", " ")
