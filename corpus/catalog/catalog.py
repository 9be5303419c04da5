"""`Catalog`: opening the file, its transactions, its generation, and its one writer."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.catalog.changes import Changes
from corpus.catalog.citations import Citations
from corpus.catalog.decisions import Decisions
from corpus.catalog.documents import Documents
from corpus.catalog.files import Files
from corpus.catalog.mentions import Mentions
from corpus.catalog.schema import check_schema, create_tables
from corpus.errors import NotALibrary, StoreBusy, StoreError

if TYPE_CHECKING:
    from filelock import FileLock

CATALOG_NAME = "catalog.sqlite"
LOCK_NAME = "writer.lock"
_OWN_LEFTOVERS = {CATALOG_NAME, f"{CATALOG_NAME}-wal", f"{CATALOG_NAME}-shm", LOCK_NAME}


class Catalog:
    """The catalog of one data folder.

    Attributes:
        documents, files, mentions, citations, decisions, changes: the tables, each with its
            own verbs.
        folder: the data folder.
        writable: whether this process holds the library for writing.
    """

    def __init__(
        self, folder: Path, connection: sqlite3.Connection, lock: FileLock | None = None
    ) -> None:
        self.folder = folder
        self._connection = connection
        self._lock = lock
        self.changes = Changes(connection)
        self.documents = Documents(connection, self.changes)
        self.files = Files(connection, self.changes)
        self.mentions = Mentions(connection, self.changes)
        self.citations = Citations(connection)
        self.decisions = Decisions(connection)

    @property
    def writable(self) -> bool:
        """Whether this process may write."""
        return self._lock is not None

    @classmethod
    def open(cls, folder: Path, *, write: bool = False) -> Catalog:
        """Open the catalog of a data folder; with `write`, make it where there is none.

        Raises:
            NotALibrary: the folder is missing (reading) or holds something else.
            NewerSchema: a later version wrote it.
            StoreBusy: another process is writing (only with `write`).
            StoreError: the folder cannot be read or written.
        """
        _check_folder(folder, write)
        lock = None
        try:
            if write:
                folder.mkdir(parents=True, exist_ok=True)
                lock = _take_lock(folder)
            connection = _connect(folder / CATALOG_NAME, write)
        except (OSError, sqlite3.Error) as error:
            _release(lock)
            raise StoreError(f"{folder}: cannot be opened ({error}); check --data") from error
        try:
            if not check_schema(connection, folder):
                if not write:
                    raise NotALibrary(_nothing_in(folder))
                create_tables(connection)
            if not write:
                connection.execute("PRAGMA query_only = ON")
        except BaseException as error:
            connection.close()
            _release(lock)
            if isinstance(error, sqlite3.Error):
                raise StoreError(f"{folder}: its catalog cannot be read ({error})") from error
            raise
        return cls(folder, connection, lock)

    def close(self) -> None:
        """Close the file and let another process write."""
        self._connection.close()
        _release(self._lock)
        self._lock = None

    def __enter__(self) -> Catalog:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing: what happens inside is committed together, or not at all.

        The generation goes up by one when anything inside was written to the log of changes.

        Raises:
            StoreError: this process does not hold the library, or the disk is full.
        """
        if not self.writable:
            raise StoreError(f"{self.folder}: opened for reading only")
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            self.changes.begin()
            yield
            self.changes.end()
            self._connection.execute("COMMIT")
        except BaseException as error:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            if isinstance(error, sqlite3.OperationalError):
                raise StoreError(f"{self.folder}: cannot be written ({error})") from error
            raise

    @property
    def generation(self) -> int:
        """Number of the last committed change; derived stores carry the one they are built from."""
        return int(self.note("generation") or 0)

    def note(self, key: str) -> str | None:
        """Return a remembered fact about the library, for example the embedder's name."""
        row = self._connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def set_note(self, key: str, value: str) -> None:
        """Remember a fact about the library; inside a transaction."""
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def check(self) -> list[str]:
        """Let SQLite examine the file; an empty list means that it is sound."""
        rows = self._connection.execute("PRAGMA integrity_check(10)").fetchall()
        problems = [str(row[0]) for row in rows if row[0] != "ok"]
        broken = self._connection.execute("PRAGMA foreign_key_check").fetchall()
        return problems + [f"row {row[1]} of {row[0]} points to nothing" for row in broken]


def _check_folder(folder: Path, write: bool) -> None:
    try:
        if folder.is_dir():
            names = {entry.name for entry in folder.iterdir()}
        elif folder.exists():
            raise NotALibrary(f"{folder}: is a file; --data takes a folder")
        else:
            names = set()
    except OSError as error:
        reason = error.strerror or error
        raise StoreError(f"{folder}: cannot be read ({reason}); check --data") from error
    if CATALOG_NAME in names:
        return
    if names - _OWN_LEFTOVERS:
        raise NotALibrary(
            f"{folder}: holds other files and no library; give a new or empty folder with --data"
        )
    if not write:
        raise NotALibrary(_nothing_in(folder))


def _nothing_in(folder: Path) -> str:
    return f"{folder}: no library there; make one with: luocdo ingest PATH --data {folder}"


def _take_lock(folder: Path) -> FileLock:
    from filelock import FileLock, Timeout  # noqa: PLC0415  only writers need it

    lock = FileLock(folder / LOCK_NAME, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise StoreBusy(
            f"{folder}: another process is writing to this library; try again when it is done"
        ) from error
    return lock


def _release(lock: FileLock | None) -> None:
    if lock is not None:
        lock.release()


def _connect(path: Path, write: bool) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=30, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        if write:
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
            connection.execute("PRAGMA synchronous = FULL")
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            connection.close()
            raise
    return connection
