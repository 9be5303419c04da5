"""Gathers the passages that may answer a query, and what a ranker needs to know of them."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import dataclass

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
from index.sequences import Ints, query_codes, unpack
from index.syllables import PAIR_JOINER
from index.vector_files import Keys
from index.vectors import VectorIndex


@dataclass(frozen=True, slots=True)
class Gathered:
    """The passages found with their scores in the lexical (`words`) and the vector index (`dense`).

    `unit` numbers the units (`index.features`) of the passages from 0, `starts` is where each one's
    passages begin in `order`. `has_dense` is false where no vector was asked.
    """

    terms: QueryTerms
    matches: Matches
    words: Floats
    dense: Floats
    unit: Ints
    order: Ints
    starts: Ints
    has_dense: bool

    @property
    def words_relative(self) -> Floats:
        """The scores of words as shares of the highest, shape (n,)."""
        return relative(self.words)

    def plain(self) -> Floats:
        """Returns what is known of the units without reading them, shape (units, len(PLAIN))."""
        values = {"words_relative": self.words_relative, "dense": self.dense}
        return np.stack(
            [np.maximum.reduceat(values[name][self.order], self.starts) for name in PLAIN], axis=1
        )

    def features(self, units: Ints) -> Floats:
        """Reads the passages of these units; returns their features, shape (n, len(NAMES))."""
        chosen = np.unique(units)
        places = np.flatnonzero(np.isin(self.unit, chosen))
        sequences = unpack([one.terms for one in self.matches.read(places.tolist())])
        rows, _ = features(
            self.terms, sequences, self.words[places], self.dense[places], float(self.dense.max())
        )
        return rows[np.searchsorted(chosen, units)]


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
        found = self.lexical.matches(text, by_words, filters)
        dense = np.zeros(len(found))
        has_dense = bool(self._vectors) and self._embedder is not None
        if self._vectors is not None and self._embedder is not None and has_dense:
            query = self._embedder.encode([_with_marks(text)])[0]
            near = self._vectors.nearest(query, by_vectors)
            others = near[~np.isin(near, found.keys)]
            more = self.lexical.matches_among(others.tolist(), text, filters)
            found = found.with_others(more)
            dense = self._vectors.products(query, found.keys).astype(np.float64)
        unit, order, starts = _units(found.units)
        return Gathered(
            self._terms(text), found, found.scores, dense, unit, order, starts, has_dense
        )

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


def _units(units: Keys) -> tuple[Ints, Ints, NDArray[np.int64]]:
    _, unit = np.unique(units, return_inverse=True)
    order = np.argsort(unit, kind="stable")
    return unit.astype(np.int64), order, np.flatnonzero(np.diff(unit[order], prepend=-1))


def _with_marks(text: str) -> str:
    """Returns what an embedding model is to read: it knows syllables with their marks alone."""
    return bundled_restorer()(text) if is_plain(text) else text
