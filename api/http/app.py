"""`create_app`: the FastAPI application over one library."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from fastapi import FastAPI, Request, Response
from fastapi.staticfiles import StaticFiles

from api.http import documents, export, health, identifiers, pages, problems, search, sparql
from api.http.access import LibraryPool
from api.library import Library
from graph.terms import installed_version

_STATIC: Final = Path(__file__).parent / "static"

_HEADERS: Final = {
    # Pages quote documents of strangers: nothing in them may run or load from elsewhere.
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
# The interactive API description loads its own script and style.
_DESCRIPTION_PAGES: Final = frozenset({"/docs", "/redoc"})


def create_app(library: Library) -> FastAPI:
    """Return the application over `library`.

    The library stays its caller's to close; further ones over the same folder are opened as
    requests need them and closed when the application stops.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.pool = LibraryPool(library)
        yield
        app.state.pool.close()

    app = FastAPI(
        title="Lược đồ",
        summary="Which directives stand on which, with the sentence that proves it.",
        version=installed_version(),
        lifespan=lifespan,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
    )
    problems.install(app)
    for module in (search, documents, export, sparql, identifiers, health, pages):
        app.include_router(module.router)
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    app.middleware("http")(_with_headers)
    return app


async def _with_headers(
    request: Request, call_next: Callable[[Request], Awaitable[Response]]
) -> Response:
    response = await call_next(request)
    if request.url.path not in _DESCRIPTION_PAGES:
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
    return response
