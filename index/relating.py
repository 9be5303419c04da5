"""Which documents stand in a relation to another one: directly, and through others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.model import Evidence, Link
from graph.reading import GraphReader
from index.model import Direction
from nlp.directive import RelationKind

# Relations that come near to the one asked for, the nearest first. In official wording "thực hiện"
# and "theo" are often used of the same act, and a plan may stand on a document in its căn cứ alone.
RELATED: dict[RelationKind, tuple[RelationKind, ...]] = {
    "implements": ("applies", "guides", "based_on", "cites"),
    "applies": ("implements", "guides", "based_on", "cites"),
    "guides": ("implements", "applies"),
    "based_on": ("implements", "applies"),
    "repeals": ("replaces",),
    "replaces": ("repeals",),
    "amends": ("corrects",),
    "suspends": (),
    "corrects": ("amends",),
    "consolidates": (),
    "promulgates": (),
    "annex_of": (),
    "cites": ("implements", "applies", "based_on", "guides", "amends", "replaces", "repeals",
              "suspends", "corrects", "consolidates"),
}  # fmt: skip

# The same fact told from its other end.
_INVERSE: dict[RelationKind, RelationKind] = {"promulgates": "annex_of", "annex_of": "promulgates"}

# What is carried on from document to document down the hierarchy.
_CARRIED_ON: dict[RelationKind, tuple[RelationKind, ...]] = {
    "implements": ("implements", "applies", "based_on"),
    "applies": ("implements", "applies", "based_on"),
    "based_on": ("based_on",),
}

MAX_STEPS = 3
"""Documents between which a relation is carried on; further down the link says little."""

_MAX_VISITED = 2000


@dataclass(frozen=True, slots=True)
class Related:
    """A document in relation to the target; `links` lead from it to the target, or back.

    `rank` is 0 for the relation asked for, then rises with distance from it.
    """

    urn: str
    relation: RelationKind
    rank: int
    links: tuple[Link, ...]


def related(
    graph: GraphReader, target: str, relation: RelationKind, direction: Direction
) -> list[Related]:
    """Returns the documents that stand in `relation` to `target`, or nearly, each once.

    The first are those whose text states the relation itself, then related ones, then those that
    reach the target through other documents.
    """
    kinds: tuple[RelationKind, ...] = (relation, *RELATED.get(relation, ()))
    found: dict[str, Related] = {}
    for rank, kind in enumerate(kinds):
        for link in _sorted(graph, target, kind, direction):
            other = link.subject if direction == "in" else link.object
            if other != target and other not in found:
                found[other] = Related(other, kind, rank, (link,))
        inverse = _INVERSE.get(kind)
        if inverse is not None:
            turned: Direction = "out" if direction == "in" else "in"
            for link in _sorted(graph, target, inverse, turned):
                other = link.object if direction == "in" else link.subject
                if other != target and other not in found:
                    found[other] = Related(other, inverse, rank, (link,))
    for step in _further(graph, found, target, relation, direction):
        found.setdefault(step.urn, step)
    return list(found.values())


def _sorted(
    graph: GraphReader, target: str, kind: RelationKind, direction: Direction
) -> Sequence[Link]:
    links = set(graph.links(target, direction, (kind,)))
    # A document's own text says best what it does itself.
    return sorted(
        links, key=lambda link: (link.host != link.subject, link.subject, link.object, link.host)
    )


def _further(
    graph: GraphReader,
    found: dict[str, Related],
    target: str,
    relation: RelationKind,
    direction: Direction,
) -> Iterator[Related]:
    kinds = _CARRIED_ON.get(relation, ())
    if direction == "out":
        # A plan that cites a document among its grounds may carry it out further down; what that
        # document stands on itself is no longer what the plan carries out.
        kinds = tuple(kind for kind in kinds if kind == relation or kind != "based_on")
    front = [one for one in found.values() if one.relation in kinds]
    seen = {target, *found}
    base = len(RELATED.get(relation, ())) + 1
    for distance in range(2, MAX_STEPS + 1):
        following: list[Related] = []
        for one in front:
            for kind in kinds:
                for link in _sorted(graph, one.urn, kind, direction):
                    other = link.subject if direction == "in" else link.object
                    if other in seen or len(seen) > _MAX_VISITED:
                        continue
                    seen.add(other)
                    following.append(Related(other, kind, base + distance, (link, *one.links)))
        yield from following
        front = following


def evidence(graph: GraphReader, links: Sequence[Link]) -> tuple[Evidence, ...]:
    """Returns one proof for each link, the first in its text; links without one are left out."""
    proofs = graph.proofs(links)
    return tuple(edges[0].evidence for link in links if (edges := proofs.get(link)))
