"""The words by which a question asks for a relation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from index.query.naming import type_pattern
from index.query.wording import read_rows, spaced
from nlp.directive import RelationKind

Voice = Literal["active", "participle", "basis", "reverse", "part", "state", "source"]

GENERAL_HEAD = r"van ban|tai lieu|vb|documents?|cai|dieu|cac|nhung|danh sach|list"
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
        r"anywhere|anyone|them|and|va|mot so|dieu|khoan|new|some|a|an|in|nam)(?![a-z])"
    )


@cache
def _patterns() -> tuple[tuple[RelationKind, Voice, int, re.Pattern[str]], ...]:
    return tuple(
        (
            cast("RelationKind", row["relation"]),
            cast("Voice", row["voice"]),
            int(row["strength"]),
            re.compile(f"(?<![a-z])(?:{spaced(row['pattern'])})(?![a-z])"),
        )
        for row in read_rows("query_cues.tsv")
    )


def find_cues(plain: str) -> list[Cue]:
    """Returns the cues in folded text that do not overlap: the longest, then the strongest."""
    found = [
        Cue(relation, voice, strength, *match.span())
        for relation, voice, strength, pattern in _patterns()
        for match in pattern.finditer(plain)
    ]
    found.sort(key=lambda cue: (cue.start - cue.end, -cue.strength, cue.start))
    kept: list[Cue] = []
    for cue in found:
        if all(cue.end <= other.start or other.end <= cue.start for other in kept):
            kept.append(cue)
    return sorted(kept, key=lambda cue: cue.start)
