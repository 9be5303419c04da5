"""What an export contains, in a fixed order: the library, or the lineage of some documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import pyoxigraph as ox

from graph import terms, triples
from graph.lineage import TraceDirection, trace
from graph.model import DocumentNode, Edge
from graph.nquads import nquads_of_node
from graph.reading import GraphReader
from nlp.directive import RelationKind

_CHUNK: Final = 256


@dataclass(frozen=True, slots=True)
class Selection:
    """These documents and what lies within `depth` steps of them (see `graph.lineage.trace`).

    `recorded` are documents that the graph does not know and the authority records describe.
    """

    urns: tuple[str, ...]
    depth: int = 2
    direction: TraceDirection = "both"
    relations: tuple[RelationKind, ...] | None = None
    recorded: tuple[DocumentNode, ...] = ()


class Extract:
    """The documents, edges and triples to write. Each iteration reads the store again.

    Attributes:
        selection: which part of the library; null means all of it.
    """

    def __init__(self, store: GraphReader, selection: Selection | None = None) -> None:
        self._store = store
        self.selection = selection

    @cached_property
    def _selected(self) -> tuple[dict[str, DocumentNode], tuple[Edge, ...]] | None:
        """Nodes and edges of the selection; null for the whole library."""
        asked = self.selection
        if asked is None:
            return None
        nodes: dict[str, DocumentNode] = {node.urn: node for node in asked.recorded}
        edges: dict[Edge, None] = {}
        for urn in asked.urns:
            lineage = trace(
                self._store, urn, direction=asked.direction, depth=asked.depth,
                relations=asked.relations, limit=None, every_mention=True,
            )  # fmt: skip
            nodes.update((node.document.urn, node.document) for node in lineage.nodes)
            edges.update(dict.fromkeys(lineage.edges))
        return nodes, tuple(edges)

    @cached_property
    def _hosts(self) -> list[str]:
        """The documents whose named graphs are read, in order."""
        if self._selected is None:
            hosts = (terms.host_of_graph(graph) for graph in self._store.graphs())
            return sorted(host for host in hosts if host)
        return sorted({edge.host for edge in self._selected[1]} | set(self._selected[0]))

    def documents(self) -> Iterator[DocumentNode]:
        """Every document once, by URN."""
        if self._selected is not None:
            yield from (node for _, node in sorted(self._selected[0].items()))
            return
        urns = sorted(self._store.urns())
        for chunk in (urns[at : at + _CHUNK] for at in range(0, len(urns), _CHUNK)):
            yield from self._store.described(chunk).values()

    def edges(self) -> Iterator[Edge]:
        """Every edge once, by host and then in the order of its text."""
        if self._selected is not None:
            yield from sorted(self._selected[1], key=_in_text)
            return
        for host in self._hosts:
            yield from sorted(self._store.edges(host=host), key=_in_text)

    def nquads(self) -> Iterator[str]:
        """Canonical N-Quads lines, sorted within each named graph, graphs in order.

        Records come first: "https://…" stands before "urn:…".
        """
        for _, lines in self.named_graphs():
            yield from lines

    def named_graphs(self) -> Iterator[tuple[str, list[str]]]:
        """The name of each graph with its lines, as `nquads` gives them."""
        if self.selection is not None and self.selection.recorded:
            described = (
                nquads_of_node(node, terms.AUTHORITY_GRAPH) for node in self.selection.recorded
            )
            yield terms.AUTHORITY_GRAPH, sorted(set(_lines("".join(described))))
        for host in self._hosts:
            graph = terms.graph_iri(host)
            quads = self._store.quads(graph)
            if self._selected is not None:
                quads = (quad for quad, keep in self._keep(host, list(quads)) if keep)
            # A fifth faster than writing each quad by itself.
            written = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
            yield graph, sorted(_lines(written.decode()))

    def _keep(self, host: str, quads: list[ox.Quad]) -> Iterator[tuple[ox.Quad, bool]]:
        """Each quad, and whether it speaks of the selection: of its documents and its edges."""
        assert self._selected is not None
        nodes, edges = self._selected
        facts = {
            (edge.subject, terms.RELATION_IRI[edge.relation], edge.object)
            for edge in edges
            if edge.host == host
        }
        stated: dict[str, dict[str, str]] = {}
        for quad in quads:
            if terms.is_citation(iri := triples.subject_of(quad)):
                stated.setdefault(iri, {})[quad.predicate.value] = triples.object_of(quad)
        parts = (terms.SUBJECT, terms.PREDICATE, terms.OBJECT)
        wanted = {
            iri
            for iri, values in stated.items()
            if tuple(values.get(part) for part in parts) in facts and terms.STATUS not in values
        }
        for quad in quads:
            subject, predicate = triples.subject_of(quad), quad.predicate.value
            if subject in stated:
                yield quad, subject in wanted
            elif predicate in terms.RELATION_OF_IRI:
                yield quad, (subject, predicate, triples.object_of(quad)) in facts
            else:  # descriptions, and the extractor that the host was read by
                document = subject in nodes or subject == host
                yield quad, document or subject.startswith(terms.EXTRACTOR)


def _lines(nquads: str) -> list[str]:
    # Not `splitlines`, which takes letters that may stand in a text for the end of a line.
    return [line + "\n" for line in nquads.split("\n") if line]


def _in_text(edge: Edge) -> tuple[str, int, int, str, str, str]:
    evidence = edge.evidence
    return edge.host, edge.mention, evidence.start, edge.subject, edge.relation, edge.object
