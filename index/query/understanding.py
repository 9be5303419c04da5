"""The grammar as a whole: from a typed text to a `Query`."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from index.model import Query
from index.query.councils import body_of_place
from index.query.cues import find_cues
from index.query.issuers import FoundIssuer, find_issuers
from index.query.naming import form_of, type_pattern, types_in
from index.query.places import bare_unit_at, province_at
from index.query.relations import asked_relation
from index.query.results import Reading, read_filters, read_type
from index.query.spelling import mended
from index.query.targets import FoundTarget, find_targets
from index.query.topics import asks, topic_beside, topic_of
from index.query.traits import has_trait, purpose_of
from index.query.wording import TARGET, Wording
from index.syllables import fold

_COMMITTEE = re.compile(
    r"(?<![a-z])(?:ubnd|uy ban|hdnd|hoi dong|chu tich ubnd|chu tich uy ban|people ?s committee|"
    r"people ?s council)"
)
_LAWMAKERS = frozenset(("Quốc hội", "Ủy ban Thường vụ Quốc hội"))
_OWNING = re.compile(r"(?:cua|of|(?!(?:o|tai|do|in|at|by|from|cho|thuoc) )[a-z])")
_TITLE = re.compile(r" *,? *(?:quy dinh ve|ve viec|ve|v/v|on|about|regarding)(?![a-z])")
_CHANGES = frozenset(("amends", "replaces", "repeals", "suspends", "corrects"))
_STATE_LINKS = re.compile(r"(?<![a-z])(?:da|co|bi|van|hien|nay|khong|chua|con)(?![a-z])")
_YES_NO = re.compile(r"(?<![a-z])(?:co|khong|ko|chua|does|did|is|was|has)(?![a-z])|\?")

# Parts of a document, sessions that passed it, bodies that no table has ("của Ban Chỉ đạo …").
_NO_TITLE = re.compile(
    r"(?<![a-z])(?:(?:diem|khoan|dieu|muc|chuong|mau|phu luc|bieu|article|clause|point|form)"
    r"(?: so)? [a-z0-9]{1,4}(?![a-z0-9])"
    r"|(?:hoi nghi|ky hop|khoa|dai hoi)(?: (?:lan thu|trung uong|tw|thu|bch))* [a-z0-9]+"
    r"|(?:xin|can|gui|cho)? ?file|(?:cua|do|by|of) .*$)(?![a-z])"
)


def understand(text: str, *, today: date | None = None) -> Query:
    """Returns what a typed text asks for.

    The same text gives the same query; nothing is looked up in a library. Any text is understood
    as something: what has no target and no relation is a topic.

    Args:
        text: Vietnamese with or without diacritics, English, or any mixture.
        today: the day that "this year" is read on; the current one if null.
    """
    wording = mended(Wording(text))
    reading = _targeted(wording.part())
    if reading.asked is None and (reading.target is not None or find_targets(wording)):
        # Something may be asked of a document that is named: the verb may be the slip.
        second = mended(Wording(text), lenient=True)
        if second.text != wording.text and (other := _targeted(second)).asked is not None:
            reading = other
    read_filters(reading, today or date.today())
    if reading.target is None:
        return _topic(reading, text)
    if reading.asked is None:
        return _implied(reading, text) or _lookup(reading, text)
    return _query(reading, text, _topic_beside_relation(reading))


def _topic_beside_relation(reading: Reading) -> str:
    """Returns what the results are about, which the title of the target is not."""
    assert reading.asked is not None
    wording = reading.wording
    end = wording.plain.rindex(TARGET) + 1
    if reading.asked.cue.start >= end and _TITLE.match(wording.plain, end):
        # "Nghị quyết 12 về phí đã được sửa đổi chưa".
        return ""
    return topic_beside(wording)


def _targeted(wording: Wording) -> Reading:
    reading = Reading(wording, asks(wording))
    targets = find_targets(wording)
    if targets:
        _read_target(reading, targets)
    return reading


def _read_target(reading: Reading, targets: list[FoundTarget]) -> None:
    wording = reading.wording
    chosen = _chosen(wording, targets)
    if chosen is None:
        return
    others = [one for one in targets if one is not chosen]
    found = _with_issuer(reading, chosen)
    wording.claim(found.start, found.end, TARGET)
    for other in others:
        wording.claim(other.start, other.end)
    reading.target = found.target
    reading.asked = asked_relation(wording, found.target.type, sure=found.sure)
    if reading.asked is None and not found.sure and not (_is_all(wording) or _is_for(wording)):
        # A law that is only named amid a question is part of its topic.
        wording.unclaim()
        reading.target = None


def _chosen(wording: Wording, targets: list[FoundTarget]) -> FoundTarget | None:
    """Returns the target of several: what the others act on, or the document itself."""
    if len(targets) == 1:
        return targets[0]
    sure = [one for one in targets if one.sure]
    first, last = targets[0], targets[-1]
    question = re.search(r"(?<![a-z])(?:nao|gi|which|what)(?![a-z])", wording.plain)
    if question or _YES_NO.search(wording.plain):
        between = wording.plain[first.end : last.start]
        return first if re.search(r"(?<![a-z])(?:bi|duoc|dc|by|boi)(?![a-z])", between) else last
    return sure[0] if sure else first


def _with_issuer(reading: Reading, found: FoundTarget) -> FoundTarget:
    """Takes in the issuer that stands right beside a target, where it is the target's own."""
    wording = reading.wording
    if found.issuer is not None:
        reading.stated = found.issuer
        return replace(found, target=replace(found.target, issuer=found.issuer))
    bare = _bare_place(wording, found)
    if bare is not None:
        own = found.target
        reading.stated = body_of_place(f"UBND {bare[0]}", own.type, own.number)
        return replace(found, target=replace(own, issuer=reading.stated), end=bare[1])
    issuers = [one for one in find_issuers(wording) if found.sure or one.issuer in _LAWMAKERS]
    for issuer in issuers:
        if issuer.end <= found.start and re.fullmatch(
            r"(?: s)?\s+", wording.plain[issuer.end : found.start]
        ):
            if not (issuer.central and wording.is_english):
                continue
            reading.stated = issuer.issuer
            target = replace(found.target, issuer=issuer.issuer)
            return replace(found, target=target, start=issuer.start)
        gap = wording.plain[found.end : issuer.start]
        if issuer.level and issuer.issuing:
            # "Tỉnh nào" is what the question asks for.
            continue
        if issuer.start < found.end or re.search(r"[a-z0-9]", gap):
            continue
        near = issuer.led or _is_state_asked(wording, issuer) or _is_minister(found, issuer)
        changing = _is_changing(wording, found, issuer)
        if not near and not changing and (issuer.central or not _is_local(found)):
            continue
        others = [one for one in issuers if one.end <= found.start and not one.central]
        asked = others and _is_local(found) and not changing
        if not issuer.central and not asked and not _is_own(wording, found, issuer):
            return found
        own = found.target
        stated = (
            body_of_place(issuer.issuer, own.type, own.number) if issuer.place else issuer.issuer
        )
        reading.stated = stated
        end = issuer.end
        target = replace(own, issuer=stated)
        if target.year is None and (
            year := re.match(r"\s*(?:nam\s+)?((?:19|20)\d\d)\b", wording.plain[end:])
        ):
            target, end = replace(target, year=int(year[1])), end + year.end()
        return replace(found, target=target, end=end)
    return found


