"""The cascade: who carries a document out, directly or through plans that do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from graph.lineage import LIMIT, trace
from graph.model import DocumentNode
from graph.paths import Step, order, paths
from graph.reading import GraphReader
from nlp.directive import RelationKind

# By these a document carries another one out (what "who carries this out" asks for).
CARRYING_OUT: Final[tuple[RelationKind, ...]] = ("implements", "based_on", "applies", "guides")


@dataclass(frozen=True, slots=True)
class Carrier:
    """A document that carries the asked one out, and how: directly, or through other plans.

    `path` leads from the asked document down to this one.
    """

    document: DocumentNode
    path: tuple[Step, ...]

    @property
    def direct(self) -> bool:
        """It names the asked document itself."""
        return len(self.path) == 1


def cascade(
    store: GraphReader, urn: str, *, depth: int = 6, limit: int | None = LIMIT
) -> tuple[Carrier, ...]:
    """Who carries this document out: directly, or through a plan that does, nearest first.

    Raises:
        UnknownDocument, BadQuery: as `graph.lineage.trace`.
    """
    lineage = trace(store, urn, direction="down", depth=depth, relations=CARRYING_OUT, limit=limit)
    documents = {node.document.urn: node.document for node in lineage.nodes}
    ways = paths(urn, documents, lineage.edges, "down")
    carriers = (Carrier(documents[below], steps) for below, steps in ways.items())
    return tuple(
        sorted(carriers, key=lambda carrier: (len(carrier.path), order(carrier.path[-1].edges[0])))
    )
