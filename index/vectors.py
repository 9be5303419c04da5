"""The vector index: nearest passages by inner product, on disk.

The vectors themselves are a file of half floats, one row a passage, appended to and mapped into
memory; that file is the index while it is small. Above `FLAT_LIMIT` rows an inverted-file index
with 8-bit codes (faiss IVF-SQ8) finds candidates, and rows that came after it was built are scanned
beside it. Forgotten rows stay as tombstones until a fifth is dead, then the file is written anew.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import LuocdoError
from index.vector_files import IDS, IVF, STAMP, VECTORS, append_ids, read_stamp, write_stamp

FLAT_LIMIT = 60_000
"""Up to this many rows a full scan is exact and takes a few milliseconds."""

DEAD_SHARE = 0.2
"""Share of forgotten rows above which the files are written anew."""

TAIL_SHARE = 0.1
"""Share of rows outside the inverted file above which it is built anew."""

_PROBED_SHARE = 1 / 12
_TRAINING_ROWS_A_LIST = 40
_OVERSAMPLING = 4
_SEED = 20

Floats = NDArray[np.float32]


class VectorIndexError(LuocdoError):
    """The vector index cannot be opened, or a vector does not fit it."""


class VectorIndex:
    """Vectors of passages on disk. One process writes; any number read."""

    def __init__(self, path: Path, stamp: dict[str, Any], *, read_only: bool) -> None:
        self.path = path
        self._stamp = stamp
        self._read_only = read_only
        self._ids: list[str] = []
        self._rows: dict[str, int] = {}
        self._added: list[tuple[str, NDArray[np.float16]]] = []
        self._ivf: Any = None
        self._scanned: Floats | None = None
        self._matrix = np.zeros((0, self.dimensions), np.float16)
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
            stamp = {
                "model": model, "dimensions": dimensions, "generation": 0, "rows": 0, "dead": [],
                "indexed": 0, "ids_bytes": 0,
            }  # fmt: skip
            write_stamp(path, stamp)
        if (stamp["model"], stamp["dimensions"]) != (model, dimensions):
            raise VectorIndexError(
                f"{path}: made with the model {stamp['model']}; delete it and run luocdo doctor"
            )
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
        return len(self._rows)

    def __contains__(self, passage: str) -> bool:
        return passage in self._rows

    def put(self, vectors: Mapping[str, Floats]) -> None:
        """Adds the vectors of passages by their ids, in place of those they had.

        Each is of length 1, or zero for a passage without any known word. Seen after `commit`.

        Raises:
            VectorIndexError: a vector has another length than `dimensions`.
        """
        self._check_writable()
        for passage, vector in vectors.items():
            if vector.shape != (self.dimensions,):
                raise VectorIndexError(
                    f"{self.path}: a vector of {vector.shape} where {self.dimensions} are needed"
                )
            self._added.append((passage, vector.astype(np.float16)))

    def remove(self, passages: Iterable[str]) -> None:
        """Forgets these passages; those that are not there are passed over. Seen after `commit`."""
        self._check_writable()
        gone = set(passages)
        self._added = [(name, vector) for name, vector in self._added if name not in gone]
        rows = [row for name in gone if (row := self._rows.pop(name, None)) is not None]
        self._stamp["dead"] = sorted({*self._stamp["dead"], *rows})

    def commit(self, generation: int) -> None:
        """Writes what was put and removed, and notes the generation that it brings.

        Rows are appended first and the note that counts them is replaced last, so that a crash in
        between leaves the index as it was.
        """
        self._check_writable()
        latest = dict(self._added)
        self.remove([name for name in latest if name in self._rows])
        rows = int(self._stamp["rows"])
        self._append(rows, latest)
        self._stamp |= {"rows": rows + len(latest), "generation": generation}
        self._added = []
        if len(self._stamp["dead"]) > DEAD_SHARE * max(1, int(self._stamp["rows"])):
            self._compact()
        self._load_rows()
        if self._outgrown():
            self._build()
        write_stamp(self.path, self._stamp)
        self._load()

    def search(self, vector: Floats, limit: int) -> list[tuple[str, float]]:
        """Returns the passages nearest to `vector` with their inner products, best first."""
        if not self._rows or limit < 1 or not np.any(vector):
            return []
        query = np.ascontiguousarray(vector, np.float32)
        found = self._candidates(query, limit)
        scores = self._matrix[found].astype(np.float32) @ query
        order = np.argsort(-scores, kind="stable")
        named = ((self._ids[found[i]], int(found[i]), float(scores[i])) for i in order)
        alive = [(name, score) for name, row, score in named if self._rows.get(name) == row]
        return alive[:limit]

    def similarities(self, vector: Floats, passages: Sequence[str]) -> dict[str, float]:
        """Returns the inner products of `vector` with those of `passages` that the index has."""
        known = [name for name in passages if name in self._rows]
        if not known:
            return {}
        rows = [self._rows[name] for name in known]
        scores = self._matrix[rows].astype(np.float32) @ vector.astype(np.float32)
        return dict(zip(known, map(float, scores), strict=True))

    def vector(self, passage: str) -> Floats | None:
        """Returns the vector of a passage, null if the index has none."""
        row = self._rows.get(passage)
        return None if row is None else self._matrix[row].astype(np.float32)

    def _candidates(self, query: Floats, limit: int) -> NDArray[np.int64]:
        indexed = int(self._stamp["indexed"])
        found = [np.zeros(0, np.int64)]
        dead = np.asarray(self._stamp["dead"], np.int64)
        if indexed:
            ivf = self._inverted()
            _, rows = ivf.search(
                query[None], min(limit * _OVERSAMPLING, indexed), params=self._probing(dead)
            )
            found.append(rows[0][rows[0] >= 0])
        tail = self._tail(indexed)
        if len(tail):
            scores = tail @ query
            scores[dead[dead >= indexed] - indexed] = -np.inf
            count = min(limit, len(scores))
            found.append(np.argpartition(-scores, count - 1)[:count] + indexed)
        return np.concatenate(found)

    def _probing(self, dead: NDArray[np.int64]) -> Any:
        import faiss  # noqa: PLC0415 - see `_inverted`

        selector = faiss.IDSelectorNot(faiss.IDSelectorBatch(dead)) if len(dead) else None
        parameters: Any = faiss.SearchParametersIVF
        return parameters(sel=selector, nprobe=self._ivf.nprobe)

    def _tail(self, indexed: int) -> Floats:
        # Kept as full floats: numpy multiplies halves one at a time.
        if self._scanned is None:
            self._scanned = self._matrix[indexed:].astype(np.float32)
        return self._scanned

    def _inverted(self) -> Any:
        if self._ivf is None:
            import faiss  # noqa: PLC0415 - not needed by the searches of a small library

            flags = faiss.IO_FLAG_MMAP | faiss.IO_FLAG_READ_ONLY
            self._ivf = faiss.read_index(str(self.path / IVF), flags)
            self._ivf.nprobe = max(8, round(self._ivf.nlist * _PROBED_SHARE))
        return self._ivf

    def _append(self, rows: int, latest: Mapping[str, NDArray[np.float16]]) -> None:
        row_bytes = self.dimensions * 2
        mode = "r+b" if (self.path / VECTORS).exists() else "w+b"
        with (self.path / VECTORS).open(mode) as file:
            file.truncate(rows * row_bytes)
            file.seek(rows * row_bytes)
            for vector in latest.values():
                file.write(vector.tobytes())
            file.flush()
            os.fsync(file.fileno())
        self._stamp["ids_bytes"] = append_ids(self.path, self._stamp["ids_bytes"], latest)
        self._ids = [*self._ids[:rows], *latest]

    def _outgrown(self) -> bool:
        rows, indexed = int(self._stamp["rows"]), int(self._stamp["indexed"])
        return rows > FLAT_LIMIT and (rows - indexed) > TAIL_SHARE * rows

    def _build(self) -> None:
        """Builds the inverted file over all rows, deterministically."""
        import faiss  # noqa: PLC0415 - see `_inverted`

        vectors = np.asarray(self._matrix, np.float32)
        rows = len(vectors)
        lists = max(16, int(2 * rows**0.5))
        quantizer = faiss.IndexFlatIP(self.dimensions)
        ivf = faiss.IndexIVFScalarQuantizer(
            quantizer, self.dimensions, lists, faiss.ScalarQuantizer.QT_8bit,
            faiss.METRIC_INNER_PRODUCT,
        )  # fmt: skip
        ivf.cp.seed, ivf.cp.niter, ivf.cp.spherical = _SEED, 8, True
        count = min(rows, lists * _TRAINING_ROWS_A_LIST)
        sample = np.random.default_rng(_SEED).choice(rows, count, replace=False)
        ivf.train(vectors[np.sort(sample)])
        ivf.add(vectors)
        fresh = self.path / (IVF + ".new")
        faiss.write_index(ivf, str(fresh))
        fresh.replace(self.path / IVF)
        self._stamp["indexed"] = rows
        self._ivf = None

    def _compact(self) -> None:
        """Writes the rows that are alive to new files and forgets the inverted file."""
        dead = set(self._stamp["dead"])
        alive = [row for row in range(int(self._stamp["rows"])) if row not in dead]
        whole = np.memmap(
            self.path / VECTORS, np.float16, "r", shape=(len(self._ids), self.dimensions)
        )
        fresh = self.path / (VECTORS + ".new")
        np.asarray(whole[alive]).tofile(fresh)
        ids = [self._ids[row] for row in alive]
        del whole
        # Between these replacements a crash leaves a stamp that does not fit: `open` starts anew.
        (self.path / STAMP).unlink()
        fresh.replace(self.path / VECTORS)
        (self.path / IDS).unlink()
        self._stamp |= {"rows": len(ids), "dead": [], "indexed": 0}
        self._stamp["ids_bytes"] = append_ids(self.path, 0, ids)
        self._ids = ids

    def _load(self) -> None:
        self._ids = []
        if (self.path / IDS).exists():
            self._ids = (self.path / IDS).read_text("utf-8").split("\n")[: self._stamp["rows"]]
        if len(self._ids) < int(self._stamp["rows"]):
            raise VectorIndexError(
                f"{self.path}: damaged; delete this folder and run luocdo doctor"
            )
        self._load_rows()

    def _load_rows(self) -> None:
        dead = set(self._stamp["dead"])
        self._rows = {name: row for row, name in enumerate(self._ids) if row not in dead}
        self._scanned = self._ivf = None
        rows = int(self._stamp["rows"])
        if rows:
            shape = (rows, self.dimensions)
            self._matrix = np.memmap(self.path / VECTORS, np.float16, "r", shape=shape)
        else:
            self._matrix = np.zeros((0, self.dimensions), np.float16)

    def _check_writable(self) -> None:
        if self._read_only:
            raise VectorIndexError(f"{self.path}: opened for reading only")
