"""Entry into force counted from the day of signing: "có hiệu lực sau 45 ngày kể từ ngày ký".

The first of these days is the one after that from which they are counted (Bộ luật Dân sự
91/2015/QH13, Điều 147). Days counted from the publication in the gazette stay unknown.
"""

from __future__ import annotations

import re
from typing import Final

from graph.days import FULL, days_after
from graph.force.held import HeldText
from graph.force.model import ForceFact
from graph.model import Evidence
from nlp.canonical import canonicalise
from nlp.directive import Span

_DELAY: Final = re.compile(
    r"\bnày\s+(?:bắt\s+đầu\s+)?có\s+hiệu\s+lực(?:\s+thi\s+hành)?\s+sau\s+"
    r"(?P<count>\d{1,3}|[^\W\d_]{2,5}(?:\s[^\W\d_]{2,5}){0,2}?)"
    r"\s*(?:\([^()\n]{1,30}\)\s*)?ngày\s*,?\s*(?:kể\s+)?từ\s+ngày\s+"
    r"(?:ký(?:\s+ban\s+hành)?|(?:được\s+)?ban\s+hành|(?:được\s+)?thông\s+qua)\b",
    re.IGNORECASE,
)
_UNITS: Final = {
    "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5,
    "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip


def delayed_beginning(held: HeldText) -> ForceFact | None:
    """When a document enters into force so many days after it was signed; null otherwise."""
    own = held.node.date
    if own is None or len(own) != FULL:
        return None
    copy = canonicalise(held.text)
    quoted = [(s.start, s.end) for s in held.directive.sections if s.level == "quoted"]
    for found in _DELAY.finditer(copy.text):
        span = Span(copy.origin(found.start()), copy.end_origin(found.end()))
        count = number_of(found["count"])
        if count is None or any(start <= span.start < end for start, end in quoted):
            continue
        evidence = held.quote(span.start, span.end)
        proof = Evidence(held.node.urn, span.start, span.end, evidence.quotation)
        return ForceFact("begins", days_after(own, count), held.node.urn, "clause", evidence=proof)
    return None


def number_of(words: str) -> int | None:
    """A number below 1,000 in figures, or below 100 in words; null where it is none."""
    if words.isdecimal():
        return int(words)
    parts = words.lower().split()
    if not parts or len(parts) > len(("bốn", "mươi", "lăm")):
        return None
    if parts[0] == "mười":
        tens, rest = 10, parts[1:]
    elif len(parts) > 1 and parts[1] == "mươi" and parts[0] in _UNITS:
        tens, rest = 10 * _UNITS[parts[0]], parts[2:]
    else:
        tens, rest = 0, parts
    if not rest:
        return tens or None
    return tens + _UNITS[rest[0]] if len(rest) == 1 and rest[0] in _UNITS else None
