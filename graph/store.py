"""The RDF store: one named graph a document, in Oxigraph on disk.

Reads that a search needs go straight to pyoxigraph and import nothing else; `dataset()` opens the
same store to rdflib. One process writes at a time; others read the copy that it published last
(`graph/snapshots.py`). The store is derived: everything in it can be built again from the catalog.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Final, Self, cast

import pyoxigraph as ox

from corpus.errors import NewerSchema, NotALibrary, StoreBusy, StoreError
from graph import nquads, ontology, snapshots, terms
from graph.model import DocumentGraph, DocumentNode
from graph.reading import GraphReader
from graph.streaming import NQuadsStream

if TYPE_CHECKING:
    import rdflib

LAYOUT: Final = 1
_BATCH: Final = 500
# Below this many characters of N-Quads a transaction is faster than new files on disk.
_SMALL: Final = 400_000
_STORE: Final = ox.NamedNode(terms.STORE_GRAPH)
_AUTHORITY: Final = ox.NamedNode(terms.AUTHORITY_GRAPH)


class GraphStore(GraphReader):
    """The graph of one library; use it as a context manager, or `close` it."""

    def __init__(self, path: Path, store: ox.Store, lease: snapshots.Lease | None) -> None:
        self.path = path
        self.read_only = lease is not None
        super().__init__(store)
        self._lease = lease
        self._unpublished = False

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
                opened = cls(path, _open_rocksdb(lease.path, read_only=True), lease)
                opened._check_layout()
            except BaseException:
                lease.close()
                raise
            return opened
        if path.exists() and not (path / "primary").is_dir() and any(path.iterdir()):
            raise NotALibrary(f"{path} holds other files; choose an empty folder for the graph")
        path.mkdir(parents=True, exist_ok=True)
        opened = cls(path, _open_rocksdb(path / "primary", read_only=False), None)
        opened._prepare()
        return opened

    def _prepare(self) -> None:
        self._check_layout()
        if ontology.loaded_version(self._store) != ontology.version():
            ontology.load(self._store)
            self._set(terms.LAYOUT, LAYOUT)
            self._unpublished = True
        published = snapshots.current(self.path)
        self._unpublished = self._unpublished or published is None

    def _check_layout(self) -> None:
        layout = self._get(terms.LAYOUT)
        if layout is not None and layout > LAYOUT:
            raise NewerSchema(
                f"{self.path} was written by a later version (layout {layout}, this one knows "
                f"{LAYOUT}); upgrade luocdo"
            )

    # Writing

    @property
    def generation(self) -> int:
        """The catalog's generation that this store was built from; 0 when it was never built."""
        return self._get(terms.GENERATION) or 0

    def put(self, graphs: Iterable[DocumentGraph], generation: int) -> None:
        """Replace the named graphs of these documents, then note the generation.

        Other processes see nothing of it before `publish` (or `close`). After a crash the old
        generation still stands, so that the caller knows to put the same graphs again.

        Raises:
            ValueError: an edge without evidence, or an identifier that is not an IRI.
            StoreError: the store is read-only, or the disk fails.
        """
        self._check_writable()
        iterator = iter(graphs)
        while batch := list(islice(iterator, _BATCH)):
            latest = {graph.node.urn: graph for graph in batch}
            text = "".join(nquads.nquads_of_graph(graph) for graph in latest.values())
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
        self._check_writable()
        if any(terms.host_of_graph(graph) for graph in self.graphs()):
            raise StoreError(f"{self.path} is not empty; clear it before building it again")
        self._set(terms.GENERATION, 0)
        stream = NQuadsStream(nquads.nquads_of_graph(graph) for graph in graphs)
        source = cast("IO[bytes]", stream)  # which it is in all that a parser needs
        try:
            self._store.bulk_load(input=source, format=ox.RdfFormat.N_QUADS, lenient=True)
            self._store.optimize()
        except OSError as error:
            raise StoreError(f"cannot write the graph in {self.path}: {error}") from error
        self._advance(generation)

    def remove(self, urns: Iterable[str], generation: int) -> None:
        """Forget these documents; where others cite them they stay as nodes that are not held."""
        self._check_writable()
        self._drop(urns)
        self._advance(generation)

    def put_authority(self, nodes: Iterable[DocumentNode]) -> None:
        """Replace the authority graph: what is known of documents that nobody here holds."""
        self._check_writable()
        self._store.remove_graph(_AUTHORITY)
        iterator = iter(nodes)
        while batch := list(islice(iterator, _BATCH * 20)):
            self._insert("".join(nquads.nquads_of_node(n, terms.AUTHORITY_GRAPH) for n in batch))
        self._advance(self.generation)

    def clear(self) -> None:
        """Forget everything, for a rebuild; the generation is 0 again."""
        self._check_writable()
        self._store.clear()
        ontology.load(self._store)
        self._set(terms.LAYOUT, LAYOUT)
        self._advance(0)

    def publish(self) -> None:
        """Let other processes see what was written."""
        if not self.read_only and self._unpublished:
            try:
                snapshots.publish(self.path, self._store)
            except OSError as error:
                raise StoreError(f"cannot publish the graph in {self.path}: {error}") from error
            self._unpublished = False

    def close(self) -> None:
        """Publish, and release the store for the next writer."""
        self.publish()
        if self._lease is not None:
            self._lease.close()
        self._nodes.clear()
        self.__dict__.pop("_store", None)  # RocksDB closes when the last reference goes

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _check_writable(self) -> None:
        if self.read_only:
            raise StoreError(f"{self.path} is open for reading only; open it for writing")

    def _drop(self, urns: Iterable[str]) -> None:
        graphs = [ox.NamedNode(terms.graph_iri(urn)) for urn in urns]
        held = [graph for graph in graphs if self._store.contains_named_graph(graph)]
        for some in (held[at : at + _BATCH] for at in range(0, len(held), _BATCH)):
            self._store.update("; ".join(f"DROP SILENT GRAPH {graph}" for graph in some))

    def _insert(self, text: str) -> None:
        load = self._store.load if len(text) < _SMALL else self._store.bulk_load
        try:
            load(input=text.encode(), format=ox.RdfFormat.N_QUADS)
        except OSError as error:
            raise StoreError(f"cannot write the graph in {self.path}: {error}") from error

    def _advance(self, generation: int) -> None:
        self._set(terms.GENERATION, generation)
        self._nodes.clear()
        self._unpublished = True

    def _set(self, name: str, value: int) -> None:
        here = f"GRAPH <{terms.STORE_GRAPH}>"
        subject = f"<{terms.STORE_GRAPH}> <{name}>"
        self._store.update(
            f"DELETE WHERE {{ {here} {{ {subject} ?old }} }}; "
            f"INSERT DATA {{ {here} {{ {subject} {int(value)} }} }}"
        )

    def _get(self, name: str) -> int | None:
        for quad in self._store.quads_for_pattern(_STORE, ox.NamedNode(name), None, _STORE):
            return int(cast("ox.Literal", quad.object).value)
        return None

    def dataset(self) -> rdflib.Dataset:
        """The same store through rdflib; the default graph is the union of all named ones."""
        from oxrdflib import OxigraphStore  # noqa: PLC0415 - half a second, and not for a search
        from rdflib import Dataset  # noqa: PLC0415

        dataset = Dataset(store=OxigraphStore(store=self._store), default_union=True)
        for prefix, namespace in terms.PREFIXES.items():
            dataset.bind(prefix, namespace)
        return dataset


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
