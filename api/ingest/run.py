"""An ingest from beginning to end."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path

from api.derived import update_all
from api.holdings import holdings_of
from api.ingest.loading import Loader, forget_orphans
from api.ingest.memory import peak_memory_mb
from api.ingest.messages import Setup
from api.ingest.plan import Survey, plan, survey
from api.ingest.report import Event, IngestReport, OnEvent
from api.ingest.resolving import resolve_pending
from api.settings import NO_EMBEDDER, Settings
from corpus.catalog import Catalog
from corpus.readers import Limits
from index.embedder import BUNDLED, load_embedder


def ingest(
    catalog: Catalog,
    paths: Sequence[Path],
    settings: Settings,
    *,
    again: bool = False,
    on_event: OnEvent = lambda _: None,
) -> IngestReport:
    """Bring the library up to date with files and folders (see `Library.ingest`).

    Raises:
        ConfigError: there is no such embedding model.
        InputError: not one of the paths can be used.
        StoreError: the library cannot be written.
    """
    begun = time.monotonic()
    if settings.embedder != NO_EMBEDDER:
        load_embedder(settings.embedder)  # a wrong name is an error before the first file
    found = survey(catalog, paths)
    on_event(Event("found", total=len(found.files)))
    loader = Loader(catalog, found.gone, on_event)
    _load(catalog, found, loader, settings, again=again)
    bring_up_to_date(catalog, settings, on_event)
    seconds = time.monotonic() - begun
    return IngestReport(
        documents=catalog.documents.count(),
        added=loader.counts["added"],
        changed=loader.counts["changed"],
        renamed=loader.counts["renamed"],
        removed=loader.counts["removed"],
        unchanged=loader.counts["unchanged"],
        failed=(*found.problems, *loader.failures),
        seconds=seconds,
        documents_per_second=loader.parsed / seconds if seconds else 0.0,
        peak_memory_mb=peak_memory_mb() + sum(loader.worker_memory.values()),
    )


def _load(
    catalog: Catalog, found: Survey, loader: Loader, settings: Settings, *, again: bool
) -> None:
    planned = (plan(catalog, path, again=again) for path in found.files)
    loader.load(
        planned,
        Setup(limits_of(settings), worker_embedder(settings), settings.worker_mb),
        workers=settings.workers or os.cpu_count() or 1,
        seconds=settings.file_seconds,
    )


def worker_embedder(settings: Settings) -> str:
    """Return the model that workers embed with; a large one stays in this process alone."""
    return settings.embedder if settings.embedder.partition("/")[0] == BUNDLED else ""


def limits_of(settings: Settings) -> Limits:
    """Return the readers' limits that the settings ask for."""
    return Limits(
        max_bytes=int(settings.max_file_mb * 1024 * 1024), max_characters=settings.max_characters
    )


def bring_up_to_date(
    catalog: Catalog, settings: Settings, on_event: OnEvent = lambda _: None
) -> None:
    """Finish what an ingest began, in this process or one that was killed.

    Documents that no file holds are forgotten, pending mentions resolved, and graph and indexes
    brought to the catalog's generation.

    Raises:
        StoreError: the library cannot be written.
    """
    if catalog.files.orphans():
        with catalog.transaction():
            forget_orphans(catalog)
    resolve_pending(catalog, holdings_of(catalog), on_event)
    update_all(catalog, settings.embedder, on_event)
