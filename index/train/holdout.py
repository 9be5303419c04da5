"""How well vectors find an article's text by its title, on articles kept out of training."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.train.articles import EncodedArticle
from index.train.initial import Matrix, indicator


@dataclass(frozen=True, slots=True)
class HoldoutFigures:
    """Means over the held-out titles, each searched among the texts of all articles."""

    ndcg_10: float
    recall_1: float
    recall_100: float


class Holdout:
    """Held-out articles and the texts among which they are sought, titles left out."""

    def __init__(self, articles: Sequence[EncodedArticle], held: Sequence[int], width: int) -> None:
        self._titles = indicator([articles[number].title for number in held], width)
        self._texts = indicator([article.body for article in articles], width)
        self._truth = np.array(held)

    def measure(self, vectors: Matrix) -> HoldoutFigures:
        """Returns the figures of `vectors` (shape terms × dimensions)."""
        questions, texts = _unit(self._titles @ vectors), _unit(self._texts @ vectors)
        scores = questions @ texts.T
        own = scores[np.arange(len(self._truth)), self._truth]
        rank = (scores > own[:, None]).sum(axis=1)
        gain = np.where(rank < 10, 1 / np.log2(rank + 2), 0)
        return HoldoutFigures(
            float(gain.mean()), float((rank == 0).mean()), float((rank < 100).mean())
        )


def _unit(rows: Matrix) -> Matrix:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True).clip(1e-9)
    return np.asarray(rows / lengths, dtype=np.float32)
