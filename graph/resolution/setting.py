"""Where mentions stand: what is known of the citing document and of others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph.holdings import Holdings
from graph.model import DocumentKey
from graph.resolution.reading import Reading
from nlp.issuers import Issuer


@dataclass(frozen=True, slots=True)
class Setting:
    """Where mentions stand: the citing document and what is known.

    Attributes:
        urn: the citing document's URN.
        key: its key.
        date: its date, ISO, or a part of one; null if it states none.
        issuer: its issuer.
        whole: the readings of the same document that state their document in full.
        holdings: the known documents.
        laws: name of a law → URNs of the laws that the same document calls so with a number, a
            date or a year.
        bases: URNs of the laws in its own "Căn cứ".
        quoted: spans of the text that hold new wording of other documents.
        short_names: abbreviation → what it stands for, as the document itself defines it.
        limit: no document younger than this can be meant (the subject of a relation is never
            older than its object); null where only the citing document's date limits.
    """

    urn: str
    key: DocumentKey
    date: str | None
    issuer: Issuer | None
    whole: Sequence[Reading]
    holdings: Holdings
    laws: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    bases: frozenset[str] = frozenset()
    quoted: Sequence[tuple[int, int]] = ()
    short_names: Mapping[str, str] = field(default_factory=dict)
    limit: str | None = None

    @property
    def last_day(self) -> str | None:
        """The last day on which a document that is meant here can have been issued."""
        days = [_last_day(day) for day in (self.date, self.limit) if day]
        return min(days, default=None)


def _last_day(date: str) -> str:
    """Return the last day that a date, or a part of one, can be."""
    return date if len(date) >= 10 else f"{date}{'-12-31'[len(date) - 4 :]}"
