"""Puts the lexical and the dense ranking together.

A weighted sum over the candidates of both, each with both of its scores: reciprocal rank fusion
throws the sizes of the scores away and falls below its better part here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from index.embedding import Embedder
from index.entries import Filters, FoundPassage
from index.lexical import LexicalIndex
from index.matching import is_plain
from index.vectors import VectorIndex


@cache
def fusion_settings() -> Mapping[str, Any]:
    """Returns the weights of `index/data/ranking.toml`."""
    path = Path(__file__).parent / "data" / "ranking.toml"
    settings: Mapping[str, Any] = tomllib.loads(path.read_text("utf-8"))["fusion"]
    return settings


def fused(
    lexical: Mapping[str, float], dense: Mapping[str, float], weight: float
) -> list[tuple[str, float]]:
    """Returns all candidates by the sum of their scores, best first.

    Args:
        lexical: BM25 scores by passage; they are divided by the best of them.
        dense: inner products by passage.
        weight: of the dense score. A candidate without one of the scores has 0 there.
    """
    best = max(lexical.values(), default=0.0) or 1.0
    names = dict.fromkeys((*lexical, *dense))
    scored = [(n, lexical.get(n, 0.0) / best + weight * dense.get(n, 0.0)) for n in names]
    return sorted(scored, key=lambda pair: (-pair[1], pair[0]))


class HybridSearch:
    """Searches passages by words and, where there is a model, by vectors."""

    def __init__(
        self,
        lexical: LexicalIndex,
        vectors: VectorIndex | None = None,
        embedder: Embedder | None = None,
    ) -> None:
        self.lexical = lexical
        self._vectors = vectors
        self._embedder = embedder

    def search(
        self, text: str, limit: int = 100, filters: Filters | None = None
    ) -> list[FoundPassage]:
        """Returns the passages that fit `text` best, best first."""
        settings = fusion_settings()
        count = max(limit, int(settings["candidates"]))
        found = self.lexical.search(text, count, filters)
        if self._vectors is None or self._embedder is None or not len(self._vectors):
            return list(found[:limit])
        if is_plain(text):
            # Models know syllables with their marks; without them the vector would be noise.
            return list(found[:limit])
        by_id = {item.passage.id: item for item in found}
        query = self._embedder.encode([text])[0]
        near = dict(self._vectors.search(query, count))
        wanted = [name for name in near if name not in by_id]
        by_id |= {i.passage.id: i for i in self.lexical.scored(text, wanted, filters)}
        dense = self._vectors.similarities(query, list(by_id))
        scores = {name: item.score for name, item in by_id.items()}
        ranked = fused(scores, dense, float(settings["dense"]))
        return [replace(by_id[name], score=score) for name, score in ranked[:limit]]


def grouped(found: list[FoundPassage], documents: int, passages: int = 3) -> list[FoundPassage]:
    """Returns passages grouped by document, the documents by their best passage.

    Args:
        found: passages, best first.
        documents: how many documents at most.
        passages: how many passages of each at most.
    """
    groups: dict[str, list[FoundPassage]] = {}
    for item in found:
        group = groups.setdefault(item.passage.document, [])
        if len(group) < passages:
            group.append(item)
    return [item for group in list(groups.values())[:documents] for item in group]
