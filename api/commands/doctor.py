"""`luocdo doctor`."""

from __future__ import annotations

from typing import Annotated

import typer

from api.commands.options import Data, Json, open_library
from api.commands.output import console, print_json, printable

_MARK = {"ok": "[green]ok[/]     ", "warning": "[yellow]warning[/]", "error": "[red]error[/]  "}


def doctor(
    data: Data = None,
    repair: Annotated[
        bool, typer.Option("--repair", help="Build graph and indexes anew from the catalog.")
    ] = False,
    json: Json = False,
) -> None:
    """Check that catalog, graph and indexes agree; exit code 1 when one is wrong."""
    with open_library(data, write=repair) as library:
        if repair:
            library.rebuild()
        checks = library.doctor()
    if json:
        print_json({"checks": [check.to_json() for check in checks]})
    else:
        out = console()
        for check in checks:
            out.print(f"{_MARK[check.status]} ", end="")
            advice = f"; {check.advice}" if check.advice else ""
            out.print(printable(f"{check.name}: {check.message}{advice}"), markup=False)
    if any(check.status == "error" for check in checks):
        raise typer.Exit(1)
