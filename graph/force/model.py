"""Whether a document is in force on a day, and what that is known from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from graph.days import days_after
from graph.force.articles import covers
from graph.model import Evidence, ForceState
from nlp.directive import RelationKind

ForceEffect = Literal["begins", "ends", "changes", "suspends", "lapses"]
ForceSource = Literal["clause", "relation", "record", "date"]

# Of a normative document whose entry into force nobody states: it begins no earlier than 45 days
# after it was passed (Luật 80/2015/QH13, Điều 151; 64/2025/QH15, Điều 53 keeps it for most).
GRACE_DAYS = 45


@dataclass(frozen=True, slots=True)
class ForceFact:
    """One thing that is known of a document's force.

    Attributes:
        effect: what happens to it; "lapses" is a doubt: all that it details has ended.
        date: the first day on which that holds, ISO; null where it is not known.
        until: the last day of a suspension; null where it has no known end.
        whole: the whole document is meant; else `pinpoint`, or parts that cannot be told.
        pinpoint: the part, as written ("khoản 1 Điều 11").
        by: URN of the document that does it; the document's own for its own clauses.
        relation: by which relation; null for clauses and records.
        source: a clause on force, a relation, a record, or nothing but the document's date.
        evidence: the sentence that says so; null where a record or the date does.
        record: what the record says, in words, where there is no sentence.
    """

    effect: ForceEffect
    date: str | None
    by: str
    source: ForceSource
    whole: bool = True
    until: str | None = None
    pinpoint: str | None = None
    relation: RelationKind | None = None
    evidence: Evidence | None = None
    record: str | None = None

    def holds(self, day: str) -> bool:
        """Whether it has taken effect on this day, and has not passed again."""
        if self.date is None or self.date > day:
            return False
        return self.until is None or day <= self.until


@dataclass(frozen=True, slots=True)
class ArticleForce:
    """What became of a part of a document, and the proof.

    `effect` is "ends", "changes" or "suspends", or "begins" for a part that is not yet in force.
    """

    pinpoint: str
    effect: ForceEffect
    fact: ForceFact


@dataclass(frozen=True, slots=True)
class Force:
    """A document's force on one day.

    `in_force` says that nothing known ended it; only what the library holds and the records state
    is known. A document that was amended is `partly` in force as it was written: amended parts
    have ended (Luật 80/2015/QH13, Điều 154).

    Attributes:
        urn, on: the document and the day.
        state: see the module.
        since: the day from which the state holds, where it is known.
        facts: what decides the state, the deciding one first.
        articles: the parts that ended, changed or are suspended, in order of date.
    """

    urn: str
    on: str
    state: ForceState
    since: str | None
    facts: tuple[ForceFact, ...] = ()
    articles: tuple[ArticleForce, ...] = ()

    def of_article(self, pinpoint: str) -> ArticleForce | None:
        """The last thing that became of a part, or of a larger part that holds it."""
        found = [one for one in self.articles if covers(one.pinpoint, pinpoint)]
        return found[-1] if found else None


@dataclass(frozen=True, slots=True)
class ForceHistory:
    """Everything known of a document's force, in order of date; `on` asks for one day.

    `normative` is true where the law prescribes a delay before it enters into force.
    """

    urn: str
    facts: tuple[ForceFact, ...]
    normative: bool = False

    def on(self, day: str) -> Force:
        """The document's force on a day (ISO)."""
        parts = tuple(
            ArticleForce(fact.pinpoint, fact.effect, fact)
            for fact in self.facts
            if fact.pinpoint and not fact.whole and fact.date
            and (fact.holds(day) != (fact.effect == "begins"))
        )  # fmt: skip
        for effect, state in (("ends", "ended"), ("suspends", "suspended")):
            found = [f for f in self.facts if f.effect == effect and f.whole and f.holds(day)]
            if found:
                return self._force(day, state, found, parts)  # type: ignore[arg-type]  # of the table above
        begins = [f for f in self.facts if f.effect == "begins" and f.whole and f.date]
        started = [fact for fact in begins if fact.holds(day)]
        if not started:
            state = "not_yet" if begins else "unknown"
            return self._force(day, state, begins[:1], parts)  # type: ignore[arg-type]  # either
        if self._too_early(started[0], day):
            return self._force(day, "unknown", started[:1], parts)
        lapsed = [f for f in self.facts if f.effect == "lapses" and f.holds(day)]
        if lapsed:
            return self._force(day, "unknown", lapsed, parts)
        changed = [f for f in self.facts if f.effect != "begins" and f.holds(day)]
        if changed:
            return self._force(day, "partly", [*changed, *started[:1]], parts)
        return self._force(day, "in_force", started[:1], parts)

    def _force(
        self, day: str, state: ForceState, facts: list[ForceFact], parts: tuple[ArticleForce, ...]
    ) -> Force:
        since = facts[0].date if facts and state != "unknown" else None
        return Force(self.urn, day, state, since, tuple(facts), parts)

    def _too_early(self, begins: ForceFact, day: str) -> bool:
        if begins.source != "date" or not self.normative or begins.date is None:
            return False
        return day < days_after(begins.date, GRACE_DAYS)
