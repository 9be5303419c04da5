"""Mentions and what they were resolved to."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from corpus.catalog.changes import Changes
from corpus.catalog.records import Mention, StoredDocument

_COLUMNS = (
    'ordinal, start, "end", text, kind, relation, status, urn, reason, confidence, lookup, '
    "candidates, decided"
)
_CHUNK = 500
"""Values a statement: SQLite's oldest limit on parameters is 999."""


class Mentions:
    """The tables `mentions` and `asked`."""

    def __init__(self, connection: sqlite3.Connection, changes: Changes) -> None:
        self._connection = connection
        self._changes = changes

    def put(
        self, document: StoredDocument, mentions: Iterable[Mention], asked: Iterable[str] = ()
    ) -> bool:
        """Store what a document's mentions mean; it is pending no longer.

        The change is logged when anything differs from what stood there, or when the document is
        new to the derived stores.

        Args:
            document: whose mentions they are.
            mentions: all of them, in the order of the references.
            asked: every look-up value that the answer depends on: when a document with one of
                these comes or goes, the mentions must be resolved again.

        Returns:
            Whether anything differs.
        """
        new = tuple(mentions)
        self._connection.execute("DELETE FROM asked WHERE document = ?", (document.id,))
        self._connection.executemany(
            "INSERT INTO asked VALUES (?, ?)", [(value, document.id) for value in set(asked)]
        )
        if self._announced(document) and new == self.of(document.id):
            self._settle(document)
            return False
        self._connection.execute("DELETE FROM mentions WHERE document = ?", (document.id,))
        marks = ", ".join("?" * 14)
        self._connection.executemany(
            f"INSERT INTO mentions VALUES ({marks})",
            [
                (
                    document.id, one.ordinal, one.start, one.end, one.text, one.kind, one.relation,
                    one.status, one.urn, one.reason, one.confidence, one.lookup,
                    json.dumps(one.candidates, separators=(",", ":")), one.decided,
                )
                for one in new
            ],
        )  # fmt: skip
        self._settle(document)
        self._changes.log("put", document.sha256, document.urn)
        return True

    def _announced(self, document: StoredDocument) -> bool:
        row = self._connection.execute(
            "SELECT announced FROM documents WHERE id = ?", (document.id,)
        ).fetchone()
        return bool(row and row[0])

    def _settle(self, document: StoredDocument) -> None:
        self._connection.execute(
            "UPDATE documents SET pending = 0, announced = 1 WHERE id = ?", (document.id,)
        )

    def of(self, document: int) -> tuple[Mention, ...]:
        """Return a document's mentions in the order of its references."""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM mentions WHERE document = ? ORDER BY ordinal", (document,)
        )
        return tuple(_mention(row) for row in rows)

    def count(self, document: int) -> int:
        """Number of a document's mentions."""
        query = "SELECT count(*) FROM mentions WHERE document = ?"
        return int(self._connection.execute(query, (document,)).fetchone()[0])

    def to(self, urn: str, limit: int = 1) -> Iterator[tuple[int, Mention]]:
        """Yield (document, mention) of mentions that mean this URN."""
        rows = self._connection.execute(
            f"SELECT document, {_COLUMNS} FROM mentions WHERE urn = ? LIMIT ?", (urn, limit)
        )
        for row in rows:
            yield int(row[0]), _mention(row[1:])

    def asking(self, values: Iterable[str]) -> set[int]:
        """Return the documents whose mentions depend on one of these look-up values."""
        found: set[int] = set()
        pool = sorted(set(values))
        for first in range(0, len(pool), _CHUNK):
            chunk = pool[first : first + _CHUNK]
            marks = ", ".join("?" * len(chunk))
            rows = self._connection.execute(
                f"SELECT DISTINCT document FROM asked WHERE value IN ({marks})", chunk
            )
            found.update(int(row[0]) for row in rows)
        return found

    def count_by_status(self) -> dict[str, int]:
        """Count mentions by "resolved", "ambiguous" and "unresolved"."""
        rows = self._connection.execute("SELECT status, count(*) FROM mentions GROUP BY status")
        return {str(row[0]): int(row[1]) for row in rows}


def _mention(row: tuple[Any, ...]) -> Mention:
    values: list[Any] = list(row)
    values[11] = tuple(json.loads(row[11]))
    values[12] = bool(row[12])
    return Mention(*values)
