"""The states of documents' force, as the register keeps them: read off, not judged anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, cast, get_args

from graph.force import ForceHistory, ForceState
from graph.force.days import days_after
from graph.force.model import GRACE_DAYS
from index.register import ForceSpan, Register

STATES: Final[tuple[ForceState, ...]] = get_args(ForceState)

_CURRENT: Final = "since <= ? AND (until IS NULL OR until > ?)"


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
    ends = [*(day for day, _ in kept[1:]), None]
    return tuple(ForceSpan(day, end, state) for (day, state), end in zip(kept, ends, strict=True))


@dataclass(frozen=True, slots=True)
class ForceStates:
    """States of force on one day (ISO)."""

    register: Register
    day: str

    def of(self, urns: Iterable[str]) -> dict[str, ForceState]:
        """Returns the states of those documents of which one is known."""
        query = (
            f"SELECT state FROM documents JOIN force ON document = id WHERE urn = ? AND {_CURRENT}"
        )
        found: dict[str, ForceState] = {}
        for urn in urns:
            row = self.register.rows.execute(query, (urn, self.day, self.day)).fetchone()
            if row is not None:
                found[urn] = cast("ForceState", row[0])
        return found

    def held_in(self, state: ForceState, limit: int) -> Sequence[str]:
        """Returns the SHA-256 hashes of held documents in a state, at most `limit`."""
        here = "SELECT document FROM force WHERE state = ? AND " + _CURRENT
        values: tuple[object, ...] = (state, self.day, self.day, limit)
        query = f"SELECT sha256 FROM ({here}) CROSS JOIN documents ON id = document WHERE held"
        if state == "unknown":
            query = (
                "SELECT sha256 FROM documents WHERE held AND coalesce((SELECT state FROM force "
                f"WHERE document = id AND {_CURRENT}), 'unknown') = 'unknown'"
            )
            values = values[1:]
        found = self.register.rows.execute(f"{query} LIMIT ?", values)
        return [str(sha256) for (sha256,) in found]
