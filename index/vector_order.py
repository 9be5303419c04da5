"""Finds the place of a passage by its key, without holding all keys in memory.

The places are ordered by key in a file that is mapped; those that came after it
was written are ordered when the index is opened.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.vector_files import Keys, Places, VectorFiles, mapped

UNORDERED_LIMIT = 20_000
"""Places that are ordered anew at each opening (two milliseconds); more are written to the file."""


class Order:
    """Places of passages by key, over the files of one epoch."""

    def __init__(self, files: VectorFiles, ordered: int) -> None:
        """Takes the order of the first `ordered` places from its file.

        Raises:
            ValueError, OSError: the file is missing or too short.
        """
        self._parts: list[tuple[NDArray[np.uint64], NDArray[np.uint32]]] = []
        if ordered:
            order = mapped(_order_file(files, ordered), np.uint32, ordered)
            hashes = mapped(_sorted_file(files, ordered), np.uint64, ordered)
            self._parts.append((hashes, order))
        if ordered < files.passages:
            tail = np.asarray(files.hashes[ordered:])
            places = np.argsort(tail, kind="stable")
            self._parts.append((tail[places], (places + ordered).astype(np.uint32)))

    def places_of(self, keys: Keys, alive: NDArray[np.bool_]) -> Places:
        """Returns the place of each key that is `alive`, -1 for none."""
        found = np.full(len(keys), -1, np.int64)
        for hashes, order in self._parts:
            wanted = np.argsort(keys)  # searches that follow one another stay on the same pages
            at = np.searchsorted(hashes, keys[wanted])
            # A passage that was put again has a place for each time, of which one is alive.
            while len(wanted):
                same = at < len(hashes)
                same[same] = hashes[at[same]] == keys[wanted[same]]
                wanted, at = wanted[same], at[same]
                places = order[at].astype(np.int64)
                living = alive[places]
                found[wanted[living]] = places[living]
                wanted, at = wanted[~living], at[~living] + 1
        return found


def write_order(files: VectorFiles) -> int:
    """Writes the order of all places in `files`; returns how many they are."""
    hashes = np.asarray(files.hashes)
    order = np.argsort(hashes, kind="stable")
    hashes[order].tofile(_sorted_file(files, files.passages))
    order.astype(np.uint32).tofile(_order_file(files, files.passages))
    return files.passages


def order_files(files: VectorFiles, ordered: int) -> set[str]:
    """Returns the names of the files that hold the order of the first `ordered` places."""
    if not ordered:
        return set()
    return {one.name for one in (_order_file(files, ordered), _sorted_file(files, ordered))}


def _order_file(files: VectorFiles, places: int) -> Path:
    return files.path / f"order.{files.epoch}.{places}.u32"


def _sorted_file(files: VectorFiles, places: int) -> Path:
    return files.path / f"sorted.{files.epoch}.{places}.u64"
