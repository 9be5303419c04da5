"""Which terms a typed text is matched by, and where they stand in a found passage."""

from __future__ import annotations

import itertools
from collections import Counter
from functools import lru_cache

from index.model import Highlight
from index.syllables import Wanted, divided, pairs, spans, syllables

MAX_QUERY_SYLLABLES = 64
"""A longer query is searched by its first syllables: a whole page pasted in stays fast."""

_MAX_QUERY_CHARACTERS = 4000
_JOINING = " \t\n-/"


def is_plain(text: str) -> bool:
    """Tells whether `text` is typed without diacritics and must be matched without them.

    Seven of ten syllables of written Vietnamese carry a mark; where hardly any does, the writer
    left them out (a lone "đ" as in "qđ 766" does not show otherwise).
    """
    return _is_plain(text[:_MAX_QUERY_CHARACTERS])


@lru_cache(maxsize=16)
def _is_plain(text: str) -> bool:
    # Each part of a search asks it about the same text.
    words = [s for s in spans(text) if not s.exact.isdigit()]
    marked = sum(s.exact != s.folded for s in words)
    return marked * 4 <= len(words)


def query_syllables(text: str, *, plain: bool) -> list[str]:
    """Returns the syllables that `text` is searched by, in order."""
    return syllables(text[:_MAX_QUERY_CHARACTERS], folded=plain)[:MAX_QUERY_SYLLABLES]


def query_terms(text: str, *, plain: bool) -> tuple[Counter[str], Counter[str]]:
    """Returns the syllables and the adjacent pairs of `text`, with how often each stands in it."""
    tokens = query_syllables(text, plain=plain)
    return Counter(tokens), Counter(pairs(tokens))


def highlights(query: str, text: str) -> tuple[Highlight, ...]:
    """Returns where the words of `query` stand in `text`; neighbours are joined to one stretch."""
    wanted = _wanted(query)
    pieces = divided(text)
    ends = list(itertools.accumulate(map(len, pieces)))
    marks: list[tuple[int, int]] = []
    before = -1
    for at in (2 * n + 1 for n, surface in enumerate(pieces[1::2]) if wanted[surface]):
        if at == before + 2 and marks and not pieces[at - 1].strip(_JOINING):
            marks[-1] = (marks[-1][0], ends[at])
        else:
            marks.append((ends[at - 1], ends[at]))
        before = at
    return tuple(Highlight(start, end) for start, end in marks)


@lru_cache(maxsize=16)
def _wanted(query: str) -> Wanted:
    """Returns which syllables to mark; all passages of an answer ask the same."""
    plain = is_plain(query)
    return Wanted(frozenset(query_syllables(query, plain=plain)), folded=plain)
