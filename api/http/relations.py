"""The relations of one document, grouped for its page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from api.http.naming import Named, Names, Proof
from api.http.wording import DECIDED_WORDS, STATUS_WORDS
from graph.model import Edge
from graph.relation_words import RELATION_WORDS
from nlp.directive import RelationKind

RELATIONS_SHOWN: Final = 30
"""Relations of one kind and direction on a page; a decree may have thousands."""

_ORDER: Final = {kind: place for place, kind in enumerate(RELATION_WORDS)}
_ENDING: Final = frozenset({"replaces", "repeals", "suspends"})


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation to another document; `note` says what is uncertain or partial in it."""

    other: Named
    proof: Proof
    pinpoint: str
    note: str


@dataclass(frozen=True, slots=True)
class RelationGroup:
    """The relations of one kind, `shown` ones and how many there are in all."""

    relation: RelationKind
    words: str
    shown: tuple[Relation, ...]
    total: int


def grouped(
    names: Names,
    urn: str,
    edges: Iterable[Edge],
    *,
    incoming: bool,
) -> list[RelationGroup]:
    """Return the relations of a document by kind, each pair of documents once.

    Args:
        names: of this request.
        urn: the document.
        edges: those that lead out of it, or into it.
        incoming: which of the two.
    """
    once: dict[tuple[str, str], Edge] = {}
    for edge in sorted(edges, key=_by_kind):
        other = edge.subject if incoming else edge.object
        if other != urn:
            once.setdefault((edge.relation, other), edge)
    groups = []
    for kind, members in groupby(once.values(), key=lambda edge: edge.relation):
        found = list(members)
        words = RELATION_WORDS[kind]
        shown = tuple(
            _relation(names, edge, edge.subject if incoming else edge.object)
            for edge in found[:RELATIONS_SHOWN]
        )
        label = words.incoming if incoming else words.out
        groups.append(RelationGroup(kind, label, shown, len(found)))
    return groups


def endings(groups: Iterable[RelationGroup]) -> list[tuple[str, Relation]]:
    """Return what other documents say that may have ended this one: replaced, repealed, …."""
    return [
        (group.words, relation)
        for group in groups
        if group.relation in _ENDING
        for relation in group.shown
    ]


def _by_kind(edge: Edge) -> tuple[int, bool, bool, str, int]:
    # The document's own words come before those of others about it, certain ones before doubts.
    foreign = edge.host != edge.subject
    return _ORDER[edge.relation], edge.status != "resolved", foreign, edge.host, edge.mention


def _relation(names: Names, edge: Edge, other: str) -> Relation:
    notes = []
    if edge.status != "resolved":
        notes.append(STATUS_WORDS[edge.status])
    if edge.partial:
        notes.append("một phần")
    if edge.decided:
        notes.append(DECIDED_WORDS)
    return Relation(
        names.of(other), names.proof(edge.evidence), edge.pinpoint or "", ", ".join(notes)
    )
