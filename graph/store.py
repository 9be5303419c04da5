"""The graph of a library: RDF, one named graph a document, in Oxigraph, and the same as tables.

SPARQL and the exports of RDF read the quads, `dataset()` opens them to rdflib; walks, pages and
searches read the tables (`graph/tables.py`). One process writes at a time; others read the copy
that it published last (`graph/snapshots.py`). Everything here can be built again from the catalog.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Final, Self, cast

import pyoxigraph as ox

from corpus.errors import NotALibrary, StoreBusy, StoreError
from graph import nquads, ontology, snapshots, store_notes, terms
from graph.model import DocumentGraph, DocumentNode
from graph.store_notes import LAYOUT
from graph.streaming import NQuadsStream
from graph.table_reader import TableReader
from graph.tables import TablesWriter, connect, generation_of

if TYPE_CHECKING:
    import rdflib

_BATCH: Final = 500
# Below this many characters of N-Quads a transaction is faster than new files on disk.
_SMALL: Final = 400_000
_AUTHORITY: Final = ox.NamedNode(terms.AUTHORITY_GRAPH)


class GraphStore(TableReader):
    """The graph of one library; use it as a context manager, or `close` it."""

    def __init__(
        self,
        path: Path,
        store: ox.Store,
        tables: sqlite3.Connection,
        held: snapshots.Lease | TablesWriter,
    ) -> None:
        super().__init__(tables)
        self.path = path
        self._store = store
        self._lease = held if isinstance(held, snapshots.Lease) else None
        self._writer = held if isinstance(held, TablesWriter) else None
        self._unpublished = False

    @property
    def read_only(self) -> bool:
        """Whether this reads a published copy."""
        return self._writer is None

    @classmethod
    def open(cls, path: Path, read_only: bool = False) -> Self:
        """The store in the folder `path`, which is made unless `read_only`.

        A reader sees what was published when it opened, whatever a writer does meanwhile.

        Raises:
            StoreBusy: another process has it open for writing.
            NotALibrary: the folder holds something else, or (read-only) nothing was published.
            NewerSchema: a later version wrote it.
            StoreError: the folder is damaged or may not be used.
        """
        if read_only:
            lease = snapshots.acquire(path)
            try:
                return cls._published(path, lease)
            except BaseException:
                lease.close()
                raise
        if path.exists() and not (path / "primary").is_dir() and any(path.iterdir()):
            raise NotALibrary(f"{path} holds other files; choose an empty folder for the graph")
        path.mkdir(parents=True, exist_ok=True)
        store = _open_rocksdb(path / "primary", read_only=False)  # its lock guards the tables too
        store_notes.check_layout(path, store)
        try:
            writer = TablesWriter(path / snapshots.TABLES)
        except sqlite3.Error as error:
            raise StoreError(f"cannot open {path / snapshots.TABLES}: {error}") from error
        opened = cls(path, store, writer.connection, writer)
        opened._prepare()
        return opened

    @classmethod
    def _published(cls, path: Path, lease: snapshots.Lease) -> Self:
        store = _open_rocksdb(lease.path, read_only=True)
        store_notes.check_layout(path, store)
        try:
            return cls(path, store, connect(lease.tables, frozen=True), lease)
        except sqlite3.Error as error:
            raise StoreError(
                f"cannot open the tables of {path}: {error}; `luocdo ingest` builds them again"
            ) from error

    def _prepare(self) -> None:
        if ontology.loaded_version(self._store) != ontology.version():
            ontology.load(self._store)
            store_notes.write(self._store, terms.LAYOUT, LAYOUT)
            self._unpublished = True
        published = snapshots.current(self.path)
        self._unpublished = self._unpublished or published is None

    # Writing

    @property
    def generation(self) -> int:
        """The catalog's generation that this store was built from; 0 when it was never built."""
        return min(store_notes.read(self._store, terms.GENERATION) or 0, generation_of(self._rows))

    def put(self, graphs: Iterable[DocumentGraph], generation: int) -> None:
        """Replace the named graphs of these documents, then note the generation.

        Other processes see nothing of it before `publish` (or `close`). After a crash the old
        generation still stands, so that the caller knows to put the same graphs again.

        Raises:
            ValueError: an edge without evidence, or an identifier that is not an IRI.
            StoreError: the store is read-only, or the disk fails.
        """
        tables = self._writable()
        iterator = iter(graphs)
        while batch := list(islice(iterator, _BATCH)):
            latest = {graph.node.urn: graph for graph in batch}
            text = "".join(nquads.nquads_of_graph(graph) for graph in latest.values())
            with _failing(self.path):
                tables.put(latest.values())
            self._drop(latest)
            self._insert(text)
        self._advance(generation)

    def build(self, graphs: Iterable[DocumentGraph], generation: int) -> None:
        """Fill an empty store in one stream, several times faster than `put`.

        Each document must come once. After a crash the generation is 0; `clear` and build again.

        Raises:
            StoreError: the store holds documents already, is read-only, or the disk fails.
            ValueError: as `put`.
        """
        tables = self._writable()
        if any(terms.host_of_graph(graph) for graph in self.graphs()):
            raise StoreError(f"{self.path} is not empty; clear it before building it again")
        self._advance(0)
        with _failing(self.path), tables.building():
            stream = NQuadsStream(_written(graphs, tables))
            source = cast("IO[bytes]", stream)  # which it is in all that a parser needs
            self._store.bulk_load(input=source, format=ox.RdfFormat.N_QUADS, lenient=True)
        self._advance(generation)

    def remove(self, urns: Iterable[str], generation: int) -> None:
        """Forget these documents; where others cite them they stay as nodes that are not held."""
        tables = self._writable()
        gone = list(urns)
        with _failing(self.path):
            tables.remove(gone)
        self._drop(gone)
        self._advance(generation)

    def put_authority(self, nodes: Iterable[DocumentNode]) -> None:
        """Replace the authority graph: what is known of documents that nobody here holds."""
        tables = self._writable()
        known = list(nodes)
        text = "".join(nquads.nquads_of_node(node, terms.AUTHORITY_GRAPH) for node in known)
        with _failing(self.path):
            tables.put_authority(known)
        self._store.remove_graph(_AUTHORITY)
        self._insert(text)
        self._advance(self.generation)

    def clear(self) -> None:
        """Forget everything, for a rebuild; the generation is 0 again."""
        tables = self._writable()
        with _failing(self.path):
            tables.clear()
        self._store.clear()
        ontology.load(self._store)
        store_notes.write(self._store, terms.LAYOUT, LAYOUT)
        self._advance(0)

    def publish(self) -> None:
        """Let other processes see what was written."""
        if self._writer is not None and self._unpublished:
            with _failing(self.path):
                snapshots.publish(self.path, self._store, self._writer)
            self._unpublished = False

    def close(self) -> None:
        """Publish, and release the store for the next writer."""
        self.publish()
        self._rows.close()
        self.__dict__.pop("_store", None)  # RocksDB closes when the last reference goes
        if self._lease is not None:
            self._lease.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _writable(self) -> TablesWriter:
        if self._writer is None:
            raise StoreError(f"{self.path} is open for reading only; open it for writing")
        return self._writer

    def _drop(self, urns: Iterable[str]) -> None:
        graphs = [ox.NamedNode(terms.graph_iri(urn)) for urn in urns]
        held = [graph for graph in graphs if self._store.contains_named_graph(graph)]
        for some in (held[at : at + _BATCH] for at in range(0, len(held), _BATCH)):
            self._store.update("; ".join(f"DROP SILENT GRAPH {graph}" for graph in some))

    def _insert(self, text: str) -> None:
        load = self._store.load if len(text) < _SMALL else self._store.bulk_load
        with _failing(self.path):
            load(input=text.encode(), format=ox.RdfFormat.N_QUADS)

    def _advance(self, generation: int) -> None:
        with _failing(self.path):
            self._writable().generation = generation
        store_notes.write(self._store, terms.GENERATION, generation)
        self._unpublished = True

    def quads(self, graph: str) -> Iterator[ox.Quad]:
        """The quads of one named graph, in no particular order."""
        return self._store.quads_for_pattern(None, None, None, ox.NamedNode(graph))

    def graphs(self) -> Iterator[str]:
        """Names of all named graphs, those of the store itself included."""
        return (graph.value for graph in self._store.named_graphs())

    def dataset(self) -> rdflib.Dataset:
        """The same store through rdflib; the default graph is the union of all named ones."""
        from oxrdflib import OxigraphStore  # noqa: PLC0415 - half a second, and not for a search
        from rdflib import Dataset  # noqa: PLC0415

        dataset = Dataset(store=OxigraphStore(store=self._store), default_union=True)
        for prefix, namespace in terms.PREFIXES.items():
            dataset.bind(prefix, namespace)
        return dataset


def _written(graphs: Iterable[DocumentGraph], tables: TablesWriter) -> Iterator[str]:
    """The graphs as N-Quads, each noted in the tables on its way."""
    for graph in graphs:
        text = nquads.nquads_of_graph(graph)
        tables.add(graph)
        yield text


@contextmanager
def _failing(path: Path) -> Iterator[None]:
    """Says of an error of the disk which library it concerns."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"cannot write the graph in {path}: {error}") from error


def _open_rocksdb(path: Path, *, read_only: bool) -> ox.Store:
    try:
        return ox.Store.read_only(str(path)) if read_only else ox.Store(str(path))
    except (OSError, RuntimeError) as error:
        reason = str(error)
        if "LOCK" in reason and "ermission denied" not in reason:
            raise StoreBusy(
                f"{path.parent} is being written by another process; wait for it to end"
            ) from error
        raise StoreError(f"cannot open the graph in {path}: {reason}") from error
