"""The judging part of a library: force, audit, audit bundles."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from api.open_stores import OpenStores
from corpus.catalog import Catalog
from corpus.errors import BadQuery, UnknownDocument

if TYPE_CHECKING:
    from api.auditing import AuditedLibrary
    from graph.audit import Finding
    from graph.force import Force

FIRST_DAY, LAST_DAY = "1900-01-01", "2200-12-31"
"""Between these a question about force can mean something."""


class LibraryAudits:
    """The judging part of `api.library.Library`."""

    catalog: Catalog
    _stores: OpenStores

    def force(self, urn: str, on: str) -> Force:
        """Return whether a document is in force on a day (ISO), article by article, with proof.

        Raises:
            UnknownDocument: neither the library nor the records know it.
            BadQuery: the day is none, or out of range.
        """
        from graph.days import check_day  # noqa: PLC0415  only where asked

        if not FIRST_DAY <= check_day(on) <= LAST_DAY:
            raise BadQuery(
                f"date {on} is out of range; give a day from {FIRST_DAY} to {LAST_DAY}",
                vietnamese=f"Ngày {on} ngoài phạm vi; hãy cho từ {FIRST_DAY} đến {LAST_DAY}.",
            )
        audited = self._audited()
        if self._stores.graph.node(urn) is None and audited.record(urn) is None:
            raise UnknownDocument.named(urn)
        return audited.force.on(urn, on)

    def audit(
        self,
        urns: Sequence[str] | None = None,
        *,
        kinds: Sequence[str] | None = None,
        severity: str | None = None,
        as_of: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> tuple[Finding, ...]:
        """Return what is wrong or doubtful in what documents cite, worst first.

        Args:
            urns: these held documents; null means all.
            kinds: only these kinds of findings or groups of kinds (`graph.audit.finding_kinds`).
            severity: only findings at least so bad: "error", "warning" or "notice".
            as_of: the day on which what is cited must be in force; null means the day of each
                citing document.
            since: only documents of this day (ISO) or later.
            until: only documents of this day or earlier.

        Raises:
            UnknownDocument: the library does not hold one of the documents.
            BadQuery: a kind, severity or date that cannot be.
        """
        from graph.audit import Scope, audit  # noqa: PLC0415  audits only

        scope = Scope(
            tuple(urns) if urns is not None else None,
            tuple(kinds) if kinds else None,
            severity,  # type: ignore[arg-type]  # checked by the audit itself
            as_of,
            since,
            until,
        )
        return audit(self._audited(), scope)

    def export_bundle(self, out: Path, urn: str | None = None, depth: int = 2) -> tuple[Path, ...]:
        """Write an audit bundle of the library, or of what is around a document.

        Raises:
            UnknownDocument: the graph does not know the document.
            TooLarge: the bundle would be larger than four gigabytes.
            InputError: the file cannot be written.
        """
        from graph.bundle import write_bundle  # noqa: PLC0415  bundles only
        from graph.exports import Selection  # noqa: PLC0415

        selection = Selection((urn,), depth) if urn is not None else None
        write_bundle(self._audited(), out, selection)
        return (out,)

    def _audited(self) -> AuditedLibrary:
        from api.auditing import AuditedLibrary  # noqa: PLC0415  searches do without it

        return AuditedLibrary(self.catalog, self._stores.graph)
