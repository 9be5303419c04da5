"""`/api/force`: whether a document is in force on a day, and what its page says of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as calendar
from typing import Annotated, Final

from fastapi import APIRouter, Query

from api.http.access import Lent
from api.http.documents import Urn
from api.http.naming import Named, Names, Proof
from api.http.problems import described
from api.http.templating import vietnamese_date
from api.http.wording import EFFECT_WORDS, FORCE_WORDS
from graph.force import Force, ForceFact

router = APIRouter(tags=["documents"])

_FACTS_SHOWN: Final = 40

Day = Annotated[
    str | None,
    Query(max_length=10, description="ISO date on which force is judged; today unless given."),
]


@dataclass(frozen=True, slots=True)
class ShownFact:
    """One thing that is known of a document's force; `proof` is null where a record says it.

    `part` is empty where the whole document is meant, or parts that the text does not name.
    """

    words: str
    part: str
    by: Named | None
    proof: Proof | None
    record: str


@dataclass(frozen=True, slots=True)
class ShownForce:
    """A document's force on a day, in words."""

    on: str
    words: str
    since: str
    ended: bool
    facts: tuple[ShownFact, ...]
    more: int


@router.get("/api/force/{urn:path}", responses=described(400, 404, 422, 503))
def force(library: Lent, urn: Urn, date: Day = None) -> Force:
    """Whether a document is in force on a day: as a whole and part by part, each with its proof."""
    return library.force(urn, day_or_today(date))


def day_or_today(date: str | None) -> str:
    """Return the day that was asked for, unchecked; today where none was."""
    return date or calendar.today().isoformat()


def shown_force(found: Force, names: Names) -> ShownForce:
    """Return a document's force for its page, each fact once and the deciding one first."""
    facts = dict.fromkeys((*found.facts, *(article.fact for article in found.articles)))
    shown = [_shown(fact, found.urn, names) for fact in list(facts)[:_FACTS_SHOWN]]
    return ShownForce(
        on=found.on,
        words=FORCE_WORDS[found.state],
        since=vietnamese_date(found.since),
        ended=found.state in ("ended", "suspended"),
        facts=tuple(shown),
        more=len(facts) - len(shown),
    )


def _shown(fact: ForceFact, urn: str, names: Names) -> ShownFact:
    words = EFFECT_WORDS[fact.effect]
    if fact.date:
        words += f" từ {vietnamese_date(fact.date)}"
    if fact.until:
        words += f" đến hết {vietnamese_date(fact.until)}"
    return ShownFact(
        words=words,
        part=fact.pinpoint or ("" if fact.whole else "một phần"),
        by=names.of(fact.by) if fact.by != urn else None,
        proof=names.proof(fact.evidence) if fact.evidence else None,
        record=fact.record or ("theo ngày ban hành" if fact.source == "date" else ""),
    )
