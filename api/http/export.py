"""`GET /api/export`: the library, or what surrounds one document, as a file."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated, Final

from fastapi import APIRouter, Query, Response

from api.http.access import Lent
from graph.exports import FORMATS, format_of
from graph.lineage import MAX_DEPTH

router = APIRouter(tags=["export"])

MEDIA_TYPES: Final = {
    "turtle": "text/turtle; charset=utf-8",
    "n-triples": "application/n-triples",
    "n-quads": "application/n-quads",
    "trig": "application/trig",
    "json-ld": "application/ld+json",
    "rdf-xml": "application/rdf+xml",
    "graphml": "application/graphml+xml",
    "gexf": "application/gexf+xml",
    "dot": "text/vnd.graphviz; charset=utf-8",
    "svg": "image/svg+xml",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@router.get("/api/export", response_class=Response)
def export(
    library: Lent,
    format: Annotated[str, Query(description="turtle, n-quads, json-ld, graphml, csv, …")],  # noqa: A002  the option's name
    urn: Annotated[str | None, Query(description="Only what surrounds this document.")] = None,
    depth: Annotated[int, Query(ge=0, le=MAX_DEPTH)] = 3,
) -> Response:
    """The graph as a file; two exports of the same library are the same bytes."""
    name = format_of(Path(), format)
    return Response(
        exported(library, name, urn, depth),
        media_type=MEDIA_TYPES[name],
        headers={"Content-Disposition": f'attachment; filename="luocdo{FORMATS[name][0]}"'},
    )


def exported(library: Lent, format_name: str, urn: str | None, depth: int) -> bytes:
    """Return an export as bytes.

    Raises:
        UnknownDocument: the graph does not know `urn`.
    """
    with tempfile.TemporaryDirectory(prefix="luocdo-export-") as folder:
        out = Path(folder) / f"luocdo{FORMATS[format_name][0]}"
        library.export(out, format_name, urn, depth)
        return out.read_bytes()
