"""Libraries are lent to requests, a few at a time."""

import threading

import anyio
import pytest
from starlette.types import Message, Scope

from api.http import access, create_app
from api.http.access import LIBRARIES, LibraryPool
from api.library import Library
from api.settings import Settings
from corpus.errors import StoreBusy

REQUEST: Scope = {
    "type": "http", "http_version": "1.1", "method": "GET", "scheme": "http", "path": "/healthz",
    "raw_path": b"/healthz", "query_string": b"", "root_path": "", "client": ("127.0.0.1", 1),
    "server": ("localhost", 80), "headers": [(b"host", b"localhost")],
}  # fmt: skip


async def receive() -> Message:
    await anyio.sleep_forever()
    raise AssertionError


def test_a_slow_reader_keeps_nobody_waiting(settings: Settings) -> None:
    """More clients that never take their answer than there are libraries."""

    async def run(library: Library) -> list[int]:
        app = create_app(library)
        answered: list[int] = []

        async def stuck(message: Message) -> None:
            await anyio.sleep_forever()

        async def take(message: Message) -> None:
            if message["type"] == "http.response.start":
                answered.append(message["status"])

        async with app.router.lifespan_context(app), anyio.create_task_group() as clients:
            for _ in range(2 * LIBRARIES):
                clients.start_soon(app, dict(REQUEST), receive, stuck)
            await anyio.wait_all_tasks_blocked()
            with anyio.fail_after(10):
                await app(dict(REQUEST), receive, take)
            clients.cancel_scope.cancel()
        return answered

    with Library.open(settings.data, settings) as library:
        assert anyio.run(run, library) == [200]


def test_no_library_serves_two_at_a_time(settings: Settings) -> None:
    lent: list[int] = []
    most: list[int] = []
    lock = threading.Lock()

    async def use(pool: LibraryPool) -> None:
        async with pool.lend() as library:
            with lock:
                assert id(library) not in lent
                lent.append(id(library))
                most.append(len(lent))
            await anyio.sleep(0.01)
            lent.remove(id(library))

    async def run(library: Library) -> None:
        pool = LibraryPool(library, size=3)
        async with anyio.create_task_group() as users:
            for _ in range(20):
                users.start_soon(use, pool)
        pool.close()

    with Library.open(settings.data, settings) as library:
        anyio.run(run, library)
        assert library.generation > 0, "the first one is its owner's to close"
    assert max(most) == 3


def test_a_server_that_is_too_busy_says_so(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "WAIT_SECONDS", 0.05)

    async def run(library: Library) -> None:
        pool = LibraryPool(library, size=1)
        async with pool.lend():
            with pytest.raises(StoreBusy):
                async with pool.lend():
                    pass
        async with pool.lend() as again:
            assert again is library

    with Library.open(settings.data, settings) as library:
        anyio.run(run, library)
