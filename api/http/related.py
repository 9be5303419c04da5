"""`/api/similar` and `/api/cited-together`: documents that one leads on to, and why."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from api.http.access import Lent
from api.http.documents import Urn
from api.http.problems import described
from api.limits import MOST_RELATED
from api.related import similar_to_json, together_to_json

router = APIRouter(tags=["documents"])

Limit = Annotated[int, Query(ge=1, le=MOST_RELATED, description="Documents at most.")]


class NamedDocument(BaseModel):
    """A document by its identifier and what it is called."""

    urn: str
    title: str
    held: bool


class PassageOfDocument(BaseModel):
    """A passage; offsets count characters of its document's text."""

    heading: list[str]
    start: int
    end: int
    text: str


class Similar(NamedDocument):
    """A document like the one asked about, and what speaks for it."""

    score: float = Field(description="For comparison within one answer only.")
    likeness: dict[str, float] = Field(description="Parts of the score: text, citations, title.")
    shared: list[NamedDocument] = Field(description="Documents that both cite, rarest first.")
    shared_count: int = Field(description="How many documents both cite.")
    passage: PassageOfDocument | None = Field(description="Its passage nearest to one of `urn`.")
    beside: PassageOfDocument | None = Field(description="The passage of `urn` that it is near to.")


class SimilarDocumentsOf(BaseModel):
    """Documents like one, best first."""

    urn: str
    similar: list[Similar]


class Together(NamedDocument):
    """A document that is cited beside the one asked about."""

    score: float = Field(description="For comparison within one answer only.")
    together: int = Field(description="Documents that cite both, among those looked at.")
    examples: list[str] = Field(description="URNs of some documents that cite both.")


class CitedTogetherWith(BaseModel):
    """Documents cited beside one, best first."""

    urn: str
    cited_together: list[Together]


@router.get("/api/similar/{urn:path}", responses=described(404, 422, 503))
def similar(library: Lent, urn: Urn, limit: Limit = 10) -> SimilarDocumentsOf:
    """The held documents most like a held one: what they share in citations, words and title."""
    library.held(urn)
    found = [Similar(**similar_to_json(one)) for one in library.similar(urn, limit)]
    return SimilarDocumentsOf(urn=urn, similar=found)


@router.get("/api/cited-together/{urn:path}", responses=described(404, 422, 503))
def cited_together(library: Lent, urn: Urn, limit: Limit = 10) -> CitedTogetherWith:
    """The documents that are most often cited by those that cite this one."""
    library.document(urn)
    found = [Together(**together_to_json(one)) for one in library.cited_together(urn, limit)]
    return CitedTogetherWith(urn=urn, cited_together=found)
