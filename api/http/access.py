"""Lending opened libraries to requests: a `Library` serves one thread at a time, and one writes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Annotated, Final, TypeVar

import anyio
from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool

from api.library import Library
from api.settings import Settings
from corpus.errors import StoreBusy

LIBRARIES: Final = 4
"""Libraries that are open at most; a request waits while all are lent."""

WAIT_SECONDS: Final = 30.0

T = TypeVar("T")
BUSY: Final = "Máy chủ đang bận; hãy thử lại sau một phút."
"""What a page says then."""

_WRITTEN: Final = "the library is being written; ask again when that is done"


class LibraryPool:
    """A few libraries over one data folder, opened when first needed; lives in one event loop.

    Requests wait for a library in the event loop and not in a thread: waiting threads would take
    those that the requests before them need to finish.
    """

    def __init__(self, first: Library, size: int = LIBRARIES) -> None:
        self._folder = first.catalog.folder
        self._settings = first.settings
        self._first = first
        self._free: list[Library] = [first]
        self._slots = anyio.Semaphore(size)
        self._writing = anyio.Lock()

    @asynccontextmanager
    async def lend(self) -> AsyncIterator[Library]:
        """Lend a library that shows what has been written so far.

        Raises:
            StoreBusy: all were lent for too long.
        """
        try:
            with anyio.fail_after(WAIT_SECONDS):
                await self._slots.acquire()
        except TimeoutError:
            raise StoreBusy("the server is busy; ask again in a minute", vietnamese=BUSY) from None
        try:
            library = self._free.pop() if self._free else await run_in_threadpool(self._open)
            try:
                await run_in_threadpool(library.refresh)
                yield library
            finally:
                self._free.append(library)
        finally:
            self._slots.release()

    @property
    def settings(self) -> Settings:
        """What holds for the libraries."""
        return self._settings

    async def write(self, change: Callable[[Library], T]) -> T:
        """Open the library for writing, let `change` do its work there, and return what it gives.

        Changes through this pool wait for one another; another process that writes is an error.

        Raises:
            StoreBusy: the library is being written.
            StoreError: it cannot be written.
        """
        try:
            with anyio.fail_after(WAIT_SECONDS):
                await self._writing.acquire()
        except TimeoutError:
            raise StoreBusy(_WRITTEN) from None
        try:
            return await run_in_threadpool(self._changed, change)
        finally:
            self._writing.release()

    def _changed(self, change: Callable[[Library], T]) -> T:
        try:
            with Library.open(self._folder, self._settings, write=True) as library:
                return change(library)
        except StoreBusy:
            raise StoreBusy(_WRITTEN) from None  # without the folder, which is no stranger's affair

    def close(self) -> None:
        """Close the libraries that this pool opened; the first one is its owner's."""
        for library in self._free:
            if library is not self._first:
                library.close()
        self._free.clear()

    def _open(self) -> Library:
        return Library.open(self._folder, self._settings)


async def _lent(request: Request) -> AsyncIterator[Library]:
    pool: LibraryPool = request.app.state.pool
    async with pool.lend() as library:
        yield library


# "function": given back before the response is sent, so that slow clients hold no library.
Lent = Annotated[Library, Depends(_lent, scope="function")]
"""A library for the time that a route works."""
