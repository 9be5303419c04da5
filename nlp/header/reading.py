"""Puts the header together from its parts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from nlp.dates import find_date
from nlp.directive import Header, Span
from nlp.header.closing import Signature, find_recipients, find_signature
from nlp.header.consolidated import CONSOLIDATION, find_consolidation, is_consolidation
from nlp.header.displaced import find_displaced
from nlp.header.issuer import IssuerEvidence, column_span, with_issuer
from nlp.header.number import OwnNumber, PlaceAndDate, find_number, find_place_and_date
from nlp.header.title import (
    Title,
    TypeLine,
    find_glued_type_line,
    find_subject_line,
    find_title,
    find_type_line,
)
from nlp.header.types import type_in_symbol
from nlp.header.window import Window, find_mottos, open_window
from nlp.portal import find_portal
from nlp.types import type_by_name

_URGENCY = re.compile(r"^[ \t|*(]{0,20}(HỎA TỐC(?: HẸN GIỜ)?|THƯỢNG KHẨN|KHẨN)\b", re.MULTILINE)
_LETTER = re.compile(r"(?:Kính|KÍNH)\s+(?:gửi|GỬI)|\b[Vv]/[vV]\b")
# A consolidated text whose stamp is missing says after the title what it consolidates.
_CONSOLIDATES = re.compile(
    r"có\s+hiệu\s+lực[^;]{0,80},\s+(?:đã\s+)?được\s+sửa\s+đổi,\s+bổ\s+sung\s+bởi\s*:"
)
_ADOPTED = re.compile(r"thông\s+qua\s+(?=ngày\s)")
_THIS = re.compile(r"(?:Luật|luật|Pháp\s+lệnh|Nghị\s+quyết|Hiến\s+pháp)\s+này\s+(?:đã\s+)?được\s")
# The type stands near the number; further down it is a heading of something else.
_TYPE_REACH = 1500


@dataclass(slots=True)
class _Parts:
    """What the opening was found to hold, in the window's characters."""

    window: Window
    body: int
    number: OwnNumber | None = None
    place: PlaceAndDate | None = None
    type: str | None = None
    type_line: TypeLine | None = None
    title: Title | None = None
    stamp: Window | None = None
    spans: dict[str, Span] = field(default_factory=dict)

    def mark(self, name: str, start: int, end: int) -> None:
        """Note where a field stands, in the canonical text's characters."""
        self.spans[name] = Span(*self.window.span(start, end))


def read_canonical(text: str) -> Header:
    """Read the header from a canonical text (see `nlp.canonical`); spans count its characters."""
    portal = find_portal(text)
    end = portal.foot.start
    parts = _read_opening(text[:end], portal.head.end)
    body = parts.window.offset + parts.window.plain.origin(parts.body)
    stamp = find_consolidation(text, body, end)
    closing = _read_closing(parts, text, body, stamp, end)
    urgency = _URGENCY.search(parts.window.text, 0, parts.body)
    if urgency:
        parts.mark("urgency", *urgency.span(1))
    header = _header(parts, closing, urgency[1] if urgency else None)
    if parts.number is None and parts.place is None:
        header = _with_displaced(header, parts, text, body, end)
    if header.date is None and header.type != CONSOLIDATION:
        header = _with_adoption(header, parts, text, body, end)
    header = _read_issuer(header, parts, text, closing)
    return _with_recipients(header, parts, text[:end], body, closing)


def _read_opening(text: str, start: int) -> _Parts:
    window = open_window(text, start)
    parts = _Parts(window, window.body)
    _read_type_line(parts)
    _read_number(parts)
    _read_type(parts)
    _read_place(parts)
    _read_title(parts)
    return parts


def _read_closing(
    parts: _Parts, text: str, body: int, stamp: tuple[int, int] | None, end: int
) -> Signature | None:
    """Read the signature; in a consolidated text also number and date, which stand beside it.

    Offices that print them at the head, as on any other document, leave them out there.
    """
    at_head = is_consolidation(parts.number.symbol if parts.number else None)
    if stamp is None:
        start = max([parts.window.offset, *(span.end for span in parts.spans.values())])
        signature = find_signature(text, start, end)
        if _CONSOLIDATES.search(text, body if start > body else start, start + 3000):
            parts.type = CONSOLIDATION
            if not at_head:
                parts.number, parts.place = None, None
    else:
        signature = find_signature(text, *stamp)
        if not at_head:
            _read_stamp(parts, text, stamp)
    if stamp or at_head:
        parts.type = CONSOLIDATION
    if signature:
        parts.spans["signer"] = Span(signature.start, signature.end)
    return signature


def _read_stamp(parts: _Parts, text: str, stamp: tuple[int, int]) -> None:
    """Take number, place and date from the block that authenticates a consolidated text."""
    window = open_window(text[: stamp[1]], stamp[0])
    block = _Parts(window, window.body)
    _read_number(block)
    _read_place(block)
    parts.number, parts.place, parts.stamp = block.number, block.place, window
    for name in ("number", "date"):
        parts.spans.pop(name, None)
    parts.spans.update(block.spans)


