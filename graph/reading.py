"""Reading the store through pyoxigraph alone: documents, edges with evidence, bare links.

Every quad that is read costs about ten microseconds (each of its four terms is looked up by its
hash), so walks use `links`, and evidence is read for what is shown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import groupby, islice
from typing import Final, Literal, cast

import pyoxigraph as ox

from graph import terms, triples
from graph.model import DocumentNode, Edge, Link
from nlp.directive import RelationKind

# A document that thousands cite without holding it is described thousands of times.
_DESCRIPTIONS: Final = 4096
_CACHED: Final = 20_000

_TYPE: Final = ox.NamedNode(terms.TYPE)
_SUBJECT: Final = ox.NamedNode(terms.SUBJECT)
_PREDICATE: Final = ox.NamedNode(terms.PREDICATE)
_OBJECT: Final = ox.NamedNode(terms.OBJECT)
_CITATION: Final = ox.NamedNode(terms.CITATION)
_DIRECTIVE: Final = ox.NamedNode(terms.DIRECTIVE)
_HELD: Final = ox.NamedNode(terms.HELD)
_AUTHORITY: Final = ox.NamedNode(terms.AUTHORITY_GRAPH)
_RELATION: Final = {kind: ox.NamedNode(iri) for kind, iri in terms.RELATION_IRI.items()}
_TRUE: Final = ox.Literal(True)

Direction = Literal["in", "out"]


class GraphReader:
    """The reading half of a `GraphStore`."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._nodes: dict[str, DocumentNode | None] = {}

    def node(self, urn: str) -> DocumentNode | None:
        """The document, as it describes itself, or the authority records, or those who cite it."""
        if urn not in self._nodes:
            if len(self._nodes) >= _CACHED:
                self._nodes.clear()
            self._nodes[urn] = self._read_node(urn)
        return self._nodes[urn]

    def _read_node(self, urn: str) -> DocumentNode | None:
        try:
            subject = ox.NamedNode(urn)
        except ValueError:
            return None
        for graph in (ox.NamedNode(terms.graph_iri(urn)), _AUTHORITY):
            found = self._store.quads_for_pattern(subject, None, None, graph)
            if node := triples.node_of_quads(urn, found):
                return node
        found = self._store.quads_for_pattern(subject, None, None, None)
        return triples.node_of_quads(urn, islice(found, _DESCRIPTIONS))

    def nodes(self, held: bool | None = None) -> Iterator[DocumentNode]:
        """All documents, each once; `held` true or false gives only those with, without a text."""
        predicate, target = (_HELD, _TRUE) if held else (_TYPE, _DIRECTIVE)
        found = self._store.quads_for_pattern(None, predicate, target, None)
        # The index is ordered by object, then subject: equal subjects stand together.
        for urn, _ in groupby(found, key=triples.subject_of):
            node = self._read_node(urn)
            if node and (held is None or node.held == held):
                yield node

    def edges(
        self,
        subject: str | None = None,
        object: str | None = None,  # noqa: A002 - RDF's word, and the contract's
        relations: Collection[RelationKind] | None = None,
        host: str | None = None,
    ) -> Iterator[Edge]:
        """Edges with their evidence, ambiguous ones too, in no particular order."""
        try:
            graph = ox.NamedNode(terms.graph_iri(host)) if host else None
            ends = [
                (predicate, ox.NamedNode(iri))
                for predicate, iri in ((_SUBJECT, subject), (_OBJECT, object))
                if iri
            ]
        except ValueError:
            return
        if host:  # one text has many edges with itself as subject, few with the same object
            ends.reverse()
        predicate, end = ends[0] if ends else (_TYPE, _CITATION)
        wanted = None if relations is None else {terms.RELATION_IRI[kind] for kind in relations}
        for quad in self._store.quads_for_pattern(None, predicate, end, graph):
            node = cast("ox.NamedNode", quad.subject)
            quads = list(self._store.quads_for_pattern(node, None, None, quad.graph_name))
            if wanted is not None and not any(
                q.predicate == _PREDICATE and cast("ox.NamedNode", q.object).value in wanted
                for q in quads
            ):
                continue
            if len(ends) == 2 and not any(
                q.predicate == ends[1][0] and q.object == ends[1][1] for q in quads
            ):
                continue
            yield self._edge(node.value, quads)

    def _edge(self, iri: str, quads: list[ox.Quad]) -> Edge:
        graph = quads[0].graph_name
        selectors: list[ox.Quad] = []
        for part in ("-position", "-quote"):
            node = ox.NamedNode(iri + part)
            selectors.extend(self._store.quads_for_pattern(node, None, None, graph))
        return triples.edge_of_quads(iri, quads, selectors)

    def links(
        self,
        urn: str,
        direction: Direction,
        relations: Collection[RelationKind] | None = None,
    ) -> Iterator[Link]:
        """Resolved relations into (`in`) or out of a document, without evidence and so cheap.

        The same fact stated by two hosts comes twice.
        """
        try:
            here = ox.NamedNode(urn)
        except ValueError:
            return
        kinds = terms.RELATIONS if relations is None else relations
        for kind in kinds:
            if kind == "self":
                continue
            subject, target = (here, None) if direction == "out" else (None, here)
            for quad in self._store.quads_for_pattern(subject, _RELATION[kind], target, None):
                yield Link(
                    subject=triples.subject_of(quad),
                    relation=kind,
                    object=triples.object_of(quad),
                    host=terms.host_of_graph(triples.graph_of(quad)) or "",
                )

    def proofs(self, link: Link) -> list[Edge]:
        """The edges that state this link in its host, in the order of their mentions."""
        stated = self.edges(link.subject, link.object, (link.relation,), host=link.host)
        return sorted(stated, key=lambda edge: (edge.mention, edge.evidence.start))

    def quads(self, graph: str) -> Iterator[ox.Quad]:
        """The quads of one named graph, in no particular order."""
        return self._store.quads_for_pattern(None, None, None, ox.NamedNode(graph))

    def graphs(self) -> Iterator[str]:
        """Names of all named graphs, those of the store itself included."""
        return (graph.value for graph in self._store.named_graphs())
