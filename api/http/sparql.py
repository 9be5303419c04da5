"""`/sparql`: the SPARQL 1.1 Protocol, query operation only (W3C, 21 March 2013, section 2.1)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from email.message import Message
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request, Response
from starlette.exceptions import HTTPException

from api.http.accept import preferred, prefers_html
from api.http.problems import described
from api.http.sparql_page import sparql_page
from api.http.sparql_queue import queue_of, sparql_lifespan
from graph.sparql_description import describe
from graph.sparql_results import GRAPHS, ROWS

router = APIRouter(tags=["sparql"], lifespan=sparql_lifespan)

MAX_BODY: Final = 256 * 1024
"""Bytes of a posted query."""

_MAX_FIELDS: Final = 1000

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


@dataclass(frozen=True, slots=True)
class _Asked:
    """A query with the dataset that the request chooses for it (SPARQL 1.1 Protocol, 2.1.4)."""

    query: str
    default_graphs: Sequence[str]
    named_graphs: Sequence[str]


@router.get("/sparql", response_class=Response, responses=_RESPONSES)
async def by_get(
    request: Request,
    query: Annotated[str | None, Query(description="SPARQL 1.1, read only.")] = None,
    default_graph_uri: Annotated[
        list[str],
        Query(alias="default-graph-uri", description="Graphs to ask, in place of all together."),
    ] = [],  # noqa: B006  FastAPI copies it
    named_graph_uri: Annotated[
        list[str],
        Query(alias="named-graph-uri", description="Graphs that GRAPH may name, in place of all."),
    ] = [],  # noqa: B006
) -> Response:
    """Ask the graph: rows as JSON, XML, CSV or TSV; CONSTRUCT and DESCRIBE as RDF.

    A browser gets a page with a form and the result as a table; without a query, a program gets
    the description of the endpoint (SPARQL 1.1 Service Description) as RDF.
    """
    if prefers_html(request):
        return await sparql_page(request, query or "")
    given = request.query_params
    _refuse_updates(given)
    if "query" not in given:
        return _description(request)
    asked = _Asked(_single(given.getlist("query")), default_graph_uri, named_graph_uri)
    return await _answer(asked, request)


@router.post(
    "/sparql",
    response_class=Response,
    responses={**_RESPONSES, **described(413, 415)},
    openapi_extra=_BODY,
)
async def by_post(request: Request) -> Response:
    """The same with the query as the body, or in a form field."""
    kind, charset = _content_type(request)
    if charset not in ("", "utf-8", "utf8", "us-ascii"):
        raise HTTPException(415, f"charset {charset[:40]}: send UTF-8")
    given: list[tuple[str, str]] = list(request.query_params.multi_items())
    if kind == _QUERY:
        given = [item for item in given if item[0] != "query"]
        given.append(("query", _text(await _body(request))))
    elif kind == _FORM:
        await _body(request)
        form = await request.form(max_files=0, max_fields=_MAX_FIELDS)
        given += [(name, str(value)) for name, value in form.multi_items()]
    else:
        raise HTTPException(415, f"post the query as {_QUERY} or {_FORM}; updates are refused")
    _refuse_updates(name for name, _ in given)
    asked = _Asked(
        _single([value for name, value in given if name == "query"]),
        [value for name, value in given if name == "default-graph-uri"],
        [value for name, value in given if name == "named-graph-uri"],
    )
    return await _answer(asked, request)


@router.options("/sparql", include_in_schema=False)
async def by_options() -> Response:
    """Tell what may be done here (RFC 9110, 9.3.7; Accept-Post: LDP 1.0, 7.1)."""
    allowed = {"Allow": "GET, HEAD, OPTIONS, POST", "Accept-Post": f"{_QUERY}, {_FORM}"}
    return Response(status_code=204, headers=allowed)


def _content_type(request: Request) -> tuple[str, str]:
    """The media type of the body and its charset, both in small letters."""
    message = Message()
    message["Content-Type"] = request.headers.get("content-type", "")
    # What cannot be read counts as text/plain there; nothing at all as well.
    charset = message.get_param("charset", "")
    return message.get_content_type(), str(charset).lower()


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


def _refuse_updates(names: Iterable[str]) -> None:
    given = {"update", "using-graph-uri", "using-named-graph-uri"}.intersection(names)
    if given:
        raise HTTPException(400, f"{min(given)}: refused, this endpoint only reads")


async def _answer(asked: _Asked, request: Request) -> Response:
    """Run a query. Only its result shows which formats there are, so that is looked at last."""
    accept = request.headers.get("accept", "")
    rows, graph = preferred(accept, list(_ROWS)), preferred(accept, list(_GRAPHS))
    wanted = {_ROWS[rows] if rows else None, _GRAPHS[graph] if graph else None} - {None}
    if not wanted:
        raise HTTPException(406, f"offered are {', '.join((*ROWS, *GRAPHS))}")
    formats = (_ROWS[rows or _JSON], _GRAPHS[graph or "text/turtle"])
    result = await queue_of(request).query(
        asked.query,
        ", ".join(formats),
        asked.default_graphs,
        asked.named_graphs,
        base=_endpoint(request),
    )
    if result.media_type not in wanted:
        offered = ROWS if result.media_type in ROWS else GRAPHS
        raise HTTPException(406, f"offered for this query are {', '.join(offered)}")
    return _response(result.content, result.media_type)


def _description(request: Request) -> Response:
    media_type = preferred(request.headers.get("accept", ""), list(_GRAPHS))
    if media_type is None:
        raise HTTPException(406, f"query: there is none; without, offered are {', '.join(GRAPHS)}")
    return _response(describe(_endpoint(request), _GRAPHS[media_type]), _GRAPHS[media_type])


def _endpoint(request: Request) -> str:
    return str(request.url.replace(query="", fragment=""))


def _response(content: bytes, media_type: str) -> Response:
    return Response(content, headers={"Content-Type": _typed(media_type), "Vary": "Accept"})


def _typed(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
