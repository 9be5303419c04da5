"""Headers that are incomplete or contradict themselves, and files that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator

from graph.audit.citation_checks import date_is_doubtful
from graph.audit.model import AuditLibrary, Finding, finding
from graph.audit.naming import vietnamese_date
from graph.force import HeldText
from graph.identity import issuer_for_key
from graph.model import DocumentNode, Evidence
from graph.numbering import split_number
from nlp.syllables import fold_phrase
from nlp.types import type_of_symbol

_FULL = len("2025-07-01")
# Characters within which a header ends, however much a web page puts before it.
_HEAD = 6000
_FIELDS = {
    "number": ("số", "number"), "date": ("ngày", "date"), "issuer": ("cơ quan ban hành", "issuer"),
    "type": ("loại", "type"), "title": ("trích yếu", "title"),
}  # fmt: skip
# Their symbols name the issuer alone, or another type by custom.
_FREE_TYPES = frozenset({
    "Công văn", "Văn bản", "Luật", "Bộ luật", "Hiến pháp", "Pháp lệnh", "Lệnh", "Nghị quyết",
    "Văn bản hợp nhất", "Quy định", "Quy chế",
})  # fmt: skip


def check_header(library: AuditLibrary, held: HeldText) -> Iterator[Finding]:
    """What a document's header lacks, and where it contradicts itself or another file."""
    yield from _incomplete(held)
    yield from _contradictions(held)
    yield from _copies(library, held)


def _incomplete(held: HeldText) -> Iterator[Finding]:
    node = held.node
    missing = [
        name
        for name in ("number", "date")
        if getattr(node, name) is None or (name == "date" and len(node.date or "") < _FULL)
    ]
    # Where not even the type is known the file is no directive, or its head was cut off.
    if missing and node.type and not _is_annex(held):
        words = (
            ", ".join(_FIELDS[name][0] for name in missing),
            ", ".join(_FIELDS[name][1] for name in missing),
        )
        yield finding("header_incomplete", held, _where(held, "number", "date"), missing=words)


def _is_annex(held: HeldText) -> bool:
    """Whether it is filed apart from the decision that it hangs on, whose number it bears."""
    return any(one.relation == "annex_of" for one in held.directive.references)


def _contradictions(held: HeldText) -> Iterator[Finding]:
    node = held.node
    if node.number is None:
        return
    parts = split_number(node.number)
    if parts.year and node.date and parts.year != int(node.date[:4]):
        yield _contradicts(
            held,
            f"Số {node.number} ghi năm {parts.year}, ngày ghi {vietnamese_date(node.date)}.",
            f"The number {node.number} names the year {parts.year}, the date is {node.date}.",
        )
    own = type_of_symbol(parts.symbol.partition("-")[0].partition("/")[0])
    free = node.type is None or node.type in _FREE_TYPES or "-" not in parts.symbol
    if own and not free and fold_phrase(own.name) not in fold_phrase(node.type or ""):
        yield _contradicts(
            held,
            f"Ký hiệu {parts.symbol} là của {own.name}, loại văn bản ghi {node.type}.",
            f"The symbol {parts.symbol} is that of {own.name}, the type says {node.type}.",
        )
    if date_is_doubtful(held):
        yield _contradicts(
            held,
            f"Ngày {vietnamese_date(node.date or '')} sớm hơn nhiều văn bản được viện dẫn.",
            f"The date {node.date} is earlier than those of several cited documents.",
        )


def _contradicts(held: HeldText, vietnamese: str, english: str) -> Finding:
    return finding(
        "header_contradicts", held, _where(held, "number", "date"), detail=(vietnamese, english)
    )


def _copies(library: AuditLibrary, held: HeldText) -> Iterator[Finding]:
    copies = library.copies(held.node.urn)
    fields = [name for name in _FIELDS if len(_values(copies, name)) > 1]
    if not fields:
        return
    words = (
        ", ".join(_FIELDS[name][0] for name in fields),
        ", ".join(_FIELDS[name][1] for name in fields),
    )
    files = ", ".join(sorted({one.file or (one.sha256 or "")[:12] for one in copies}))
    yield finding("copies_differ", held, _where(held, *fields), files=files, fields=words)


def _values(copies: tuple[DocumentNode, ...], name: str) -> set[str]:
    stated = (getattr(one, name) for one in copies)
    if name == "issuer":
        return {issuer_for_key(value) for value in stated if value}
    return {fold_phrase(str(value)) for value in stated if value}


def _where(held: HeldText, *fields: str) -> tuple[Evidence, ...]:
    """The line of the header that states one of these fields; the title where none does."""
    spans = dict(held.directive.header.spans)
    for name in (*fields, "number", "type", "title"):
        span = spans.get(name)
        if span is not None and span.start < span.end and span.start < _HEAD:
            return (held.quote(span.start, span.end),)
    return ()
