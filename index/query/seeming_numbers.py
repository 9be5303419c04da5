"""Tells a document's number from what only looks like one: years, dates, measures, counts."""

from __future__ import annotations

import re

from index.query.naming import form_of, types_in
from index.query.numbers import YEAR, is_code
from index.query.party import is_session
from index.query.places import province_at
from index.query.traits import has_trait
from index.query.wording import Wording
from index.syllables import fold

_MONTHS = 12
_LONG = 3
"""Digits of a number that counts nothing."""

_DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])/(?:0\d|1[0-2])")
_TIMES = re.compile(
    r"\s*(?:%|thang(?! (?:nao|may))|nam(?!\s+(?:19|20)\d\d(?!\s*(?:-|den))| (?:nao|may|bao nhieu))|"
    r"ngay(?! (?:\d|nao|may|bao nhieu))|"
    r"quy (?:[1-4]|i{1,3}|iv|mot|hai|ba|bon|tu|nay|truoc)|trieu|ty|gio|tuan)(?![a-z])"
)
_COUNTS = re.compile(r"\s*(?:nguoi|buoc|lan|noi dung|nhiem vu)(?![a-z])")
_ENGLISH = re.compile(r"\s*(?:months?|years?|days?|steps?|weeks?|hours?|people|points?)(?![a-z])")


def is_number(
    wording: Wording,
    match: re.Match[str],
    number: str,
    kind: str | None,
    *,
    years: bool,
) -> bool:
    """Tells a document's number from a year, a date, a measure or a mere number."""
    groups = match.groupdict()
    marked = _is_marked(wording, match) or bool(
        groups.get("type")
        and re.search(r"so|no\b|num|#", match.group()[len(groups["type"] or "") :])
    )
    after = wording.plain[match.end() :]
    if re.search(r"[/-][a-z]", fold(number)):
        return True
    # "QĐ 45 Nam Định" is no span of years.
    measured = _is_measured(wording, after, kind) and not province_at(wording, match.end())
    session = not marked and is_session(wording.plain, match.start("number"))
    if measured or session or not number[:1].isdigit() or _DAY.fullmatch(number):
        return False
    if "/" in number:
        # "6/2024" may be a month, "123/2020" is none.
        typed = (groups.get("type") and not has_trait(kind, "no year")) or groups.get("symbol")
        serial = re.match(r"\d+", number)
        return bool(typed or marked) or (serial is not None and int(serial[0]) > _MONTHS)
    if re.fullmatch(YEAR, number) and not marked:
        return years and kind is not None
    if kind is not None or groups.get("type"):
        return (
            marked or len(number) >= _LONG or _may_have_bare_number(groups.get("type") or "", after)
        )
    return marked or _stands_alone(wording, match)


def _is_measured(wording: Wording, after: str, kind: str | None) -> bool:
    """Tells "kế hoạch 5 nhiệm vụ" from "NĐ 152 người nước ngoài", of a decree's title."""
    counting = kind is None or has_trait(kind, "seldom numbered") or has_trait(kind, "local")
    return (
        _TIMES.match(after) is not None
        or (counting and _COUNTS.match(after) is not None)
        or (wording.is_english and _ENGLISH.match(after) is not None)
    )


def _is_marked(wording: Wording, match: re.Match[str]) -> bool:
    """Tells "số 766" from a number that counts something else: "bão số 3", "tổ số 5"."""
    if not match.groupdict().get("marker"):
        return False
    before = wording.plain[: match.start()].rstrip()
    return (
        not re.search(r"[a-z0-9]$", before)
        or re.search(f"(?:{_VERBS}|{_NOUNS})$", before) is not None
    )


def _may_have_bare_number(typed: str, after: str) -> bool:
    form = form_of(typed) if typed else None
    if form is None or not has_trait(form.type, "seldom numbered"):
        return True
    return (
        is_code("".join(re.findall(r"^ ([a-z]+)", after)))
        or re.match(
            r"\s*(?:$|[?.,;:!)]|nam\s+\d{4}|\d{4}"
            r"|(?:la|co|da|con|het|duoc|bi|of|ve|cua|do|by|on|is|was|has|still"
            r"|attached|issued|amended|replaced|repealed)(?![a-z]))",
            after,
        )
        is not None
    )


def _stands_alone(wording: Wording, match: re.Match[str]) -> bool:
    """Tells whether a bare number is what a verb acts on, or all that was typed."""
    before = wording.plain[: match.start()].rstrip()
    after = wording.plain[match.end() :].strip(" ?.!")
    named = next(types_in(after), None)
    alone = not after or (named is not None and named.words == after)
    return (not before.strip() and alone) or re.search(_VERBS + "$", before) is not None


_NOUNS = r"van ban|vb|tai lieu|document|documents|tim|find|xem|cua|the"
_VERBS = (
    r"(?:trien khai|thuc hien|thi hanh|huong dan|sua doi|bo sung|thay the|bai bo|can cu|dua vao|"
    r"implements?|implementing|amends?|amending|replaces?|replacing|repeals?|repealing|"
    r"guides?|guiding|based on)"
)
