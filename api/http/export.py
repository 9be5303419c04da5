"""`GET /api/export`: the library, or what surrounds one document, as a file."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Annotated, Final

from fastapi import APIRouter, Query, Response
from fastapi.responses import FileResponse
from starlette.background import BackgroundTask

from api.http.access import Lent
from api.http.problems import described
from api.library import Library
from graph.exports import SUFFIXES, format_of
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
    "bundle": "application/zip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

_FILES: Final[dict[str, dict[str, str]]] = {
    media.partition(";")[0]: {} for media in MEDIA_TYPES.values()
}


@router.get(
    "/api/export",
    response_class=Response,
    responses={
        200: {"description": "The file.", "content": _FILES},
        **described(400, 404, 422, 503),
    },
)
def export(
    library: Lent,
    format: Annotated[  # noqa: A002  the option's name
        str, Query(max_length=20, description=f"One of {', '.join(SUFFIXES)}, or a suffix.")
    ],
    urn: Annotated[
        str | None, Query(max_length=1000, description="Only what surrounds this document.")
    ] = None,
    depth: Annotated[int, Query(ge=0, le=MAX_DEPTH, description="Steps around it.")] = 2,
) -> Response:
    """The graph as a file; two exports of the same library are the same bytes."""
    name = format_of(Path(), format)
    folder = tempfile.mkdtemp(prefix="luocdo-export-")
    clean = BackgroundTask(shutil.rmtree, folder, ignore_errors=True)
    try:
        file = _written(library, name, urn, depth, Path(folder))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return FileResponse(file, media_type=MEDIA_TYPES[name], filename=file.name, background=clean)


def exported(library: Library, format_name: str, urn: str | None, depth: int) -> bytes:
    """Return an export as bytes.

    Raises:
        UnknownDocument: neither the graph nor the records know `urn`.
    """
    with tempfile.TemporaryDirectory(prefix="luocdo-export-") as folder:
        return _written(library, format_name, urn, depth, Path(folder)).read_bytes()


def _written(library: Library, name: str, urn: str | None, depth: int, folder: Path) -> Path:
    return library.export(folder / f"luocdo{SUFFIXES[name]}", name, urn, depth)[0]
