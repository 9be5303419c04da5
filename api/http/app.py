"""`create_app`: the FastAPI application over one library."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from api.http import (
    api_page,
    audit,
    decisions,
    documents,
    export,
    force,
    health,
    identifiers,
    problems,
    related,
    search,
    search_page,
    sparql,
    suggest,
)
from api.http.access import LibraryPool
from api.http.guards import Guards
from api.http.hosts import allowed_names
from api.library import Library
from graph.terms import installed_version

_STATIC: Final = Path(__file__).parent / "static"
_ROUTES: Final = (
    search, suggest, documents, related, decisions, force, audit, export, sparql, identifiers,
    health, search_page, api_page,
)  # fmt: skip

_ABOUT: Final = """\
All is read only but for decisions about what a mention means. Documents are named by URN LEX
(RFC 9676); `/api/resolve` finds the URN of anything that a person would type. Offsets count
characters of a document's text. Every error has the body
`{"ok": false, "status": …, "error": "…"}`, or is a page where a browser asks.
"""


def create_app(library: Library, hosts: Iterable[str] = ()) -> FastAPI:
    """Return the application over `library`.

    The library stays its caller's to close; further ones over the same folder are opened as
    requests need them and closed when the application stops.

    Args:
        library: what is served.
        hosts: names that the server answers to besides localhost, IP addresses and the host that
            it is set to listen on.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.pool = LibraryPool(library)
        yield
        app.state.pool.close()

    app = FastAPI(
        title="Lược đồ",
        summary="Which directives stand on which, with the sentence that proves it.",
        description=_ABOUT,
        version=installed_version(),
        lifespan=lifespan,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        # The pages that FastAPI offers load scripts from elsewhere; /docs is made here.
        docs_url=None,
        redoc_url=None,
    )
    problems.install(app)
    for module in _ROUTES:
        app.include_router(module.router)
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    app.add_middleware(Guards, names=allowed_names(library.settings.host, hosts))
    return app
