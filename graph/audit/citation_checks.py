"""Citations whose number, date, year or issuer cannot be right."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.assembly import assembly_term
from graph.audit.model import AuditLibrary, Finding, finding
from graph.audit.naming import dated_name, in_both, name_of, vietnamese_date, written
from graph.contradictions import Contradiction, find_contradictions
from graph.force import HeldText
from graph.identity import is_local, issuer_for_key
from graph.numbering import split_number
from graph.resolution.reasons import reason_word
from nlp.directive import Reference
from nlp.issuers import issuer_of_number
from nlp.types import type_of_symbol

_FULL = len("2025-07-01")
# So many documents of a later date speak against the citing document's own date.
_OVERWHELMING = 2
_OF = re.compile(r"[\s,*]{0,5}(?:của|do)\s", re.IGNORECASE)
_DAY = re.compile(r"\b(?:ngày|tháng)\b", re.IGNORECASE)
# Their date is that of the consolidation, their words those of any of the consolidated ones.
_CONSOLIDATED = frozenset({"Văn bản hợp nhất"})
_PARAGRAPH = re.compile(r"\n\s*\n")
_TERM = re.compile(r"(?:QH|UBTVQH)(\d{1,2})\b")
# Types whose numbers hold the year (Luật 64/2025/QH15, Điều 4; NĐ 78/2025/NĐ-CP).
_WITH_YEAR = frozenset({"Nghị định", "Thông tư", "Thông tư liên tịch"})


def check_citations(library: AuditLibrary, held: HeldText) -> Iterator[Finding]:
    """What cannot be right in a document's citations, each thing once."""
    seen: set[tuple[str, tuple[str, ...], str]] = set()
    for one in _all(library, held):
        key = (one.kind, one.related, one.message)
        if key not in seen:
            seen.add(key)
            yield one


def _all(library: AuditLibrary, held: HeldText) -> Iterator[Finding]:
    doubtful = date_is_doubtful(held)
    consolidated = held.node.type in _CONSOLIDATED
    for contradiction in find_contradictions(held.directive, held.resolutions):
        if contradiction.kind == "after_host" and (doubtful or consolidated):
            continue
        if _is_misread(held, contradiction):
            continue
        found = _contradiction(library, held, contradiction)
        if found is not None:
            yield found
    for i, reference in enumerate(held.directive.references):
        if reference.kind in ("self", "header", "anaphora") or reference.number is None:
            continue
        if not doubtful:
            yield from _number_later(held, i)
        yield from _wrong_term(held, reference)
        yield from _year_missing(library, held, i)
        yield from _wrong_issuer(held, reference)


def _is_misread(held: HeldText, found: Contradiction) -> bool:
    """Whether a date stands beside a number in a table, where it may be that of something else."""
    references = [held.directive.references[i] for i in found.mentions]
    return any(one.date and one.number and not _DAY.search(one.text) for one in references)


def date_is_doubtful(held: HeldText) -> bool:
    """Whether a document's own date is what cannot be right: several cited ones are later."""
    own = held.node.date
    if own is None or len(own) < _FULL:
        return False
    later = {
        reference.number or reference.text
        for reference, resolution in zip(held.directive.references, held.resolutions, strict=True)
        if resolution.urn != held.node.urn
        and reference.date
        and len(reference.date) == _FULL
        and reference.date > own
    }
    return len(later) >= _OVERWHELMING


def _contradiction(library: AuditLibrary, held: HeldText, found: Contradiction) -> Finding | None:
    references = [held.directive.references[i] for i in found.mentions]
    first, urns = references[0], found.urns
    if found.kind == "date_differs":
        return _date_differs(library, held, first, urns)
    if found.kind == "two_dates" and _is_explained(references):
        return None
    days = {"two_dates": found.detail, "after_host": found.detail[:1]}.get(found.kind)
    stated = days or (first.date or "",)
    return finding(
        "cited_later" if found.kind == "after_host" else found.kind,
        held,
        tuple(held.evidence(one) for one in (first, references[-1])[: len(references)]),
        urns,
        cited=name_of(library, urns[0]) if urns else written(first),
        stated=(", ".join(map(vietnamese_date, stated)), ", ".join(stated)),
        date=in_both(held.node.date or ""),
        number=first.number or "",
        numbers=" – ".join(found.detail),
        type=first.type or "",
        written=written(first),
        maybe=_maybe(library, held, found.mentions),
    )


def _is_explained(references: list[Reference]) -> bool:
    """Whether two dates of one document are no contradiction of its citations.

    Its own number's date is compared elsewhere; a date in another paragraph belongs to what
    happened on that day.
    """
    return any(one.kind in ("header", "self") or _PARAGRAPH.search(one.text) for one in references)


def _date_differs(
    library: AuditLibrary, held: HeldText, reference: Reference, urns: tuple[str, ...]
) -> Finding | None:
    known = library.holdings.by_urn(urns[0]) if urns else None
    if known is None or known.date is None or known.weight < 1 or urns[0] == held.node.urn:
        return None
    year = split_number(known.number).year if known.number else None
    if year and year != int(known.date[:4]):
        return None  # it is the record that contradicts itself
    if _is_given_elsewhere(library, held, urns[0], reference.date):
        return None  # then the record may be wrong, or two documents bear one number
    return finding(
        "date_differs", held, (held.evidence(reference),), urns, cited=name_of(library, urns[0]),
        stated=in_both(reference.date or ""), known=in_both(known.date),
    )  # fmt: skip


