"""Topics whose filters are guesses: what was read out of the text may leave out what it is about.

"Số hóa hồ sơ cấp xã 2024" may ask for documents of communes, or for what the province's plan says
of them. Filters that a person chose hold; where what passes those that were only read covers the
topic clearly worse than what they leave out, both are shown, and the answer says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from index.coverage import Coverage, best, coverage
from index.entries import Filters, FoundPassage
from index.expansion import expanded
from index.facet_counts import active
from index.hits import hits_of
from index.lexical import LexicalIndex
from index.limits import described
from index.messages import is_english, say
from index.model import Hit, Query
from index.narrowed import NarrowedSearch
from index.ranking import Ranking

ENOUGH: Final = 0.6
"""Share of a topic from which on a passage speaks of it: where one that passes does, what is left
out is not looked at, and nothing that does not is better."""

CLEARLY: Final = 0.7
"""What passes is clearly worse where it covers less than this share of what the best document that
is left out covers."""

WHOLLY: Final = 0.9
"""Share of a topic from which on a passage speaks of all of it; where none that passes the filters
does, documents are looked for whose titles alone do."""

FEW: Final = 0.25
"""Share of a topic's adjacent pairs below which no passage speaks plainly of it. Of questions made
from held-out articles that are answered among the first ten, 2 to 3 of 100 have less."""

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
            return hits_of(found, limit, words), self._said_of(query, found, chosen)
        covers = coverage(self._lexical, query.topic)
        share = best(map(covers, found)) if covers else 1.0
        if found and share >= WHOLLY:
            return hits_of(found, limit, words), ""
        wide = expanded(query.text)
        others = self._search.shown(wide, self._search.ranking(wide, limit, chosen), limit)
        named = described(limits, english=is_english(query))
        if not found:
            unmatched = self._search.shown(wide, self._search.ranking(wide, limit, limits), limit)
            if unmatched:
                message = say("unmatched", query, filters=named, topic=query.topic)
                return hits_of(unmatched, limit, wide), message
            message = say("filtered", query, filters=named) if others else _nothing(query, chosen)
            return hits_of(others, limit, wide), message
        assert covers is not None
        passing = {item.passage.document for item in found}
        if share < ENOUGH:
            name, better = "weak", _better(others, max(ENOUGH, share / CLEARLY), covers, passing)
        else:
            name, better = "titled", _better(others, WHOLLY, _by_title(covers), passing)
        if not better:
            return hits_of(found, limit, words), ""
        first = hits_of(found, limit // 2, words)
        left = limit - len({hit.document for hit in first})
        guessed = described(limits.without(*active(chosen)), english=is_english(query))
        message = say(name, query, filters=guessed, topic=query.topic)
        return (*first, *hits_of(better, left, wide)), message

    def _said_of(self, query: Query, found: Sequence[FoundPassage], chosen: Filters) -> str:
        """Returns what is to be said of passages within filters that hold."""
        if not found:
            return _nothing(query, chosen)
        topic = query.topic or query.text
        # Of English words few stand in the documents, whatever they speak of.
        covers = None if is_english(query) else coverage(self._lexical, topic, pairs_alone=True)
        if covers is None or any(covers(item) >= FEW for item in found):
            return ""
        return say("thin", query, topic=topic)


def _better(
    found: Sequence[FoundPassage], least: float, covers: Coverage, passing: set[str]
) -> list[FoundPassage]:
    """Returns the passages of the documents that are left out and have one that covers as much."""
    good = {item.passage.document for item in found if covers(item) > least} - passing
    return [item for item in found if item.passage.document in good]


def _by_title(covers: Coverage) -> Coverage:
    """Returns what tells how much of a topic the title of a passage's document covers alone."""
    return lambda item: covers(replace(item, passage=replace(item.passage, heading=(), text="")))


def _nothing(query: Query, chosen: Filters) -> str:
    if not chosen:
        return say("nothing", query)
    named = described(chosen, english=is_english(query))
    return say("filtered_out", query, filters=named)
