"""Ranks the passages that the lexical and the vector index propose.

A learned ranker (`index.ranker`) scores units of documents by their features; the passages of a
unit keep the order of their own scores. The recipe is `index.train.ranker`, its figures stand in
`index/data/ranker.json`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np

from index.embedding import Embedder
from index.entries import Filters, FoundPassage
from index.features import Floats
from index.gathering import Gathered, Gatherer
from index.lexical import LexicalIndex
from index.matches import Candidate, Matches
from index.ranker import load_ranker
from index.ranking_settings import ranking_settings
from index.sequences import Ints
from index.vectors import VectorIndex

Item = TypeVar("Item")

Ranked = tuple[Candidate, float]
"""A candidate with its final score."""


class Reranker(Protocol):
    """A model that reads query and passage together, such as a cross-encoder."""

    def rerank(self, query: str, found: list[FoundPassage]) -> list[FoundPassage]:
        """Returns the same passages in the model's order, best first."""
        ...


@dataclass(frozen=True, slots=True)
class Ranking:
    """Passages in order, best first, whose texts are read only when they are asked for.

    `places` point into `matches`; `scores` are final ones, in the same order.
    """

    matches: Matches
    places: Ints
    scores: Floats

    def __len__(self) -> int:
        return len(self.places)

    def first(self, limit: int) -> Ranking:
        """Returns the first passages."""
        return Ranking(self.matches, self.places[:limit], self.scores[:limit])

    def of_documents(self, documents: int, passages: int) -> Ranking:
        """Returns the best passages of the best documents, document by document."""
        numbers = self.matches.documents[self.places].tolist()
        groups = _grouped(((name, at) for at, name in enumerate(numbers)), passages)
        chosen = np.array([at for group in groups[:documents] for at in group], np.int64)
        return Ranking(self.matches, self.places[chosen], self.scores[chosen])

    def among(self, kept: Sequence[bool]) -> Ranking:
        """Returns the passages of those documents that are kept, as `documents` names them."""
        numbers = self.matches.documents[self.places]
        _, first, document = np.unique(numbers, return_index=True, return_inverse=True)
        passing = np.zeros(len(first), np.bool_)
        passing[np.argsort(first)] = kept
        return Ranking(self.matches, self.places[passing[document]], self.scores[passing[document]])

    def candidates(self) -> list[Ranked]:
        """Reads the passages; returns them with their final scores."""
        return list(zip(self.matches.read(self.places.tolist()), self.scores.tolist(), strict=True))

    def found(self) -> list[FoundPassage]:
        """Reads the passages with their texts."""
        return [one.found(score) for one, score in self.candidates()]

    def urns(self) -> list[str]:
        """Returns the URNs of the documents, best first."""
        return self.matches.urns(self.of_documents(len(self), 1).places.tolist())


class HybridSearch:
    """Searches passages by words and, where there is a model, by vectors."""

    def __init__(
        self,
        lexical: LexicalIndex,
        vectors: VectorIndex | None = None,
        embedder: Embedder | None = None,
        reranker: Reranker | None = None,
    ) -> None:
        self._gatherer = Gatherer(lexical, vectors, embedder)
        self._reranker = reranker

    def ranking(self, text: str, limit: int = 100, filters: Filters | None = None) -> Ranking:
        """Returns the passages that fit `text` best, best first, without reading their texts."""
        settings = ranking_settings()["candidates"]
        by_words, by_vectors = max(limit, int(settings["words"])), int(settings["vectors"])
        gathered = self._gatherer.gather(text, by_words, by_vectors, filters)
        return _in_order(gathered).first(max(0, limit))

    def shown(
        self, text: str, ranking: Ranking, documents: int, passages: int = 3
    ) -> list[FoundPassage]:
        """Reads what is shown of a ranking for `text`, document by document.

        Args:
            text: what was searched for.
            ranking: what was found.
            documents: how many documents at most, the best ones.
            passages: how many passages of each at most.
        """
        found = ranking.of_documents(documents, passages).found()
        return grouped(self.reranked(text, found), documents, passages)

    def reranked(self, text: str, found: list[FoundPassage]) -> list[FoundPassage]:
        """Returns passages in the order of the model that reads them, if there is one."""
        if self._reranker is None:
            return found
        depth = int(ranking_settings()["reranker"]["depth"])
        return self._reranker.rerank(text, found[:depth]) + found[depth:]


def _in_order(gathered: Gathered) -> Ranking:
    """Returns the passages by the score of their unit, then by their own."""
    if not len(gathered.matches):
        return Ranking(gathered.matches, np.zeros(0, np.int64), np.zeros(0))
    ranker = load_ranker()
    units = ranker.scores(gathered.plain(), gathered.features, with_vectors=gathered.has_dense)
    weight = float(ranking_settings()["passages"]["dense"])
    own = gathered.words_relative + weight * gathered.dense
    scores = 1 / (1 + np.exp(-units[gathered.unit]))
    order = np.lexsort((gathered.matches.keys, -own, gathered.unit, -scores))
    return Ranking(gathered.matches, order, scores[order])


def grouped(found: Iterable[FoundPassage], documents: int, passages: int = 3) -> list[FoundPassage]:
    """Returns passages grouped by document, the documents by their best passage.

    Args:
        found: passages, best first.
        documents: how many documents at most.
        passages: how many passages of each at most.
    """
    groups = _grouped(((item.passage.document, item) for item in found), passages)
    return [item for group in groups[:documents] for item in group]


def _grouped(named: Iterable[tuple[str, Item]], most: int) -> list[list[Item]]:
    groups: dict[str, list[Item]] = {}
    for name, item in named:
        group = groups.setdefault(name, [])
        if len(group) < most:
            group.append(item)
    return list(groups.values())
