"""Topics whose filters are guesses: what was read out of the text may leave out what it is about.

"Số hóa hồ sơ cấp xã 2024" may ask for documents of communes, or for what the province's plan says
of them. Filters that a person chose hold; where what passes those that were only read covers the
topic clearly worse than what they leave out, both are shown, and the answer says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

import numpy as np

from index.entries import Filters, FoundPassage
from index.expansion import expanded
from index.facet_counts import active
from index.features import idf
from index.hits import hits_of
from index.lexical import LexicalIndex
from index.limits import described
from index.matching import is_plain, query_terms
from index.messages import is_english, say
from index.model import Hit, Query
from index.narrowed import NarrowedSearch
from index.ranking import Ranking
from index.syllables import forms, pairs

ENOUGH: Final = 0.6
"""Share of a topic from which on a passage speaks of it: where one that passes does, what is left
out is not looked at, and nothing that does not is better."""

CLEARLY: Final = 0.7
"""What passes is clearly worse where it covers less than this share of what the best document that
is left out covers."""

Coverage = Callable[[FoundPassage], float]

Limits = tuple[Filters, Filters]
"""All filters, and those of them that a person chose."""


class GuessedFilters:
    """Passages of topics, within filters and where need be beyond those that were guessed."""

    def __init__(self, search: NarrowedSearch, lexical: LexicalIndex) -> None:
        self._search = search
        self._lexical = lexical

    def hits(
        self, query: Query, words: str, ranking: Ranking, limit: int, *, within: Limits
    ) -> tuple[tuple[Hit, ...], str]:
        """Returns the hits of a topic, and what is to be said of them.

        Args:
            query: the topic.
            words: what was searched for within `limits`.
            ranking: what was found there.
            limit: how many documents at most.
            within: all filters, and those of them that a person chose.
        """
        limits, chosen = within
        found = self._search.shown(words, ranking, limit)
        if limits == chosen:
            return hits_of(found, limit, words), "" if found else _nothing(query, chosen)
        covers = self._coverage(query.topic)
        if found and (covers is None or _best(map(covers, found)) >= ENOUGH):
            return hits_of(found, limit, words), ""
        wide = expanded(query.text)
        others = self._search.shown(wide, self._search.ranking(wide, limit, chosen), limit)
        named = described(limits, english=is_english(query))
        if not found:
            message = say("filtered", query, filters=named) if others else _nothing(query, chosen)
            return hits_of(others, limit, wide), message
        assert covers is not None
        passing = {item.passage.document for item in found}
        least = max(ENOUGH, _best(map(covers, found)) / CLEARLY)
        better = _better(others, least, covers, passing)
        if not better:
            return hits_of(found, limit, words), ""
        first = hits_of(found, limit // 2, words)
        left = limit - len({hit.document for hit in first})
        guessed = described(limits.without(*active(chosen)), english=is_english(query))
        message = say("weak", query, filters=guessed, topic=query.topic)
        return (*first, *hits_of(better, left, wide)), message

    def _coverage(self, topic: str) -> Coverage | None:
        """Returns what tells how much of a topic a passage covers; null where no term is known.

        That is the sum of the inverse document frequencies of those of the topic's syllables and
        adjacent pairs that stand in the passage, its headings or its document's title, as a share
        of the sum of all. Pairs that no passage of the library has are left out, and syllables
        where others stand for them: abbreviations and English words.
        """
        text = expanded(topic)
        plain = is_plain(text)
        syllables, joined = query_terms(text, plain=plain)
        terms = [*syllables, *joined]
        frequencies = self._lexical.frequencies(terms, plain=plain)
        weights = idf(np.array(frequencies, np.float64), self._lexical.size)
        by_term = {
            term: weight
            for term, count, weight in zip(terms, frequencies, weights.tolist(), strict=True)
            if count or (term in syllables and text == topic)
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


def _best(shares: Iterable[float]) -> float:
    return max(shares, default=0.0)


def _better(
    found: Sequence[FoundPassage], least: float, covers: Coverage, passing: set[str]
) -> list[FoundPassage]:
    """Returns the passages of the documents that are left out and have one that covers as much."""
    good = {item.passage.document for item in found if covers(item) > least} - passing
    return [item for item in found if item.passage.document in good]


def _nothing(query: Query, chosen: Filters) -> str:
    if not chosen:
        return say("nothing", query)
    named = described(chosen, english=is_english(query))
    return say("filtered_out", query, filters=named)
