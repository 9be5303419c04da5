"""What people decided that mentions mean: facts of their own, never derived."""

from __future__ import annotations

import sqlite3

from corpus.catalog.records import Decision

_COLUMNS = 'sha256, host, start, "end", text, occurrence, urn, decided_at, by'


class Decisions:
    """The table `decisions`. Removing a document leaves them, should it come back."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def put(self, decision: Decision) -> None:
        """Keep a decision; a later one about the same mention replaces it."""
        self._connection.execute(
            f"INSERT OR REPLACE INTO decisions ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                decision.sha256, decision.host, decision.start, decision.end, decision.text,
                decision.occurrence, decision.urn, decision.decided_at, decision.by,
            ),
        )  # fmt: skip

    def remove(self, decision: Decision) -> None:
        """Take a decision back."""
        self._connection.execute(
            "DELETE FROM decisions WHERE host = ? AND text = ? AND occurrence = ?",
            (decision.host, decision.text, decision.occurrence),
        )

    def about(self, sha256: str, host: str) -> list[Decision]:
        """Return the decisions about a document's mentions: of these bytes or of this URN."""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM decisions WHERE sha256 = ? OR host = ? ORDER BY start",
            (sha256, host),
        )
        return [Decision(*row) for row in rows]

    def all(self) -> list[Decision]:
        """Return every decision, by host and place."""
        rows = self._connection.execute(f"SELECT {_COLUMNS} FROM decisions ORDER BY host, start")
        return [Decision(*row) for row in rows]
