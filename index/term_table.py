"""The rows of a static embedding: four bits a dimension and one scale a row.

With 52,000 rows of 512 dimensions that is 13 MB, and search is no worse for it: the rounding errors
of a text's many terms cancel out. Rows are unpacked as they are asked for, never all at once, so
that a search touches a handful of pages of the file.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index import nibbles
from index.nibbles import LARGEST, Floats, Packed

_CLIPPINGS = np.linspace(0.45, 1.0, 12)
"""Shares of a row's largest number that may become the largest nibble; the share with the least
squared error is taken. A few large numbers would cost all others their precision."""


class TermTable:
    """Rows of `vectors.npy` (uint8, terms × dimensions / 2) times `scales.npy` (float32, terms)."""

    def __init__(self, folder: Path, dimensions: int | None = None) -> None:
        """Open the table in `folder`, cut to its first `dimensions` if given.

        Raises:
            OSError, ValueError: the files are missing or damaged.
        """
        # Mapped, not read: a search touches a handful of rows.
        packed: Packed = np.load(folder / "vectors.npy", mmap_mode="r")
        self._scales: Floats = np.load(folder / "scales.npy")
        if packed.dtype != np.uint8 or packed.ndim != 2 or len(packed) != len(self._scales):
            raise ValueError("vectors.npy holds no rows of four bits with a scale each")
        self.full = 2 * packed.shape[1]
        self.dimensions = self.full if dimensions is None else dimensions
        self._packed = packed[:, : nibbles.packed_length(self.dimensions)]

    def rows(self, ids: NDArray[np.int64]) -> Floats:
        """Returns the rows `ids`, shape (n, dimensions)."""
        steps = nibbles.unpack(self._packed[ids], self.dimensions)
        return np.asarray(steps * self._scales[ids][:, None])

    def total(self, ids: NDArray[np.int64]) -> Floats:
        """Returns the sum of the rows `ids`, shape (dimensions,)."""
        total = nibbles.total(self._packed[ids], self._scales[ids])
        return total[: self.dimensions]


def pack(vectors: Floats) -> tuple[Packed, Floats]:
    """Returns `vectors` (shape (n, dimensions), an even number of them) as nibbles, and scales.

    Raises:
        ValueError: the number of dimensions is odd.
    """
    if vectors.shape[1] % 2:
        raise ValueError("two dimensions go into a byte: their number must be even")
    scales, steps = _rounded(vectors)
    return nibbles.pack(steps), scales


def _rounded(vectors: Floats) -> tuple[Floats, Floats]:
    largest = np.abs(vectors).max(axis=1).clip(1e-12)
    least = np.full(len(vectors), np.inf, np.float32)
    best = np.ones(len(vectors), np.float32)
    chosen = np.zeros(vectors.shape, np.float32)
    for share in _CLIPPINGS:
        scales = (largest * share / LARGEST).astype(np.float32)
        steps = np.rint(vectors / scales[:, None]).clip(-LARGEST, LARGEST)
        error = ((steps * scales[:, None] - vectors) ** 2).sum(axis=1)
        better = error < least
        least[better], best[better] = error[better], scales[better]
        chosen[better] = steps[better]
    return best, chosen


def unpacked(packed: Packed, scales: Floats) -> Floats:
    """Returns the vectors, shape (n, dimensions), as `pack` rounded them."""
    return np.asarray(nibbles.unpack(packed, 2 * packed.shape[1]) * scales[:, None])
