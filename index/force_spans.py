"""A document's force through time as the register keeps it."""

from __future__ import annotations

from graph.days import days_after
from graph.force import ForceHistory
from graph.force.model import GRACE_DAYS
from index.register import ForceSpan


def spans_of(history: ForceHistory) -> tuple[ForceSpan, ...]:
    """Returns the states that a document goes through, each from its first day on.

    What stands before the first day on which anything is known is not written down.
    """
    days = {fact.date for fact in history.facts if fact.date}
    days |= {days_after(fact.until, 1) for fact in history.facts if fact.until}
    if history.normative:
        days |= {days_after(f.date, GRACE_DAYS) for f in history.facts if f.date}
    states = [(day, history.on(day).state) for day in sorted(days)]
    kept = [
        (day, state)
        for at, (day, state) in enumerate(states)
        if at == 0 or states[at - 1][1] != state
    ]
    ends = [*(day for day, _ in kept[1:]), None][: len(kept)]
    return tuple(ForceSpan(day, end, state) for (day, state), end in zip(kept, ends, strict=True))
