"""Which terms of a text a large index is not asked for, because they say next to nothing.

The lists of the commonest terms take most of a search's time, and nearly none of the first passages
is found by them.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Final, Protocol

from index.matching import is_plain, query_syllables
from index.syllables import pairs

LARGE: Final = 20_000
"""Passages from which on terms are left out of searches."""

COMMON_SHARE: Final = 0.2
"""Share of all passages above which a syllable is one of these. Chosen on questions made from
official text (`index.train.ranker`), whose answers are found as well without them."""

ENOUGH: Final = 2000
"""Passages with pairs of a text without a rare syllable, above which the pairs alone are asked."""

MOST_ENTRIES: Final = 1_200_000
"""Entries of all lists that are gone through, about fifteen milliseconds: of what is left the
commonest go unasked beyond that. Only an index of a million passages has as many for a text, and
of four hundred passages found there it changes fifteen."""


class Frequencies(Protocol):
    """Tells in how many passages syllables or pairs occur."""

    def __call__(self, terms: Sequence[str], *, plain: bool) -> list[int]:
        """Returns one count a term; `plain` are counted without diacritics."""
        ...


def common_terms(text: str, size: int, frequencies: Frequencies) -> Set[str]:
    """Returns the syllables and pairs of `text` that an index of `size` passages is not asked for.

    Where all syllables are common, the pairs are asked for if there are enough of them, else the
    syllables are what counts.
    """
    if size < LARGE:
        return frozenset()
    plain = is_plain(text)
    spoken = query_syllables(text, plain=plain)
    words, joined = list(dict.fromkeys(spoken)), list(dict.fromkeys(pairs(spoken)))
    counts = frequencies(words, plain=plain)
    beside = frequencies(joined, plain=plain)
    common = {w for w, n in zip(words, counts, strict=True) if n > COMMON_SHARE * size}
    if len(common) == len(words) and sum(beside) <= ENOUGH:
        common = set()
    asked = sorted(
        (count, term)
        for count, term in zip(counts + beside, words + joined, strict=True)
        if term not in common
    )
    total = 0
    for at, (count, _) in enumerate(asked):
        total += count
        if at and total > MOST_ENTRIES:
            return common | {term for _, term in asked[at:]}
    return common
