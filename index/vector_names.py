"""Finds the row of a passage by its name, without holding all names in memory.

The rows are ordered by the hashes of their names in a file that is mapped; rows that came after it
was written are ordered when the index is opened.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.vector_files import Keys, VectorFiles, hash_of, mapped

UNORDERED_LIMIT = 20_000
"""Rows that are ordered anew at each opening (two milliseconds); more are written to the file."""


class RowNames:
    """Rows by name, over the files of one epoch."""

    def __init__(self, files: VectorFiles, ordered: int) -> None:
        """Takes the order of the first `ordered` rows from its file.

        Raises:
            ValueError, OSError: the file is missing or too short.
        """
        self._files = files
        self._parts: list[tuple[NDArray[np.uint64], NDArray[np.uint32]]] = []
        if ordered:
            order = mapped(_order_file(files, ordered), np.uint32, ordered)
            hashes = mapped(_sorted_file(files, ordered), np.uint64, ordered)
            self._parts.append((hashes, order))
        if ordered < files.rows:
            tail = np.asarray(files.hashes[ordered:])
            places = np.argsort(tail, kind="stable")
            self._parts.append((tail[places], (places + ordered).astype(np.uint32)))

    def rows(self, names: Sequence[str], alive: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Returns the row of each name that is `alive`, -1 where there is none."""
        found = self.rows_of(np.array([hash_of(name) for name in names], np.uint64), alive)
        for at in np.flatnonzero(found >= 0).tolist():
            if self._files.name(int(found[at])) != names[at]:
                found[at] = -1
        return found

    def rows_of(self, keys: Keys, alive: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Returns the row of each key (`hash_of` of a name) that is `alive`, -1 for none.

        Two names in a library of a million share a key with a chance of one in thirty million.
        """
        found = np.full(len(keys), -1, np.int64)
        for hashes, order in self._parts:
            wanted = np.arange(len(keys))
            places = np.searchsorted(hashes, keys)
            # A passage that was put again has a row for each time, of which one is alive.
            while len(wanted):
                same = places < len(hashes)
                same[same] = hashes[places[same]] == keys[wanted[same]]
                wanted, places = wanted[same], places[same]
                rows = order[places].astype(np.int64)
                living = alive[rows]
                found[wanted[living]] = rows[living]
                wanted, places = wanted[~living], places[~living] + 1
        return found


def write_order(files: VectorFiles) -> int:
    """Writes the order of all rows of `files`; returns how many they are."""
    hashes = np.asarray(files.hashes)
    order = np.argsort(hashes, kind="stable")
    hashes[order].tofile(_sorted_file(files, files.rows))
    order.astype(np.uint32).tofile(_order_file(files, files.rows))
    return files.rows


def order_files(files: VectorFiles, ordered: int) -> set[str]:
    """Returns the names of the files that hold the order of the first `ordered` rows."""
    if not ordered:
        return set()
    return {one.name for one in (_order_file(files, ordered), _sorted_file(files, ordered))}


def _order_file(files: VectorFiles, rows: int) -> Path:
    return files.path / f"order.{files.epoch}.{rows}.u32"


def _sorted_file(files: VectorFiles, rows: int) -> Path:
    return files.path / f"sorted.{files.epoch}.{rows}.u64"