def _is_given_elsewhere(library: AuditLibrary, held: HeldText, urn: str, date: str | None) -> bool:
    """Whether another held document cites a document with this date as well."""
    for host in sorted({link.host for link in library.graph.links(urn, "in")} - {held.node.urn}):
        other = library.read(host)
        if other is not None and any(
            one.date == date and resolution.urn == urn
            for one, resolution in zip(other.directive.references, other.resolutions, strict=True)
        ):
            return True
    return False


def _maybe(library: AuditLibrary, held: HeldText, mentions: tuple[int, ...]) -> tuple[str, str]:
    """The documents that may be meant instead, as the end of a suggestion."""
    own = held.directive.references[mentions[0]]
    candidates = held.resolutions[mentions[0]].candidates
    names = [
        dated_name(library, one.urn)
        for one in candidates
        if one.reason != "explicit" and library.holdings.by_urn(one.urn) is not None
    ]
    names = [name for name in dict.fromkeys(names) if not own.number or own.number not in name]
    listed = ", ".join(names[:3])
    return (f" (có thể là {listed})", f" (perhaps {listed})") if listed else ("", "")


def _number_later(held: HeldText, mention: int) -> Iterator[Finding]:
    reference, own = held.directive.references[mention], held.node.date
    year = split_number(reference.number or "").year
    if own is None or year is None or year <= int(own[:4]):
        return
    if reference.date and reference.date[:4] <= own[:4]:
        return  # then number and date contradict each other, which is found there
    urn = held.resolutions[mention].urn
    if reference.date is None:
        yield finding("number_later", held, (held.evidence(reference),), (urn,) if urn else (),
                      number=reference.number or "", date=in_both(own))  # fmt: skip


def _wrong_term(held: HeldText, reference: Reference) -> Iterator[Finding]:
    parts = split_number(reference.number or "")
    named = _TERM.search(parts.symbol)
    when = reference.date if reference.date and len(reference.date) == _FULL else parts.year
    term = assembly_term(when)
    if named is None or term is None or int(named[1]) == term:
        return
    if reference.date and parts.year and int(reference.date[:4]) != parts.year:
        return
    yield finding("wrong_term", held, (held.evidence(reference),), number=reference.number or "",
                  stated=named[1], expected=str(term))  # fmt: skip


def _year_missing(library: AuditLibrary, held: HeldText, mention: int) -> Iterator[Finding]:
    reference = held.directive.references[mention]
    parts = split_number(reference.number or "")
    if reference.type not in _WITH_YEAR or parts.year or not parts.serial or is_local(parts.symbol):
        return
    # "Nghị định 61": a short form of a document named before is no slip.
    typed = type_of_symbol(parts.symbol.partition("-")[0])
    if typed is None or reason_word(held.resolutions[mention]) == "year_missing":
        return  # "12/CP" is of the days when numbers held no year
    if reference.kind == "short" or _before_years(reference):
        return
    known = [
        one
        for one in library.holdings.by_serial(parts.serial)
        if one.number and split_number(one.number).symbol == parts.symbol
        and split_number(one.number).year
        and (not held.node.date or not one.date or one.date <= held.node.date)
        and (not reference.date or one.date == reference.date)
    ]  # fmt: skip
    listed = ", ".join(one.number or "" for one in sorted(known, key=_newest, reverse=True)[:3])
    maybe = (f" (có thể là {listed})", f" (perhaps {listed})") if listed else ("", "")
    yield finding("year_missing", held, (held.evidence(reference),),
                  tuple(one.urn for one in known[:3]), number=reference.number or "",
                  type=reference.type or "", maybe=maybe)  # fmt: skip


def _before_years(reference: Reference) -> bool:
    """Whether it is older than the rule: numbers hold the year since the law of 1996."""
    return bool(reference.date and reference.date[:4] < "1997")


def _newest(document: object) -> str:
    return str(getattr(document, "date", None) or "")


def _wrong_issuer(held: HeldText, reference: Reference) -> Iterator[Finding]:
    parts = split_number(reference.number or "")
    if parts.party and not parts.symbol.endswith("/TW"):
        return
    if not _OF.match(held.text, reference.end):
        return  # the body is named in the title, or further away
    if not reference.issuer or not parts.symbol or not parts.serial or is_local(parts.symbol):
        return
    possible = issuer_of_number(reference.type, parts.text, None, reference.date)
    expected = {issuer_for_key(one.name) for one in possible}
    stated = issuer_for_key(reference.issuer)
    # Of a joint document often only the first of its issuers is named.
    if not expected or any(stated in name or name in stated for name in expected):
        return
    yield finding("wrong_issuer", held, (held.evidence(reference),), number=reference.number or "",
                  stated=reference.issuer, expected=" / ".join(sorted(expected)))  # fmt: skip
