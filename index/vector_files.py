"""The files of a vector index: rows (`index.vector_rows`), names, and a note that counts them.

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

from index.vector_rows import Rows, packed, row_type

STAMP: Final = "stamp.json"
FORMAT: Final = 4

_PARTS: Final = {"vectors": "i8", "names": "txt", "ends": "u64", "hashes": "u64", "dead": "u32"}
_APPENDED: Final = ("vectors", "names", "ends", "hashes")

Floats = NDArray[np.float32]
Keys = NDArray[np.uint64]


def empty_stamp(model: str, dimensions: int) -> dict[str, Any]:
    """Returns the note on an index without rows."""
    return {
        "format": FORMAT, "model": model, "dimensions": dimensions, "generation": 0, "epoch": 0,
        "rows": 0, "names_bytes": 0, "dead": 0, "order": 0, "indexed": 0, "trained": 0,
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
    """Returns the 64 bits by which a name is looked up."""
    return int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest())


def mapped(file: Path, kind: type[Any], count: int) -> NDArray[Any]:
    """Returns the first `count` numbers of a file, mapped into memory.

    Raises:
        OSError, ValueError: the file is missing or too short.
    """
    # As a plain array: picking from a `numpy.memmap` takes microseconds each time.
    return np.asarray(np.memmap(file, kind, "r", shape=(count,)))


class VectorFiles:
    """The appended files of one epoch. Opening costs no more for a million rows than for one."""

    def __init__(self, path: Path, stamp: Mapping[str, Any]) -> None:
        """Opens what `stamp` counts.

        Raises:
            ValueError: a file is missing or shorter than it says.
        """
        self.path = path
        self.rows = int(stamp["rows"])
        self.dimensions = int(stamp["dimensions"])
        self.epoch = int(stamp["epoch"])
        self._names_bytes = int(stamp["names_bytes"])
        self.vectors = Rows(self.file("vectors"), self.rows, self.dimensions)
        self.hashes: NDArray[np.uint64] = self._mapped("hashes", np.uint64, self.rows)
        self._ends: NDArray[np.uint64] = self._mapped("ends", np.uint64, self.rows)
        self._names = self._mapped("names", np.uint8, self._names_bytes).data
        self.dead: NDArray[np.uint32] = np.array(self._mapped("dead", np.uint32, stamp["dead"]))
        if self.rows and int(self._ends[-1]) != self._names_bytes:
            raise ValueError("names and rows do not agree")

    def name(self, row: int) -> str:
        """Returns the name of a row."""
        start = int(self._ends[row - 1]) if row else 0
        return str(self._names[start : int(self._ends[row])], "utf-8", "surrogatepass")

    def file(self, part: str) -> Path:
        """Returns the file of a part in this epoch."""
        return self.path / f"{part}.{self.epoch}.{_PARTS[part]}"

    def _mapped(self, part: str, kind: type[Any], count: int) -> NDArray[Any]:
        if not count:
            return np.zeros(0, kind)
        return mapped(self.file(part), kind, int(count))


class Appender:
    """Writes rows after those that the note counts; what lies there from a crash is cut off."""

    def __init__(self, files: VectorFiles, names_bytes: int) -> None:
        self._files = {part: self._open(files, part) for part in _APPENDED}
        self.rows = files.rows
        self.names_bytes = names_bytes
        row = row_type(files.dimensions).itemsize
        kept = {"vectors": row * self.rows, "names": names_bytes,
                "ends": 8 * self.rows, "hashes": 8 * self.rows}  # fmt: skip
        for part, size in kept.items():
            self._files[part].truncate(size)
            self._files[part].seek(size)

    @staticmethod
    def _open(files: VectorFiles, part: str) -> Any:
        name = files.file(part)
        return name.open("r+b" if name.exists() else "w+b")

    def append(self, names: Sequence[str], vectors: Floats) -> None:
        """Writes rows; `vectors` has one for each name."""
        encoded = [name.encode("utf-8", "surrogatepass") for name in names]
        ends = self.names_bytes + np.cumsum([len(name) for name in encoded], dtype=np.uint64)
        self._files["vectors"].write(packed(vectors).tobytes())
        self._files["names"].write(b"".join(encoded))
        self._files["ends"].write(ends.astype(np.uint64).tobytes())
        self._files["hashes"].write(np.array([hash_of(n) for n in names], np.uint64).tobytes())
        self.rows += len(encoded)
        self.names_bytes += sum(map(len, encoded))

    def counts(self) -> dict[str, int]:
        """Returns what the note is to say of the rows."""
        return {"rows": self.rows, "names_bytes": self.names_bytes}

    def close(self) -> None:
        """Makes what was written lasting."""
        for file in self._files.values():
            file.flush()
            os.fsync(file.fileno())
            file.close()


def write_dead(files: VectorFiles, dead: NDArray[np.uint32]) -> None:
    """Writes the rows that were forgotten since, after those that the note counts."""
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
