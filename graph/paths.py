"""Ways through a set of edges: which end stands above, trees for reading, shortest paths."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from graph.model import DocumentNode, Edge, Link
from nlp.directive import RelationKind

Way = Literal["up", "down"]
DIRECTIONS: Final[tuple[Way, ...]] = ("down", "up")

# In this order relations are walked, so that what a limit cuts off is what matters least.
PRECEDENCE: Final[tuple[RelationKind, ...]] = (
    "implements", "guides", "based_on", "applies", "promulgates", "annex_of", "amends",
    "replaces", "repeals", "suspends", "corrects", "consolidates", "cites",
)  # fmt: skip
# Of these the subject stands above its object: a decision above the plan that it approves.
SUBJECT_ABOVE: Final[frozenset[RelationKind]] = frozenset({"promulgates"})

Ties = Mapping[str, Mapping[str, tuple[Edge, ...]]]


@dataclass(frozen=True, slots=True)
class Branch:
    """One line of a tree: a document, the edges that tie it to its parent, and what follows.

    `repeated` marks a document that stands elsewhere in the tree with its branches.
    """

    document: DocumentNode
    edges: tuple[Edge, ...]
    branches: tuple[Branch, ...]
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: the document that it leads to and the edges that prove it."""

    document: DocumentNode
    edges: tuple[Edge, ...]


def tree(
    root: str, documents: Mapping[str, DocumentNode], edges: Iterable[Edge], direction: Way
) -> Branch:
    """The edges that lead away from the root in one direction, as a tree (`Lineage.tree`)."""
    ties = _ties(edges, direction)
    parents = _parents(root, ties)

    def branch(urn: str, edges: tuple[Edge, ...]) -> Branch:
        branches = []
        for end, proofs in sorted(ties.get(urn, {}).items(), key=lambda tie: order(tie[1][0])):
            if parents.get(end) == urn:
                branches.append(branch(end, proofs))
            else:
                branches.append(Branch(documents[end], proofs, (), repeated=True))
        return Branch(documents[urn], edges, tuple(branches))

    return branch(root, ())


def paths(
    root: str, documents: Mapping[str, DocumentNode], edges: Iterable[Edge], direction: Way
) -> dict[str, tuple[Step, ...]]:
    """A shortest way from the root to each document that it leads to in this direction."""
    ties = _ties(edges, direction)
    ways: dict[str, tuple[Step, ...]] = {root: ()}
    for end, before in _parents(root, ties).items():  # breadth first: `before` is there already
        if end != root:
            ways[end] = (*ways[before], Step(documents[end], ties[before][end]))
    del ways[root]
    return ways


def ends(edge: Edge | Link) -> tuple[str, str]:
    """The two documents of an edge, the one that stands below first."""
    if edge.relation in SUBJECT_ABOVE:
        return edge.object, edge.subject
    return edge.subject, edge.object


def _ties(edges: Iterable[Edge], direction: Way) -> Ties:
    """For each document those on its other side, with the edges between them, best first."""
    ties: dict[str, dict[str, list[Edge]]] = defaultdict(lambda: defaultdict(list))
    for edge in edges:
        lower, upper = ends(edge)
        start, end = (lower, upper) if direction == "up" else (upper, lower)
        if start != end:
            ties[start][end].append(edge)
    return {
        start: {end: tuple(sorted(proofs, key=order)) for end, proofs in others.items()}
        for start, others in ties.items()
    }


def _parents(root: str, ties: Ties) -> dict[str, str]:
    """For each document that can be reached the one before it, on a shortest way."""
    parents = {root: ""}
    queue = deque([root])
    while queue:
        urn = queue.popleft()
        for end, _ in sorted(ties.get(urn, {}).items(), key=lambda tie: order(tie[1][0])):
            if end not in parents:
                parents[end] = urn
                queue.append(end)
    return parents


def order(edge: Edge) -> tuple[int, str, int, str]:
    """Sorts edges by the weight of their relation, then by where they stand."""
    return PRECEDENCE.index(edge.relation), edge.host, edge.mention, edge.object
