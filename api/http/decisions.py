"""A person says over HTTP what a mention means, or takes that back; the list of mentions."""

from __future__ import annotations

import ipaddress
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.exceptions import HTTPException

from api.http.access import Lent, LibraryPool
from api.http.documents import Urn
from api.http.origins import only_own_pages
from api.http.problems import described
from api.records import MentionRow
from api.settings import Settings

router = APIRouter(tags=["decisions"])

MAX_BODY: Final = 16 * 1024
_JSON: Final = "application/json"
_REFUSALS: Final = described(400, 403, 404, 422, 503)

MentionName = Annotated[
    str,
    Query(
        alias="mention",
        max_length=100,
        description="`id` of the mention, as `/api/references` gives it.",
    ),
]


class Decision(BaseModel):
    """What a person decided that a mention means."""

    model_config = ConfigDict(extra="forbid", strict=True)

    mention: str = Field(
        max_length=100,
        description="`id` of the mention, as `/api/references` gives it.",
        examples=["0f3b2a9c81de:356"],
    )
    urn: str = Field(
        max_length=1000,
        description="URN of the document that it means, held or not.",
        examples=["urn:lex:vn:thu.tuong.chinh.phu:quyet.dinh:2022;766-qd-ttg"],
    )


class References(BaseModel):
    """The mentions of a document in the order of its text."""

    urn: str
    mentions: list[MentionRow]


def _permitted(request: Request) -> None:
    pool: LibraryPool = request.app.state.pool
    if not takes_decisions(pool.settings):
        raise HTTPException(403, "this server takes no decisions (setting decisions)")


_GUARDED: Final = [Depends(only_own_pages), Depends(_permitted)]
_BODY: Final[dict[str, Any]] = {
    "requestBody": {"required": True, "content": {_JSON: {"schema": Decision.model_json_schema()}}}
}


def takes_decisions(settings: Settings) -> bool:
    """Tell whether a server with these settings takes decisions over HTTP."""
    if settings.decisions != "local":
        return settings.decisions == "all"
    if settings.host == "localhost":
        return True
    try:
        return ipaddress.ip_address(settings.host).is_loopback
    except ValueError:
        return False


@router.get("/api/references/{urn:path}", responses=described(404, 422, 503))
def references(library: Lent, urn: Urn) -> References:
    """Every mention of a held document, with what it was resolved to and who decided it."""
    return References(urn=urn, mentions=list(library.references(urn)))


@router.post(
    "/api/resolve",
    responses={**_REFUSALS, **described(413, 415)},
    openapi_extra=_BODY,
    dependencies=_GUARDED,
)
async def decide(request: Request) -> MentionRow:
    """Decide what a mention means; the decision is kept and survives a new ingest."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != _JSON:
        raise HTTPException(415, f"send the decision as {_JSON}")
    decision = _decision(await _body(request))
    pool: LibraryPool = request.app.state.pool
    return await pool.write(lambda library: library.resolve(decision.mention, decision.urn))


@router.delete("/api/resolve", responses=_REFUSALS, dependencies=_GUARDED)
async def take_back(request: Request, mention: MentionName) -> MentionRow:
    """Take a decision back: the mention means again what the library makes of it."""
    pool: LibraryPool = request.app.state.pool
    return await pool.write(lambda library: library.resolve(mention, None))


async def _body(request: Request) -> bytes:
    """Read the body, and stop where it grows over the limit."""
    parts = bytearray()
    async for part in request.stream():
        parts += part
        if len(parts) > MAX_BODY:
            raise HTTPException(413, f"decision: longer than {MAX_BODY} bytes")
    return bytes(parts)


def _decision(body: bytes) -> Decision:
    try:
        return Decision.model_validate_json(body)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        field = ".".join(str(part) for part in first["loc"]) or "decision"
        raise HTTPException(422, f"{field}: {first['msg']}") from error
