"""`GET /healthz`."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel

from api.http.access import Lent

router = APIRouter(tags=["server"])


class Health(BaseModel):
    """The library is open and readable; `generation` counts its changes."""

    ok: bool
    generation: int
    documents: int


@router.get("/healthz")
def health(library: Lent) -> Health:
    """Tell whether the library can be read."""
    return Health(
        ok=True, generation=library.generation, documents=library.catalog.documents.count()
    )
