"""The words by which a question asks for a relation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from index.query.naming import type_pattern
from index.query.wording import needles, read_rows, spaced
from nlp.directive import RelationKind

Voice = Literal["active", "participle", "basis", "reverse", "part", "state", "source"]

GENERAL_HEAD = r"van ban|tai lieu|vb|documents?|rules|cai|dieu|cac|nhung|danh sach|list"
"""Nouns for documents of any type, and the plural words before them."""

ASKING = re.compile(
    r"(?<![a-z])(?:nao|gi|j|dau|ai|nhung|which|what|whom?|any|bao nhieu|may|may cai)(?![a-z])"
)
VIETNAMESE_PASSIVE = re.compile(r"(?<![a-z])(?:duoc|dc|bi)(?![a-z])")


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that ask for a relation; `[start, end)` in the wording."""

    relation: RelationKind
    voice: Voice
    strength: int
    start: int
    end: int


@cache
def small_words() -> re.Pattern[str]:
    """Returns the words that may stand between a document and what is asked of it."""
    return re.compile(
        rf"(?<![a-z])(?:{GENERAL_HEAD}|{type_pattern()}|nao|gi|j|ai|da|dang|se|co|duoc|dc|bi|boi|do|"
        r"cua|cho|thi|la|nhu|the|tai|khong|ko|k|chua|nua|hien|nay|con|van|moi|vay|any|which|what|who|"
        r"is|are|was|were|been|be|has|have|does|did|by|of|to|for|on|yet|it|no|that|ever|already|now|"
        r"anywhere|anyone|them|and|va|mot so|dieu|khoan|diem|articles?|clauses?|point|"
        r"chapter|new|some|a|an|in|nam)(?![a-z])"
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the table; a text with none of `needles` holds no match of `pattern`."""

    relation: RelationKind
    voice: Voice
    strength: int
    pattern: str
    needles: frozenset[str]


@cache
def _rows() -> tuple[_Row, ...]:
    return tuple(
        _Row(
            cast("RelationKind", row["relation"]),
            cast("Voice", row["voice"]),
            int(row["strength"]),
            pattern,
            needles(pattern),
        )
        for row in read_rows("query_cues.tsv")
        for pattern in (row["pattern"].replace("duoc", "(duoc|dc)"),)
    )


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(f"(?<![a-z])(?:{spaced(pattern)})(?![a-z])")


def find_cues(plain: str) -> list[Cue]:
    """Returns the cues in folded text that do not overlap: the longest, then the strongest."""
    found = [
        Cue(row.relation, row.voice, row.strength, *match.span())
        for row in _rows()
        # A command that asks one question compiles but the few patterns that can match.
        if any(needle in plain for needle in row.needles)
        for match in _compiled(row.pattern).finditer(plain)
    ]
    found.sort(key=lambda cue: (cue.start - cue.end, -cue.strength, cue.start))
    kept: list[Cue] = []
    for cue in found:
        if all(cue.end <= other.start or other.end <= cue.start for other in kept):
            kept.append(cue)
    return sorted(kept, key=lambda cue: cue.start)
