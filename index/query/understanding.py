"""The grammar as a whole: from a typed text to a `Query`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from index.model import Query, Target
from index.query.issuers import FoundIssuer, find_issuers, follows_type
from index.query.naming import ANY, form_of, type_pattern
from index.query.periods import claim_period
from index.query.relations import Asked, asked_relation
from index.query.spelling import mended
from index.query.targets import FoundTarget, find_targets
from index.query.topics import asks, topic_beside, topic_of
from index.query.wording import TARGET, Wording
from nlp.directive import RelationKind

_PLURAL = re.compile(
    r"(?:(?<![a-z])(?:cac|nhung|moi|tat ca|danh sach|co|which|what|all|any|list of|list|find|tim|"
    r"the)\s+)$"
)
_LEVEL_WORD = re.compile(
    r"(?<![a-z])(?:provincial|province|district|communal|commune|ward|central|national|local)"
    r"(?:[ -]level)?\s+$"
)
_ABOUT_OR_BY = re.compile(r"\s+(?:on|about|of|by|from|issued|regarding|concerning)(?![a-z])")
_ASKED = re.compile(r"\s*(?:nao|gi|j)(?![a-z])")
_YES_NO = re.compile(r"(?<![a-z])(?:co|khong|ko|chua|does|did|is|was|has)(?![a-z])|\?")


@dataclass(slots=True)
class _Reading:
    """What is read so far."""

    wording: Wording
    question: bool
    target: Target | None = None
    asked: Asked | None = None
    type: str | None = None
    issuer: str | None = None
    years: tuple[int | None, int | None] = (None, None)


def understand(text: str, *, today: date | None = None) -> Query:
    """Returns what a typed text asks for.

    The same text gives the same query; nothing is looked up in a library. Any text is understood
    as something: what has no target and no relation is a topic.

    Args:
        text: Vietnamese with or without diacritics, English, or any mixture.
        today: the day that "this year" is read on; the current one if null.
    """
    wording = mended(Wording(text))
    reading = _Reading(wording, asks(wording))
    targets = find_targets(wording)
    if targets:
        _read_target(reading, targets)
    _read_filters(reading, today or date.today())
    if reading.target is None:
        return _topic(reading, text)
    if reading.asked is None:
        return _implied(reading, text) or _lookup(reading, text)
    return _query(reading, text, topic_beside(wording))


def _read_target(reading: _Reading, targets: list[FoundTarget]) -> None:
    wording = reading.wording
    chosen = _chosen(wording, targets)
    if chosen is None:
        return
    others = [one for one in targets if one is not chosen]
    found = _with_issuer(wording, chosen)
    wording.claim(found.start, found.end, TARGET)
    for other in others:
        wording.claim(other.start, other.end)
    reading.target = found.target
    reading.asked = asked_relation(wording, found.target.type, sure=found.sure)
    if reading.asked is None and not found.sure and not _is_all(wording):
        # A law that is only named amid a question is part of its topic.
        wording.plain = Wording(wording.text).plain
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


def _with_issuer(wording: Wording, found: FoundTarget) -> FoundTarget:
    """Takes in the issuer right after a target, where it must be the target's own."""
    rest = wording.plain[found.end :]
    lead = re.match(r"\s*,?\s*(?:cua|do|by|of|from|issued by)\s+(?:the\s+)?", rest)
    if lead is None:
        return found
    tail = wording.after(found.end)
    for issuer in find_issuers(tail):
        if issuer.start <= lead.end() and issuer.central:
            end = found.end + issuer.end
            target = replace(found.target, issuer=issuer.issuer)
            if target.year is None and (
                year := re.match(r"\s*(?:nam\s+)?((?:19|20)\d\d)\b", wording.plain[end:])
            ):
                target, end = replace(target, year=int(year[1])), end + year.end()
            return replace(found, target=target, end=end)
    return found


def _is_all(wording: Wording) -> bool:
    return not topic_of(wording)


def _read_filters(reading: _Reading, today: date) -> None:
    wording = reading.wording
    if reading.asked is not None:
        before = wording.plain
        _read_type(reading)
        cue = reading.asked.cue
        if "\x00" not in wording.plain[cue.start : cue.end] or before == wording.plain:
            wording.claim(cue.start, cue.end)
    elif reading.target is None:
        _read_type(reading)
    issuers = [one for one in find_issuers(wording) if _limits(reading, one)]
    if issuers:
        reading.issuer = issuers[0].issuer
        for one in issuers[:1]:
            wording.claim(one.start, one.end)
    if reading.asked is not None or reading.target is not None or _is_filtered(reading):
        reading.years = claim_period(wording, today)


