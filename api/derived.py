"""The stores that are built from the catalog: graph, lexical index, vector index, register.

Each knows the generation of the catalog that it was built from. What changed since then is applied
again, which is harmless to repeat; a store that cannot be opened or is ahead of the catalog is
thrown away and built anew.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count, takewhile
from pathlib import Path
from typing import Protocol

from api.embedding import block_name, embed, model_of, rows_of
from api.ingest.report import Event, OnEvent
from api.open_stores import EMBEDDER_NOTE, FOLDERS, GRAPH, LEXICAL, REGISTER, VECTORS
from api.registering import RegisterWriter
from api.settings import NO_EMBEDDER
from api.stored import attached_types, entry_of, graph_of, passages_of, speaker
from corpus.catalog import Catalog, StoredDocument
from corpus.errors import ConfigError, StoreBusy, StoreError
from graph.model import DocumentGraph
from graph.store import GraphStore
from index.lexical import LexicalIndex
from index.vector_files import Floats
from index.vectors import VectorIndex

GRAPH_BATCH_EDGES = 5_000
"""Edges that are written to the graph at a time; each takes about two kilobytes of memory."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a store must do to agree with the catalog.

    `documents` are to be put, by row number in the catalog; `removed` are hashes to forget; `urns`
    are the identities whose graph changed.
    """

    documents: tuple[int, ...]
    removed: tuple[str, ...]
    urns: tuple[str, ...]

    @property
    def steps(self) -> int:
        """How many documents there are to deal with."""
        return len(self.documents) + len(self.removed)


def work_since(catalog: Catalog, generation: int) -> Work:
    """Read off the log of changes what happened after a generation."""
    documents: dict[int, None] = {}
    removed: dict[str, None] = {}
    urns: dict[str, None] = {}
    for change in catalog.changes.since(generation):
        urns[change.urn] = None
        stored = catalog.documents.by_sha256(change.sha256)
        if stored is None:
            removed[change.sha256] = None
        else:
            documents[stored.id] = None
            urns[stored.urn] = None
    return Work(tuple(documents), tuple(removed), tuple(urns))


class DerivedStore(Protocol):
    """One of the stores, open for writing."""

    @property
    def generation(self) -> int:
        """The catalog's generation that the store stands at."""
        ...

    def apply(self, catalog: Catalog, work: Work, generation: int, on_event: OnEvent) -> None:
        """Do the work and note the generation, last of all."""
        ...

    def close(self) -> None:
        """Let others read what was written."""
        ...


class GraphWriter:
    """The graph store."""

    def __init__(self, folder: Path) -> None:
        self._store = GraphStore.open(folder)

    @property
    def generation(self) -> int:
        """See `DerivedStore`."""
        return self._store.generation

    def apply(self, catalog: Catalog, work: Work, generation: int, on_event: OnEvent) -> None:
        """See `DerivedStore`."""
        graphs = self._graphs(catalog, work, on_event)
        if not self._store.generation:
            self._store.build(graphs, generation)
            return
        gone = [urn for urn in work.urns if not catalog.documents.by_urn(urn)]
        if gone:
            self._store.remove(gone, self._store.generation)
        # The generation is noted with the last batch; until then the same work would be done again.
        for batch in _batches(graphs):
            self._store.put(batch, self._store.generation)
        self._store.put((), generation)

    def _graphs(self, catalog: Catalog, work: Work, on_event: OnEvent) -> Iterator[DocumentGraph]:
        for urn in work.urns:
            copies = catalog.documents.by_urn(urn)
            if copies:
                yield graph_of(catalog, speaker(catalog, copies))
                on_event(Event("step", GRAPH))

    def close(self) -> None:
        """See `DerivedStore`."""
        self._store.close()


def _batches(graphs: Iterator[DocumentGraph]) -> Iterator[list[DocumentGraph]]:
    """Cut a stream into batches of bounded size: some documents have thousands of edges."""
    batch: list[DocumentGraph] = []
    edges = 0
    for graph in graphs:
        batch.append(graph)
        edges += len(graph.edges)
        if edges >= GRAPH_BATCH_EDGES:
            yield batch
            batch, edges = [], 0
    if batch:
        yield batch


