"""Frozen copies of the store that other processes read while one process writes.

Oxigraph may not be opened for reading beside a writer (its manual calls that undefined), and a
compaction of the writer does delete files under a reader. So the writer publishes: a checkpoint of
the quads, made of hard links at no cost in space, and a copy of the tables. Nobody changes them any
more, and `current` names the newest.

    graph/primary/                   the writer's own quads, behind RocksDB's lock
    graph/tables.sqlite              the writer's own tables, which the same lock guards
    graph/snapshots/7/store/         a published copy of the quads
    graph/snapshots/7/tables.sqlite  and of the tables
    graph/snapshots/7/lease          readers hold it (shared), the writer deletes what nobody holds
    graph/current                    "7"
"""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path
from typing import IO, Final, Protocol

from corpus.errors import NotALibrary

_ATTEMPTS = 20


TABLES: Final = "tables.sqlite"


class Checkpointing(Protocol):
    """What can write a consistent copy of itself: `pyoxigraph.Store`."""

    def backup(self, target_directory: str) -> None:
        """Write the copy to a folder that does not exist yet."""


class Copying(Protocol):
    """What can write a copy of itself to a file: `graph.tables.TablesWriter`."""

    def copy_to(self, path: Path) -> None:
        """Write the copy to a file that does not exist yet."""


class Lease:
    """A published copy, protected from deletion until `close`.

    `path` is the folder of its quads, `tables` the file of its tables.
    """

    def __init__(self, folder: Path, file: IO[bytes]) -> None:
        self.path = folder / "store"
        self.tables = folder / TABLES
        self._file = file

    def close(self) -> None:
        """Let the copy go."""
        self._file.close()


def current(root: Path) -> Path | None:
    """Folder of the newest published copy; null where nothing is published."""
    try:
        name = (root / "current").read_text(encoding="ascii").strip()
    except (FileNotFoundError, NotADirectoryError):
        return None
    folder = root / "snapshots" / name
    return folder if name.isdigit() and (folder / "store").is_dir() else None


def acquire(root: Path) -> Lease:
    """The newest published copy.

    Raises:
        NotALibrary: nothing has been published under `root`.
    """
    for _ in range(_ATTEMPTS):
        folder = current(root)
        if folder is None:
            break
        with contextlib.suppress(FileNotFoundError):
            file = (folder / "lease").open("rb")
            # Between reading `current` and taking the lease the writer may have moved on.
            if _lock_shared(file) and (folder / "store").is_dir():
                return Lease(folder, file)
            file.close()
    raise NotALibrary(f"{root} holds no published graph; run `luocdo ingest` first")


def publish(root: Path, store: Checkpointing, tables: Copying) -> Path:
    """Write a new copy, make it the current one, and delete those that nobody reads any more."""
    snapshots = root / "snapshots"
    snapshots.mkdir(exist_ok=True)
    taken = [int(entry.name) for entry in snapshots.iterdir() if entry.name.isdigit()]
    folder = snapshots / str(max(taken, default=0) + 1)
    folder.mkdir()
    (folder / "lease").write_bytes(b"")
    tables.copy_to(folder / TABLES)
    store.backup(str(folder / "store"))
    pointer = root / "current.new"
    pointer.write_text(folder.name, encoding="ascii")
    pointer.replace(root / "current")
    _delete_unread(snapshots, keep=folder.name)
    return folder / "store"


def _delete_unread(snapshots: Path, keep: str) -> None:
    for folder in snapshots.iterdir():
        if folder.name == keep:
            continue
        try:
            file = (folder / "lease").open("rb")
        except FileNotFoundError:
            shutil.rmtree(folder, ignore_errors=True)
            continue
        with file:
            if _lock_exclusive(file):
                _delete(folder, file)


def _delete(folder: Path, lease: IO[bytes]) -> None:
    # Windows refuses to rename a folder in which anybody holds a file, us included; elsewhere
    # the lock must be held until the name is gone, so that no reader slips in between.
    if os.name == "nt":
        lease.close()
    doomed = folder.with_name(folder.name + ".old")
    with contextlib.suppress(OSError):
        folder.rename(doomed)
        shutil.rmtree(doomed, ignore_errors=True)


if os.name == "posix":
    import fcntl

    def _lock_shared(file: IO[bytes]) -> bool:
        return _flock(file, fcntl.LOCK_SH, unsupported=True)

    def _lock_exclusive(file: IO[bytes]) -> bool:
        return _flock(file, fcntl.LOCK_EX, unsupported=False)

    def _flock(file: IO[bytes], kind: int, *, unsupported: bool) -> bool:
        try:
            fcntl.flock(file.fileno(), kind | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:  # a file system without locks: readers read, and nothing is deleted
            return unsupported
        return True

else:

    def _lock_shared(file: IO[bytes]) -> bool:
        return not file.closed

    def _lock_exclusive(file: IO[bytes]) -> bool:
        return not file.closed
