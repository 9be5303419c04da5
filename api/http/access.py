"""Lending opened libraries to requests: a `Library` serves one thread at a time."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Final

from fastapi import Depends, Request

from api.library import Library
from corpus.errors import StoreBusy

LIBRARIES: Final = 4
"""Libraries that are open at most; a request waits while all are lent."""

WAIT_SECONDS: Final = 30.0


class LibraryPool:
    """A few libraries over one data folder, opened when first needed."""

    def __init__(self, first: Library, size: int = LIBRARIES) -> None:
        self._folder = first.catalog.folder
        self._settings = first.settings
        self._first = first
        self._free: queue.LifoQueue[Library | None] = queue.LifoQueue()
        for _ in range(size - 1):
            self._free.put(None)
        self._free.put(first)

    @contextmanager
    def lend(self) -> Iterator[Library]:
        """Lend a library that shows what has been written so far.

        Raises:
            StoreBusy: all were lent for too long.
        """
        try:
            library = self._free.get(timeout=WAIT_SECONDS)
        except queue.Empty:
            raise StoreBusy("the server is busy; ask again in a minute") from None
        try:
            if library is None:
                library = Library.open(self._folder, self._settings)
            library.refresh()
            yield library
        finally:
            self._free.put(library)

    def close(self) -> None:
        """Close the libraries that this pool opened; the first one is its owner's."""
        while not self._free.empty():
            library = self._free.get_nowait()
            if library is not None and library is not self._first:
                library.close()


def _lent(request: Request) -> Iterator[Library]:
    pool: LibraryPool = request.app.state.pool
    with pool.lend() as library:
        yield library


Lent = Annotated[Library, Depends(_lent)]
"""A library for the time of one request."""
