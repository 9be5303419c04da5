"""The files of a vector index: rows (`index.vector_rows`), keys, and a note that counts them.

A passage is known by its key, a hash of its id, and has one row or more, which follow one another;
`rows` says where they end.

Everything but the note is only ever appended to, under a name that carries the epoch; writing anew
begins another epoch. The note is replaced in one step, so that a reader, or a process that comes
after a crash, sees what the note counts and nothing of what was written beyond it.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from index.vector_rows import Rows, row_type

STAMP: Final = "stamp.json"
FORMAT: Final = 6

_PARTS: Final = {"vectors": "n4", "rows": "u32", "hashes": "u64", "dead": "u32"}
_APPENDED: Final = ("vectors", "rows", "hashes")

Floats = NDArray[np.float32]
Keys = NDArray[np.uint64]
Places = NDArray[np.int64]


def empty_stamp(model: str, dimensions: int) -> dict[str, Any]:
    """Returns the note on an index without rows."""
    return {
        "format": FORMAT, "model": model, "dimensions": dimensions, "generation": 0, "epoch": 0,
        "passages": 0, "rows": 0, "dead": 0, "order": 0, "indexed": 0, "trained": 0,
    }  # fmt: skip


def read_stamp(path: Path) -> dict[str, Any] | None:
    """Returns the note on the files in folder `path`; null if there is none that can be read."""
    try:
        stamp = json.loads((path / STAMP).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return stamp if isinstance(stamp, dict) and "model" in stamp else None


def write_stamp(path: Path, stamp: Mapping[str, Any]) -> None:
    """Replaces the note in one step."""
    fresh = path / (STAMP + ".new")
    fresh.write_text(json.dumps(stamp), "utf-8")
    fresh.replace(path / STAMP)


def hash_of(name: str) -> int:
    """Returns the key of a passage: 64 bits of a hash of its id.

    Two passages of a million share a key with a chance of one in thirty million.
    """
    return int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest())


def mapped(file: Path, kind: type[Any], count: int) -> NDArray[Any]:
    """Returns the first `count` numbers of a file, mapped into memory.

    Raises:
        OSError, ValueError: the file is missing or too short.
    """
    # As a plain array: picking from a `numpy.memmap` takes microseconds each time.
    return np.asarray(np.memmap(file, kind, "r", shape=(count,)))


class VectorFiles:
    """The appended files of one epoch, mapped. Passages are known by their place in these."""

    def __init__(self, path: Path, stamp: Mapping[str, Any]) -> None:
        """Opens what `stamp` counts.

        Raises:
            ValueError: a file is missing or shorter than it says.
        """
        self.path = path
        self.passages = int(stamp["passages"])
        self.rows = int(stamp["rows"])
        self.dimensions = int(stamp["dimensions"])
        self.epoch = int(stamp["epoch"])
        self.vectors = Rows(self.file("vectors"), self.rows, self.dimensions)
        self.row_ends: NDArray[np.uint32] = self._mapped("rows", np.uint32, self.passages)
        self.hashes: NDArray[np.uint64] = self._mapped("hashes", np.uint64, self.passages)
        self.dead: NDArray[np.uint32] = np.array(self._mapped("dead", np.uint32, stamp["dead"]))
        if self.passages and int(self.row_ends[-1]) != self.rows:
            raise ValueError("passages and rows do not agree")

    def owners(self, rows: Places) -> Places:
        """Returns the place of the passage that each row belongs to."""
        return np.searchsorted(self.row_ends, rows.astype(np.uint32), side="right")

    def rows_of(self, places: Places) -> tuple[Places, Places]:
        """Returns the rows of passages one after the other, and where each one's begin in them."""
        ends = self.row_ends[places].astype(np.int64)
        before = self.row_ends[np.maximum(places - 1, 0)].astype(np.int64)
        counts = ends - np.where(places > 0, before, 0)
        starts = np.cumsum(counts) - counts
        rows = np.arange(int(counts.sum())) + np.repeat(ends - counts - starts, counts)
        return rows, starts

    def file(self, part: str) -> Path:
        """Returns the file of a part in this epoch."""
        return self.path / f"{part}.{self.epoch}.{_PARTS[part]}"

    def _mapped(self, part: str, kind: type[Any], count: int) -> NDArray[Any]:
        if not count:
            return np.zeros(0, kind)
        return mapped(self.file(part), kind, int(count))


class Appender:
    """Writes passages after those that the note counts; what a crash left there is cut off."""

    def __init__(self, files: VectorFiles) -> None:
        self._files = {part: self._open(files, part) for part in _APPENDED}
        self.passages, self.rows = files.passages, files.rows
        row = row_type(files.dimensions).itemsize
        kept = {"vectors": row * self.rows, "rows": 4 * self.passages, "hashes": 8 * self.passages}
        for part, size in kept.items():
            self._files[part].truncate(size)
            self._files[part].seek(size)

    @staticmethod
    def _open(files: VectorFiles, part: str) -> Any:
        name = files.file(part)
        return name.open("r+b" if name.exists() else "w+b")

    def append(self, keys: Keys, counts: Sequence[int], rows: NDArray[Any]) -> None:
        """Writes passages; `rows` (`index.vector_rows.packed`) has `counts` rows for each key."""
        ends = self.rows + np.cumsum(counts, dtype=np.uint64)
        self._files["vectors"].write(rows.tobytes())
        self._files["rows"].write(ends.astype(np.uint32).tobytes())
        self._files["hashes"].write(keys.tobytes())
        self.passages += len(keys)
        self.rows += len(rows)

    def counts(self) -> dict[str, int]:
        """Returns what the note is to say of what was written."""
        return {"passages": self.passages, "rows": self.rows}

    def close(self) -> None:
        """Makes what was written lasting."""
        for file in self._files.values():
            file.flush()
            os.fsync(file.fileno())
            file.close()


def write_dead(files: VectorFiles, dead: NDArray[np.uint32]) -> None:
    """Writes the passages that were forgotten since, after those that the note counts."""
    name = files.file("dead")
    with name.open("r+b" if name.exists() else "w+b") as file:
        file.truncate(4 * len(files.dead))
        file.seek(4 * len(files.dead))
        file.write(dead.astype(np.uint32).tobytes())


def drop_others(path: Path, kept: set[str]) -> None:
    """Deletes files of earlier epochs; one that a reader holds open may stay until later."""
    for file in path.iterdir():
        if file.name not in kept and file.name != STAMP and file.is_file():
            with contextlib.suppress(OSError):
                file.unlink()
