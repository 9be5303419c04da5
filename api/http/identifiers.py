"""`/id/{urn}`: every document's own address, as a page, Turtle or JSON-LD by `Accept`."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response
from starlette.exceptions import HTTPException

from api.http.accept import preferred
from api.http.access import Lent
from api.http.document_page import DEPTH, MOST_STEPS, document_page
from api.http.documents import Urn
from api.http.export import MEDIA_TYPES, exported
from api.http.force import Day
from api.http.problems import described

router = APIRouter(tags=["documents"])

_FORMATS: Final = {"text/turtle": "turtle", "application/ld+json": "json-ld"}
_OFFERED: Final = ("text/html", *_FORMATS)


@router.get(
    "/id/{urn:path}",
    response_class=Response,
    responses={
        200: {
            "description": "The document in the form that `Accept` prefers.",
            "content": {media: {"schema": {"type": "string"}} for media in _OFFERED},
        },
        **described(400, 404, 406, 422, 503),
    },
)
def identified(
    request: Request,
    library: Lent,
    urn: Urn,
    *,
    depth: Annotated[
        int, Query(ge=1, le=MOST_STEPS, description="Steps of the lineage on the page.")
    ] = DEPTH,
    part: Annotated[int, Query(ge=1, description="Part of a long text on the page.")] = 1,
    date: Day = None,
) -> Response:
    """The document of a URN: a page, or its part of the graph as RDF."""
    media = preferred(request.headers.get("accept", ""), _OFFERED)
    if media is None:
        raise HTTPException(406, f"offered are {', '.join(_OFFERED)}")
    response: Response
    if media in _FORMATS:
        name = _FORMATS[media]
        body = exported(library, name, library.document(urn).urn, 1)
        response = Response(body, media_type=MEDIA_TYPES[name])
    else:
        response = document_page(request, library, urn, depth=depth, part=part, on=date)
    response.headers["Vary"] = "Accept"
    return response
