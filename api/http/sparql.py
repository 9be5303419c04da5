"""`/sparql`: the SPARQL 1.1 Protocol, query operation only (W3C, 21 March 2013, section 2.1)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from api.http.accept import preferred, prefers_html
from api.http.access import Lent, LibraryPool
from api.http.problems import described
from api.http.sparql_page import sparql_page
from api.library import Library
from graph.sparql_results import GRAPHS, ROWS

router = APIRouter(tags=["sparql"])

MAX_BODY: Final = 256 * 1024
"""Bytes of a posted query."""

_QUERY: Final = "application/sparql-query"
_FORM: Final = "application/x-www-form-urlencoded"
_JSON: Final = "application/sparql-results+json"

_ROWS: Final = {
    **{name: name for name in ROWS},
    "application/json": _JSON,
    "application/xml": "application/sparql-results+xml",
}
_GRAPHS: Final = {**{name: name for name in GRAPHS}, "application/json": "application/ld+json"}
"""What may be asked for, and what it gets."""

_RESPONSES: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The result in the form that `Accept` prefers.",
        "content": {name: {} for name in (*ROWS, *GRAPHS)},
    },
    **described(400, 406, 422, 503),
}
_BODY: Final = {
    "requestBody": {
        "required": True,
        "content": {
            _QUERY: {"schema": {"type": "string"}},
            _FORM: {
                "schema": {
                    "type": "object",
                    "properties": {"query": {"type": "string"}},
                    "required": ["query"],
                }
            },
        },
    }
}


@router.get("/sparql", response_class=Response, responses=_RESPONSES)
def by_get(
    request: Request,
    library: Lent,
    query: Annotated[str | None, Query(description="SPARQL 1.1, read only.")] = None,
) -> Response:
    """Ask the graph: rows as JSON, XML, CSV or TSV; CONSTRUCT and DESCRIBE as RDF.

    A browser gets a page with a form and the result as a table.
    """
    if prefers_html(request):
        return sparql_page(request, library, query or "")
    given = request.query_params
    _refuse_others(given)
    return _answer(library, _single(given.getlist("query")), request)


@router.post(
    "/sparql",
    response_class=Response,
    responses={**_RESPONSES, **described(413, 415)},
    openapi_extra=_BODY,
)
async def by_post(request: Request) -> Response:
    """The same with the query as the body, or in a form field."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == _QUERY:
        queries = [_text(await _body(request))]
        names = set(request.query_params)
    elif kind == _FORM:
        await _body(request)
        form = await request.form(max_files=0, max_fields=20)
        queries = [str(value) for value in form.getlist("query")]
        names = set(form) | set(request.query_params)
    else:
        raise HTTPException(415, f"post the query as {_QUERY} or {_FORM}; updates are refused")
    _refuse_others(names)
    query = _single(queries)
    pool: LibraryPool = request.app.state.pool
    async with pool.lend() as library:
        return await run_in_threadpool(_answer, library, query, request)


async def _body(request: Request) -> bytes:
    """Read the body, and stop where it grows over the limit."""
    parts = bytearray()
    async for part in request.stream():
        parts += part
        if len(parts) > MAX_BODY:
            raise HTTPException(413, f"query: longer than {MAX_BODY} bytes")
    request._body = bytes(parts)  # where Starlette itself keeps a body that was read
    return bytes(parts)


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise HTTPException(400, "query: is not UTF-8") from error


def _single(queries: Sequence[str]) -> str:
    if len(queries) != 1 or not queries[0].strip():
        given = f"there are {len(queries)}" if len(queries) > 1 else "there is none"
        raise HTTPException(400, f"query: give one; {given}")
    return queries[0]


def _refuse_others(names: Iterable[str]) -> None:
    """Refuse what would change the graph, or ask another one than the library."""
    given = set(names)
    if "update" in given:
        raise HTTPException(400, "update: refused, this endpoint only reads")
    chosen = {"default-graph-uri", "named-graph-uri"} & given
    if chosen:
        raise HTTPException(400, f"{min(chosen)}: the dataset is fixed; write FROM in the query")


def _answer(library: Library, query: str, request: Request) -> Response:
    """Run a query. Only its result shows which formats there are, so that is looked at last."""
    accept = request.headers.get("accept", "")
    rows, graph = preferred(accept, list(_ROWS)), preferred(accept, list(_GRAPHS))
    wanted = {_ROWS[rows] if rows else None, _GRAPHS[graph] if graph else None} - {None}
    if not wanted:
        raise HTTPException(406, f"offered are {', '.join((*ROWS, *GRAPHS))}")
    asked = (_ROWS[rows or _JSON], _GRAPHS[graph or "text/turtle"])
    result = library.sparql(query, ", ".join(asked))
    if result.media_type not in wanted:
        offered = ROWS if result.media_type in ROWS else GRAPHS
        raise HTTPException(406, f"offered for this query are {', '.join(offered)}")
    return Response(
        result.content, headers={"Content-Type": _typed(result.media_type), "Vary": "Accept"}
    )


def _typed(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