def _is_filtered(reading: _Reading) -> bool:
    """A year limits the answers of a row of key words; in a whole question it is its subject."""
    return not reading.question or reading.type is not None or reading.issuer is not None


def _read_type(reading: _Reading) -> None:
    """Reads which type the results must have, and claims its words."""
    wording = reading.wording
    cue = reading.asked.cue if reading.asked else None
    best: tuple[int, re.Match[str]] | None = None
    for match in re.finditer(rf"(?<![a-z0-9])(?:{type_pattern()})(?![a-z0-9])", wording.plain):
        if cue and match.start() < cue.end and cue.start < match.end():
            if not (match.start() <= cue.start and cue.end <= match.end()):
                continue
            if form_of(match[0]).type != "Văn bản hợp nhất":
                continue
        rank = _type_rank(reading, match)
        if rank and (best is None or rank > best[0]):
            best = (rank, match)
    if best is not None:
        match = best[1]
        form = form_of(match[0])
        reading.type = None if form.type == ANY else form.type
        asked = _ASKED.match(wording.plain, match.end())
        plural = _PLURAL.search(wording.plain, 0, match.start())
        wording.claim(
            plural.start() if plural else match.start(), asked.end() if asked else match.end()
        )


def _type_rank(reading: _Reading, match: re.Match[str]) -> int:
    """Returns how surely a type's name is the type of the results; 0 if it is not."""
    plain, form = reading.wording.plain, form_of(match[0])
    if _ASKED.match(plain, match.end()):
        return 4
    before = _LEVEL_WORD.sub("", plain[: match.start()])
    leads = not before.strip(" \x00")
    own = form.use == "word" and form.type != ANY
    english = match[0].endswith("s") and _ABOUT_OR_BY.match(plain, match.end())
    # The first of these that holds decides.
    signs: tuple[tuple[object, int], ...] = (
        (re.search(r"(?<![a-z])(?:which|what)\s+$", before), 4),
        (form.use == "number", 0),
        (_PLURAL.search(before), 3),
        (reading.asked, 2),
        (own and leads and not reading.question, 2),
        (own and reading.target is not None, 1),
        (form.type == ANY and leads, 1),
        (own and english, 2),
    )
    return next((rank for sign, rank in signs if sign), 0)


def _limits(reading: _Reading, issuer: FoundIssuer) -> bool:
    """Tells whether an issuer limits the results, rather than being part of the topic."""
    if reading.target is not None or issuer.issuing:
        return True
    if reading.type is not None or follows_type(reading.wording, issuer):
        return issuer.led or not reading.question or follows_type(reading.wording, issuer)
    if reading.question:
        return False
    return not issuer.central or issuer.led


def _query(reading: _Reading, text: str, topic: str) -> Query:
    asked = reading.asked
    return Query(
        text,
        "relation" if asked else "topic",
        asked.relation if asked else None,
        asked.direction if asked else None,
        reading.target,
        reading.type,
        reading.issuer,
        *reading.years,
        topic=topic,
    )


def _lookup(reading: _Reading, text: str) -> Query:
    topic = topic_beside(reading.wording)
    return replace(_query(reading, text, topic), intent="lookup")


# What a document of one type is for, beside one of another: "plans for Decision 766".
_PURPOSES: dict[str, RelationKind] = {
    "Kế hoạch": "implements", "Chương trình": "implements", "Phương án": "implements",
    "Thông tư": "guides", "Hướng dẫn": "guides", "Văn bản hợp nhất": "consolidates",
}  # fmt: skip


def _implied(reading: _Reading, text: str) -> Query | None:
    """Reads a type beside a target, without a verb, as what such documents do to such a target."""
    assert reading.target is not None
    _read_type(reading)
    purpose = _PURPOSES.get(reading.type or "")
    if purpose is None or reading.type == reading.target.type:
        reading.type = None
        return None
    query = _query(reading, text, topic_beside(reading.wording))
    return replace(query, intent="relation", relation=purpose, direction="in")


def _topic(reading: _Reading, text: str) -> Query:
    return _query(reading, text, topic_of(reading.wording))
