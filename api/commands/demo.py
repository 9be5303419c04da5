"""`luocdo demo`."""

from __future__ import annotations

import contextlib
import os
import sys
import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from api.commands.options import Data, settings_of
from api.commands.output import console
from api.commands.progress import ingest_progress

QUESTIONS = (
    "which plans implement Decision 766",
    "kế hoạch nào triển khai Quyết định 766",
    "ke hoach trien khai qd 766",
)


def demo(
    data: Data = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on; 0 takes a free one.")] = None,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open the page in a browser.")
    ] = True,
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="Start the server.")] = True,
) -> None:
    """Ingest the sample documents into a library of their own and open the search page."""
    from api.library import Library  # noqa: PLC0415  keeps --help fast
    from corpus.samples import SAMPLES  # noqa: PLC0415

    settings = settings_of(data or demo_folder(), port=port)
    out = console()
    with Library.open(settings.data, settings, write=True) as library:
        with ingest_progress(quiet=False) as on_event:
            report = library.ingest([SAMPLES], on_event=on_event)
        out.print(f"{report.documents} sample documents in {settings.data}", markup=False)
    if report.failed:
        raise typer.Exit(1)
    out.print("Ask for example:")
    for question in QUESTIONS:
        out.print(f'  luocdo search --data "{settings.data}" "{question}"', markup=False)
    if serve:
        _serve(settings.data, port, browser)


def demo_folder() -> Path:
    """Return where the demo's library lies: beside other programs' data of this user."""
    from platformdirs import user_data_path  # noqa: PLC0415  only here

    return user_data_path("luocdo", appauthor=False) / "demo"


def _serve(data: Path, port: int | None, browser: bool) -> None:
    from api.library import Library  # noqa: PLC0415
    from api.serving import run_server  # noqa: PLC0415

    settings = settings_of(data, port=port)
    with Library.open(settings.data, settings) as library:
        run_server(library, _open_browser if browser else None)


def _open_browser(address: str) -> None:
    # Without a screen, webbrowser would start a text browser in this very terminal.
    screen = sys.platform in ("win32", "darwin") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )
    if screen:
        with contextlib.suppress(webbrowser.Error):
            webbrowser.open(address)
