"""`luocdo`: the command line. Exit code 0 done, 1 some documents failed, 2 wrong use."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Sequence

import typer

from api.commands.audit import audit
from api.commands.demo import demo
from api.commands.doctor import doctor
from api.commands.export import export
from api.commands.guard import guarded
from api.commands.ingest import ingest
from api.commands.lineage import lineage
from api.commands.parse import parse
from api.commands.references import references, resolve
from api.commands.search import search
from api.commands.serve import serve
from api.commands.show import show
from api.commands.similar import similar
from api.commands.sparql import sparql
from api.commands.verify import verify

app = typer.Typer(
    name="luocdo",
    help="Trace Vietnamese directives: what a plan stands on, and who carries a decision out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

COMMANDS = (
    ingest, search, show, similar, lineage, references, resolve, audit, export, verify, sparql,
    serve, doctor, parse, demo,
)  # fmt: skip

for _command in COMMANDS:
    app.command()(guarded(_command))


@app.callback(invoke_without_command=True)
def _luocdo(
    version: bool = typer.Option(False, "--version", help="Print the version."),
) -> None:
    if version:
        from graph.terms import installed_version  # noqa: PLC0415

        typer.echo(f"luocdo {installed_version()}")
        raise typer.Exit


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the process with its exit code."""
    _speak_utf8()
    app(args=arguments)


def _speak_utf8() -> None:
    """Vietnamese must not break a terminal or pipe that is set to another encoding."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, OSError, ValueError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # a TextIOWrapper


if __name__ == "__main__":
    main()
