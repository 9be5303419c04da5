"""Whether a document is in force today, and by what: read from its history, else the register."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Final

from graph.model import Link
from graph.reading import GraphReader
from index.force_states import ForceStates
from index.register import Register
from index.relating import Related
from nlp.directive import RelationKind

if TYPE_CHECKING:
    from graph.force import ForceFact, ForceHistory
    from graph.force.model import ForceEffect
    from graph.model import ForceState

Histories = Callable[[str], "ForceHistory"]
"""Gives what is known of the force of the document of a URN."""

_ACTING: Final[tuple[RelationKind, ...]] = ("replaces", "repeals", "suspends", "amends")
_MOST_ACTS: Final = 200
"""Statements of acts on one document whose texts are read; of more only the state is told."""

_ORDER: Final[tuple[ForceEffect, ...]] = ("ends", "suspends", "changes", "lapses")


@dataclass(frozen=True, slots=True)
class Act:
    """What one document did to another's force; `parts` are those that it names, as written.

    `relation` is null where a record says it, or where what the document details has ended.
    """

    by: str
    effect: ForceEffect
    relation: RelationKind | None
    host: str | None
    whole: bool
    parts: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A document's force today: its state, since when, and the acts of others on it.

    `own` is true where the document's own text sets its end. `issued` is the day on which it was
    issued, where that alone lets it be taken to have come into force: `since` is null there.
    """

    urn: str
    state: ForceState
    since: str | None = None
    acts: tuple[Act, ...] = ()
    own: bool = False
    issued: str | None = None

    def acting(self) -> list[Related]:
        """Returns the documents that act on it, in their relation, as the graph proves it."""
        return [
            Related(act.by, act.relation, 1, (Link(act.by, act.relation, self.urn, act.host),))
            for act in self.acts
            if act.relation is not None and act.host is not None
        ]


class ForceAnswers:
    """The force of the documents of one library.

    Args:
        graph: its graph.
        register: its register, null where there is none.
        histories: what is known of a document's force (`graph.force.ForceIndex.history`), null
            where the library's texts cannot be read.
    """

    def __init__(
        self,
        graph: GraphReader,
        register: Register | None,
        histories: Histories | None,
    ) -> None:
        self._graph = graph
        self._register = register
        self._histories = histories

    def standing(self, urn: str) -> Standing | None:
        """Returns a document's force today; null where this library keeps no states of force."""
        today = date.today().isoformat()
        stated = islice(self._graph.links(urn, "in", _ACTING), _MOST_ACTS + 1)
        if self._histories is not None and sum(1 for _ in stated) <= _MOST_ACTS:
            return _standing(self._histories(urn), today)
        if self._register is None:
            return None
        states = ForceStates(self._register, today).of([urn])
        return Standing(urn, states.get(urn, "unknown"))


def _standing(history: ForceHistory, day: str) -> Standing:
    force = history.on(day)
    own = any(fact.effect == "ends" and fact.by == history.urn for fact in force.facts)
    by_others = (fact for fact in history.facts if fact.by != history.urn)
    acts = tuple(_acts(by_others))
    if force.state == "in_force" and force.facts and force.facts[0].source == "date":
        return Standing(history.urn, force.state, None, acts, own, force.since)
    return Standing(history.urn, force.state, force.since, acts, own)


def _acts(facts: Iterable[ForceFact]) -> list[Act]:
    """Returns one act for each document and effect, the gravest first."""
    groups: dict[tuple[str, ForceEffect], list[ForceFact]] = {}
    for fact in facts:
        if fact.effect in _ORDER:
            groups.setdefault((fact.by, fact.effect), []).append(fact)
    acts = [_act(group) for group in groups.values()]
    return sorted(acts, key=lambda act: (_ORDER.index(act.effect), act.since or "9999", act.by))


def _act(facts: list[ForceFact]) -> Act:
    first = next((fact for fact in facts if fact.whole), facts[0])
    proof = first.evidence or next((fact.evidence for fact in facts if fact.evidence), None)
    parts = dict.fromkeys(fact.pinpoint for fact in facts if fact.pinpoint and not fact.whole)
    return Act(
        first.by, first.effect, first.relation, proof.document if proof else None, first.whole,
        tuple(parts), first.date, first.until,
    )  # fmt: skip
