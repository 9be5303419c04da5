"""`GET /api/suggest`: completions of what is being typed into the search box."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from api.http.access import Lent
from api.http.addresses import address_of
from api.http.problems import described
from api.limits import MOST_SUGGESTED

router = APIRouter(tags=["search"])


class Completion(BaseModel):
    """A document that what was typed may become."""

    text: str = Field(description="Type, number and title.")
    urn: str
    page: str = Field(description="Address of its page on this server.")
    held: bool
    cited: int = Field(description="How many documents of the library cite it.")


class Completions(BaseModel):
    """Completions, best first."""

    q: str
    suggestions: list[Completion]


@router.get("/api/suggest", responses=described(422, 503))
def suggest(
    library: Lent,
    q: Annotated[str, Query(max_length=4000, description="What was typed so far.")],
    limit: Annotated[int, Query(ge=1, le=MOST_SUGGESTED, description="Completions at most.")] = 8,
) -> Completions:
    """The documents whose number or title goes on from what was typed; diacritics do not matter."""
    found = [
        Completion(
            text=one.text, urn=one.urn, page=address_of(one.urn), held=one.held, cited=one.cited
        )
        for one in library.suggest(q, limit)
    ]
    return Completions(q=q, suggestions=found)
