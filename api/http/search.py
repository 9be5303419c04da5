"""`GET /api/search`."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from pydantic import BaseModel, BeforeValidator, Field

from api.answers import answer_to_json
from api.filters import FIRST_YEAR, LAST_YEAR, LEVELS, filters_of
from api.http.access import Lent
from api.http.parameters import NOT_GIVEN, empty_is
from api.http.problems import described
from graph.model import ForceState
from index.left_out import Part
from index.model import AnsweredDocument, Direction, Hit, Intent, Target
from nlp.directive import RelationKind

router = APIRouter(tags=["search"])

LIMIT: Final = 100
LONGEST: Final = 4000
"""Characters of a search text; a pasted paragraph fits."""

Text = Annotated[
    str, Query(alias="q", max_length=LONGEST, description="What a person types, in any style.")
]
Limit = Annotated[
    int, empty_is(10), Query(ge=1, le=LIMIT, description="Documents with passages at most.")
]
Year = Annotated[
    int | None,
    NOT_GIVEN,
    Query(description=f"A year of the results, {FIRST_YEAR} to {LAST_YEAR}."),
]

Without = Annotated[
    tuple[Part, ...],
    BeforeValidator(lambda given: [one for one in given if one]),
    Query(description="Parts of what is read out of the text that are not meant; repeat it."),
]


class Understood(BaseModel):
    """What was read out of the text; the fields of `index.model.Query` without the text."""

    intent: Intent
    relation: RelationKind | None
    direction: Direction | None = Field(
        description="in: documents that do the relation to the target; out: what the target does."
    )
    target: Target | None
    type: str | None = Field(description="Vietnamese type that the results must have.")
    issuer: str | None = Field(
        description='Canonical name, or a bare level ("xã"). A place that is named without its '
        "body is read as its committee, and all bodies of the place are searched."
    )
    year_from: int | None
    year_to: int | None
    topic: str


class SearchResult(BaseModel):
    """An answer: documents with proof from the graph, and passages from the indexes."""

    text: str
    query: Understood
    answer: list[AnsweredDocument]
    hits: list[Hit]
    candidates: list[Target] = Field(description="Other documents that the text may mean.")
    nearest: list[AnsweredDocument] = Field(description="What comes close where nothing answers.")
    message: str
    facets: dict[str, dict[str, int]] = Field(
        description="How often each type, level, issuer, province, year, state of force and "
        "relation occurs, each as if no filter of its own were set."
    )
    took_ms: float


@router.get(
    "/api/search",
    response_class=JSONResponse,
    responses={
        200: {"model": SearchResult, "description": "The answer."},
        **described(400, 422, 503),
    },
)
def search(
    library: Lent,
    q: Text,
    *,
    limit: Limit = 10,
    understand: Annotated[
        bool, empty_is(True), Query(description="Read numbers and relations out of the text.")
    ] = True,
    type: Annotated[  # noqa: A002  the contract's word
        str | None,
        Query(max_length=200, description='Vietnamese type of the results, or "KH".'),
    ] = None,
    issuer: Annotated[
        str | None, Query(max_length=200, description='A canonical name, or a level ("xã").')
    ] = None,
    year_from: Year = None,
    year_to: Year = None,
    level: Annotated[
        str | None, Query(max_length=20, description=f"One of {', '.join(LEVELS)}.")
    ] = None,
    province: Annotated[
        str | None, Query(max_length=100, description="Province of today or before the mergers.")
    ] = None,
    without: Without = (),
    force: Annotated[
        ForceState | None, NOT_GIVEN, Query(description="State of force today.")
    ] = None,
    relation: Annotated[
        RelationKind | None,
        NOT_GIVEN,
        Query(description="Relation by which documents answer a question about another."),
    ] = None,
) -> JSONResponse:
    """Answer a question: the understood query, the documents that answer it, passages."""
    filters = filters_of(
        type=type, issuer=issuer, year_from=year_from, year_to=year_to, level=level,
        province=province, force=force, relation=relation,
    )  # fmt: skip
    return JSONResponse(answer_to_json(library.search(q, limit, filters, understand, without)))