class LexicalWriter:
    """The lexical index."""

    def __init__(self, folder: Path) -> None:
        self._index = LexicalIndex.open(folder)

    @property
    def generation(self) -> int:
        """See `DerivedStore`."""
        return self._index.generation

    def apply(self, catalog: Catalog, work: Work, generation: int, on_event: OnEvent) -> None:
        """See `DerivedStore`."""
        self._index.remove(work.removed)
        for document in documents_of(catalog, work):
            entry = entry_of(document, attached_types(catalog.documents.parsed(document.id)))
            self._index.put(entry, passages_of(catalog, document))
            on_event(Event("step", LEXICAL))
        self._index.commit(generation)

    def close(self) -> None:
        """See `DerivedStore`."""
        self._index.close()


class VectorWriter:
    """The vector index; without an embedder it stays empty and keeps up with the generation."""

    def __init__(self, folder: Path, embedder: str) -> None:
        self._embedder = embedder
        self._model, dimensions = model_of(embedder)
        self._index = VectorIndex.open(folder, model=self._model, dimensions=dimensions)

    @property
    def generation(self) -> int:
        """See `DerivedStore`."""
        return self._index.generation

    def apply(self, catalog: Catalog, work: Work, generation: int, on_event: OnEvent) -> None:
        """See `DerivedStore`."""
        for sha256 in work.removed:
            self._forget(sha256)
        for document in documents_of(catalog, work):
            self._forget(document.sha256)
            if self._embedder != NO_EMBEDDER:
                self._index.put(self._vectors(catalog, document))
            on_event(Event("step", VECTORS))
        self._index.commit(generation)

    def _forget(self, sha256: str) -> None:
        names = (f"{sha256}:{ordinal}" for ordinal in count())
        self._index.remove(list(takewhile(self._index.__contains__, names)))

    def _vectors(self, catalog: Catalog, document: StoredDocument) -> dict[str, Floats]:
        """Return a document's vectors, made now where the catalog has none of this model."""
        block = catalog.documents.vectors(document.id)
        if block is None or block.embedder != block_name(self._model):
            block = embed(self._embedder, passages_of(catalog, document))
            with catalog.transaction():
                catalog.documents.put_vectors(document.id, block)
        return {f"{document.sha256}:{n}": rows for n, rows in enumerate(rows_of(block))}

    def close(self) -> None:
        """See `DerivedStore`."""


def documents_of(catalog: Catalog, work: Work) -> Iterator[StoredDocument]:
    """Yield the documents to put, one at a time."""
    for row in work.documents:
        document = catalog.documents.by_id(row)
        if document is not None:
            yield document


def update_all(catalog: Catalog, embedder: str, on_event: OnEvent) -> None:
    """Bring every store up to the catalog's generation.

    Args:
        catalog: open for writing.
        embedder: the model that passages are embedded with.
        on_event: told of the steps.

    Raises:
        ConfigError: there is no such model.
        StoreError: a store cannot be written.
    """
    if catalog.note(EMBEDDER_NOTE) != embedder:
        model_of(embedder)
        shutil.rmtree(catalog.folder / VECTORS, ignore_errors=True)
        with catalog.transaction():
            catalog.set_note(EMBEDDER_NOTE, embedder)
    openers: dict[str, Callable[[Path], DerivedStore]] = {
        GRAPH: GraphWriter,
        LEXICAL: LexicalWriter,
        VECTORS: lambda folder: VectorWriter(folder, embedder),
        REGISTER: RegisterWriter,
    }
    for name, open_store in openers.items():
        _update(catalog, name, open_store, on_event)


def _update(
    catalog: Catalog, name: str, open_store: Callable[[Path], DerivedStore], on_event: OnEvent
) -> None:
    """Bring one store up to the catalog's generation; a broken one is built anew."""
    folder = catalog.folder / name
    try:
        _apply(catalog, name, open_store(folder), on_event)
    except (StoreBusy, ConfigError):
        raise
    except Exception:  # noqa: BLE001  damaged files fail in any way; a second failure is raised
        shutil.rmtree(folder, ignore_errors=True)
        _apply(catalog, name, open_store(folder), on_event)


def _apply(catalog: Catalog, name: str, store: DerivedStore, on_event: OnEvent) -> None:
    try:
        if store.generation > catalog.generation:
            raise StoreError(f"{catalog.folder / name}: ahead of the catalog")
        if store.generation < catalog.generation:
            work = work_since(catalog, store.generation)
            on_event(Event("phase", name, total=work.steps))
            store.apply(catalog, work, catalog.generation, on_event)
    finally:
        store.close()


def discard(folder: Path) -> None:
    """Throw the stores of a data folder away, so that they are built anew."""
    for name in FOLDERS:
        shutil.rmtree(folder / name, ignore_errors=True)
