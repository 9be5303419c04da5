"""`luocdo ingest PATH…`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.options import Data, Json, open_library
from api.commands.output import console, print_json, printable
from api.commands.progress import ingest_progress

if TYPE_CHECKING:
    from api.ingest.report import IngestReport


def ingest(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files and folders.")],
    data: Data = None,
    workers: Annotated[
        int | None, typer.Option(help="Processes that read and parse (default: one a CPU).")
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="Parse unchanged files as well.")] = False,
    json: Json = False,
) -> None:
    """Read documents into the library; changed files replace, removed ones are forgotten."""
    with (
        open_library(data, write=True, workers=workers) as library,
        ingest_progress(quiet=json) as on_event,
    ):
        report = library.ingest(paths, again=again, on_event=on_event)
    if json:
        print_json(report.to_json())
    else:
        _print(report)
    if report.failed:
        raise typer.Exit(1)


def _print(report: IngestReport) -> None:
    out = console()
    counts = ("added", "changed", "renamed", "removed", "unchanged")
    said = [f"{getattr(report, name)} {name}" for name in counts if getattr(report, name)]
    if report.failed:
        said.append(f"[red]{len(report.failed)} failed[/red]")
    out.print(f"{', '.join(said) or 'nothing to do'}; the library holds {report.documents}.")
    out.print(
        f"[dim]{report.seconds:.1f} s, {report.documents_per_second:.1f} documents/s, "
        f"peak memory {report.peak_memory_mb:.0f} MB[/dim]"
    )
    errors = console(stderr=True)
    for failure in report.failed:
        errors.print(printable(failure.reason), style="red", markup=False)
