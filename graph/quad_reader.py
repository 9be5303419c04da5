"""Documents and edges read off the quads themselves: for graphs that came without tables.

A bundle that somebody sent holds nothing but RDF, and an audit of it must rest on that alone. Every
quad costs about ten microseconds (each of its four terms is looked up by its hash), so a library's
own store answers from `graph/tables.py` instead.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby, islice
from typing import Final, cast

import pyoxigraph as ox

from graph import terms, triples
from graph.model import Direction, DocumentNode, Edge, Link
from graph.tables import serial_of
from nlp.directive import RelationKind

# A document that thousands cite without holding it is described thousands of times.
_DESCRIPTIONS: Final = 4096
_CACHED: Final = 20_000
_CHUNK: Final = 256

_TYPE: Final = ox.NamedNode(terms.TYPE)
_SUBJECT: Final = ox.NamedNode(terms.SUBJECT)
_PREDICATE: Final = ox.NamedNode(terms.PREDICATE)
_OBJECT: Final = ox.NamedNode(terms.OBJECT)
_CITATION: Final = ox.NamedNode(terms.CITATION)
_DIRECTIVE: Final = ox.NamedNode(terms.DIRECTIVE)
_HELD: Final = ox.NamedNode(terms.HELD)
_AUTHORITY: Final = ox.NamedNode(terms.AUTHORITY_GRAPH)
_RELATION: Final = {kind: ox.NamedNode(iri) for kind, iri in terms.RELATION_IRI.items()}
_STATUS: Final = ox.NamedNode(terms.STATUS)
_TRUE: Final = ox.Literal(True)


class QuadReader:
    """Reads an Oxigraph store; see `GraphReader` for what the methods give."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._nodes: dict[str, DocumentNode | None] = {}

    def node(self, urn: str) -> DocumentNode | None:
        """The document, as it describes itself, or the authority records, or those who cite it.

        Null for one that the graph does not know at all.
        """
        if urn not in self._nodes:
            self._remember(urn, self._read_node(urn))
        return self._nodes[urn]

    def described(self, urns: Iterable[str]) -> dict[str, DocumentNode]:
        """Those of the documents that the graph knows, read together at a fifth of the cost."""
        wanted = list(dict.fromkeys(urns))
        missing = [urn for urn in wanted if urn not in self._nodes and terms.is_iri(urn)]
        for chunk in (missing[at : at + _CHUNK] for at in range(0, len(missing), _CHUNK)):
            rows = (f"(<{urn}> <{terms.graph_iri(urn)}> {i})" for i, urn in enumerate(chunk))
            solutions = self._store.query(triples.NODE_QUERY.replace("$rows", " ".join(rows)))
            stated: list[list[tuple[str, str]]] = [[] for _ in chunk]
            for number, predicate, value in cast("Iterable[tuple[ox.Literal, ...]]", solutions):
                stated[int(number.value)].append((predicate.value, value.value))
            for urn, values in zip(chunk, stated, strict=True):
                if node := triples.node_of_values(urn, values):
                    self._remember(urn, node)
        found = ((urn, self.node(urn)) for urn in wanted)
        return {urn: node for urn, node in found if node}

    def _remember(self, urn: str, node: DocumentNode | None) -> None:
        if len(self._nodes) >= _CACHED:
            self._nodes.clear()
        self._nodes[urn] = node

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
        if node := triples.node_of_quads(urn, islice(found, _DESCRIPTIONS)):
            return node
        for end in (_OBJECT, _SUBJECT):
            if any(self._store.quads_for_pattern(None, end, subject, None)):
                return DocumentNode(urn)
        return None

    def urns(self, held: bool | None = None) -> Iterator[str]:
        """All documents, each once: described ones, then those that only stand in edges."""
        predicate, target = (_HELD, _TRUE) if held else (_TYPE, _DIRECTIVE)
        # The index is ordered by object, then subject: equal ones stand together.
        found = self._store.quads_for_pattern(None, predicate, target, None)
        for urn, _ in groupby(found, key=triples.subject_of):
            if held is not False or not self._is_held(urn):
                yield urn
        if held:
            return
        bare: set[str] = set()
        for end in (_OBJECT, _SUBJECT):
            found = self._store.quads_for_pattern(None, end, None, None)
            for urn, _ in groupby(found, key=triples.object_of):
                described = self._store.quads_for_pattern(ox.NamedNode(urn), _TYPE, _DIRECTIVE)
                if urn not in bare and not any(described):
                    bare.add(urn)
                    yield urn

    def _is_held(self, urn: str) -> bool:
        return any(self._store.quads_for_pattern(ox.NamedNode(urn), _HELD, _TRUE, None))

    def numbered(self, serial: str) -> Iterator[str]:
        """The documents whose running number is `serial` ("766", "30a"), held ones first."""
        wanted = serial.lower().lstrip("0") or "0"
        found = [urn for urn in self.urns() if serial_of(urn) == wanted]
        yield from sorted(found, key=lambda urn: not self._is_held(urn))

    def nodes(self, held: bool | None = None) -> Iterator[DocumentNode]:
        """All documents, each once; `held` true or false gives only those with, without a text."""
        urns = self.urns(held)
        while chunk := list(islice(urns, _CHUNK)):
            yield from self.described(chunk).values()

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
        checks: list[tuple[ox.NamedNode, frozenset[str]]] = [
            (other, frozenset((iri.value,))) for other, iri in ends[1:]
        ]
        if relations is not None:
            wanted = (terms.RELATION_IRI[kind] for kind in relations if kind != "self")
            checks.insert(0, (_PREDICATE, frozenset(wanted)))
        found = self._store.quads_for_pattern(None, predicate, end, graph)
        citations = (quad for quad in found if self._passes(quad, checks))
        while chunk := list(islice(citations, _CHUNK)):
            yield from self._edges(chunk)

    def _passes(self, citation: ox.Quad, checks: list[tuple[ox.NamedNode, frozenset[str]]]) -> bool:
        node = cast("ox.NamedNode", citation.subject)
        return all(
            any(
                triples.object_of(quad) in accepted
                for quad in self._store.quads_for_pattern(
                    node, predicate, None, citation.graph_name
                )
            )
            for predicate, accepted in checks
        )

    def _edges(self, citations: list[ox.Quad]) -> Iterator[Edge]:
        """The edges of these citation nodes, all in one query: half the cost of reading quads."""
        rows = (f"({q.subject} {q.graph_name} {i})" for i, q in enumerate(citations))
        solutions = self._store.query(triples.EDGE_QUERY.replace("$rows", " ".join(rows)))
        parts: list[dict[str, str]] = [{} for _ in citations]
        for number, predicate, value in cast("Iterable[tuple[ox.Literal, ...]]", solutions):
            parts[int(number.value)][predicate.value] = value.value
        for quad, properties in zip(citations, parts, strict=True):
            iri, graph = triples.subject_of(quad), triples.graph_of(quad)
            yield triples.edge_of_parts(iri, graph, properties)

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

    def proofs(self, links: Iterable[Link], *, every: bool = True) -> dict[Link, tuple[Edge, ...]]:
        """For each link the edges that state it, in the order of their mentions in the host.

        With `every` false only the first mention is read, which is enough to show a proof.
        """
        proofs: dict[Link, list[Edge]] = {link: [] for link in links}
        found = [(link, quad) for link in proofs for quad in self._stating(link, every=every)]
        for chunk in (found[at : at + _CHUNK] for at in range(0, len(found), _CHUNK)):
            edges = self._edges([quad for _, quad in chunk])
            for (link, _), edge in zip(chunk, edges, strict=True):
                stated = (edge.subject, edge.relation, edge.status)
                if stated == (link.subject, link.relation, "resolved"):
                    proofs[link].append(edge)
        return {link: tuple(sorted(edges, key=_in_text)) for link, edges in proofs.items()}

    def _stating(self, link: Link, *, every: bool) -> list[ox.Quad]:
        """The citation nodes that state a link, one quad of each."""
        graph, target = ox.NamedNode(terms.graph_iri(link.host)), ox.NamedNode(link.object)
        found = list(self._store.quads_for_pattern(None, _OBJECT, target, graph))
        # A text seldom names a document more than once; only then is there a choice to make.
        if every or len(found) < 2:
            return found
        relation = frozenset((terms.RELATION_IRI[link.relation],))
        checks = [(_PREDICATE, relation), (_SUBJECT, frozenset((link.subject,)))]
        found.sort(key=lambda quad: terms.mention_of_citation(triples.subject_of(quad)))
        passing = (quad for quad in found if self._passes(quad, checks) and self._is_sure(quad))
        return list(islice(passing, 1))

    def _is_sure(self, citation: ox.Quad) -> bool:
        node = cast("ox.NamedNode", citation.subject)
        stated = self._store.quads_for_pattern(node, _STATUS, None, citation.graph_name)
        return not any(stated)

    def quads(self, graph: str) -> Iterator[ox.Quad]:
        """The quads of one named graph, in no particular order."""
        return self._store.quads_for_pattern(None, None, None, ox.NamedNode(graph))

    def graphs(self) -> Iterator[str]:
        """Names of all named graphs, those of the store itself included."""
        return (graph.value for graph in self._store.named_graphs())


def _in_text(edge: Edge) -> tuple[int, int]:
    return edge.mention, edge.evidence.start
