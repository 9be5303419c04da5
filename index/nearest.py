"""The passages nearest to a vector, among the rows of one state of a vector index."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.nibbles import Floats
from index.quantized import QuantizedRows
from index.runs import starts_of
from index.vector_files import Places, VectorFiles

_SAMPLED: Final = 4096
_FURTHER: Final = 4


class NearestRows:
    """Searches rows by their codes, those without codes one by one."""

    def __init__(
        self, files: VectorFiles, alive: NDArray[np.bool_], codes: Path, indexed: int
    ) -> None:
        """Search `files`, of which passages that are not `alive` are never found.

        The first `indexed` rows have codes in the file `codes`.
        """
        self._files = files
        self._alive = alive
        self._codes = codes
        self._indexed = indexed

    def nearest(self, vector: Floats, limit: int) -> tuple[Places, Floats]:
        """Returns the places of passages, best first, with the product of the best row of each."""
        limit = min(limit, int(np.count_nonzero(self._alive)))
        if limit < 1 or not np.any(vector):
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        query, wanted = np.ascontiguousarray(vector, np.float32), limit
        while True:
            rows = self._candidates(query, wanted)
            owners = self._files.owners(rows)
            alive = self._alive[owners]
            rows, owners = rows[alive], owners[alive]
            starts = starts_of(owners)
            places = owners[starts]
            if len(places) >= limit or wanted >= self._files.rows:
                break
            wanted *= _FURTHER  # many rows of few passages, or of forgotten ones
        scores = np.maximum.reduceat(self._files.vectors.products(rows, query), starts)
        best = np.argsort(-scores, kind="stable")[:limit]
        return places[best], scores[best]

    def products(self, vector: Floats, places: Places) -> Floats:
        """Returns the largest product of `vector` with the rows of each passage."""
        if not len(places):
            return np.zeros(0, np.float32)
        rows, starts = self._files.rows_of(places)
        found: Floats = np.maximum.reduceat(self._files.vectors.products(rows, vector), starts)
        return found

    def means(self, places: Places) -> Floats:
        """Returns the mean of the rows of each passage, shape (n, dimensions)."""
        if not len(places):
            return np.zeros((0, self._files.dimensions), np.float32)
        rows, starts = self._files.rows_of(places)
        counts = np.diff(starts, append=len(rows)).astype(np.float32)
        return np.asarray(np.add.reduceat(self._files.vectors[rows], starts) / counts[:, None])

    @cached_property
    def mean(self) -> Floats:
        """The mean of all rows, from an even sample of them."""
        sampled = np.arange(0, self._files.rows, max(1, self._files.rows // _SAMPLED))
        alive = sampled[self._alive[self._files.owners(sampled)]]
        return np.asarray(self._files.vectors[alive].mean(axis=0, dtype=np.float32))

    def _candidates(self, query: Floats, wanted: int) -> Places:
        """Returns rows, ascending, among which are the `wanted` nearest; some may be forgotten."""
        found = []
        if self._indexed:
            found.append(self._quantized.search(query, wanted))
        if self._indexed < self._files.rows:
            scores = self._tail @ query
            count = min(wanted, len(scores))
            found.append(np.argpartition(-scores, count - 1)[:count] + self._indexed)
        return np.sort(np.concatenate(found))

    @cached_property
    def _tail(self) -> Floats:
        # Kept as full floats: unpacking all rows takes longer than multiplying them.
        return self._files.vectors[self._indexed :]

    @cached_property
    def _quantized(self) -> QuantizedRows:
        return QuantizedRows(self._codes)
