"""`luocdo show DOC`."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from api.commands.options import Data, Document, Json, open_library
from api.commands.output import console, print_json, printable

if TYPE_CHECKING:
    from api.library import Library
    from api.records import DocumentRecord
    from graph.model import Direction


def show(document: Document, data: Data = None, json: Json = False) -> None:
    """Show what is known of a document: its facts, what it cites and what cites it."""
    with open_library(data) as library:
        records = library.find_or_fail(document)
        shown = [library.describe(record) for record in records]
        if json:
            print_json({"documents": shown})
            return
        for record in records:
            _print(library, record)


def _print(library: Library, record: DocumentRecord) -> None:
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
