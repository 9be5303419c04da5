"""`luocdo audit [DOC]`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.options import Data, Json, open_library
from api.commands.output import console, print_json, printable

if TYPE_CHECKING:
    from rich.console import Console

    from graph.audit import Finding

_STYLE = {"error": "red", "warning": "yellow", "notice": "cyan"}
_QUOTED = 240
"""Characters of a quotation that are shown."""


def audit(
    document: Annotated[
        str | None, typer.Argument(metavar="[DOC]", help="Only this document.")
    ] = None,
    *,
    kind: Annotated[
        list[str] | None,
        typer.Option(help="Only this kind of finding, or group of kinds; may be given again."),
    ] = None,
    severity: Annotated[
        str | None, typer.Option(help="Only findings this bad or worse: error, warning, notice.")
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(help="Judge force on this day (2025-07-01), not on the citing one."),
    ] = None,
    since: Annotated[
        str | None, typer.Option(help="Only documents of this day (2025-07-01) or later.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(help="Only documents of this day or earlier.")
    ] = None,
    format_: Annotated[
        str | None, typer.Option("--format", help="table, json, csv or xlsx (by suffix).")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="File to write, instead of printing.")] = None,
    data: Data = None,
    json: Json = False,
) -> None:
    """Report what is wrong or doubtful in what documents cite, each with its sentence."""
    from graph.audit import tables  # noqa: PLC0415  keeps --help fast

    form = tables.format_of(out, "json" if json and out is None else format_)
    with open_library(data) as library:
        records = library.find_or_fail(document) if document else ()
        urns = tuple(record.urn for record in records if record.held) if document else None
        found = library.audit(
            urns, kinds=kind, severity=severity, as_of=as_of, since=since, until=until
        )
    if out is not None:
        tables.write(found, out, form)
        if json:
            print_json({"files": [str(out)], "findings": len(found)})
        else:
            console().print(f"wrote {len(found)} findings to {out}", markup=False)
    elif form == "json":
        print_json(tables.report(found))
    elif form == "csv":
        tables.print_csv(found, sys.stdout)
    else:
        _print_table(found)


def _print_table(found: Sequence[Finding]) -> None:
    out = console()
    for one in found:
        out.print(f"[{_STYLE[one.severity]}]{one.severity:<8}[/]", end="")
        out.print(f"{one.kind:<19} {printable(one.file or one.document)}", markup=False)
        _print_line(out, one.message)
        for evidence in one.evidence[:2]:
            _print_line(out, f"“{_shortened(evidence.quotation)}”", style="dim")
        _print_line(out, f"→ {one.suggestion}")
    counts: Counter[str] = Counter(one.severity for one in found)
    shown = ", ".join(f"{counts[name]} {name}" for name in _STYLE)
    out.print(f"{len(found)} findings: {shown}", markup=False)


def _print_line(out: Console, text: str, style: str | None = None) -> None:
    out.print(f"        {printable(text)}", markup=False, style=style)


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _QUOTED else line[: _QUOTED - 1] + "…"
