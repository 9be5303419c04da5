"""The log of changes: what derived stores must still do to agree with the catalog."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from corpus.catalog.records import Action, Change


class Changes:
    """The table `changes`, and the generation that a running transaction writes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._generation = 0
        self._logged = False

    def begin(self) -> None:
        """Called at the start of a transaction: what is logged from here on is one generation."""
        row = self._connection.execute("SELECT value FROM meta WHERE key = 'generation'").fetchone()
        self._generation = int(row[0]) + 1
        self._logged = False

    def end(self) -> None:
        """Called before the commit: make the new generation the current one."""
        if self._logged:
            self._connection.execute(
                "UPDATE meta SET value = ? WHERE key = 'generation'", (str(self._generation),)
            )

    @property
    def next_generation(self) -> int:
        """The generation that the running transaction will be."""
        return self._generation

    def log(self, action: Action, sha256: str, urn: str) -> None:
        """Add a line to the log; inside a transaction."""
        self._logged = True
        self._connection.execute(
            "INSERT INTO changes (generation, action, sha256, urn) VALUES (?, ?, ?, ?)",
            (self._generation, action, sha256, urn),
        )

    def since(self, generation: int) -> Iterator[Change]:
        """Yield, oldest first, the last change of each document and URN after a generation."""
        rows = self._connection.execute(
            "SELECT max(sequence), generation, action, sha256, urn FROM changes "
            "WHERE generation > ? GROUP BY sha256, urn ORDER BY 1",
            (generation,),
        )
        for row in rows:
            yield Change(*row)
