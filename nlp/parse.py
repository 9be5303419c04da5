"""Parses a text into a `Directive`: the parts in their order, on one canonical copy of the text.

Portal furniture is set aside first, then header, attached documents, footnotes and structure are
read; references and the relations that they stand in need those; tasks, effect clauses and
abbreviations come last.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.source_text import SourceText, Table
from nlp.abbreviations import find_abbreviations
from nlp.attachments import find_attachments
from nlp.canonical import Canonical, canonicalise
from nlp.directive import Attachment, Directive, Header, Section, Span
from nlp.effects import find_effects
from nlp.footnotes import find_footnotes
from nlp.header import read_header
from nlp.portal import find_portal
from nlp.references import find_references
from nlp.structure import locate_sections, sections_of
from nlp.structure.notes import with_footnotes
from nlp.tasks import find_tasks

_VISIBLE = re.compile(r"[^\n]+")


def parse_text(text: str) -> Directive:
    """Parse a text that came from no file."""
    return _parse(text, ())


def parse(source: SourceText) -> Directive:
    """Parse a document.

    Args:
        source: what a reader returned; its tables are used where the format marks them.

    Returns:
        The parsed document; all spans count characters of `source.text`.
    """
    return _parse(source.text, source.tables)


def _parse(text: str, tables: Sequence[Table]) -> Directive:
    text = without_portal(text)
    header = read_header(text)
    sections, attachments = read_structure(text, header, tables)
    references = find_references(text, header, sections=sections, tables=tables)
    return Directive(
        header=header,
        sections=sections,
        references=references,
        tasks=find_tasks(text, references, tables, sections, task_year(header)),
        attachments=attachments,
        effects=find_effects(text, references, header.date),
        abbreviations=find_abbreviations(text),
        warnings=header_warnings(header),
    )


def without_portal(text: str) -> str:
    """Blank out what a web portal puts before and after the document; offsets stay the same."""
    copy = canonicalise(text)
    portal = find_portal(copy.text)
    if not portal.head.end and portal.foot.start >= len(copy.text):
        return text
    head, foot = copy.end_origin(portal.head.end), copy.origin(portal.foot.start)
    return _blank(text[:head]) + text[head:foot] + _blank(text[foot:])


def _blank(text: str) -> str:
    return _VISIBLE.sub(lambda match: " " * len(match.group()), text)


def read_structure(
    text: str, header: Header, tables: Sequence[Table] = ()
) -> tuple[tuple[Section, ...], tuple[Attachment, ...]]:
    """Read the sections (with footnotes) and the attached documents.

    Args:
        text: the document, without a portal's furniture.
        header: its header, whose spans tell where the body begins and the signature ends.
        tables: tables that the file's format marks.
    """
    copy = canonicalise(text)
    spans = {name: Span(copy.position(s.start), copy.position(s.end)) for name, s in header.spans}
    begin = max((span.end for name, span in spans.items() if name in _OPENING), default=0)
    signed = spans["signer"].end if header.signer and "signer" in spans else None
    attached = find_attachments(copy.text, begin, len(copy.text), signed)
    notes = find_footnotes(copy.text, begin)
    barriers = tuple(a.start for a in attached)
    shut = _not_structure(copy, tables, [Span(n.start, n.end) for n in notes])
    sections = with_footnotes(sections_of(copy.text, barriers, shut), notes)
    located = tuple(
        replace(a, start=copy.origin(a.start), end=copy.end_origin(a.end)) for a in attached
    )
    return locate_sections(sections, copy), located


_OPENING = ("type", "title", "number", "date")


def _not_structure(
    copy: Canonical, tables: Sequence[Table], notes: Sequence[Span]
) -> tuple[Span, ...]:
    marked = [Span(copy.position(t.start), copy.position(t.end)) for t in tables]
    return tuple(sorted([*marked, *notes], key=lambda span: (span.start, span.end)))


def task_year(header: Header) -> int | None:
    """The year that a due date without one means: the title's ("… năm 2024"), else the date's."""
    in_title = re.search(r"(?:năm|NĂM)\s+((?:19|20)\d{2})", header.title or "")
    stated = in_title[1] if in_title else (header.date or "")[:4]
    return int(stated) if stated else None


def header_warnings(header: Header) -> tuple[str, ...]:
    """Say what the header leaves open, one line each."""
    found = []
    if header.number is None:
        state = "is blank or broken" if header.symbol else "was not found"
        found.append(f"header: the document's number {state}")
    if header.date is None or len(header.date) < len("2024-01-01"):
        found.append("header: no whole date")
    if header.issuer is None:
        found.append("header: the issuer is not stated")
    return tuple(found)
