"""Lineage: what a document stands on, and who carries it out further down.

A walk goes over resolved facts only, breadth first, and stops at a number of documents: a decree
that half the country cites would otherwise be answered with half the country.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final, Literal, get_args

from corpus.errors import BadQuery, UnknownDocument
from graph.days import check_day
from graph.model import DocumentNode, Edge, Link
from graph.paths import (
    DIRECTIONS,
    PRECEDENCE,
    SUBJECT_ABOVE,
    Branch,
    Step,
    Way,
    ends,
    paths,
    tree,
)
from graph.reading import GraphReader
from nlp.directive import RelationKind

if TYPE_CHECKING:
    import networkx as nx

TraceDirection = Literal["up", "down", "both"]

MAX_DEPTH: Final = 64
LIMIT: Final = 500


@dataclass(frozen=True, slots=True)
class LineageNode:
    """A document on the way; `level` is its distance from the root, negative above it."""

    document: DocumentNode
    level: int


@dataclass(frozen=True, slots=True)
class Lineage:
    """The part of the graph around one document.

    Attributes:
        root: URN of the document that was asked for.
        direction, depth, limit: as asked.
        nodes: the root first, then by distance, date and URN; each document once.
        edges: what ties them together, with evidence, in the order of the walk.
        truncated: the limit was reached, and documents were left out.
    """

    root: str
    direction: TraceDirection
    depth: int
    limit: int | None
    nodes: tuple[LineageNode, ...]
    edges: tuple[Edge, ...]
    truncated: bool = False

    def tree(self, direction: Way) -> Branch:
        """What stands above or below the root, each document with its branches once.

        Where several ways lead to a document, its branches stand at the shortest one, and it is
        marked `repeated` at the others, so that cycles end.
        """
        return tree(self.root, self._documents(), self.edges, direction)

    def path(self, urn: str) -> tuple[Step, ...]:
        """The shortest way from the root to a document; empty for the root itself.

        Raises:
            UnknownDocument: the lineage does not contain it.
        """
        if urn == self.root:
            return ()
        documents = self._documents()
        for direction in DIRECTIONS:
            if steps := paths(self.root, documents, self.edges, direction).get(urn):
                return steps
        raise UnknownDocument(f"{urn} is not in the lineage of {self.root}; ask for more depth")

    def _documents(self) -> dict[str, DocumentNode]:
        return {node.document.urn: node.document for node in self.nodes}

    def graph(self) -> nx.MultiDiGraph[str]:
        """The same as a networkx graph: nodes by URN, edges keyed by relation, host and mention.

        Attributes of a node are the known fields of `DocumentNode` and `level`; those of an edge
        `relation`, `host`, `start`, `end`, `quotation`, `confidence`, `status` and, where stated,
        `cue`, `pinpoint`, `partial`, `decided`.
        """
        import networkx as nx  # noqa: PLC0415 - a tenth of a second that a search need not wait

        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(root=self.root)
        for node in self.nodes:
            graph.add_node(node.document.urn, level=node.level, **node_attributes(node.document))
        for edge in self.edges:
            key = f"{edge.relation} {edge.host}#{edge.mention}"
            graph.add_edge(edge.subject, edge.object, key=key, **edge_attributes(edge))
        return graph


def node_attributes(node: DocumentNode) -> dict[str, str | int | bool]:
    """The known facts of a document, for graph formats that have no null."""
    return {k: v for k, v in asdict(node).items() if k != "urn" and v is not None}


def edge_attributes(edge: Edge) -> dict[str, str | int | float | bool]:
    """The relation and its evidence, flat, for graph formats that have no null."""
    stated: dict[str, str | int | float | bool | None] = {
        "relation": edge.relation,
        "host": edge.host,
        "start": edge.evidence.start,
        "end": edge.evidence.end,
        "quotation": edge.evidence.quotation,
        "cue": edge.cue,
        "pinpoint": edge.pinpoint,
        "partial": edge.partial or None,
        "decided": edge.decided or None,
        "confidence": edge.confidence,
        "status": edge.status,
    }
    return {name: value for name, value in stated.items() if value is not None}


def trace(
    store: GraphReader,
    urn: str,
    *,
    direction: TraceDirection = "both",
    depth: int = 3,
    relations: Collection[RelationKind] | None = None,
    limit: int | None = LIMIT,
    as_of: str | None = None,
    keep: Callable[[DocumentNode], bool] | None = None,
    every_mention: bool = False,
) -> Lineage:
    """The documents that `urn` stands on (`up`), that stand on it (`down`), or both.

    Args:
        store: where to look.
        urn: the document to start from; it need not be held.
        direction: `both` is the union of the two walks; it does not turn around on the way.
        depth: how many steps, at most 64.
        relations: only these kinds; null means all.
        limit: at most so many documents, the root included; null means all.
        as_of: ISO date; documents of a later date are left out with all behind them.
        keep: documents for which this is false are left out with all behind them (to stay
            within a level of government, for example).
        every_mention: give all edges between two documents; otherwise, of several mentions in
            one host that state the same relation, the first one is given.

    Raises:
        UnknownDocument: the graph has neither a description nor a relation of it.
        BadQuery: a depth, limit, date, direction or relation that cannot be.
    """
    _check(direction, depth, limit, as_of, relations)
    if store.node(urn) is None:
        raise UnknownDocument(f"the graph knows no document {urn}; check the identifier")
    walk = _Walk(store, urn, _kinds(relations), limit, _filter(as_of, keep))
    for upward in (True, False):
        if direction in ("both", "up" if upward else "down"):
            walk.go(depth, upward=upward)
    described = store.described(walk.levels)
    nodes = (LineageNode(described[found], level) for found, level in walk.levels.items())
    proofs = store.proofs(walk.links, every=every_mention)
    return Lineage(
        root=urn,
        direction=direction,
        depth=depth,
        limit=limit,
        nodes=tuple(sorted(nodes, key=_by_distance)),
        edges=tuple(dict.fromkeys(edge for link in walk.links for edge in proofs[link])),
        truncated=walk.truncated,
    )


class _Walk:
    """What a breadth-first walk has found: documents with their levels, and the links between."""

    def __init__(
        self,
        store: GraphReader,
        root: str,
        kinds: tuple[RelationKind, ...],
        limit: int | None,
        keep: Callable[[DocumentNode], bool] | None,
    ) -> None:
        self.levels: dict[str, int] = {root: 0}
        self.links: dict[Link, None] = {}
        self.truncated = False
        self._store = store
        self._root = root
        self._kinds = kinds
        self._limit = limit
        self._keep = keep

    def go(self, depth: int, *, upward: bool) -> None:
        seen = {self._root}
        frontier = [self._root]
        for step in range(1, depth + 1):
            found: list[str] = []
            for urn in frontier:
                for link in _neighbours(self._store, urn, self._kinds, upward=upward):
                    lower, upper = ends(link)
                    other = upper if upward else lower
                    if other not in seen:
                        if not self._admit(other, -step if upward else step):
                            if self.truncated:
                                return
                            continue
                        seen.add(other)
                        found.append(other)
                    self.links[link] = None
            frontier = found
            if not frontier:
                break

    def _admit(self, urn: str, level: int) -> bool:
        if urn in self.levels:
            return True
        if self._keep is not None:
            node = self._store.node(urn)
            if node is None or not self._keep(node):
                return False
        if self._limit is not None and len(self.levels) >= self._limit:
            self.truncated = True
            return False
        self.levels[urn] = level
        return True


def _neighbours(
    store: GraphReader, urn: str, kinds: tuple[RelationKind, ...], *, upward: bool
) -> Iterator[Link]:
    for kind in kinds:
        out = upward != (kind in SUBJECT_ABOVE)
        yield from store.links(urn, "out" if out else "in", (kind,))


def _by_distance(node: LineageNode) -> tuple[int, int, str, str]:
    return abs(node.level), node.level, node.document.date or "", node.document.urn


def _kinds(relations: Collection[RelationKind] | None) -> tuple[RelationKind, ...]:
    return tuple(kind for kind in PRECEDENCE if relations is None or kind in relations)


def _filter(
    as_of: str | None, keep: Callable[[DocumentNode], bool] | None
) -> Callable[[DocumentNode], bool] | None:
    if as_of is None:
        return keep

    def exists(node: DocumentNode) -> bool:
        date = node.date or (f"{node.year:04d}" if node.year else "")
        # "2024" is not later than 2024-05-01: of a date known in part only that part counts.
        return date <= as_of[: len(date)] and (keep is None or keep(node))

    return exists


def _check(
    direction: str,
    depth: int,
    limit: int | None,
    as_of: str | None,
    relations: Collection[str] | None,
) -> None:
    if direction not in get_args(TraceDirection):
        raise BadQuery(f"direction {direction!r} is none of up, down, both")
    if not 0 <= depth <= MAX_DEPTH:
        raise BadQuery(f"depth {depth} is out of range; give 0 to {MAX_DEPTH}")
    if limit is not None and limit < 1:
        raise BadQuery(f"limit {limit} is out of range; give 1 or more")
    if unknown := sorted(set(relations or ()) - set(PRECEDENCE)):
        raise BadQuery(f"no relation {unknown[0]!r}; the kinds are {', '.join(PRECEDENCE)}")
    if as_of is not None:
        check_day(as_of)