def _read_issuer(header: Header, parts: _Parts, text: str, closing: Signature | None) -> Header:
    window, collective = parts.window, closing.collective if closing else ""
    if parts.stamp is not None:
        taken = _taken(parts, parts.stamp)
        last = len(parts.stamp.text)
        return with_issuer(header, parts.stamp, text, IssuerEvidence(last, last, taken, collective))
    top = parts.type_line.index if parts.type_line else None
    header_end = window.lines[top].start if top is not None else parts.body
    title_end = parts.title.end if parts.title else header_end
    evidence = IssuerEvidence(header_end, title_end, _taken(parts, window), collective)
    column = column_span(window, evidence)
    if column:
        parts.mark("issuer", column.start, column.end)
    return with_issuer(header, window, text, evidence)


def _taken(parts: _Parts, window: Window) -> tuple[tuple[int, int], ...]:
    """Spans of number and date in the window that holds them."""
    found: list[tuple[int, int]] = []
    if parts.number:
        found.append((parts.number.start, parts.number.end))
    if parts.place:
        found.append((parts.place.start, parts.place.end))
    urgency = _URGENCY.search(window.text)
    return (*found, urgency.span(1)) if urgency else tuple(found)


def _read_number(parts: _Parts) -> None:
    top = parts.window.lines[parts.type_line.index].start if parts.type_line else parts.body
    parts.number = find_number(parts.window, parts.body, top)
    if parts.number:
        parts.mark("number", parts.number.start, parts.number.end)


def _read_type_line(parts: _Parts) -> None:
    lines, is_letter = parts.window.lines, _is_letter(parts)
    first = find_number(parts.window, parts.body, parts.body)
    reach = min(parts.body, first.end + _TYPE_REACH) if first else parts.body
    found = find_type_line(lines, reach)
    if found is None and not is_letter and not (first and first.lead):
        found = find_glued_type_line(lines, reach)
    if found:
        parts.type_line = found
        last = lines[found.index + max(found.count, 1) - 1]
        parts.mark("type", lines[found.index].start, last.end)


def _read_type(parts: _Parts) -> None:
    number = parts.number
    lead = type_by_name(number.lead) if number and number.lead else None
    if parts.type_line:
        parts.type = parts.type_line.type
    elif lead:
        parts.type = lead.name
    elif _is_letter(parts):
        parts.type = "Công văn"
    elif number and number.symbol:
        parts.type = type_in_symbol(number.symbol)


def _is_letter(parts: _Parts) -> bool:
    return _LETTER.search(parts.window.text, 0, parts.body + 20) is not None


def _read_place(parts: _Parts) -> None:
    end = parts.body
    if parts.type_line:
        end = min(end, parts.window.lines[parts.type_line.index].start)
    parts.place = find_place_and_date(parts.window, 0, end)
    if parts.place is None and end < parts.body and parts.number is None:
        below = find_place_and_date(parts.window, end, parts.body)
        # A date within a line there is one that the title or a sentence speaks of.
        if below and any(line.start == below.start for line in parts.window.lines):
            parts.place = below
    if parts.place:
        parts.mark("date", parts.place.start, parts.place.end)


def _read_title(parts: _Parts) -> None:
    if parts.type_line:
        parts.title = find_title(parts.window, parts.type_line)
    else:
        start = parts.number.end if parts.number else 0
        place = parts.place.start if parts.place else None
        parts.title = find_subject_line(parts.window, start, parts.body, place)
    if parts.title:
        parts.mark("title", parts.title.start, parts.title.end)


def _header(parts: _Parts, signature: Signature | None, urgency: str | None) -> Header:
    number, place = parts.number, parts.place
    return Header(
        type=parts.type,
        number=number.number if number else None,
        symbol=number.symbol if number else None,
        date=place.date if place else None,
        place=place.place if place else None,
        title=parts.title.text if parts.title else None,
        signer=signature.name if signature else None,
        signer_capacity=signature.capacity if signature else None,
        signer_position=signature.position if signature else None,
        urgency=urgency,
        spans=(),
    )


def _with_adoption(header: Header, parts: _Parts, text: str, body: int, end: int) -> Header:
    """Take the date from "Luật này đã được Quốc hội … thông qua ngày …", where laws have theirs."""
    for match in _ADOPTED.finditer(text, body, end):
        found = find_date(text, match.end(), min(end, match.end() + 60))
        own = _THIS.search(text, max(body, match.start() - 260), match.start())
        if found and own:
            parts.spans["date"] = Span(found[0], found[1])
            return replace(header, date=found[2])
    return header


def _with_displaced(header: Header, parts: _Parts, text: str, body: int, end: int) -> Header:
    """Take number, place and date from a block in the body, if the opening has no motto either."""
    if find_mottos(parts.window.text[: parts.body]):
        return header
    found = find_displaced(text, body, end, parts.type)
    if found is None:
        return header
    number, place = found.number, found.place
    parts.spans["number"] = Span(*found.window.span(number.start, number.end))
    parts.spans["date"] = Span(*found.window.span(place.start, place.end))
    return replace(
        header, number=number.number, symbol=number.symbol, date=place.date, place=place.place
    )


def _with_recipients(
    header: Header, parts: _Parts, text: str, after: int, signed: Signature | None
) -> Header:
    """Add the recipients of the list that stands with the signature, and all spans."""
    found = find_recipients(text, after, len(text))
    names: tuple[str, ...] = ()
    if found and (signed is None or found[1] < signed.end + 3000):
        names, start, stop = found
        parts.spans["recipients"] = Span(start, stop)
    return replace(header, recipients=names, spans=tuple(sorted(parts.spans.items())))
