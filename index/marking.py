"""Where the words of a query stand in a text, for showing them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from functools import lru_cache

from index.matching import is_plain, query_syllables
from index.model import Highlight
from index.syllables import MAX_TERM_LENGTH, Wanted, divided, is_usual, spellings

_JOINING = " \t\n-/_"

Spans = list[tuple[int, int]]


def highlights(query: str, text: str) -> tuple[Highlight, ...]:
    """Returns where the words of `query` stand in `text`; neighbours are joined to one stretch."""
    sought, wanted = _sought(query)
    if sought is not None and is_usual(text):
        found = _places(sought, text.lower())
    else:
        found = _divided(wanted, text)
    return tuple(Highlight(start, end) for start, end in _joined(found, text))


def _divided(wanted: Wanted, text: str) -> Spans:
    """Returns where the wanted syllables stand, by looking at each syllable of a text.

    That takes any text; most texts are searched for the words in half the time.
    """
    pieces = divided(text)
    ends = list(itertools.accumulate(map(len, pieces)))
    at = (2 * n + 1 for n, surface in enumerate(pieces[1::2]) if wanted[surface])
    return [(ends[place - 1], ends[place]) for place in at]


def _joined(found: Spans, text: str) -> Spans:
    marks: Spans = []
    first = last = -1
    for start, end in found:
        between = text[last:start]
        # Nearly all stand one blank apart.
        if first < 0 or (between != " " and between.strip(_JOINING)):
            if first >= 0:
                marks.append((first, last))
            first = start
        last = end
    return [*marks, (first, last)] if first >= 0 else marks


def _places(sought: Iterable[str], lowered: str) -> Spans:
    """Returns where the words stand in a usual text (`index.syllables.is_usual`), in order."""
    found: Spans = []
    padded = f" {lowered} "
    for word in sought:
        length = len(word)
        start = padded.find(word)
        while start > 0:
            end = start + length
            if not (padded[start - 1].isalnum() or padded[end].isalnum()):
                found.append((start - 1, end - 1))
            start = padded.find(word, end)
    found.sort()
    return found


@lru_cache(maxsize=16)
def _sought(query: str) -> tuple[tuple[str, ...] | None, Wanted]:
    """Returns the words to mark as they may be written, and which syllables they are.

    The words are null where looking for them would not find all; all passages of an answer ask
    the same.
    """
    plain = is_plain(query)
    words = frozenset(query_syllables(query, plain=plain))
    wanted = Wanted(words, folded=plain)
    if plain or any(len(word) >= MAX_TERM_LENGTH for word in words):
        return None, wanted
    return tuple(sorted({one for word in words for one in spellings(word)})), wanted
