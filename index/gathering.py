"""Gathers the passages that may answer a query, and what a ranker needs to know of them."""

from __future__ import annotations

import itertools
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from index.diacritics import bundled_restorer
from index.embedding import Embedder
from index.entries import Filters
from index.features import Floats, QueryTerms, features, idf, relative
from index.lexical import LexicalIndex
from index.matches import Matches
from index.matching import is_plain, query_syllables
from index.ranker import PLAIN
from index.runs import grouped
from index.sequences import Ints, query_codes, unpack
from index.syllables import PAIR_JOINER
from index.vector_files import Keys
from index.vectors import VectorIndex


@dataclass(frozen=True, slots=True)
class Gathered:
    """The passages found, with the inner products of their vectors and the query's (`dense`).

    `unit` numbers the units (`index.features`) of the passages from 0, `starts` is where each one's
    passages begin in `order`. `has_dense` is false where no vector was asked.
    """

    terms: QueryTerms
    matches: Matches
    dense: Floats
    unit: Ints
    order: Ints
    starts: Ints
    has_dense: bool

    @classmethod
    def of(cls, terms: QueryTerms, matches: Matches, dense: Floats, *, has_dense: bool) -> Gathered:
        """Returns passages found with the inner products of their vectors."""
        return cls(terms, matches, dense, *grouped(matches.units), has_dense)

    def among(self, places: Ints) -> Gathered:
        """Returns what would have been gathered if only these passages had been found."""
        found, dense = self.matches.among(places), self.dense[places]
        return Gathered.of(self.terms, found, dense, has_dense=self.has_dense)

    @property
    def words_relative(self) -> Floats:
        """The lexical scores as shares of the highest, shape (n,)."""
        return relative(self.matches.scores)

    def plain(self) -> Floats:
        """Returns what is known of the units without reading them, shape (units, len(PLAIN))."""
        values = {"words_relative": self.words_relative, "dense": self.dense}
        return np.stack(
            [np.maximum.reduceat(values[name][self.order], self.starts) for name in PLAIN], axis=1
        )

    def features(self, units: Ints) -> Floats:
        """Reads the passages of these units; returns their features, shape (n, len(NAMES))."""
        chosen = np.zeros(len(self.starts), np.bool_)
        chosen[units] = True
        places = np.flatnonzero(chosen[self.unit])
        sequences = unpack(self.matches.terms(places.tolist()))
        rows, _ = features(
            self.terms,
            sequences,
            self.matches.scores[places],
            self.dense[places],
            float(self.dense.max()),
        )
        return np.asarray(rows[np.cumsum(chosen)[units] - 1])


class Gatherer:
    """Asks the lexical index and, where there is a model, the vector index."""

    def __init__(
        self, lexical: LexicalIndex, vectors: VectorIndex | None, embedder: Embedder | None
    ) -> None:
        self.lexical = lexical
        self._vectors = vectors
        self._embedder = embedder

    def gather(
        self, text: str, by_words: int, by_vectors: int, filters: Filters | None = None
    ) -> Gathered:
        """Returns up to `by_words` and `by_vectors` passages of each index."""
        vectors, embedder = self._vectors, self._embedder
        if not vectors or embedder is None:
            found, terms = self._by_words(text, by_words, filters)
            return Gathered.of(terms, found, np.zeros(len(found)), has_dense=False)
        asked = _beside().submit(_nearest, vectors, embedder, text, by_vectors)
        found, terms = self._by_words(text, by_words, filters)
        query, near = asked.result()
        known = set(found.keys.tolist())
        others = [key for key in near.tolist() if key not in known]
        found = found.with_others(self.lexical.matches_among(others, text, filters))
        dense = vectors.products(query, found.keys).astype(np.float64)
        return Gathered.of(terms, found, dense, has_dense=True)

    def _by_words(
        self, text: str, limit: int, filters: Filters | None
    ) -> tuple[Matches, QueryTerms]:
        return self.lexical.matches(text, limit, filters), self._terms(text)

    def _terms(self, text: str) -> QueryTerms:
        plain = is_plain(text)
        spoken = query_syllables(text, plain=plain)
        words = list(dict.fromkeys(spoken))
        places = {word: place for place, word in enumerate(words)}
        joined = dict.fromkeys(itertools.pairwise(spoken))
        names = [f"{a}{PAIR_JOINER}{b}" for a, b in joined]
        size = self.lexical.size
        weights = idf(np.array(self.lexical.frequencies(words, plain=plain), np.float64), size)
        pairs = idf(np.array(self.lexical.frequencies(names, plain=plain), np.float64), size)
        ends = np.array([(places[a], places[b]) for a, b in joined], np.int64).reshape(-1, 2)
        common, times = self.lexical.common(text), Counter(spoken)
        left_out = np.array([times[word] if word in common else 0 for word in words], np.float64)
        return QueryTerms(
            query_codes(words, plain=plain), weights, ends, pairs, plain, weights * left_out
        )


@cache
def _beside() -> ThreadPoolExecutor:
    """Returns threads that ask the vector index while the lexical one is asked."""
    return ThreadPoolExecutor(thread_name_prefix="vectors")


def _nearest(
    vectors: VectorIndex, embedder: Embedder, text: str, limit: int
) -> tuple[NDArray[np.float32], Keys]:
    """Returns the vector of a query, and the keys of the passages nearest to it."""
    query = embedder.encode([_with_marks(text)])[0]
    return query, vectors.nearest(query, limit)


def _with_marks(text: str) -> str:
    """Returns what an embedding model is to read: it knows syllables with their marks alone."""
    return bundled_restorer()(text) if is_plain(text) else text
