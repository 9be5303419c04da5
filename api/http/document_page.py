"""The page of one document: what it is, how it is tied to others, its lineage, tasks and text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import Final

from fastapi import Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from api.audits import FIRST_DAY, LAST_DAY
from api.http.addresses import TEXT_SHOWN, address_of
from api.http.document_text import linked_text
from api.http.force import day_or_today, shown_force
from api.http.naming import Names, named
from api.http.neighbours import neighbours
from api.http.relations import endings, grouped
from api.http.templating import render, vietnamese_date
from api.library import Library
from api.records import DocumentRecord
from corpus.errors import UnknownDocument
from graph.exports.drawing import drawing_of
from graph.exports.svg import svg_of
from graph.lineage import Lineage
from nlp.directive import Directive

DEPTH: Final = 2
"""Steps of the lineage on a page unless the reader asks for more."""

MOST_STEPS: Final = 6

_TASKS_SHOWN: Final = 500
_DRAWN: Final = 60
"""Documents of a lineage that a page draws; more are for the file that it links to."""


def document_page(
    request: Request,
    library: Library,
    urn: str,
    *,
    depth: int = DEPTH,
    part: int = 1,
    on: str | None = None,
) -> HTMLResponse:
    """Return the page of a document, held or only cited.

    Args:
        request: what is answered.
        library: where to look.
        urn: the document.
        depth: steps of the lineage.
        part: which part of a long text, from 1.
        on: the day (ISO) on which its force is judged; null means today.

    Raises:
        UnknownDocument: the library knows no such document, or its text has no such part.
        BadQuery: the day is none, or out of range.
    """
    record = library.document(urn)
    names = Names(library)
    leaving, entering = library.edges(subject=record.urn), library.edges(object=record.urn)
    out = grouped(names, record.urn, leaving, incoming=False)
    into = grouped(names, record.urn, entering, incoming=True)
    directive = library.directive(record.urn) if record.held else None
    lineage = _lineage(library, record.urn, depth)
    values: dict[str, object] = {
        "record": record,
        "named": named(record),
        "facts": _facts(record, directive),
        "endings": endings(into),
        "force": shown_force(library.force(record.urn, day_or_today(on)), names),
        "days": (FIRST_DAY, LAST_DAY),
        "out": out,
        "into": into,
        "lineage": lineage,
        "drawing": _drawing(lineage),
        "depth": depth,
        "deeper": depth + 1 if depth < MOST_STEPS else None,
        "text": None,
        **neighbours(library, record.urn),
    }
    if directive is not None:
        values |= _contents(library, record, directive, part)
    return render(request, "document.html", values)


def _facts(record: DocumentRecord, directive: Directive | None) -> list[tuple[str, str]]:
    """What is known of a document, as label and value."""
    header = directive.header if directive else None
    facts = (
        ("Loại", record.type),
        ("Số, ký hiệu", record.number),
        ("Cơ quan ban hành", record.issuer),
        ("Ngày ban hành", vietnamese_date(record.date) or (str(record.year or ""))),
        ("Nơi ban hành", header.place if header else None),
        ("Người ký", _signer(directive)),
        ("Tệp", ", ".join(PurePath(file).name for file in record.files)),
        ("Bản sao khác", str(len(record.copies)) if record.copies else None),
    )
    return [(label, value) for label, value in facts if value]


def _signer(directive: Directive | None) -> str:
    if directive is None:
        return ""
    header = directive.header
    return ", ".join(part for part in (header.signer, header.signer_position) if part)


def _lineage(library: Library, urn: str, depth: int) -> Lineage | None:
    try:
        return library.lineage(urn, "both", depth)
    except UnknownDocument:
        return None  # known from the authority records, and tied to nothing yet


def _drawing(lineage: Lineage | None) -> Markup | None:
    """The lineage as an `svg` element; null where there is little or too much to see."""
    if lineage is None or lineage.truncated or not 1 < len(lineage.nodes) <= _DRAWN:
        return None
    documents = (node.document for node in lineage.nodes)
    return Markup(svg_of(drawing_of(documents, lineage.edges, [lineage.root])))


def _contents(
    library: Library, record: DocumentRecord, directive: Directive, part: int
) -> dict[str, object]:
    stored = library.held(record.urn)
    text = library.catalog.documents.text(stored.id)
    parts = max(1, -(-len(text) // TEXT_SHOWN))
    if not 1 <= part <= parts:
        raise UnknownDocument(
            f"{record.urn}: its text has {parts} parts, not {part}",
            vietnamese=f"{record.urn}: toàn văn có {parts} phần, không có phần {part}.",
        )
    passages = library.catalog.documents.passages(stored.id)
    places = {
        *(passage.start for passage in passages),
        *(section.start for section in directive.sections),
        *(task.start for task in directive.tasks),
        *(attached.start for attached in directive.attachments),
    }
    start = (part - 1) * TEXT_SHOWN
    mentions = library.catalog.mentions.of(stored.id)
    shown = linked_text(text, mentions, places, start=start, end=start + TEXT_SHOWN)
    return {
        "text": shown,
        "part": part,
        "parts": _parts(record.urn, parts),
        "tasks": directive.tasks[:_TASKS_SHOWN],
        "tasks_total": len(directive.tasks),
        "attachments": directive.attachments,
        "warnings": record.warnings,
    }


def _parts(urn: str, parts: int) -> Sequence[tuple[int, Markup]]:
    if parts == 1:
        return ()
    return [(n, Markup("{}?part={}#text").format(address_of(urn), n)) for n in range(1, parts + 1)]
