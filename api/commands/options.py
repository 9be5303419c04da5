"""Options that several commands share, and how a command opens its library."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from api.library import Library
    from api.settings import Settings

Data = Annotated[
    Path | None,
    typer.Option("--data", metavar="DIR", help="Data folder (LUOCDO_DATA, else ./luocdo-data)."),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Document = Annotated[
    str,
    typer.Argument(
        metavar="DOC", help="URN, number (766/QĐ-TTg), short form (QĐ 766) or file name."
    ),
]


def settings_of(data: Path | None, **flags: Any) -> Settings:
    """Return the settings with these flags.

    Raises:
        ConfigError: a setting is wrong.
    """
    from api.settings import load_settings  # noqa: PLC0415  keeps --help fast

    return load_settings({"data": data, **flags})


def open_library(data: Path | None, *, write: bool = False, **flags: Any) -> Library:
    """Open the library that the flags and settings name.

    Raises:
        ConfigError: a setting is wrong.
        StoreError: the data folder cannot be used.
    """
    from api.library import Library  # noqa: PLC0415  keeps --help fast

    settings = settings_of(data, **flags)
    return Library.open(settings.data, settings, write=write)
