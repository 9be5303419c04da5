"""`GET /healthz`."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel, Field

from api.http.access import Lent
from api.http.problems import described

router = APIRouter(tags=["server"])


class Health(BaseModel):
    """The library is open and readable."""

    ok: bool
    generation: int = Field(description="Number of the library's last change.")
    documents: int = Field(description="Files that the library holds.")


@router.get("/healthz", responses=described(503))
def health(library: Lent) -> Health:
    """Tell whether the library can be read."""
    return Health(
        ok=True, generation=library.generation, documents=library.catalog.documents.count()
    )
