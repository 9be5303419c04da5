"""The first half of an ingest: files into the catalog, in batches that are all or nothing.

Documents are pending when they stand in the catalog; `api.ingest.resolving` takes them from there.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from api.ingest.messages import Answer, Failed, Setup
from api.ingest.plan import PlannedFile
from api.ingest.pool import Outcome, WorkerPool
from api.ingest.report import Event, EventKind, OnEvent
from corpus.catalog import Catalog, Failure, NewDocument

BATCH_DOCUMENTS = 64
BATCH_SECONDS = 2.0
_AHEAD = 3
"""Tasks a worker that are planned in advance: enough that none waits."""


@dataclass(frozen=True, slots=True)
class _Done:
    """A file that was dealt with and waits for the commit of its batch."""

    planned: PlannedFile
    new: NewDocument | None = None
    failure: Failure | None = None


class Loader:
    """Loads planned files into a catalog.

    Attributes:
        counts: files by what happened to them, as the kinds of events.
        failures: those that failed.
        parsed: how many files were read and parsed.
        worker_memory: peak memory of each worker process by its id, in MB.
    """

    def __init__(self, catalog: Catalog, gone: Iterable[str], on_event: OnEvent) -> None:
        self.counts: Counter[EventKind] = Counter()
        self.failures: list[Failure] = []
        self.parsed = 0
        self.worker_memory: dict[int, float] = {}
        self._catalog = catalog
        self._gone = set(gone)
        self._on_event = on_event
        self._batch: list[_Done] = []
        self._answers: set[str] = set()
        self._committed_at = time.monotonic()
        self._planned: dict[Path, PlannedFile] = {}
        self._same_bytes: dict[str, list[PlannedFile]] = {}

    def load(
        self, files: Iterable[PlannedFile], setup: Setup, *, workers: int, seconds: float
    ) -> None:
        """Deal with every file, then forget those that are gone; failures are remembered.

        Args:
            files: planned one after another as they are taken.
            setup: for the workers.
            workers: number of processes.
            seconds: time limit for one file.

        Raises:
            StoreError: the catalog cannot be written.
        """
        with WorkerPool("api.ingest.worker", setup, size=workers, seconds=seconds) as pool:
            for planned in files:
                self._begin(planned, pool)
                while pool.waiting >= workers * _AHEAD:
                    self._take(pool.next(), pool)
            while pool.waiting:
                self._take(pool.next(), pool)
        self._commit()
        self._forget_gone()

    def _begin(self, planned: PlannedFile, pool: WorkerPool) -> None:
        if planned.todo == "nothing":
            self._tell("unchanged", planned.state.path)
        elif planned.todo == "fail":
            self._finish(_Done(planned, failure=planned.failure))
        elif planned.todo == "note":
            self._finish(_Done(planned))
        elif planned.state.sha256 in self._same_bytes:
            self._same_bytes[planned.state.sha256].append(planned)
        else:
            self._same_bytes[planned.state.sha256] = []
            self._submit(planned, pool)

    def _submit(self, planned: PlannedFile, pool: WorkerPool) -> None:
        self._planned[planned.path] = planned
        pool.submit(planned.path)

    def _take(self, outcome: Outcome, pool: WorkerPool) -> None:
        planned = self._planned.pop(outcome.task)
        result = self._result(outcome)
        self.parsed += isinstance(result, NewDocument)
        # A file that changed since it was planned is stored as what was read; its copies are not.
        told_apart = isinstance(result, NewDocument) and result.sha256 != planned.state.sha256
        copies = self._same_bytes.pop(planned.state.sha256, [])
        for copy in copies if told_apart else ():
            self._submit(copy, pool)
        self._finish(self._done(planned, result))
        for copy in () if told_apart else copies:
            if isinstance(result, NewDocument):
                self._finish(_Done(copy))
            else:
                self._finish(self._done(copy, result))

    def _result(self, outcome: Outcome) -> NewDocument | Failed:
        if outcome.trouble == "timeout":
            return Failed("TooLarge", f"took longer than {outcome.detail}; raise file_seconds")
        if outcome.trouble:
            reason = f"the process that read it died ({outcome.detail}), perhaps for want of memory"
            return Failed("DamagedFile", reason)
        answer: Answer = outcome.value
        self.worker_memory[answer.process] = answer.peak_mb
        return answer.result

    def _done(self, planned: PlannedFile, result: NewDocument | Failed) -> _Done:
        if isinstance(result, NewDocument):
            state = replace(planned.state, sha256=result.sha256)
            return _Done(replace(planned, state=state), new=result)
        reason = result.reason
        if planned.path.name not in reason:
            reason = f"{planned.path}: {reason}"
        return _Done(planned, failure=Failure(planned.state.path, result.kind, reason))

    def _finish(self, done: _Done) -> None:
        self._batch.append(done)
        full = len(self._batch) >= BATCH_DOCUMENTS
        if full or time.monotonic() - self._committed_at > BATCH_SECONDS:
            self._commit()

    def _commit(self) -> None:
        if self._batch:
            with self._catalog.transaction():
                events = [self._store(done) for done in self._batch]
                reopen(self._catalog, self._answers)
            for done, kind in zip(self._batch, events, strict=True):
                if done.failure is not None:
                    self.failures.append(done.failure)
                self._tell(kind, done.planned.state.path, done.failure)
        self._batch = []
        self._answers = set()
        self._committed_at = time.monotonic()

    def _store(self, done: _Done) -> EventKind:
        planned, state = done.planned, done.planned.state
        if done.failure is not None:
            self._catalog.files.put_failure(done.failure)
            return "failed"
        if done.new is not None:
            row = self._catalog.documents.put(done.new)
            self._answers |= {done.new.urn, *done.new.lookup}
            self._answers |= self._catalog.citations.put(row, done.new.citations)
        self._catalog.files.put(state)
        if planned.known is not None:
            same = planned.known.sha256 == state.sha256 and done.new is None
            return "unchanged" if same else "changed"
        stored = self._catalog.documents.by_sha256(state.sha256)
        old_names = self._gone.intersection(stored.paths if stored else ())
        if old_names:
            self._gone.discard(min(old_names))
            self._catalog.files.remove(min(old_names))
            return "renamed"
        return "added"

    def _forget_gone(self) -> None:
        held = {path for path in self._gone if self._catalog.files.get(path)}
        with self._catalog.transaction():
            for path in self._gone:
                self._catalog.files.remove(path)
            forget_orphans(self._catalog)
        for path in sorted(held):
            self._tell("removed", path)

    def _tell(self, kind: EventKind, path: str, failure: Failure | None = None) -> None:
        self.counts[kind] += 1
        self._on_event(Event(kind, path, failure.reason if failure else ""))


def reopen(catalog: Catalog, values: Iterable[str]) -> None:
    """Let mentions be resolved again that depend on these look-up values; in a transaction."""
    catalog.documents.mark_pending(sorted(catalog.mentions.asking(values)))


def forget_orphans(catalog: Catalog) -> int:
    """Remove documents that no file holds any more; inside a transaction.

    They are left over where an ingest was killed, so this runs whenever a library is opened for
    writing as well.

    Returns:
        How many there were.
    """
    orphans = catalog.files.orphans()
    values: set[str] = set()
    for row in orphans:
        document = catalog.documents.by_id(row)
        if document is not None:
            values |= {document.urn, *catalog.documents.lookups(row)}
            values |= catalog.citations.put(row, ())
            catalog.documents.remove(document)
    reopen(catalog, values)
    return len(orphans)
