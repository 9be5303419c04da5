"""Sentences that say from when, or until when, a document is in force.

Luật 64/2025/QH15, Điều 53 to 55: a document states its entry into force; it ceases when its term
ends or when another replaces or repeals it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nlp.canonical import Canonical, canonicalise
from nlp.dates import find_date
from nlp.directive import EffectClause, Reference

_CLAUSE = re.compile(
    r"(?P<until>(?:hết|chấm\s+dứt|ngưng)\s+hiệu\s+lực(?:\s+thi\s+hành)?)"
    r"|(?<!hết )(?<!\w)(?:(?:bắt\s+đầu\s+)?có\s+)?hiệu\s+lực(?:\s+(?:thi\s+hành|pháp\s+luật))?\s*(?:kể\s+)?từ\s+"
    r"|(?P<term>hiệu\s+lực(?:\s+thi\s+hành)?[^.;\n]{0,60}?\s(?:đến\s+hết|đến)\s+)(?=ngày|\d)"
)
_FROM = re.compile(r"\s*(?:thi\s+hành\s+)?(?:kể\s+)?(?:từ\s+)?(?P<day>ngày\s+)?(?P<signed>ký(?:\s+ban\s+hành)?|ban\s+hành|được\s+thông\s+qua)?")
_OWN = re.compile(r"(?:Quyết\s+định|Nghị\s+quyết|Nghị\s+định|Thông\s+tư(?:\s+liên\s+tịch)?|Luật|Bộ\s+luật|Chỉ\s+thị|Quy\s+chế|Quy\s+định|Kế\s+hoạch|Pháp\s+lệnh|Lệnh)\s+(?:này|có)\b|^Quyết\s+định\s*$")
_SENTENCE = re.compile(r"[.;:]\s|\n\s*\n|\n(?=[ \t*]*(?:\d+|[a-zđ])[.)])")
_BEFORE, _AFTER = 600, 160


def find_effects(
    text: str, references: Sequence[Reference] = (), signed: str | None = None
) -> tuple[EffectClause, ...]:
    """Find the clauses on force.

    Args:
        text: the document.
        references: its references, of which a clause can speak.
        signed: the document's date, for "kể từ ngày ký".
    """
    copy = canonicalise(text)
    return tuple(_clauses(copy, references, signed))


def _clauses(
    copy: Canonical, references: Sequence[Reference], signed: str | None
) -> Iterator[EffectClause]:
    text = copy.text
    last = -1
    for match in _CLAUSE.finditer(text):
        if match.start() < last:
            continue
        start, end = _sentence(text, match.start(), match.end())
        until = match["until"] is not None or match["term"] is not None
        spoken = _spoken_of(copy, references, start, match.start())
        own = _OWN.search(text, start, match.start()) is not None
        date = _date(text, match, end, signed if own or until else None)
        if date is None and not own and spoken is None:
            continue
        last = match.end()
        yield EffectClause(
            start=copy.origin(start),
            end=copy.end_origin(end),
            effect="until" if until else "from",
            date=date,
            object=spoken,
        )


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    begin = max(0, start - _BEFORE)
    for stop in _SENTENCE.finditer(text, begin, start):
        begin = stop.end()
    after = _SENTENCE.search(text, end, min(len(text), end + _AFTER))
    stop_at = after.start() + 1 if after else min(len(text), end + _AFTER)
    words = text[begin:stop_at]
    begin += len(words) - len(words.lstrip(" \n\t*|"))
    return begin, max(end, begin + len(text[begin:stop_at].rstrip(" \n\t*|")))


def _date(text: str, match: re.Match[str], end: int, signed: str | None) -> str | None:
    found = find_date(text, match.end(), min(len(text), end))
    follows = _FROM.match(text, match.end())
    if follows and follows["signed"]:
        return signed if signed and len(signed) == len("2024-01-01") else None
    if found and found[0] - match.end() <= 60:
        return found[2]
    return None


def _spoken_of(
    copy: Canonical, references: Sequence[Reference], start: int, end: int
) -> int | None:
    """The last reference between the sentence's beginning and the words on force."""
    begin, stop = copy.origin(start), copy.origin(end)
    best: int | None = None
    for i, reference in enumerate(references):
        inside = begin <= reference.start and reference.end <= stop
        if inside and reference.kind not in ("self", "anaphora", "header"):
            best = i if best is None else best
    return best
