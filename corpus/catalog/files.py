"""Which files hold which documents, and which files failed."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path, PurePath

from corpus.catalog.changes import Changes
from corpus.catalog.records import Failure, FileState


def path_key(path: Path) -> str:
    r"""Return a path as the catalog writes it: absolute, bytes outside UTF-8 as `\\xNN`.

    POSIX file names may hold any bytes; SQLite's text must be Unicode.
    """
    absolute = os.path.abspath(path)  # noqa: PTH100  resolve() would follow links
    raw = absolute.encode("utf-8", "surrogateescape")
    return raw.decode("utf-8", "backslashreplace")


class Files:
    """The tables `files` and `failures`."""

    def __init__(self, connection: sqlite3.Connection, changes: Changes) -> None:
        self._connection = connection
        self._changes = changes

    def put(self, state: FileState) -> None:
        """Say which document a file holds; a failure remembered for it is forgotten.

        A file that held another document, or none, is a change of the documents concerned: their
        files' names are part of what is told of them.

        Raises:
            KeyError: no document has this hash.
        """
        row = self._connection.execute(
            "SELECT id FROM documents WHERE sha256 = ?", (state.sha256,)
        ).fetchone()
        if row is None:
            raise KeyError(state.sha256)
        before = self._document(state.path)
        if before != row[0]:
            self._log(row[0])
            self._log(before)
        self._connection.execute(
            "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?)",
            (state.path, PurePath(state.path).name, row[0], state.size, state.mtime_ns),
        )
        self._connection.execute("DELETE FROM failures WHERE path = ?", (state.path,))

    def remove(self, path: str) -> None:
        """Forget a file, failed or not; its document stays until nothing holds it."""
        self._log(self._document(path))
        self._connection.execute("DELETE FROM files WHERE path = ?", (path,))
        self._connection.execute("DELETE FROM failures WHERE path = ?", (path,))

    def _document(self, path: str) -> int | None:
        row = self._connection.execute(
            "SELECT document FROM files WHERE path = ?", (path,)
        ).fetchone()
        return None if row is None else int(row[0])

    def _log(self, document: int | None) -> None:
        """Log a change of a document that derived stores know already."""
        row = self._connection.execute(
            "SELECT sha256, urn FROM documents WHERE id = ? AND announced", (document,)
        ).fetchone()
        if row is not None:
            self._changes.log("put", row[0], row[1])

    def get(self, path: str) -> FileState | None:
        """Return what is known of a file."""
        row = self._connection.execute(
            "SELECT path, sha256, size, mtime_ns FROM files JOIN documents ON id = document "
            "WHERE path = ?",
            (path,),
        ).fetchone()
        return None if row is None else FileState(*row)

    def under(self, root: str) -> Iterator[str]:
        """Yield the known paths at or below a path, in their order, failed ones included."""
        separator = "\\" if "\\" in root and "/" not in root else "/"
        prefix = root.rstrip(separator) + separator
        rows = self._connection.execute(
            "SELECT path FROM files WHERE path = :root OR (path >= :low AND path < :high) "
            "UNION SELECT path FROM failures WHERE path = :root "
            "OR (path >= :low AND path < :high) ORDER BY path",
            {"root": root, "low": prefix, "high": prefix[:-1] + chr(ord(separator) + 1)},
        )
        while batch := rows.fetchmany(1000):
            for row in batch:
                yield str(row[0])

    def orphans(self) -> list[int]:
        """Return the row numbers of documents that no file holds any more."""
        rows = self._connection.execute(
            "SELECT id FROM documents WHERE id NOT IN (SELECT document FROM files)"
        )
        return [int(row[0]) for row in rows]

    def count(self) -> int:
        """Number of files that hold documents."""
        return int(self._connection.execute("SELECT count(*) FROM files").fetchone()[0])

    def put_failure(self, failure: Failure) -> None:
        """Remember why a file could not be ingested."""
        self._connection.execute(
            "INSERT OR REPLACE INTO failures VALUES (?, ?, ?)",
            (failure.path, failure.kind, failure.reason),
        )

    def failures(self) -> list[Failure]:
        """Return the remembered failures in the order of their paths."""
        rows = self._connection.execute("SELECT path, kind, reason FROM failures ORDER BY path")
        return [Failure(*row) for row in rows]