def _bare_place(wording: Wording, found: FoundTarget) -> tuple[str, int] | None:
    """Reads a district or commune that ends the question behind a local number: "kh 15 ea kar"."""
    gap = re.match(r" +(?:cua +)?", wording.plain[found.end :])
    place = found.end + gap.end() if gap else found.end
    if gap is None or not _is_local(found) or province_at(wording, place):
        return None
    read = bare_unit_at(wording, place)
    return read if read and not re.search(r"[a-z]", wording.plain[read[1] :]) else None


def _is_local(found: FoundTarget) -> bool:
    """Tells whether a target is of a kind that local bodies issue rather than central ones."""
    symbol = fold(found.target.number or "").rpartition("/")[2]
    if re.search(r"ubnd|hdnd", symbol):
        return True
    return not symbol.strip("0123456789") and has_trait(found.target.type, "local")


def _is_own(wording: Wording, found: FoundTarget, issuer: FoundIssuer) -> bool:
    """Tells whether a local body behind a target issued it, not what the question asks for.

    "Kế hoạch triển khai QĐ 766/QĐ-TTg của tỉnh Nghệ An" asks for the province's plans; "QĐ
    12/2019/QĐ-UBND của UBND tỉnh Nghệ An" is the committee's own, as is whatever a verb follows.
    """
    body = _COMMITTEE.search(wording.plain[issuer.start : issuer.end])
    symbol = fold(found.target.number or "").rpartition("/")[2]
    if issuer.place and re.search(r"ubnd|hdnd", symbol):
        return _OWNING.match(wording.plain, issuer.start) is not None
    if body and re.search(r"ubnd|hdnd", symbol):
        return ("hdnd" in symbol) == body[0].endswith(("hdnd", "hoi dong", "council"))
    return bool(find_cues(wording.plain[issuer.end :]))


