"""Tells cues from words that are written like them without their marks: "gộp" and "góp ý"."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from index.query.cues import Cue, find_cues
from index.query.wording import Wording, read_rows

_WORD = re.compile("[a-z]+")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


def marked_cues(wording: Wording, plain: str | None = None) -> list[Cue]:
    """Returns the cues in a wording, without what only looks like one.

    Args:
        wording: the question.
        plain: what is read of it, as long; `wording.plain` if null.
    """
    found = find_cues(wording.plain if plain is None else plain)
    return [cue for cue in found if not _bears_other_marks(wording, cue.start, cue.end)]


def _bears_other_marks(wording: Wording, start: int, end: int) -> bool:
    """Tells whether no word of a stretch is what it would be in a cue.

    One word that is suffices: "sữa đổi" is a common mistake. Where marks are left out, all is.
    """
    if wording.is_plain or not _has_tones(wording.lower):
        return False
    known = [
        (word, wording.lower[start + word.start() : start + word.end()])
        for word in _WORD.finditer(wording.folded[start:end])
        if word[0] in _marked()
    ]
    return bool(known) and not any(
        typed == word[0] or typed in _marked()[word[0]] for word, typed in known
    )


def _has_tones(lower: str) -> bool:
    return not _TONES.isdisjoint(unicodedata.normalize("NFD", lower))


@cache
def _marked() -> dict[str, frozenset[str]]:
    rows = read_rows("query_cue_marks.tsv")
    return {row["word"]: frozenset(row["marked"].split(";")) for row in rows}
