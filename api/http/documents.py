"""`/api/documents`, `/api/lineage` and `/api/resolve`."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query

from api.http.access import Lent
from graph.lineage import MAX_DEPTH, TraceDirection
from nlp.directive import RelationKind

router = APIRouter(tags=["documents"])

Urn = Annotated[str, Path(description="URN LEX of the document.", max_length=1000)]
Relations = Annotated[
    list[RelationKind] | None, Query(alias="relation", description="Only these; repeat it.")
]


@router.get("/api/documents/{urn:path}")
def document(library: Lent, urn: Urn) -> dict[str, Any]:
    """A document, held or only cited, with its relations and their evidence."""
    return library.describe(library.document(urn))


@router.get("/api/lineage/{urn:path}")
def lineage(
    library: Lent,
    urn: Urn,
    *,
    direction: TraceDirection = "both",
    depth: Annotated[int, Query(ge=1, le=MAX_DEPTH)] = 3,
    relations: Relations = None,
    as_of: Annotated[
        str | None, Query(description="ISO date; later documents are left out.")
    ] = None,
) -> dict[str, Any]:
    """What a document stands on (`up`), what stands on it (`down`), or both."""
    return asdict(library.lineage(urn, direction, depth, relations, as_of=as_of))


@router.get("/api/resolve")
def resolve(
    library: Lent,
    name: Annotated[str, Query(description='"766/QĐ-TTg", "QĐ 766", a URN, a file name.')],
) -> dict[str, Any]:
    """The documents that a name may mean, held ones first."""
    found = [record.to_json() for record in library.find(name)]
    return {"name": name, "documents": found}
