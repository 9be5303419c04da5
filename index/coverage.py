"""How much of a topic a passage speaks of, by the words that both have."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from index.entries import FoundPassage
from index.expansion import expanded
from index.features import idf
from index.lexical import LexicalIndex
from index.matching import is_plain, query_terms
from index.syllables import forms, pairs

Coverage = Callable[[FoundPassage], float]
"""From a passage to a share of a topic, 0 to 1."""


def coverage(lexical: LexicalIndex, topic: str, *, pairs_alone: bool = False) -> Coverage | None:
    """Returns what tells how much of a topic a passage covers; null where no term is known.

    That is the sum of the inverse document frequencies of those of the topic's terms that stand in
    the passage, its headings or its document's title, as a share of the sum of all. Terms are
    syllables and adjacent pairs, or pairs alone. Pairs that no passage of the library has are left
    out (but where pairs alone count), and so is whatever none has where others stand for it:
    abbreviations and English words.
    """
    text = expanded(topic)
    plain = is_plain(text)
    syllables, joined = query_terms(text, plain=plain)
    terms = [*joined] if pairs_alone else [*syllables, *joined]
    frequencies = lexical.frequencies(terms, plain=plain)
    weights = idf(np.array(frequencies, np.float64), lexical.size)
    by_term = {
        term: weight
        for term, count, weight in zip(terms, frequencies, weights.tolist(), strict=True)
        if count or (text == topic and (pairs_alone or term in syllables))
    }
    total = float(sum(by_term.values()))
    if not total:
        return None

    def covered(item: FoundPassage) -> float:
        parts = (item.title, *item.passage.heading, item.passage.text)
        here: set[str] = set()
        for part in parts:
            tokens = [form[plain] for form in forms(part)]
            here.update(tokens, pairs(tokens))
        return float(sum(w for term, w in by_term.items() if term in here)) / total

    return covered


def best(shares: Iterable[float]) -> float:
    """Returns the largest share, 0 of none."""
    return max(shares, default=0.0)
