"""Cues: the words that decide a relation, found in one pass over the folded text."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Literal, NamedTuple

import ahocorasick_rs

from nlp.fold import fold
from nlp.types import read_table

Direction = Literal["forward", "reversed", "after"]
Scope = Literal["line", "clause", "adjacent"]


@dataclass(frozen=True, slots=True)
class Cue:
    """A row of `data/cues.tsv`; see there for the meaning of the columns."""

    words: str
    relation: str
    direction: Direction
    scope: Scope
    reach: int


class CueHit(NamedTuple):
    """A cue at its place in the folded text."""

    start: int
    end: int
    cue: Cue


class _Scanner:
    def __init__(self) -> None:
        self.cues: list[Cue] = []
        patterns: dict[str, int] = {}
        for row in read_table("cues.tsv"):
            index = len(self.cues)
            self.cues.append(
                Cue(row["cue"], row["relation"], row["direction"], row["scope"], int(row["reach"]))  # type: ignore[arg-type]  # the table's own test checks the two columns
            )
            for spelling in _spellings(fold(row["cue"])):
                patterns.setdefault(spelling, index)
        self.indexes = list(patterns.values())
        self.automaton = ahocorasick_rs.BytesAhoCorasick(
            [pattern.encode() for pattern in patterns],
            matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
        )


def _spellings(words: str) -> list[str]:
    """A cue with each space also as a line break, up to four words; longer ones with one break."""
    parts = words.split(" ")
    if len(parts) > 4:
        joined = [words]
        joined += [
            " ".join(parts[:i]) + gap + " ".join(parts[i:])
            for i in range(1, len(parts))
            for gap in ("\n", " \n")
        ]
        return joined
    gaps = list(product((" ", "\n", " \n"), repeat=len(parts) - 1))
    return ["".join(a + b for a, b in zip(parts, (*gap, ""), strict=True)) for gap in gaps]


@lru_cache(maxsize=1)
def _scanner() -> _Scanner:
    return _Scanner()


class CueIndex:
    """The cues of a text, by position."""

    def __init__(self, lower: str) -> None:
        """Scan a folded, lower-case text."""
        scanner = _scanner()
        cues = [scanner.cues[index] for index in scanner.indexes]
        size = len(lower)
        self._hits = [
            CueHit(start, end, cues[index])
            for index, start, end in scanner.automaton.find_matches_as_indexes(
                lower.encode("ascii")
            )
            if not (start and lower[start - 1].isalpha())
            and not (end < size and lower[end].isalpha())
        ]
        self._starts = [hit.start for hit in self._hits]

    def between(self, start: int, end: int) -> list[CueHit]:
        """The cues that lie wholly within `[start, end)`, in order."""
        first = bisect.bisect_left(self._starts, start)
        found = self._hits[first : bisect.bisect_left(self._starts, end, first)]
        if found and found[-1].end > end:  # hits do not overlap: only the last can reach across
            found.pop()
        return found


# Where one statement ends and another begins: sentence end, blank line, list item, table cell.
_BREAK = re.compile(
    r"[.!?][\"')\]]{0,2}[ ]{0,3}\n?[ ]{0,3}(?=[\s][\"(]?[A-Z])(?<!TP\.)(?<!Tp\.)(?<!TT\.)"
    r"|\n[ \t]{0,40}\n"
    r"|[;:.][ ]{0,8}\n"
    r"|\n(?=[ \t]{0,12}(?:[-+|#>]|\(?\d{1,3}(?:\.\d{1,2}){0,3}[.)/]\s|\(?[a-z]{1,2}\)"
    r"|[IVX]{1,5}[.)-]"
    r"|(?:Dieu|DIEU|Chuong|CHUONG|Muc)\s+[\dIVX]|Can cu|CAN CU|Theo de nghi|Xet |\^|\[\d"
    r"|Ngay\s\d{1,2}(?:\sthang\s|/)\d))"
    r"|\|\s|\t"
)
# A line that holds a number alone: a table's row, flattened to lines, or a page.
_ROW = re.compile(r"\n[ \t]{0,3}(?P<n>\d{1,3})[ \t]{0,3}\n(?=[ \t]{0,3}[A-Z])")
_ROW_IS_SHORT = 1500


def last_row(cased: str, start: int, end: int) -> int | None:
    """Where the last row of a flattened table begins within `[start, end)`; None without one.

    A row counts on from the one above it; a page's number stands a page below the last one.
    """
    found = None
    for row in _ROW.finditer(cased, start, end + 4):  # the first letter of what stands at `end`
        above = int(row["n"]) - 1
        near = cased[max(0, row.start() - _ROW_IS_SHORT) : row.start() + 1]
        if row.end() <= end and re.search(rf"\n[ \t]{{0,3}}{above}[ \t.)]{{0,3}}\n", near):
            found = row.end()
    return found


def last_break(cased: str, start: int, end: int) -> int | None:
    """Where the last statement within `[start, end)` begins; None if it holds no break."""
    near = max(start, end - _NEAR)
    for first, stop in ((near, end), (start, near)):
        found = None
        for match in _BREAK.finditer(cased, first, stop):
            found = match.end()
        if found is not None:
            return found
    return None


# Most statements begin within so many characters before what stands in them.
_NEAR = 240
