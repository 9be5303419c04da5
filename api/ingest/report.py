"""What an ingest says while it runs and when it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Literal

from corpus.catalog import Failure

EventKind = Literal[
    "found", "unchanged", "added", "changed", "renamed", "removed", "failed", "phase", "step"
]


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened.

    `found` says how many files there are (`total`); `phase` begins "resolve" or "index" with
    `total` steps and each `step` is one of them. The others concern the file `path` and are sent
    after the commit that makes them lasting; `reason` says why a file failed.
    """

    kind: EventKind
    path: str = ""
    reason: str = ""
    total: int = 0


OnEvent = Callable[[Event], None]


@dataclass(frozen=True, slots=True)
class IngestReport:
    """The result of an ingest.

    Attributes:
        documents: documents in the library now.
        added, changed, renamed, removed, unchanged: files by what happened to them. A renamed
            file is one whose bytes were known under a path that is gone.
        failed: files that did not go in, with the reason; their earlier version, if any, stays.
        seconds: from the first look at the folder until graph and indexes agreed.
        documents_per_second: files read and parsed, by that time.
        peak_memory_mb: the largest memory of this process and of each worker, added up.
    """

    documents: int
    added: int
    changed: int
    renamed: int
    removed: int
    unchanged: int
    failed: tuple[Failure, ...]
    seconds: float
    documents_per_second: float
    peak_memory_mb: float

    def to_json(self) -> dict[str, Any]:
        """Return the report as the command line prints it."""
        report = asdict(self)
        report["seconds"] = round(self.seconds, 3)
        report["documents_per_second"] = round(self.documents_per_second, 1)
        report["peak_memory_mb"] = round(self.peak_memory_mb, 1)
        return report
