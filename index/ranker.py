"""The learned ranker that ships with the package: weights and trees over `index.features`.

It works in two stages: a plain sum of words and vectors orders all units, and the learned scorer
orders the first of them anew. What it has learned about first places it has not about hundredth
ones, where the plain sum loses fewer right answers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from corpus.errors import LuocdoError
from index.features import NAMES
from index.trees import Trees, trees_of

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
FeaturesOf = Callable[[Ints], Floats]
"""From numbers of units to their features, shape (n, len(NAMES))."""

PLAIN: Final = ("words_relative", "dense")
"""The features that the first stage sums: they are known before a passage is read."""

FILE: Final = Path(__file__).parent / "data" / "ranker.npz"
KINDS: Final = ("words", "vectors")
"""A ranker for searches by words alone, and one for those that asked the vector index too."""


class RankerError(LuocdoError):
    """The ranker's file does not fit this version."""


@dataclass(frozen=True, slots=True)
class Scorer:
    """A weighted sum of the features (`weights`, shape (len(NAMES),)) that trees correct."""

    weights: Floats
    trees: Trees

    def scores(self, features: Floats) -> Floats:
        """Returns one score a row of features (shape (n, len(NAMES)))."""
        return np.asarray(features @ self.weights + self.trees.sum(features))


@dataclass(frozen=True, slots=True)
class Staged:
    """A sum with the weights `first` (shape (len(PLAIN),)), whose first `depth` `second` orders."""

    first: Floats
    depth: int
    second: Scorer

    def scores(self, plain: Floats, features_of: FeaturesOf) -> Floats:
        """Returns one score for each unit found for one query.

        Args:
            plain: their plain features, shape (n, len(PLAIN)).
            features_of: all features of units by their places in `plain`.
        """
        scores = np.asarray(plain @ self.first)
        if not self.depth or not len(scores):
            return scores
        order = np.argsort(-scores, kind="stable")
        top, rest = order[: self.depth], order[self.depth :]
        ahead = self.second.scores(features_of(top))
        if len(rest):  # behind all that the second stage ordered
            scores[rest] += ahead.min() - 1 - scores[rest[0]]
        scores[top] = ahead
        return scores


class Ranker:
    """Scores the units found for a query; larger is better, and only their order counts."""

    def __init__(self, stages: Mapping[str, Staged]) -> None:
        self._stages = dict(stages)

    def scores(self, plain: Floats, features_of: FeaturesOf, *, with_vectors: bool) -> Floats:
        """Returns one score for each unit (see `Staged.scores`)."""
        return self._stages[KINDS[with_vectors]].scores(plain, features_of)


@cache
def load_ranker(path: Path = FILE) -> Ranker:
    """Returns the ranker in a file that `save_ranker` wrote.

    Raises:
        RankerError: it was made for other features.
    """
    with np.load(path) as arrays:
        if "plain" not in arrays or _names_of(arrays) != (*NAMES, *PLAIN):
            raise RankerError(f"{path}: made for other features; run python -m index.train.ranker")
        stages = {}
        for kind in KINDS:
            own = {n.partition(".")[2]: arrays[n] for n in arrays if n.startswith(f"{kind}.")}
            first, weights = (own.pop(n).astype(np.float64) for n in ("first", "weights"))
            stages[kind] = Staged(first, int(own.pop("reach")), Scorer(weights, trees_of(own)))
    return Ranker(stages)


def _names_of(arrays: Mapping[str, NDArray[Any]]) -> tuple[str, ...]:
    return (*arrays["names"].tolist(), *arrays["plain"].tolist())


def save_ranker(path: Path, stages: Mapping[str, Staged]) -> None:
    """Writes a ranker, one for each of `KINDS`."""
    arrays: dict[str, NDArray[np.generic]] = {
        "names": np.array(NAMES),
        "plain": np.array(PLAIN),
    }
    for kind, staged in stages.items():
        own = staged.second.trees.arrays() | {
            "weights": staged.second.weights,
            "first": staged.first,
            "reach": np.array(staged.depth),
        }
        arrays |= {f"{kind}.{name}": array for name, array in own.items()}
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]  # of numpy's own signature
