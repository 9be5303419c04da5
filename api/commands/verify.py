"""`luocdo verify BUNDLE`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.options import Json
from api.commands.output import console, print_json, printable

if TYPE_CHECKING:
    from graph.bundle import Verification


def verify(
    bundle: Annotated[Path, typer.Argument(metavar="BUNDLE", help="The audit bundle (.zip).")],
    *,
    sources: Annotated[
        list[Path] | None,
        typer.Option(help="Folder with the original documents; may be given again."),
    ] = None,
    json: Json = False,
) -> None:
    """Check an audit bundle without the library; exit code 1 when anything is wrong."""
    from graph.bundle import verify as check  # noqa: PLC0415  keeps --help fast

    found = check(bundle, sources or ())
    if json:
        print_json(found.to_json())
    else:
        _print(found)
    if not found.sound:
        raise typer.Exit(1)


def _print(found: Verification) -> None:
    out = console()
    for problem in found.problems:
        out.print(f"[red]{problem.kind:<18}[/]", end="")
        out.print(printable(f"{problem.member}: {problem.message}"), markup=False)
    for remark in found.remarks:
        out.print(printable(f"note: {remark}"), markup=False, style="yellow")
    counts = ", ".join(f"{number} {name}" for name, number in found.counts.items())
    state = "sound" if found.sound else f"{len(found.problems)} problems"
    out.print(printable(f"{found.file}: {state}; {counts}"), markup=False)
    if found.manifest_sha256:
        out.print(f"SHA-256 of the manifest: {found.manifest_sha256}", markup=False)
