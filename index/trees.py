"""Sums of regression trees, evaluated with numpy alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Trees:
    """The trees of an ensemble, all arrays of shape (trees, nodes).

    From a node one goes to `left` where the value of `feature` is at most `threshold`, else to
    `right`. A leaf leads to itself; `value` is what it adds. `depth` is the longest way down.
    """

    feature: Ints
    threshold: Floats
    left: Ints
    right: Ints
    value: Floats
    depth: int

    def sum(self, rows: Floats) -> Floats:
        """Returns the sum of the trees for each row of features, shape (n,)."""
        trees, nodes = self.feature.shape
        if not trees:
            return np.zeros(len(rows))
        base = np.arange(trees) * nodes
        flat = np.ascontiguousarray(rows).ravel()
        row = (np.arange(len(rows)) * rows.shape[1])[:, None]
        feature, threshold = self.feature.ravel(), self.threshold.ravel()
        left, right = (self.left + base[:, None]).ravel(), (self.right + base[:, None]).ravel()
        at = np.broadcast_to(base, (len(rows), trees))
        for _ in range(self.depth):
            low = flat.take(row + feature.take(at)) <= threshold.take(at)
            at = np.where(low, left.take(at), right.take(at))
        return np.asarray(self.value.ravel().take(at).sum(axis=1))

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """Returns the arrays to be saved."""
        return {
            "feature": self.feature.astype(np.uint8),
            "threshold": self.threshold,
            "left": self.left.astype(np.uint8),
            "right": self.right.astype(np.uint8),
            "value": self.value.astype(np.float32),
            "depth": np.array(self.depth),
        }


def no_trees() -> Trees:
    """Returns an ensemble without a tree, whose sum is 0."""
    none = np.zeros((0, 0))
    whole = none.astype(np.int64)
    return Trees(whole, none, whole, whole, none, 0)


def trees_of(arrays: dict[str, NDArray[np.generic]]) -> Trees:
    """Returns the trees of saved arrays."""
    return Trees(
        arrays["feature"].astype(np.int64),
        arrays["threshold"].astype(np.float64),
        arrays["left"].astype(np.int64),
        arrays["right"].astype(np.int64),
        arrays["value"].astype(np.float64),
        int(arrays["depth"]),
    )
