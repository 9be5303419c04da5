"""Makes the library that `bench.passages` measures: documents indexed as a library does its own.

Each index is filled by itself, so that one which another version made is made again and the others
are kept.
"""

from __future__ import annotations

import json
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from api.library import Library
from api.settings import Settings
from bench.recombination import GeneratedDocument, Recombination
from corpus.samples import SAMPLES
from graph.model import DocumentNode
from index.embedder import load_embedder
from index.lexical import LexicalIndex
from index.register import Register
from index.stretches import embedded
from index.vectors import VectorIndex

MEASURES = "measures.json"


class Part(Protocol):
    """One of the indexes of a library, open for writing."""

    def lacks(self, document: GeneratedDocument) -> bool:
        """Tells whether this document must be put yet."""
        ...

    def put(self, document: GeneratedDocument) -> None:
        """Adds a document."""
        ...

    def commit(self, generation: int) -> None:
        """Makes what was put lasting."""
        ...


class _Vectors:
    """The vector index."""

    def __init__(self, folder: Path) -> None:
        self._model = load_embedder()
        self._index = VectorIndex.open(
            folder, model=self._model.name, dimensions=self._model.dimensions
        )

    def lacks(self, document: GeneratedDocument) -> bool:
        return document.passages[-1].id not in self._index

    def put(self, document: GeneratedDocument) -> None:
        rows = self._model.encode_passages([embedded(one) for one in document.passages])
        self._index.put({p.id: v for p, v in zip(document.passages, rows, strict=True)})

    def commit(self, generation: int) -> None:
        self._index.commit(generation)


class _Lexical:
    """The lexical index."""

    def __init__(self, folder: Path) -> None:
        self._index = LexicalIndex.open(folder)

    def lacks(self, document: GeneratedDocument) -> bool:
        return not self._index.passages([document.passages[-1].id])

    def put(self, document: GeneratedDocument) -> None:
        self._index.put(document.entry, document.passages)

    def commit(self, generation: int) -> None:
        self._index.commit(generation)
        self._index.close()


class _Register:
    """The register of documents."""

    def __init__(self, folder: Path) -> None:
        self._register = Register.open(folder)

    def lacks(self, document: GeneratedDocument) -> bool:
        return self._register.held_as(document.entry.sha256) is None

    def put(self, document: GeneratedDocument) -> None:
        entry = document.entry
        self._register.put(
            DocumentNode(
                entry.urn, title=entry.title, year=entry.year, held=True, sha256=entry.sha256
            )
        )

    def commit(self, generation: int) -> None:
        self._register.commit(generation)
        self._register.close()


def complete(folder: Path, made: Recombination, passages: int) -> None:
    """Makes a library of one sample document and indexes generated ones beside it.

    Args:
        folder: where it is, or what there is of it; its costs are written there too.
        made: the documents.
        passages: how many they hold together.
    """
    data = folder / "data"
    with Library.open(data, Settings(data=data, workers=1), write=True) as library:
        library.ingest(sorted(SAMPLES.glob("*.txt"))[:1])
        library.bring_up_to_date()
        generation = library.generation
    parts: dict[str, Part] = {
        "vectors": _Vectors(data / "vectors"),
        "lexical": _Lexical(data / "lexical"),
        "register": _Register(data / "register"),
    }
    first = next(made.documents(passages))
    parts = {name: part for name, part in parts.items() if part.lacks(first)}
    if not parts:
        return
    seconds = dict.fromkeys(parts, 0.0)
    size = row = 0
    for document in made.documents(passages):
        size += sum(len(one.text.encode()) for one in document.passages)
        row += len(document.passages)
        for name, part in parts.items():
            with _clock(seconds, name):
                part.put(document)
        if row % 40_000 == 0:
            print(row, {name: round(value) for name, value in seconds.items()}, flush=True)
    for name, part in parts.items():
        with _clock(seconds, name):
            part.commit(generation)
    _note(folder, passages, size, seconds)


def _note(folder: Path, passages: int, size: int, seconds: dict[str, float]) -> None:
    """Writes what making the library cost, beside what parts made earlier did."""
    file, data = folder / MEASURES, folder / "data"
    known: dict[str, Any] = json.loads(file.read_text("utf-8")) if file.exists() else {}
    costs = known.get("CPU seconds", {}) | {name: round(one, 1) for name, one in seconds.items()}
    megabytes = {name: _megabytes(data / name) for name in ("lexical", "vectors", "register")}
    found = {
        "passages": passages, "text MB": round(size / 1e6), "CPU seconds": costs,
        "peak MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3),
        "megabytes": megabytes,
        "index / text": round((megabytes["lexical"] + megabytes["vectors"]) / size * 1e6, 2),
    }  # fmt: skip
    file.write_text(json.dumps(found), "utf-8")


@contextmanager
def _clock(seconds: dict[str, float], name: str) -> Iterator[None]:
    begun = time.process_time()
    yield
    seconds[name] += time.process_time() - begun


def _megabytes(folder: Path) -> float:
    return round(sum(one.stat().st_size for one in folder.rglob("*") if one.is_file()) / 1e6, 1)
