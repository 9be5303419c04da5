"""Running SPARQL queries for requests, apart from the libraries that other routes are lent."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import anyio
from fastapi import FastAPI, Request
from starlette.concurrency import run_in_threadpool

from api.http.access import BUSY, WAIT_SECONDS, LibraryPool
from api.open_stores import sparql_service
from api.queries import speakable
from corpus.errors import StoreBusy
from graph.sparql import DEFAULT_ACCEPT, SparqlResult, SparqlService


class SparqlQueue:
    """A few queries at a time, the others wait; lives in one event loop.

    They wait in the event loop and hold neither a thread nor a library, so that slow queries keep
    nobody from searching.
    """

    def __init__(self, service: SparqlService) -> None:
        self._service = service
        self._slots = anyio.Semaphore(service.limits.processes)

    async def query(
        self,
        text: str,
        accept: str = DEFAULT_ACCEPT,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        base: str = "",
    ) -> SparqlResult:
        """Run a query; arguments and errors are those of `SparqlService.query`.

        Raises:
            StoreBusy: others were running for too long.
        """
        try:
            with anyio.fail_after(WAIT_SECONDS):
                await self._slots.acquire()
        except TimeoutError:
            raise StoreBusy(
                "too many queries are running; ask again in a minute", vietnamese=BUSY
            ) from None
        try:
            return await run_in_threadpool(
                self._service.query,
                speakable(text),
                accept,
                default_graphs=[speakable(name) for name in default_graphs],
                named_graphs=[speakable(name) for name in named_graphs],
                base=base,
            )
        finally:
            self._slots.release()

    def close(self) -> None:
        """End the processes."""
        self._service.close()


@asynccontextmanager
async def sparql_lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Keep a queue over the application's library in `app.state.sparql` while it runs."""
    pool: LibraryPool = app.state.pool
    async with pool.lend() as library:
        service = sparql_service(library.catalog.folder, library.settings)
    app.state.sparql = SparqlQueue(service)
    yield
    app.state.sparql.close()


def queue_of(request: Request) -> SparqlQueue:
    """The queue of the application that answers a request."""
    queue: SparqlQueue = request.app.state.sparql
    return queue
