"""The learned ranker that ships with the package: weights and trees over `index.features`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.errors import LuocdoError
from index.features import NAMES
from index.trees import Trees, trees_of

Floats = NDArray[np.float64]

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


class Ranker:
    """Scores units of documents; larger is better, and only the order within a query counts."""

    def __init__(self, scorers: Mapping[str, Scorer]) -> None:
        self._scorers = dict(scorers)

    def scores(self, features: Floats, *, with_vectors: bool) -> Floats:
        """Returns one score a row of features (shape (n, len(NAMES)))."""
        return self._scorers[KINDS[with_vectors]].scores(features)


@cache
def load_ranker(path: Path = FILE) -> Ranker:
    """Returns the ranker in a file that `save_ranker` wrote.

    Raises:
        RankerError: it was made for other features.
    """
    with np.load(path) as arrays:
        if tuple(arrays["names"].tolist()) != NAMES:
            raise RankerError(f"{path}: made for other features; run python -m index.train.ranker")
        scorers = {}
        for kind in KINDS:
            own = {n.partition(".")[2]: arrays[n] for n in arrays if n.startswith(f"{kind}.")}
            scorers[kind] = Scorer(own.pop("weights").astype(np.float64), trees_of(own))
    return Ranker(scorers)


def save_ranker(path: Path, scorers: Mapping[str, Scorer]) -> None:
    """Writes a ranker, one scorer for each of `KINDS`."""
    arrays: dict[str, NDArray[np.generic]] = {"names": np.array(NAMES)}
    for kind, scorer in scorers.items():
        own = scorer.trees.arrays() | {"weights": scorer.weights}
        arrays |= {f"{kind}.{name}": array for name, array in own.items()}
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]  # of numpy's own signature
