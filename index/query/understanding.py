"""The grammar as a whole: from a typed text to a `Query`."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from index.model import Query
from index.query.councils import body_of_place
from index.query.homographs import without_homographs
from index.query.issuers import find_issuers
from index.query.itself import without_itself
from index.query.naming import form_of, type_pattern, types_in
from index.query.ownership import with_issuer
from index.query.reading import Reading
from index.query.relations import asked_relation
from index.query.result_types import read_type
from index.query.results import read_filters
from index.query.spelling import mended
from index.query.targets import FoundTarget, find_targets
from index.query.titles import title_behind
from index.query.topics import asks, topic_beside, topic_of
from index.query.traits import purpose_of
from index.query.wording import CLAIMED, TARGET, Wording

_YES_NO = re.compile(r"(?<![a-z])(?:co|khong|ko|chua|does|did|is|was|has)(?![a-z])|\?")

_STATE_LAST = re.compile(
    r" *(?:(?:van |da |co )*(?:con|het|mat) (?:hieu luc|hluc|hl)"
    r"|(?:is |are )?still (?:in force|valid)|(?:has|have) expired)(?![a-z])"
)
_DIRECTIVE = re.compile("ct (?:ubnd|uy ban)(?![a-z])")
_SHORTEST_TITLE = 4
_LONGEST_SUBJECT = 10
# Sessions that passed a document, bodies that no table has ("của Ban Chỉ đạo …").
_NO_TITLE = re.compile(
    r"(?<![a-z])(?:(?:hoi nghi|ky hop|khoa|dai hoi)(?: (?:lan thu|trung uong|tw|thu|bch))*"
    r" (?:\d+|[ivxl]+)"
    r"|(?:xin|can|gui|cho)? ?file"
    rf"|(?<=[{TARGET}{CLAIMED}] )(?:cua|do|by|of)(?: the| cac)? (?:ban|bo|so|cuc|tong cuc|vu|"
    r"uy ban|hoi dong|hoi nghi|van phong|vien|truong|chinh phu|quoc hoi|thu tuong|pho|steering|"
    r"committee|board|council|department|ministry|government)(?![a-z]).*$)(?![a-z])"
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
    if reading.asked is None and reading.named:
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
    if reading.asked.cue.start >= end and title_behind(wording.plain, end) is not None:
        # "Nghị quyết 12 về phí đã được sửa đổi chưa".
        return ""
    return topic_beside(wording)


def _targeted(wording: Wording) -> Reading:
    reading = Reading(wording, asks(wording))
    targets = find_targets(wording)
    reading.named = bool(targets)
    if targets:
        _read_target(reading, targets)
    return reading


def _read_target(reading: Reading, targets: list[FoundTarget]) -> None:
    wording = reading.wording
    chosen = _chosen(wording, targets)
    if chosen is None:
        return
    others = [one for one in targets if one is not chosen]
    found, reading.stated = with_issuer(wording, chosen)
    wording.claim(found.start, found.end, TARGET)
    for other in others:
        wording.claim(other.start, other.end)
    reading.target = found.target
    reading.asked = asked_relation(wording, found.target.type, sure=found.sure)
    if reading.asked is not None or found.sure:
        return
    if not (_is_all(wording) or _is_for(wording) or _is_headed(reading, found)):
        # A law that is only named amid a question is part of its topic.
        wording.unclaim()
        reading.target = None
        reading.kept = (found.start, found.end)


def _is_headed(reading: Reading, found: FoundTarget) -> bool:
    """Tells a law with its year and a subject: "luật đất đai 2024 thu hồi đất"."""
    wording = reading.wording
    rest = wording.plain[found.end :]
    if found.target.year is None or reading.question or wording.plain[: found.start].strip():
        return False
    if len(rest.split()) > _LONGEST_SUBJECT or find_issuers(wording):
        return False
    return all(form_of(one.words).use != "word" for one in types_in(rest))


def _chosen(wording: Wording, targets: list[FoundTarget]) -> FoundTarget | None:
    """Returns the target of several: what the others act on, or the document itself."""
    if len(targets) == 1:
        return targets[0]
    sure = [one for one in targets if one.sure]
    first, last = targets[0], targets[-1]
    question = re.search(r"(?<![a-z])(?:nao|gi|which|what)(?![a-z])", wording.plain)
    if _STATE_LAST.search(wording.plain, last.end) and not wording.plain[: first.start].strip():
        # "TT 78 hướng dẫn NĐ 123 còn hiệu lực không".
        return first
    if question or _YES_NO.search(wording.plain):
        between = wording.plain[first.end : last.start]
        return first if re.search(r"(?<![a-z])(?:bi|duoc|dc|by|boi)(?![a-z])", between) else last
    return sure[0] if sure else first


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
    """Tells whether nothing but the document is named, and what may be asked of it alone."""
    return not topic_of(wording) or not topic_of(without_itself(wording))


def _query(reading: Reading, text: str, topic: str) -> Query:
    asked, issuer, place = reading.asked, reading.issuer, None
    if reading.placed and issuer is not None:
        place = issuer.removeprefix("UBND ")
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
        place=place,
    )


def _lookup(reading: Reading, text: str) -> Query:
    query = _query(reading, text, _topic_of_target(reading))
    query = replace(query, intent="lookup", issuer=query.issuer or reading.stated, place=None)
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


def _topic_of_target(reading: Reading) -> str:
    """Returns what a document that is looked up is about, as far as its title is typed."""
    wording = reading.wording
    beside = topic_beside(wording)
    behind = wording.part(wording.plain.rindex(TARGET) + 1)
    if beside and topic_of(behind) == beside:
        return beside
    # "NĐ 46/2015 chế độ báo cáo về bảo trì": all of it is the title.
    return _title(reading) or beside


def _title(reading: Reading) -> str:
    """Returns words of the title that stand beside a number: "NĐ 168/2024 phạt giao thông"."""
    if reading.question or reading.target is None:
        return ""
    wording = without_itself(reading.wording)
    for match in _NO_TITLE.finditer(without_homographs(wording)):
        wording.claim(*match.span())
    words = topic_of(wording)
    behind = wording.part(reading.wording.plain.rindex(TARGET))
    named = next(types_in(Wording(words).plain), None)
    whole = named is not None and named.words == Wording(words).plain
    if " " not in words and (topic_of(behind) != words or len(words) < _SHORTEST_TITLE):
        # One word before a number is seldom a title's.
        return ""
    return "" if whole else words


def _implied(reading: Reading, text: str) -> Query | None:
    """Reads a type beside a target, without a verb, as what such documents do to such a target."""
    assert reading.target is not None
    before = reading.wording.plain
    read_type(reading)
    purpose = purpose_of(reading.type)
    if purpose is None or reading.type == reading.target.type:
        if reading.type != reading.target.type:
            # "NĐ 124/2020 khiếu nại quyết định kỷ luật": part of the title.
            reading.wording.plain = before
        reading.type = None
        return None
    query = _query(reading, text, topic_beside(reading.wording))
    return replace(query, intent="relation", relation=purpose, direction="in")


def _topic(reading: Reading, text: str) -> Query:
    query = _query(reading, text, topic_of(reading.wording))
    if query.type is None and query.topic and _DIRECTIVE.match(reading.wording.folded):
        # Without another type the chairman's title is the directive's: "CT UBND tỉnh về …".
        issuer = query.issuer and query.issuer.removeprefix("Chủ tịch ")
        return replace(query, type="Chỉ thị", issuer=issuer)
    return query
