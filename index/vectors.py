"""The vector index: nearest passages by inner product, on disk.

A passage has a row for each of its stretches (`index.stretches`); the nearest of them counts. Rows
stand in a file (`index.vector_rows`) that is appended to and mapped into memory; that file is the
index while it is small. Above `FLAT_LIMIT` rows codes (`index.quantized`) find candidates, which
are then compared by their rows; those that came after the codes were written are scanned beside
them, until there are enough of them to be encoded. Forgotten passages stay as tombstones until a
fifth is dead, then the files are written anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from corpus.errors import LuocdoError
from index.nearest import NearestRows
from index.quantized import encode
from index.vector_files import (
    FORMAT,
    Appender,
    Floats,
    Keys,
    Places,
    VectorFiles,
    drop_others,
    empty_stamp,
    hash_of,
    read_stamp,
    write_dead,
    write_stamp,
)
from index.vector_order import UNORDERED_LIMIT, Order, order_files, write_order
from index.vector_rows import packed

FLAT_LIMIT = 20_000
"""Up to this many rows a full scan is exact and takes a millisecond or two."""

DEAD_SHARE = 0.2
"""Share of forgotten passages above which the files are written anew."""

TAIL_SHARE = 1 / 3
"""Rows without codes, as a share of `FLAT_LIMIT`, above which they are encoded."""

_BUFFERED = 4096


class VectorIndexError(LuocdoError):
    """The vector index cannot be opened, or a vector does not fit it."""


class VectorIndex:
    """Vectors of passages on disk. One process writes; any number read."""

    def __init__(self, path: Path, stamp: dict[str, Any], *, read_only: bool) -> None:
        self.path = path
        self._stamp = stamp
        self._read_only = read_only
        self._buffer: dict[int, Floats] = {}
        self._pending: dict[int, int] = {}
        self._appender: Appender | None = None
        self._load()

    @classmethod
    def open(
        cls, path: Path, *, model: str, dimensions: int, read_only: bool = False
    ) -> VectorIndex:
        """Opens the index in folder `path`; makes an empty one unless `read_only`.

        Args:
            path: the folder.
            model: name of the embedding model; vectors of another one do not compare.
            dimensions: length of the vectors.
            read_only: nothing will be written.

        Raises:
            VectorIndexError: there is none to read, or it holds vectors of another model.
        """
        stamp = read_stamp(path)
        if stamp is None:
            if read_only:
                raise VectorIndexError(f"{path}: no vector index here; ingest documents first")
            path.mkdir(parents=True, exist_ok=True)
            stamp = empty_stamp(model, dimensions)
            write_stamp(path, stamp)
        same = stamp.get("format") == FORMAT
        if (same, stamp["model"], stamp["dimensions"]) != (True, model, dimensions):
            maker = f"with the model {stamp['model']}" if same else "by another version"
            raise VectorIndexError(f"{path}: made {maker}; delete it and run luocdo doctor")
        return cls(path, stamp, read_only=read_only)

    @property
    def dimensions(self) -> int:
        """The length of the vectors."""
        return int(self._stamp["dimensions"])

    @property
    def generation(self) -> int:
        """The catalog's generation that the index was last committed at."""
        return int(self._stamp["generation"])

    def __len__(self) -> int:
        return int(np.count_nonzero(self._alive)) + len(self._pending) + len(self._buffer)

    def __contains__(self, passage: str) -> bool:
        key = hash_of(passage)
        return key in self._buffer or key in self._pending or bool(self._places([key])[0] >= 0)

    def put(self, vectors: Mapping[str, Floats]) -> None:
        """Adds the vectors of passages by their ids, in place of those they had.

        Each passage has one row or more, shape (rows, dimensions), of length 1 or zero where the
        model knows no word. Seen after `commit`.

        Raises:
            VectorIndexError: rows have another length than `dimensions`, or there are none.
        """
        self._check_writable()
        for one in vectors.values():
            if one.ndim != 2 or not len(one) or one.shape[1] != self.dimensions:
                raise VectorIndexError(
                    f"{self.path}: {one.shape} where rows of {self.dimensions} are needed"
                )
        self._buffer.update((hash_of(name), one) for name, one in vectors.items())
        if len(self._buffer) >= _BUFFERED:
            self._spill()

    def remove(self, passages: Iterable[str]) -> None:
        """Forgets these passages; those that are not there are passed over. Seen after `commit`."""
        self._check_writable()
        gone = [hash_of(name) for name in passages]
        for key in gone:
            self._buffer.pop(key, None)
            place = self._pending.pop(key, None)
            if place is not None:
                self._forgotten.append(place)
        self._forget(gone)

    def commit(self, generation: int) -> None:
        """Writes what was put and removed, and notes the generation that it brings.

        Passages are appended first and the note that counts them is replaced last: a crash in
        between leaves the index as it was.
        """
        self._check_writable()
        before = self._kept()
        self._spill()
        if self._appender is not None:
            self._appender.close()
            self._stamp |= self._appender.counts()
            self._appender = None
        if self._forgotten:
            write_dead(self._files, np.array(self._forgotten, np.uint32))
            self._stamp["dead"] += len(self._forgotten)
        self._stamp["generation"] = generation
        self._load()
        if self._stamp["dead"] > DEAD_SHARE * max(1, self._stamp["passages"]):
            self._compact()
        if self._files.passages - self._stamp["order"] > UNORDERED_LIMIT:
            self._stamp["order"] = write_order(self._files)
        tail = self._files.rows - int(self._stamp["indexed"])
        if self._files.rows > FLAT_LIMIT and tail > TAIL_SHARE * FLAT_LIMIT:
            self._encode()
        write_stamp(self.path, self._stamp)
        self._load()
        # A reader that opened the index a moment ago may yet ask for a file of the note before.
        drop_others(self.path, before | self._kept())

    def _spill(self) -> None:
        """Appends what is buffered; no note counts it yet."""
        if not self._buffer:
            return
        if self._appender is None:
            self._appender = Appender(self._files)
        keys, vectors = list(self._buffer), list(self._buffer.values())
        self._forget(keys)
        self._forgotten += [at for key in keys if (at := self._pending.pop(key, None)) is not None]
        first = self._appender.passages
        counts, rows = [len(one) for one in vectors], packed(np.concatenate(vectors))
        self._appender.append(np.array(keys, np.uint64), counts, rows)
        self._pending.update((key, first + at) for at, key in enumerate(keys))
        self._buffer = {}

    def _forget(self, keys: Sequence[int]) -> None:
        places = self._places(keys)
        for place in np.unique(places[places >= 0]):
            self._alive[place] = False
            self._forgotten.append(int(place))

    def _compact(self) -> None:
        """Writes the passages that are alive to the files of another epoch."""
        old, alive = self._files, np.flatnonzero(self._alive)
        fresh = empty_stamp(self._stamp["model"], self.dimensions)
        self._stamp |= fresh | {"epoch": old.epoch + 1, "generation": self.generation}
        appender = Appender(VectorFiles(self.path, self._stamp))
        for places in np.split(alive, range(_BUFFERED, len(alive), _BUFFERED)):
            rows, starts = old.rows_of(places)
            counts = np.diff(starts, append=len(rows)).tolist()
            appender.append(old.hashes[places], counts, old.vectors.packed[rows])
        appender.close()
        self._stamp |= appender.counts()
        self._load()

    def _encode(self) -> None:
        """Brings the codes up to all rows."""
        rows, indexed = self._files.rows, int(self._stamp["indexed"])
        source = self._codes_file(indexed) if indexed else None
        target, trained = self._codes_file(rows), int(self._stamp["trained"])
        self._stamp["trained"] = encode(self._files.vectors, source, indexed, trained, target)
        self._stamp["indexed"] = rows

    def search(self, vector: Floats, limit: int) -> tuple[Keys, Floats]:
        """Returns the passages nearest to `vector`, best first.

        Returns:
            Their keys (`hash_of` of the ids), and the inner products of the nearest row of each.
        """
        places, scores = self._rows.nearest(vector, limit)
        return self._files.hashes[places], scores

    def nearest(self, vector: Floats, limit: int) -> Keys:
        """Returns the keys of the passages that `search` finds."""
        return self.search(vector, limit)[0]

    def products(self, vector: Floats, keys: Keys) -> Floats:
        """Returns the largest inner product of `vector` with the rows of each passage.

        Passages are given by key; one without vectors gets 0.
        """
        places = self._order.places_of(keys, self._alive)
        found = np.zeros(len(keys), np.float32)
        found[places >= 0] = self._rows.products(vector, places[places >= 0])
        return found

    def vectors(self, passages: Sequence[str]) -> tuple[list[str], Floats]:
        """Returns those of `passages` that the index has, and the mean of each one's rows."""
        places = self._places([hash_of(name) for name in passages])
        known = [name for name, place in zip(passages, places, strict=True) if place >= 0]
        return known, self._rows.means(places[places >= 0])

    @property
    def mean(self) -> Floats:
        """The mean of all vectors, from an even sample of them."""
        return self._rows.mean

    @cached_property
    def _rows(self) -> NearestRows:
        indexed = int(self._stamp["indexed"])
        return NearestRows(self._files, self._alive, self._codes_file(indexed), indexed)

    def _places(self, keys: Sequence[int]) -> Places:
        return self._order.places_of(np.array(keys, np.uint64), self._alive)

    @cached_property
    def _order(self) -> Order:
        return Order(self._files, int(self._stamp["order"]))

    def _codes_file(self, rows: int) -> Path:
        return self.path / f"codes.{self._stamp['epoch']}.{rows}.faiss"

    def _kept(self) -> set[str]:
        parts = ("vectors", "rows", "hashes", "dead")
        return {
            *(self._files.file(part).name for part in parts),
            *order_files(self._files, int(self._stamp["order"])),
            self._codes_file(int(self._stamp["indexed"])).name,
        }

    def _load(self) -> None:
        for name in ("_rows", "_order"):
            self.__dict__.pop(name, None)
        try:
            self._files = VectorFiles(self.path, self._stamp)
        except (OSError, ValueError) as error:
            damaged = f"{self.path}: damaged; delete this folder and run luocdo doctor"
            raise VectorIndexError(damaged) from error
        self._alive = np.ones(self._files.passages, np.bool_)
        self._alive[self._files.dead] = False
        self._forgotten: list[int] = []
        self._pending = {}

    def _check_writable(self) -> None:
        if self._read_only:
            raise VectorIndexError(f"{self.path}: opened for reading only")
