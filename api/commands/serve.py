"""`luocdo serve`."""

from __future__ import annotations

from typing import Annotated

import typer

from api.commands.options import Data, open_library


def serve(
    data: Data = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on; 0 takes a free one.")] = None,
) -> None:
    """Serve the search page, the API and the SPARQL endpoint."""
    from api.serving import run_server  # noqa: PLC0415  uvicorn and FastAPI are for servers

    with open_library(data, host=host, port=port) as library:
        run_server(library)
