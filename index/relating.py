"""Which documents stand in a relation to another one: directly, and through others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

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


@dataclass(frozen=True, slots=True)
class _Chain:
    """How a relation reaches on: the steps passed through, and those that may end the way."""

    through: tuple[RelationKind, ...]
    last: tuple[RelationKind, ...]


# A plan that carries out a plan carries out what that one does. What merely follows a document in
# one point, or has it among its grounds, does not hand on its whole purpose: a plan on floods that
# carries out a resolution does not carry out all decisions that the resolution mentions.
_CARRIED_ON: dict[RelationKind, _Chain] = {
    "implements": _Chain(("implements",), ("implements", "applies", "based_on")),
    "applies": _Chain(("implements",), ("implements", "applies", "based_on")),
    "based_on": _Chain(("based_on",), ("based_on",)),
}

# What else a document may have to do with another, by what tells most; a mere citation says least.
_CHANGING: tuple[RelationKind, ...] = (
    "replaces", "repeals", "suspends", "amends", "corrects", "consolidates",
)  # fmt: skip
_FOLLOWING: tuple[RelationKind, ...] = (
    "implements", "guides", "applies", "based_on", "promulgates", "annex_of",
)  # fmt: skip

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
    graph: GraphReader,
    target: str,
    kind: RelationKind,
    direction: Direction,
    most: int | None = None,
) -> Sequence[Link]:
    links = set(islice(graph.links(target, direction, (kind,)), most))
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
    chain = _CARRIED_ON.get(relation)
    if chain is None:
        return
    # Who stands on a plan among its grounds may carry out what it does; what a plan merely follows
    # itself is not what those who carry it out do.
    last = chain.last if direction == "in" else chain.through
    front = [one for one in found.values() if one.relation in chain.through]
    passed = {target, *(one.urn for one in front)}
    base = len(RELATED.get(relation, ())) + 1
    for distance in range(2, MAX_STEPS + 1):
        following: dict[str, Related] = {}
        steps = ((kind, one) for kind in last for one in front)
        for kind, one in steps:
            for link in _sorted(graph, one.urn, kind, direction):
                other = link.subject if direction == "in" else link.object
                if other not in passed and len(passed) + len(following) <= _MAX_VISITED:
                    step = Related(other, kind, base + distance, (link, *one.links))
                    following.setdefault(other, step)
        yield from following.values()
        front = [one for one in following.values() if one.relation in chain.through]
        passed |= {one.urn for one in front}


def otherwise_related(
    graph: GraphReader, target: str, relation: RelationKind, direction: Direction
) -> list[Related]:
    """Returns what stands to `target` in another relation than the one asked for.

    Each document comes once, in the relation that tells most: what changes the target before what
    follows it where a change is asked for, and a mere citation last. Of a law that all cite not
    all who do are looked at.
    """
    groups = (_CHANGING, _FOLLOWING) if relation in _CHANGING else (_FOLLOWING, _CHANGING)
    found: dict[str, Related] = {}
    for rank, kind in enumerate((*groups[0], *groups[1], "cites")):
        for link in _sorted(graph, target, kind, direction, _MAX_VISITED):
            other = link.subject if direction == "in" else link.object
            if other != target:
                found.setdefault(other, Related(other, link.relation, rank, (link,)))
    return list(found.values())


def evidence(graph: GraphReader, links: Sequence[Link]) -> tuple[Evidence, ...]:
    """Returns one proof for each link, the first in its text; links without one are left out."""
    proofs = graph.proofs(links)
    return tuple(edges[0].evidence for link in links if (edges := proofs.get(link)))
