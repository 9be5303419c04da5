"""`/api/documents`, `/api/lineage` and `/api/resolve`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field

from api.http.access import Lent
from api.http.problems import described
from api.records import DocumentRecord, StatedEdge
from graph.lineage import MAX_DEPTH, Lineage, TraceDirection
from nlp.directive import RelationKind

router = APIRouter(tags=["documents"])

Urn = Annotated[
    str,
    Path(
        description="URN LEX of the document.",
        max_length=1000,
        examples=["urn:lex:vn:thu.tuong.chinh.phu:quyet.dinh:2022;766-qd-ttg"],
    ),
]
Relations = Annotated[
    list[RelationKind] | None, Query(alias="relation", description="Only these; repeat it.")
]


@dataclass(frozen=True, slots=True)
class DescribedDocument(DocumentRecord):
    """A document with the relations that its own text states, and those that others state of it.

    `files` are names, without the folders of the server.
    """

    states: tuple[StatedEdge, ...] = ()
    stated_by: tuple[StatedEdge, ...] = ()


class NamedDocuments(BaseModel):
    """What a name may mean."""

    name: str
    documents: list[DocumentRecord] = Field(description="Held ones first.")


@router.get(
    "/api/documents/{urn:path}",
    response_model=DescribedDocument,
    responses=described(404, 422, 503),
)
def document(library: Lent, urn: Urn) -> dict[str, Any]:
    """A document, held or only cited, with its relations and their evidence."""
    return library.describe(without_folders(library.document(urn)))


@router.get("/api/lineage/{urn:path}", responses=described(400, 404, 422, 503))
def lineage(
    library: Lent,
    urn: Urn,
    *,
    direction: Annotated[
        TraceDirection,
        Query(description="up: what it stands on; down: what stands on it; or both."),
    ] = "both",
    depth: Annotated[int, Query(ge=1, le=MAX_DEPTH, description="Steps to go.")] = 3,
    relations: Relations = None,
    as_of: Annotated[
        str | None, Query(max_length=10, description="ISO date; later documents are left out.")
    ] = None,
) -> Lineage:
    """What a document stands on, what stands on it, or both; each edge with its evidence."""
    return library.lineage(urn, direction, depth, relations, as_of=as_of)


@router.get("/api/resolve", responses=described(400, 422, 503))
def resolve(
    library: Lent,
    name: Annotated[
        str, Query(max_length=1000, description='"766/QĐ-TTg", "QĐ 766", a URN, a file name.')
    ],
) -> NamedDocuments:
    """The documents that a name may mean, held ones first."""
    found = [without_folders(record) for record in library.find(name)]
    return NamedDocuments(name=name, documents=found)


def without_folders(record: DocumentRecord) -> DocumentRecord:
    """Return a record whose files are names alone: where they lie is the server's own affair."""
    return replace(record, files=tuple(PurePath(file).name for file in record.files))
