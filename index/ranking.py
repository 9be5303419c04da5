"""Ranks the passages that the lexical and the vector index propose.

A learned ranker (`index.ranker`) scores units of documents by their features; the passages of a
unit keep the order of their own scores. The recipe is `index.train.ranker`, its figures stand in
`index/data/ranker.json`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Protocol, TypeVar

import numpy as np

from index.embedding import Embedder
from index.entries import Filters, FoundPassage
from index.gathering import Gathered, Gatherer
from index.lexical import Candidate, LexicalIndex
from index.ranker import load_ranker
from index.vectors import VectorIndex

Item = TypeVar("Item")

Ranked = tuple[Candidate, float]
"""A candidate with its final score."""


class Reranker(Protocol):
    """A model that reads query and passage together, such as a cross-encoder."""

    def rerank(self, query: str, found: list[FoundPassage]) -> list[FoundPassage]:
        """Returns the same passages in the model's order, best first."""
        ...


@cache
def ranking_settings() -> Mapping[str, Any]:
    """Returns the tables of `index/data/ranking.toml`."""
    path = Path(__file__).parent / "data" / "ranking.toml"
    settings: Mapping[str, Any] = tomllib.loads(path.read_text("utf-8"))
    return settings


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

    def ranked(self, text: str, limit: int = 100, filters: Filters | None = None) -> list[Ranked]:
        """Returns the candidates that fit `text` best, best first, without reading their texts."""
        settings = ranking_settings()["candidates"]
        by_words, by_vectors = max(limit, int(settings["words"])), int(settings["vectors"])
        gathered = self._gatherer.gather(text, by_words, by_vectors, filters)
        return [] if gathered is None or limit < 1 else _in_order(gathered)[:limit]

    def search(
        self, text: str, limit: int = 100, filters: Filters | None = None
    ) -> list[FoundPassage]:
        """Returns the passages that fit `text` best, best first."""
        found = [one.found(score) for one, score in self.ranked(text, limit, filters)]
        return self._reranked(text, found)

    def by_document(
        self, text: str, documents: int, passages: int = 3, filters: Filters | None = None
    ) -> list[FoundPassage]:
        """Returns the best passages of the best documents, document by document.

        Args:
            text: what is searched for.
            documents: how many documents at most.
            passages: how many passages of each at most.
            filters: which documents to look in.
        """
        limit = int(ranking_settings()["candidates"]["words"])
        ranked = self.ranked(text, max(limit, documents * passages), filters)
        chosen = _grouped(((one.document, (one, score)) for one, score in ranked), passages)
        found = [one.found(score) for group in chosen[:documents] for one, score in group]
        return grouped(self._reranked(text, found), documents, passages)

    def _reranked(self, text: str, found: list[FoundPassage]) -> list[FoundPassage]:
        if self._reranker is None:
            return found
        depth = int(ranking_settings()["reranker"]["depth"])
        return self._reranker.rerank(text, found[:depth]) + found[depth:]


def _in_order(gathered: Gathered) -> list[Ranked]:
    """Returns the candidates by the score of their unit, then by their own."""
    ranker = load_ranker()
    units = ranker.scores(gathered.features, with_vectors=gathered.has_dense)
    best = float(gathered.words.max()) or 1.0
    own = gathered.words / best + float(ranking_settings()["passages"]["dense"]) * gathered.dense
    scores = 1 / (1 + np.exp(-units[gathered.unit]))
    names = [one.id for one in gathered.candidates]
    order = sorted(
        range(len(names)), key=lambda i: (-scores[i], gathered.unit[i], -own[i], names[i])
    )
    return [(gathered.candidates[i], float(scores[i])) for i in order]


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
