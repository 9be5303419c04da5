"""Documents that the library's texts name in full: known by citation, held or not."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from corpus.catalog.records import Citation


class Citations:
    """The table `citations`. It follows from the texts alone, not from what mentions mean."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def put(self, document: int, citations: Iterable[Citation]) -> set[str]:
        """Replace what a document cites in full.

        Returns:
            The look-up values of which the answer may change: those of documents that no other
            text names so, before or after, or that texts date differently.
        """
        before = self._of(document)
        new = {(one.urn, one.date, value) for one in citations for value in (one.urn, *one.lookup)}
        self._connection.execute("DELETE FROM citations WHERE document = ?", (document,))
        changed = {
            value for urn, date, value in before ^ new if not self._is_known(urn, date, value)
        }
        self._connection.executemany(
            "INSERT INTO citations (value, urn, date, document) VALUES (?, ?, ?, ?)",
            [(value, urn, date, document) for urn, date, value in sorted(new)],
        )
        return changed

    def by_lookup(self, value: str, limit: int = 1000) -> list[tuple[str, str | None, int]]:
        """Return the documents cited with this value, by URN.

        Each comes with its date, null where texts state different ones, and the number of texts
        that cite it. A URN is a value too.
        """
        rows = self._connection.execute(
            "SELECT urn, min(date), max(date), count(*) FROM citations WHERE value = ? "
            "GROUP BY urn ORDER BY urn LIMIT ?",
            (value, limit),
        )
        return [(urn, first if first == last else None, texts) for urn, first, last, texts in rows]

    def _of(self, document: int) -> set[tuple[str, str, str]]:
        rows = self._connection.execute(
            "SELECT urn, date, value FROM citations WHERE document = ?", (document,)
        )
        return {(str(urn), str(date), str(value)) for urn, date, value in rows}

    def _is_known(self, urn: str, date: str, value: str) -> bool:
        """Whether other texts cite it just so, and none another of the same day and value."""
        rows = self._connection.execute(
            "SELECT DISTINCT urn, date FROM citations WHERE value = ? "
            "AND substr(date, 5) = substr(?, 5)",
            (value, date),
        ).fetchall()
        return rows == [(urn, date)]
