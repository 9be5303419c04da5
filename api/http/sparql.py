"""`/sparql`: the SPARQL 1.1 Protocol, query operation only (W3C, 21 March 2013, section 2.1)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from api.http.access import Lent, LibraryPool

router = APIRouter(tags=["sparql"])

MAX_BODY: Final = 256 * 1024
"""Bytes of a posted query."""

_QUERY: Final = "application/sparql-query"
_FORM: Final = "application/x-www-form-urlencoded"


@router.get("/sparql", response_class=Response)
def by_get(
    request: Request,
    library: Lent,
    query: Annotated[str, Query(description="SPARQL 1.1, read only.")],
) -> Response:
    """Ask the graph; results as JSON, XML, CSV, TSV, or RDF for CONSTRUCT and DESCRIBE."""
    _refuse_datasets(request.query_params)
    return _answer(library, query, request)


@router.post("/sparql", response_class=Response)
async def by_post(request: Request) -> Response:
    """The same with the query as the body, or in a form field."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == _QUERY:
        query = (await _body(request)).decode("utf-8", "replace")
        names = set(request.query_params)
    elif kind == _FORM:
        await _body(request)
        form = await request.form(max_files=0, max_fields=20)
        query = str(form.get("query") or "")
        names = set(form) | set(request.query_params)
    else:
        raise HTTPException(415, f"post the query as {_QUERY} or {_FORM}")
    _refuse_datasets(names)
    if not query.strip():
        raise HTTPException(400, "query: there is none")
    pool: LibraryPool = request.app.state.pool

    def ask() -> Response:
        with pool.lend() as library:
            return _answer(library, query, request)

    return await run_in_threadpool(ask)


async def _body(request: Request) -> bytes:
    """Read the body, and stop where it grows over the limit."""
    parts = bytearray()
    async for part in request.stream():
        parts += part
        if len(parts) > MAX_BODY:
            raise HTTPException(413, f"query: longer than {MAX_BODY} bytes")
    request._body = bytes(parts)  # where Starlette itself keeps a body that was read
    return bytes(parts)


def _refuse_datasets(names: Iterable[str]) -> None:
    """The graph that is asked is the library; another may not be chosen."""
    given = {"default-graph-uri", "named-graph-uri"} & set(names)
    if given:
        raise HTTPException(400, f"{sorted(given)[0]}: the dataset is fixed; leave it out")


def _answer(library: Lent, query: str, request: Request) -> Response:
    result = library.sparql(query, request.headers.get("accept", ""))
    return Response(result.body, media_type=result.media_type, headers={"Vary": "Accept"})
