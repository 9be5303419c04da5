"""`luocdo parse FILE…`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.commands.output import print_json, say_error
from corpus.errors import InputError


def parse(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Files to parse.")],
    json: Annotated[bool, typer.Option("--json", help="Accepted; the output is JSON.")] = True,  # noqa: ARG001
) -> None:
    """Print what each file's document says, one JSON object a line; no library is needed."""
    from corpus.readers import read_file  # noqa: PLC0415  keeps --help fast
    from nlp.contract import to_json  # noqa: PLC0415
    from nlp.parse import parse as parse_source  # noqa: PLC0415

    failed = False
    for path in files:
        try:
            source = read_file(path)
        except InputError as error:
            say_error(str(error))
            failed = True
        else:
            print_json(to_json(str(path), source, parse_source(source)))
    if failed:
        raise typer.Exit(1)
