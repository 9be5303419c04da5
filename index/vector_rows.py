"""Rows of vectors on disk: four bits a dimension and a scale for each row.

An eighth of the size of full floats. With 512 dimensions an inner product of unit vectors is off by
about a two-hundredth (standard deviation), which changes next to nothing in what is found
(`index/data/embedding/README.md` has the figures).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from index import nibbles
from index.nibbles import LARGEST, Floats

_CLIPPED: Final = 2.75
"""Numbers beyond so many times their row's root mean square are cut off there: of normal numbers
that loses least with fifteen steps (Max, Quantizing for minimum distortion, 1960)."""


def row_type(dimensions: int) -> np.dtype[Any]:
    """Returns the type of a row as it stands in the file."""
    return np.dtype([("scale", "<f4"), ("steps", "u1", (nibbles.packed_length(dimensions),))])


def packed(vectors: Floats) -> NDArray[Any]:
    """Returns vectors, shape (n, dimensions), as rows of a file."""
    rows = np.zeros(len(vectors), row_type(vectors.shape[1]))
    spread = np.sqrt((vectors**2).mean(axis=1))
    reach = np.minimum(np.abs(vectors).max(axis=1, initial=0), _CLIPPED * spread)
    scales = (reach / LARGEST).astype(np.float32)
    steps = np.rint(vectors / np.where(scales, scales, 1)[:, None]).clip(-LARGEST, LARGEST)
    rows["scale"], rows["steps"] = scales, nibbles.pack(steps)
    return rows


class Rows:
    """Rows of a file, mapped into memory."""

    def __init__(self, file: Path, count: int, dimensions: int) -> None:
        """Maps the first `count` rows.

        Raises:
            OSError, ValueError: the file is missing or too short.
        """
        kind = row_type(dimensions)
        shape = (count, kind.itemsize)
        # As a plain array: picking from a `numpy.memmap` takes microseconds each time.
        self._bytes: NDArray[np.uint8] = (
            np.asarray(np.memmap(file, np.uint8, "r", shape=shape))
            if count
            else np.zeros(shape, np.uint8)
        )
        self.packed: NDArray[Any] = self._bytes.view(kind).reshape(count)
        self.dimensions = dimensions

    def __len__(self) -> int:
        return len(self.packed)

    def __getitem__(self, places: slice | NDArray[np.int64]) -> Floats:
        rows = self.packed[places]
        return np.asarray(nibbles.unpack(rows["steps"], self.dimensions) * rows["scale"][:, None])

    def products(self, places: NDArray[np.int64], vector: Floats) -> Floats:
        """Returns the inner products of `vector` with the rows at these places."""
        # Picked as bytes, in a sixth of the time that records take.
        rows = self._bytes.take(places, axis=0).view(self.packed.dtype)[:, 0]
        return np.asarray(nibbles.products(rows["steps"], vector) * rows["scale"])
