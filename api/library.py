"""`Library`: the one façade over a data folder.

    from pathlib import Path
    from api.library import Library

    with Library.open(Path("luocdo-data"), write=True) as library:
        library.ingest([Path("kế hoạch")])
        for document in library.search("which plans implement Decision 766").answer:
            print(document.title, document.evidence[0].quotation)

A library that is open for writing may do all that one for reading may. Many processes may read
while one writes; `refresh` makes what was written since visible. One `Library` serves one thread
at a time; a server guards it with a lock or opens several.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from api.open_stores import OpenStores
from api.queries import LibraryQueries
from api.records import MentionRow
from api.settings import Settings
from corpus.catalog import Catalog
from corpus.errors import BadQuery, StoreError

if TYPE_CHECKING:
    from api.ingest.report import IngestReport, OnEvent


class Library(LibraryQueries):
    """A library of directives; use it as a context manager, or `close` it.

    What can be asked of it stands in `api.queries.LibraryQueries`.
    """

    @classmethod
    def open(cls, data: Path, settings: Settings | None = None, write: bool = False) -> Library:
        """Open a data folder.

        What an ingest that was killed left undone is finished first; a reader does so only where
        nobody else is writing.

        Args:
            data: the folder; made where it is missing and `write` is true.
            settings: null means `Settings()`.
            write: hold the library for writing.

        Raises:
            NotALibrary: the folder is missing or holds something else.
            NewerSchema: a later version wrote it.
            StoreBusy: another process is writing (only with `write`).
            StoreError: the folder cannot be read or written.
        """
        chosen = settings or Settings(data=data)
        library = cls(Catalog.open(data, write=write), chosen)
        try:
            if library.lags():
                if not write:
                    library.close()
                    # Where somebody else writes, or nobody may, it is read as it is.
                    with contextlib.suppress(StoreError), cls.open(data, chosen, write=True):
                        pass
                    return cls(Catalog.open(data), chosen)
                library.bring_up_to_date()
        except BaseException:
            library.close()
            raise
        return library

    def close(self) -> None:
        """Release the files."""
        self._stores.close()
        self.catalog.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def generation(self) -> int:
        """Number of the library's last change."""
        return self.catalog.generation

    def lags(self) -> bool:
        """Whether an ingest was left unfinished: graph or indexes behind the catalog."""
        if self.catalog.documents.count_pending():
            return True
        generation = self.catalog.generation
        return any(found != generation for found in self._stores.generations().values())

    def refresh(self) -> None:
        """Make visible what another process has written; cheap where nothing was."""
        if self._stores.generation != self.catalog.generation:
            self._stores.close()
            self._stores = OpenStores(self.catalog, self.settings)

    def ingest(
        self,
        paths: Sequence[Path],
        workers: int | None = None,
        on_event: OnEvent | None = None,
        *,
        again: bool = False,
    ) -> IngestReport:
        """Bring the library up to date with files and folders.

        New files are read, changed ones replace what they were, ones that are gone from a given
        folder are forgotten, renamed ones are recognised by their bytes. A file that fails is in
        the report with its reason, and the others go in.

        Args:
            paths: files and folders.
            workers: processes that read and parse; null means the setting.
            on_event: called with each event, after the commit that makes it lasting.
            again: parse unchanged files as well.

        Raises:
            InputError: not one of the paths can be used.
            StoreError: the library is open for reading only, or cannot be written.
        """
        from api.ingest.run import ingest  # noqa: PLC0415  searches do without it

        self._check_writable()
        settings = self.settings if workers is None else replace(self.settings, workers=workers)
        self._stores.close()
        report = ingest(
            self.catalog, paths, settings, again=again, on_event=on_event or (lambda _: None)
        )
        self._stores = OpenStores(self.catalog, self.settings)
        return report

    def resolve(self, mention: str, urn: str | None) -> MentionRow:
        """Keep a person's decision what a mention means; a null URN takes it back.

        Args:
            mention: as `MentionRow.id`.
            urn: the document, held or not.

        Raises:
            BadQuery: the mention's name or the URN is malformed.
            UnknownDocument: there is no such mention.
            StoreError: the library is open for reading only.
        """
        from api import decisions  # noqa: PLC0415
        from graph.urn import MalformedUrn, key_of_urn  # noqa: PLC0415

        self._check_writable()
        document, found = decisions.find_mention(self.catalog, mention)
        if urn is not None:
            try:
                key_of_urn(urn)
            except MalformedUrn as error:
                raise BadQuery(f"{urn!r} is no URN of a document: {error}") from error
        decisions.decide(self.catalog, document, found, urn)
        self.bring_up_to_date()
        return self.mention_row(*decisions.find_mention(self.catalog, mention))

    def bring_up_to_date(self) -> None:
        """Finish what an ingest left undone.

        Raises:
            StoreError: the library is open for reading only, or cannot be written.
        """
        from api.ingest.run import bring_up_to_date  # noqa: PLC0415

        self._check_writable()
        self._stores.close()
        # The model stays the one that the library has; an ingest may change it.
        settings = replace(self.settings, embedder=self._stores.embedder)
        bring_up_to_date(self.catalog, settings)
        self._stores = OpenStores(self.catalog, self.settings)

    def rebuild(self) -> None:
        """Throw graph and indexes away and build them anew from the catalog.

        Raises:
            StoreError: the library is open for reading only, or cannot be written.
        """
        from api.derived import discard  # noqa: PLC0415

        self._check_writable()
        self._stores.close()
        discard(self.catalog.folder)
        self.bring_up_to_date()

    def _check_writable(self) -> None:
        if not self.catalog.writable:
            raise StoreError(f"{self.catalog.folder}: opened for reading only")
