"""`/id/{urn}`: every document's own address, as a page, Turtle or JSON-LD by `Accept`."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Path, Request, Response
from starlette.exceptions import HTTPException

from api.http.accept import preferred
from api.http.access import Lent
from api.http.document_page import document_page
from api.http.export import MEDIA_TYPES, exported

router = APIRouter(tags=["documents"])

_FORMATS: Final = {"text/turtle": "turtle", "application/ld+json": "json-ld"}
_OFFERED: Final = ("text/html", "application/xhtml+xml", *_FORMATS)


@router.get("/id/{urn:path}", response_class=Response)
def identified(
    request: Request, library: Lent, urn: Annotated[str, Path(max_length=1000)]
) -> Response:
    """The document of a URN in the form that the client prefers; 406 where there is none."""
    media = preferred(request.headers.get("accept", ""), _OFFERED)
    if media is None:
        raise HTTPException(406, f"offered are {', '.join(_OFFERED)}")
    if media in _FORMATS:
        name = _FORMATS[media]
        body = exported(library, name, library.document(urn).urn, 1)
        return Response(body, media_type=MEDIA_TYPES[name], headers={"Vary": "Accept"})
    response = document_page(request, library, urn)
    response.headers["Vary"] = "Accept"
    return response
