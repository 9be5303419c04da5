"""The derived stores opened for reading, each when it is first needed."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from api.settings import NO_EMBEDDER, NO_RERANKER, Settings
from corpus.catalog import Catalog
from corpus.errors import ConfigError

if TYPE_CHECKING:
    from api.auditing import AuditedLibrary
    from graph.force import ForceHistory
    from graph.sparql import SparqlService
    from graph.store import GraphStore
    from index.answer import Answerer
    from index.lexical import LexicalIndex
    from index.ranking import Reranker
    from index.register import Register
    from index.vectors import VectorIndex

GRAPH, LEXICAL, VECTORS, REGISTER = "graph", "lexical", "vectors", "register"
EMBEDDER_NOTE = "embedder"
"""Key of the catalog's note of the model that the vector index was made with."""

FOLDERS = (GRAPH, LEXICAL, VECTORS, REGISTER)


class OpenStores:
    """Graph and indexes as one process last published them."""

    def __init__(self, catalog: Catalog, settings: Settings) -> None:
        self._catalog = catalog
        self._settings = settings
        self.generation = catalog.generation

    @cached_property
    def graph(self) -> GraphStore:
        """The graph.

        Raises:
            StoreError: it is damaged, or nothing was published yet.
        """
        from graph.store import GraphStore  # noqa: PLC0415  only for what needs it

        return GraphStore.open(self._folder(GRAPH), read_only=True)

    @cached_property
    def lexical(self) -> LexicalIndex:
        """The lexical index.

        Raises:
            LuocdoError: it is damaged or missing.
        """
        from index.lexical import LexicalIndex  # noqa: PLC0415  only for what needs it

        return LexicalIndex.open(self._folder(LEXICAL), read_only=True)

    @cached_property
    def vectors(self) -> VectorIndex:
        """The vector index, of the model that the library was last written with.

        Raises:
            LuocdoError: it is damaged or missing, or there is no such model.
        """
        from api.embedding import model_of  # noqa: PLC0415  only for what needs it
        from index.vectors import VectorIndex  # noqa: PLC0415

        model, dimensions = model_of(self.embedder)
        return VectorIndex.open(
            self._folder(VECTORS), model=model, dimensions=dimensions, read_only=True
        )

    @cached_property
    def register(self) -> Register:
        """The register of documents.

        Raises:
            LuocdoError: it is damaged or missing.
        """
        from index.register import Register  # noqa: PLC0415  only for what needs it

        return Register.open(self._folder(REGISTER), read_only=True)

    @cached_property
    def answerer(self) -> Answerer:
        """What answers queries over these stores."""
        from api.holdings import holdings_to_ask  # noqa: PLC0415  only searches need it
        from index.answer import Answerer  # noqa: PLC0415
        from index.embedder import load_embedder  # noqa: PLC0415

        alone = self.embedder == NO_EMBEDDER
        return Answerer(
            self.graph,
            self.lexical,
            None if alone else self.vectors,
            holdings_to_ask(self._catalog),
            None if alone else load_embedder(self.embedder),
            register=self.register,
            histories=self._history,
            reranker=self._reranker(),
        )

    def _history(self, urn: str) -> ForceHistory:
        return self._audited.force.history(urn)

    @cached_property
    def _audited(self) -> AuditedLibrary:
        from api.auditing import AuditedLibrary  # noqa: PLC0415  questions about force only

        return AuditedLibrary(self._catalog, self.graph)

    def _reranker(self) -> Reranker | None:
        if self._settings.reranker == NO_RERANKER:
            return None
        from index.reranking import CrossEncoderReranker  # noqa: PLC0415  loads torch

        return CrossEncoderReranker(self._settings.reranker)

    @cached_property
    def sparql(self) -> SparqlService:
        """What answers SPARQL, in processes of its own."""
        return sparql_service(self._catalog.folder, self._settings)

    @property
    def embedder(self) -> str:
        """Name of the model that the library was last written with."""
        return self._catalog.note(EMBEDDER_NOTE) or self._settings.embedder

    def generations(self) -> dict[str, int | None]:
        """Return the generation of each store, null for one that cannot be read."""
        found: dict[str, int | None] = {}
        for name in FOLDERS:
            try:
                found[name] = getattr(self, name).generation
            except ConfigError:
                found[name] = self.generation  # a model is missing: no damage, a search will say so
            except Exception:  # noqa: BLE001  damaged files fail in any way
                found[name] = None
        return found

    def close(self) -> None:
        """Close what was opened."""
        self.__dict__.pop("answerer", None)
        for name in (*FOLDERS, "sparql"):
            close = getattr(self.__dict__.pop(name, None), "close", None)
            if close is not None:
                close()

    def _folder(self, name: str) -> Path:
        return self._catalog.folder / name


def sparql_service(folder: Path, settings: Settings) -> SparqlService:
    """Return what answers SPARQL over the library in `folder`, always as it was last published."""
    from graph.sparql import SparqlLimits, SparqlService  # noqa: PLC0415  only where asked

    limits = SparqlLimits(seconds=settings.sparql_seconds, rows=settings.sparql_rows)
    return SparqlService(folder / GRAPH, limits)
