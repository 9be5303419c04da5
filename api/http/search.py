"""`GET /api/search`."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query

from api.answers import answer_to_json
from api.http.access import Lent
from index.entries import Filters

router = APIRouter(tags=["search"])

LIMIT: Final = 100

Text = Annotated[str, Query(alias="q", description="What a person types, in any style.")]
Limit = Annotated[int, Query(ge=1, le=LIMIT, description="Passages that are returned at most.")]
Year = Annotated[int | None, Query(ge=1900, le=2200)]


@router.get("/api/search")
def search(
    library: Lent,
    q: Text,
    *,
    limit: Limit = 10,
    understand: Annotated[
        bool, Query(description="Read numbers and relations out of the text.")
    ] = True,
    type: Annotated[str | None, Query(description="Vietnamese type of the results.")] = None,  # noqa: A002  the contract's word
    issuer: Annotated[str | None, Query(description='A canonical name, or a level ("xã").')] = None,
    year_from: Year = None,
    year_to: Year = None,
) -> dict[str, Any]:
    """Answer a question: the understood query, the documents that answer it, passages."""
    filters = Filters(type=type, issuer=issuer, year_from=year_from, year_to=year_to)
    return answer_to_json(library.search(q, limit, filters, understand))
