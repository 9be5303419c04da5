"""The progress bar of an ingest: rate and failures on a terminal, nothing elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from api.commands.output import console

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from api.ingest.report import Event

_PHASES = {"resolve": "resolving", "index": "indexing"}
_PER_FILE = ("unchanged", "added", "changed", "renamed", "failed")


@contextmanager
def ingest_progress(*, quiet: bool) -> Iterator[Callable[[Event], None]]:
    """Yield what an ingest is to call with its events."""
    if quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.progress import (  # noqa: PLC0415  only where a bar is shown
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description:>10}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]:.0f}/s"),
        TextColumn("[red]{task.fields[failures]}[/red]"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console(stderr=True), transient=True) as progress:
        yield _Bars(progress).show


class _Bars:
    """One bar for the files, then one for each phase."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._failures = 0
        self._bar: TaskID | None = None
        self._begun = time.monotonic()

    def show(self, event: Event) -> None:
        if event.kind == "found":
            self._begin("reading", event.total)
        elif event.kind == "phase":
            self._begin(_PHASES.get(event.path, event.path), event.total)
        elif event.kind in (*_PER_FILE, "step"):
            self._failures += event.kind == "failed"
            self._step()

    def _begin(self, description: str, total: int) -> None:
        self._begun = time.monotonic()
        self._bar = self._progress.add_task(
            description, total=total, rate=0.0, failures=self._words()
        )

    def _step(self) -> None:
        if self._bar is None:
            return
        self._progress.advance(self._bar)
        done = self._progress.tasks[self._bar].completed
        seconds = max(time.monotonic() - self._begun, 1e-3)
        self._progress.update(self._bar, rate=done / seconds, failures=self._words())

    def _words(self) -> str:
        return f"{self._failures} failed" if self._failures else ""
