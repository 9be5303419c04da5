"""What is asked of a document itself: its text, a part of it, when and by whom it was made."""

from __future__ import annotations

import re
from functools import cache

from index.query.wording import Wording, needles, read_rows, spaced

_NUMBER = r"(?:\d{1,4}[a-z]?|[ivxlc]{1,6})(?![a-z0-9])"


def without_itself(wording: Wording) -> Wording:
    """Returns a copy in which the words of such questions are claimed: "luật đất đai 2024 pdf"."""
    rest = wording.part()
    for pattern, known in _rows():
        # Few questions hold any of them, and compiling takes long.
        if any(needle in rest.plain for needle in known):
            for match in _compiled(pattern).finditer(rest.plain):
                rest.claim(*match.span())
    return rest


@cache
def _rows() -> tuple[tuple[str, frozenset[str]], ...]:
    patterns = [row["pattern"] for row in read_rows("query_itself.tsv")]
    return tuple((pattern, needles(pattern)) for pattern in patterns)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z0-9])(?:{spaced(pattern).replace('#', _NUMBER)})(?![a-z0-9])")
