"""Gathers the passages that may answer a query, and what a ranker needs to know of them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.diacritics import bundled_restorer
from index.embedding import Embedder
from index.entries import Filters
from index.features import Floats, QueryTerms, features, idf
from index.lexical import Candidate, LexicalIndex
from index.matching import is_plain, query_syllables
from index.sequences import Ints, query_codes, unpack
from index.syllables import PAIR_JOINER
from index.vectors import VectorIndex


@dataclass(frozen=True, slots=True)
class Gathered:
    """The candidates with their scores in the lexical (`words`) and the vector index (`dense`).

    `features` has a row for each unit (`index.features`), `unit` says which each candidate
    belongs to. `has_dense` is false where no vector was asked.
    """

    candidates: Sequence[Candidate]
    words: Floats
    dense: Floats
    features: Floats
    unit: Ints
    has_dense: bool


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
    ) -> Gathered | None:
        """Returns up to `by_words` and `by_vectors` candidates of each index; null for none."""
        found = self.lexical.candidates(text, by_words, filters)
        dense: dict[str, float] = {}
        has_dense = bool(self._vectors) and self._embedder is not None
        if self._vectors is not None and self._embedder is not None and has_dense:
            query = self._embedder.encode([_with_marks(text)])[0]
            near = dict(self._vectors.search(query, by_vectors))
            known = {one.id for one in found}
            found += self.lexical.named([n for n in near if n not in known], text, filters)
            others = [one.id for one in found if one.id not in near]
            dense = near | self._vectors.similarities(query, others)
        if not found:
            return None
        words = np.array([one.score for one in found])
        likeness = np.array([dense.get(one.id, 0.0) for one in found])
        sequences = unpack([one.terms for one in found])
        rows, unit = features(self._terms(text), sequences, words, likeness)
        return Gathered(found, words, likeness, rows, unit, has_dense)

    def _terms(self, text: str) -> QueryTerms:
        plain = is_plain(text)
        words = list(dict.fromkeys(query_syllables(text, plain=plain)))
        places = {word: place for place, word in enumerate(words)}
        spoken = query_syllables(text, plain=plain)
        joined = dict.fromkeys(itertools.pairwise(spoken))
        names = [f"{a}{PAIR_JOINER}{b}" for a, b in joined]
        size = self.lexical.size
        weights = idf(np.array(self.lexical.frequencies(words, plain=plain), np.float64), size)
        pairs = idf(np.array(self.lexical.frequencies(names, plain=plain), np.float64), size)
        ends = np.array([(places[a], places[b]) for a, b in joined], np.int64).reshape(-1, 2)
        return QueryTerms(query_codes(words, plain=plain), weights, ends, pairs, plain)


def _with_marks(text: str) -> str:
    """Returns what an embedding model is to read: it knows syllables with their marks alone."""
    return bundled_restorer()(text) if is_plain(text) else text
