"""What an act of another document depends on: that document's own force.

What was ended before the day on which it would have acted never acted; a suspension lasts no
longer than the document that ordered it. What has been repealed does not come back when the
repealing document is repealed later (Luật 80/2015/QH13, Điều 154: only a document ends another).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Final

from graph.days import days_after
from graph.force.model import ForceFact

# How many documents deep the force of those that act is looked at; a circle ends here too, with
# the same outcome wherever it was entered.
DEPTH: Final = 3


def ended_on(facts: Iterable[ForceFact]) -> str | None:
    """The first day on which the whole of a document has ended; null where none is known."""
    days = (fact.date for fact in facts if fact.effect == "ends" and fact.whole and fact.date)
    return min(days, default=None)


def that_took_effect(
    facts: Iterable[ForceFact], urn: str, end_of: Callable[[str], str | None]
) -> Iterator[ForceFact]:
    """The facts whose acting document was still there when it acted.

    Args:
        facts: what is known of a document.
        urn: that document.
        end_of: the day on which another document ended.
    """
    for fact in facts:
        end = end_of(fact.by) if fact.source == "relation" and fact.by != urn else None
        if end is None or fact.date is None:
            yield fact
        elif end >= fact.date:
            yield _until(fact, end) if fact.effect == "suspends" else fact


def _until(fact: ForceFact, end: str) -> ForceFact:
    last = days_after(end, -1)
    return fact if fact.until and fact.until <= last else replace(fact, until=last)


def lapse(guided: Iterable[tuple[ForceFact, str | None]]) -> ForceFact | None:
    """When all that a document details has ended, and by which of them last.

    A document that details another ends with it unless it is kept (Luật 80/2015/QH13, Điều 154,
    khoản 4; 64/2025/QH15, Điều 54). Whether it was kept is not known, so that this is a doubt
    and no end.

    Args:
        guided: for each detailed document the fact that it is, and the day on which it ended.
    """
    found = list(guided)
    days = [day for _, day in found if day]
    if not found or len(days) < len(found):
        return None
    last = max(days)
    fact = next(fact for fact, day in found if day == last)
    return replace(fact, date=last)
