"""`luocdo show DOC`."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.options import Data, Document, Json, open_library
from api.commands.output import console, print_json, printable, shortened

if TYPE_CHECKING:
    from api.library import Library
    from api.records import DocumentRecord
    from graph.force import Force
    from graph.model import Direction


def show(
    document: Document,
    data: Data = None,
    as_of: Annotated[
        str | None, typer.Option(help="Judge force on this day (2025-07-01); else today.")
    ] = None,
    json: Json = False,
) -> None:
    """Show what is known of a document: its facts, its force, what it cites and what cites it."""
    day = as_of or date.today().isoformat()
    with open_library(data) as library:
        found = [(one, library.force(one.urn, day)) for one in library.find_or_fail(document)]
        if json:
            shown = [library.describe(one) | {"force": asdict(force)} for one, force in found]
            print_json({"documents": shown})
            return
        for record, force in found:
            _print(library, record, force)


def _print(library: Library, record: DocumentRecord, force: Force) -> None:
    out = console()
    out.print(printable(record.name), style="bold", markup=False)
    facts = (
        ("title", record.title),
        ("issuer", record.issuer),
        ("date", record.date or record.year),
        ("urn", record.urn),
        ("file", ", ".join(record.files) or "not held, only cited"),
        ("sha256", record.sha256),
        ("warnings", "; ".join(record.warnings)),
    )
    for name, value in facts:
        if value:
            out.print(f"  {name:<9}{printable(str(value))}", markup=False)
    directions: tuple[tuple[str, Direction], ...] = (("states", "out"), ("is acted on", "in"))
    for heading, direction in directions:
        counts = Counter(link.relation for link in library.links(record.urn, direction))
        if counts:
            said = ", ".join(f"{name} {number}" for name, number in counts.most_common())
            out.print(f"  {heading}: {said}", markup=False)
    _print_force(force)


def _print_force(force: Force) -> None:
    out = console()
    since = f" since {force.since}" if force.since else ""
    out.print(f"  force: {force.state.replace('_', ' ')}{since} (on {force.on})", markup=False)
    for fact in dict.fromkeys((*force.facts, *(article.fact for article in force.articles))):
        part = fact.pinpoint or ("" if fact.whole else "a part")
        days = " ".join(filter(None, (fact.date, f"until {fact.until}" if fact.until else None)))
        said = " ".join(filter(None, (fact.effect, part, days)))
        by = f" by {fact.by}" if fact.by != force.urn else ""
        out.print(f"    {printable(said)}{by}", markup=False)
        words = fact.evidence.quotation if fact.evidence else fact.record
        if words:
            out.print(f"      “{shortened(words)}”", style="dim", markup=False)
