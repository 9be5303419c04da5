"""Sentences that say from when, or until when, a document is in force.

Luật 64/2025/QH15, Điều 53 to 55: a document states its entry into force; it ceases when its term
ends or when another replaces or repeals it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from nlp.canonical import Canonical, canonicalise
from nlp.dates import find_date
from nlp.directive import EffectClause, Reference
from nlp.pages import join_pages

_FORCE = re.compile(r"hiệu\s+lực(?:\s+(?:thi\s+hành|pháp\s+luật))?")
_ENDS = re.compile(r"(?:hết|chấm\s+dứt|ngưng)\s+\Z")
_BEGINS = re.compile(r"\s*(?:kể\s+)?từ\s+")
_TERM = re.compile(r"[^.;\n]{0,60}?\s(?:đến\s+hết|đến)\s+(?=ngày|\d)")
_FROM = re.compile(
    r"\s*(?:thi\s+hành\s+)?(?:kể\s+)?(?:từ\s+)?(?P<day>ngày\s+)?(?P<signed>ký(?:\s+ban\s+hành)?|ban\s+hành|được\s+thông\s+qua)?"
)
_OWN = re.compile(
    r"(?:Quyết\s+định|Nghị\s+quyết|Nghị\s+định|Thông\s+tư(?:\s+liên\s+tịch)?|Luật|Bộ\s+luật|Chỉ\s+thị|Quy\s+chế|Quy\s+định|Kế\s+hoạch|Pháp\s+lệnh|Lệnh)\s+(?:này|có)\b|^Quyết\s+định\s*$"
)
_SENTENCE = re.compile(r"[.;:]\s|\n\s*\n|\n(?=[ \t*]*(?:\d+|[a-zđ])[.)])")
_ITEM = re.compile(r"\n[ \t*]{0,9}(?=(?:\d{1,3}|[a-zđ])[.)])")
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
    pages = join_pages(text)
    if not pages.starts:
        return tuple(_clauses(canonicalise(text), references, signed))
    joined = [
        replace(r, start=pages.position(r.start), end=pages.position(r.end)) for r in references
    ]
    return tuple(
        replace(c, start=pages.origin(c.start), end=pages.end_origin(c.end))
        for c in _clauses(canonicalise(pages.text), joined, signed)
    )


def _clauses(
    copy: Canonical, references: Sequence[Reference], signed: str | None
) -> Iterator[EffectClause]:
    text = copy.text
    last = -1
    for force in _FORCE.finditer(text):
        if force.start() < last:
            continue
        until = _ENDS.search(text, max(0, force.start() - 12), force.start()) is not None
        begins = _BEGINS.match(text, force.end())
        term = None if until or begins else _TERM.match(text, force.end())
        if not (until or begins or term):
            continue
        at = (begins or term or force).end()
        start, end = _sentence(text, force.start(), at)
        spoken = _spoken_of(copy, references, start, force.start())
        own = _OWN.search(text, start, force.start()) is not None
        date = _date(text, at, end, signed if own or until else None)
        if date is None and not own and spoken is None:
            continue
        last = at
        yield EffectClause(
            start=copy.origin(start),
            end=copy.end_origin(end),
            effect="until" if until or term else "from",
            date=date,
            object=spoken,
        )


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    begin = max(0, start - _BEFORE)
    for stop in (". ", "; ", ": ", ".\n", ";\n", ":\n", "\n\n"):
        begin = max(
            begin, text.rfind(stop, begin, start) + len(stop) if stop in text[begin:start] else 0
        )
    item = _ITEM.search(text, begin, start)
    begin = item.end() if item else begin
    after = _SENTENCE.search(text, end, min(len(text), end + _AFTER))
    stop_at = after.start() + 1 if after else min(len(text), end + _AFTER)
    words = text[begin:stop_at]
    begin += len(words) - len(words.lstrip(" \n\t*|"))
    return begin, max(end, begin + len(text[begin:stop_at].rstrip(" \n\t*|")))


def _date(text: str, at: int, end: int, signed: str | None) -> str | None:
    follows = _FROM.match(text, at)
    if follows and follows["signed"]:
        return signed if signed and len(signed) == len("2024-01-01") else None
    found = find_date(text, at, min(len(text), end))
    return found[2] if found and found[0] - at <= 60 else None


def _spoken_of(
    copy: Canonical, references: Sequence[Reference], start: int, end: int
) -> int | None:
    """The first reference between the sentence's beginning and the words on force."""
    begin, stop = copy.origin(start), copy.origin(end)
    for i in range(bisect_left(references, begin, key=lambda r: r.start), len(references)):
        reference = references[i]
        if reference.end > stop:
            return None
        pointed = reference.kind == "anaphora" and reference.antecedent is not None
        if pointed or reference.kind not in ("self", "anaphora", "header"):
            return i
    return None
