"""Parts of a document as pinpoints name them, and whether one holds another.

"khoản 1 Điều 11" names one clause, "các điều 3, 4 và 5" three articles, "các khoản 1, 2 Điều 3;
Điều 7" three parts (the order is that of NĐ 78/2025/NĐ-CP, Điều 62). What stands outside Điều
(Phụ lục, Mục) is compared by its words.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_UNITS = ("điều", "khoản", "điểm")
_VALUE = r"(?:\d{1,3}[a-zđ]{0,2}|[a-zđ]{1,2})\b"
_AND = r"(?:\s*,\s*(?:và\s+)?|\s+và\s+|\s+đến\s+(?:điều\s+|khoản\s+)?)"
_UNIT = re.compile(rf"\b(điều|khoản|điểm)\s+({_VALUE}(?:{_AND}{_VALUE})*)")
_RANGE = re.compile(r"(\d{1,3})\s+đến\s+(?:điều\s+|khoản\s+)?(\d{1,3})")
_LONGEST = 600
_MOST = 200

Part = tuple[str, str, str]
"""Điều, khoản, điểm; empty where the part is larger."""


@lru_cache(maxsize=4096)
def parts_of(pinpoint: str) -> frozenset[Part]:
    """The articles, clauses and points that a pinpoint names."""
    found: set[Part] = set()
    units: dict[str, list[str]] = {}
    for match in _UNIT.finditer(_plain(pinpoint)):
        unit = match[1]
        # Smaller units stand before the article that they belong to; several points or clauses
        # of one article are separate parts.
        units.setdefault(unit, []).extend(_values(match[2]))
        if unit == "điều":
            found |= _combined(units)
            units = {}
    return frozenset(found)


def _plain(pinpoint: str) -> str:
    return " ".join(unicodedata.normalize("NFC", pinpoint[:_LONGEST]).lower().split())


def _values(text: str) -> list[str]:
    spread = _RANGE.sub(lambda m: ", ".join(map(str, _numbers(int(m[1]), int(m[2])))), text)
    return [word for word in re.findall(_VALUE, spread) if word not in ("và", "đến")]


def _numbers(first: int, last: int) -> range:
    return range(first, (last if first <= last <= first + _MOST else first) + 1)


def _combined(units: dict[str, list[str]]) -> set[Part]:
    clauses, points = units.get("khoản", [""]), units.get("điểm", [""])
    return {(article, c, p) for article in units["điều"] for c in clauses for p in points}


def part_in(words: str) -> str | None:
    """The articles, clauses and points that a stretch of text names; null where it names none."""
    lower = words.lower()
    found = list(_UNIT.finditer(lower))
    # Lower case can change a text's length (İ); then the words themselves cannot be cut out.
    if not parts_of(words) or len(lower) != len(words):
        return None
    return " ".join(words[found[0].start() : found[-1].end()].split()) if found else None


def covers(larger: str, smaller: str) -> bool:
    """Whether every part that `smaller` names lies within what `larger` names.

    Where either names no article they must be the same words: which articles a chapter holds is
    not known from its number.
    """
    around, inside = parts_of(larger), parts_of(smaller)
    if not around or not inside:
        return _plain(larger) == _plain(smaller) != ""
    return all(any(_holds(whole, part) for whole in around) for part in inside)


def _holds(whole: Part, part: Part) -> bool:
    return all(not wide or wide == narrow for wide, narrow in zip(whole, part, strict=True))
