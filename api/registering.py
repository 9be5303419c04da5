"""Writes the register (`index.register`) from catalog and graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from api.auditing import AuditedLibrary
from api.ingest.report import Event, OnEvent
from api.open_stores import GRAPH, REGISTER
from corpus.catalog import Catalog
from graph.reading import GraphReader
from graph.store import GraphStore
from index.force_spans import spans_of
from index.register import Register

if TYPE_CHECKING:
    from api.derived import Work


class RegisterWriter:
    """The register, open for writing (see `api.derived.DerivedStore`)."""

    def __init__(self, folder: Path) -> None:
        self._register = Register.open(folder)

    @property
    def generation(self) -> int:
        """See `DerivedStore`."""
        return self._register.generation

    def apply(self, catalog: Catalog, work: Work, generation: int, on_event: OnEvent) -> None:
        """Enter what changed; the graph has been brought up to date before."""
        with GraphStore.open(catalog.folder / GRAPH, read_only=True) as graph:
            library = AuditedLibrary(catalog, graph)
            for urn in self._touched(graph, work, on_event):
                node = graph.node(urn)
                if node is None:
                    self._register.remove(urn)
                else:
                    self._register.put(node, spans_of(library.force.history(urn)))
            self._register.commit(generation)

    def _touched(self, graph: GraphReader, work: Work, on_event: OnEvent) -> Iterable[str]:
        """Enter who cites what, and return the documents whose description or force may differ."""
        if not self._register.generation:
            for urn in graph.urns(held=True):
                self._register.put_cited(urn, cited_in(graph, urn))
                on_event(Event("step", REGISTER))
            return graph.urns()
        touched: dict[str, None] = {}
        for urn in work.urns:
            after = list(cited_in(graph, urn))
            touched |= dict.fromkeys((urn, *self._register.cited_by(urn), *after))
            self._register.put_cited(urn, after)
            on_event(Event("step", REGISTER))
        return touched

    def close(self) -> None:
        """See `DerivedStore`."""
        self._register.close()


def cited_in(graph: GraphReader, host: str) -> Iterator[str]:
    """Yield the documents that a text speaks of for certain, whoever is the subject."""
    for edge in graph.edges(host=host):
        if edge.status == "resolved":
            yield from (urn for urn in (edge.subject, edge.object) if urn != host)
