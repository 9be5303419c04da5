"""The states of documents' force, as the register keeps them: read off, not judged anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from index.register import Register

if TYPE_CHECKING:
    from graph.model import ForceState

_CURRENT: Final = "since <= ? AND (until IS NULL OR until > ?)"


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