def _is_minister(found: FoundTarget, issuer: FoundIssuer) -> bool:
    """Tells a ministry right behind what only ministries issue: "TT 08/2024 Bộ Nội vụ"."""
    return issuer.issuer.startswith("Bộ ") and has_trait(found.target.type, "ministerial")


def _is_changing(wording: Wording, found: FoundTarget, issuer: FoundIssuer) -> bool:
    """Tells whether a committee or place behind a bare number changes what it issued.

    "NQ 18 HĐND Bình Phước sửa NQ nào", "QĐ 12 tỉnh Hà Giang thay thế QĐ nào".

    What carries out a document is asked of its doer: "QĐ 766 UBND xã Thạch Châu triển khai".
    """
    body = _COMMITTEE.match(wording.plain, issuer.start)
    council = body is not None and body[0].endswith(("hdnd", "hoi dong", "council"))
    own = {"Nghị quyết"} if council else {"Quyết định"}
    if issuer.place:
        own = {"Nghị quyết", "Quyết định"}
    elif body is None:
        return False
    if found.target.type not in own:
        return False
    if not (found.target.number or "").isdigit():
        return False
    cues = find_cues(wording.plain[issuer.end :])
    return bool(cues) and cues[0].relation in _CHANGES


def _is_state_asked(wording: Wording, issuer: FoundIssuer) -> bool:
    """Tells whether a place is followed by what became of a document: "QĐ 35 Hà Nội bị bãi bỏ"."""
    rest = wording.plain[issuer.end :]
    cues = find_cues(rest) if not issuer.central else []
    if not cues or re.search(r"[a-z]", _STATE_LINKS.sub(" ", rest[: cues[0].start])):
        return False
    return cues[0].voice == "state" or re.search(r"(?<![a-z])bi ", rest) is not None


def _is_for(wording: Wording) -> bool:
    """Tells whether a type stands right before a named law: "VBHN Luật Đất đai"."""
    start = wording.plain.index(TARGET)
    typed = re.search(
        rf"(?<![a-z0-9])(?P<type>{type_pattern()})\s+(?:(?:cua|cho|of|for|on)\s+)?$",
        wording.plain[:start],
    )
    if typed is None or asks(wording):
        return False
    return purpose_of(form_of(typed["type"]).type) is not None


def _is_all(wording: Wording) -> bool:
    return not topic_of(wording)


def _query(reading: Reading, text: str, topic: str) -> Query:
    asked, issuer = reading.asked, reading.issuer
    if reading.placed and issuer is not None:
        issuer = body_of_place(issuer, reading.type, None)
    return Query(
        text,
        "relation" if asked else "topic",
        asked.relation if asked else None,
        asked.direction if asked else None,
        reading.target,
        reading.type,
        issuer,
        *reading.years,
        topic=topic,
    )


def _lookup(reading: Reading, text: str) -> Query:
    query = _query(reading, text, topic_beside(reading.wording) or _title(reading))
    query = replace(query, intent="lookup", issuer=query.issuer or reading.stated)
    target = query.target
    if reading.placed and target and reading.issuer:
        query = replace(query, issuer=body_of_place(reading.issuer, target.type, target.number))
    if (
        target
        and target.year is None
        and query.year_from
        and query.year_to in (None, query.year_from)
    ):
        # "Decision 06 from 2022" is that document; there is nothing else for a year to limit.
        target = replace(target, year=query.year_from)
        query = replace(query, target=target, year_from=None, year_to=None)
    return query


def _title(reading: Reading) -> str:
    """Returns words of the title that stand beside a number: "NĐ 168/2024 phạt giao thông"."""
    if reading.question or reading.target is None or reading.target.number is None:
        return ""
    wording = reading.wording.part()
    for match in _NO_TITLE.finditer(wording.plain):
        wording.claim(*match.span())
    words = topic_of(wording)
    named = next(types_in(Wording(words).plain), None)
    whole = named is not None and named.words == Wording(words).plain
    return "" if whole or " " not in words else words


def _implied(reading: Reading, text: str) -> Query | None:
    """Reads a type beside a target, without a verb, as what such documents do to such a target."""
    assert reading.target is not None
    read_type(reading)
    purpose = purpose_of(reading.type)
    if purpose is None or reading.type == reading.target.type:
        reading.type = None
        return None
    query = _query(reading, text, topic_beside(reading.wording))
    return replace(query, intent="relation", relation=purpose, direction="in")


def _topic(reading: Reading, text: str) -> Query:
    return _query(reading, text, topic_of(reading.wording))
