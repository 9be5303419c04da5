"""Which terms a typed text is matched by."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from index.syllables import forms, pairs

MAX_QUERY_SYLLABLES = 64
"""A longer query is searched by its first syllables: a whole page pasted in stays fast."""

_MAX_QUERY_CHARACTERS = 4000


def is_plain(text: str) -> bool:
    """Tells whether `text` is typed without diacritics and must be matched without them.

    Seven of ten syllables of written Vietnamese carry a mark; where hardly any does, the writer
    left them out (a lone "đ" as in "qđ 766" does not show otherwise).
    """
    return _is_plain(text[:_MAX_QUERY_CHARACTERS])


@lru_cache(maxsize=16)
def _is_plain(text: str) -> bool:
    # Each part of a search asks it about the same text.
    words = [form for form in forms(text) if not form[0].isdigit()]
    marked = sum(exact != folded for exact, folded in words)
    return marked * 4 <= len(words)


def query_syllables(text: str, *, plain: bool) -> list[str]:
    """Returns the syllables that `text` is searched by, in order."""
    found = forms(text[:_MAX_QUERY_CHARACTERS])[:MAX_QUERY_SYLLABLES]
    return [form[plain] for form in found]


def query_terms(text: str, *, plain: bool) -> tuple[Counter[str], Counter[str]]:
    """Returns the syllables and the adjacent pairs of `text`, with how often each stands in it."""
    tokens = query_syllables(text, plain=plain)
    return Counter(tokens), Counter(pairs(tokens))
