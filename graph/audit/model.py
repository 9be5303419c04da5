"""What an audit reports, and what it needs of a library."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from graph.audit.kinds import SEVERITIES, Severity, finding_kinds
from graph.force import ForceIndex, HeldText, HeldTexts
from graph.holdings import Holdings
from graph.model import DocumentNode, Evidence
from graph.reading import GraphReader


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that an audit found.

    Attributes:
        kind: see `graph/data/findings.tsv`.
        severity: "error", "warning" or "notice".
        document: URN of the document in which it was found.
        file: name of its file.
        message, suggestion: in Vietnamese; `message_en`, `suggestion_en` in English.
        evidence: where it shows, the sentence in the document itself first, then the sentences of
            others that prove it (the clause that ended what is cited).
        related: URNs of the other documents that it is about.
    """

    kind: str
    severity: Severity
    document: str
    file: str | None
    message: str
    message_en: str
    suggestion: str
    suggestion_en: str
    evidence: tuple[Evidence, ...] = ()
    related: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Twelve hexadecimal digits that stay the same as long as the finding does."""
        place = self.evidence[0] if self.evidence else None
        where = f"{place.start}-{place.end}" if place else ""
        text = "\n".join((self.kind, self.document, where, *self.related))
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def to_json(self) -> dict[str, Any]:
        """The finding as a JSON object."""
        return {"id": self.id, **asdict(self)}


def finding(
    kind: str,
    held: HeldText | DocumentNode,
    evidence: tuple[Evidence, ...] = (),
    related: tuple[str, ...] = (),
    **words: str | tuple[str, str],
) -> Finding:
    """Make a finding of a kind; a word in two languages is a pair (Vietnamese, English)."""
    table = finding_kinds()[kind]
    node = held.node if isinstance(held, HeldText) else held
    return Finding(
        kind,
        table.severity,
        node.urn,
        node.file,
        _filled(table.message_vi, 0, words),
        _filled(table.message_en, 1, words),
        _filled(table.suggestion_vi, 0, words),
        _filled(table.suggestion_en, 1, words),
        evidence,
        tuple(dict.fromkeys(related)),
    )


def _filled(template: str, language: int, words: dict[str, str | tuple[str, str]]) -> str:
    chosen = {k: v if isinstance(v, str) else v[language] for k, v in words.items()}
    return " ".join(template.format_map({"maybe": "", **chosen}).split())


def order_of(one: Finding) -> tuple[int, int, str, int, str]:
    """Sorts findings: worst first, then by kind, document and place."""
    start = one.evidence[0].start if one.evidence else -1
    kind = finding_kinds()[one.kind]
    return SEVERITIES.index(one.severity), kind.order, one.document, start, one.id


class AuditLibrary(HeldTexts, Protocol):
    """A library as an audit reads it."""

    @property
    def graph(self) -> GraphReader:
        """The graph."""
        ...

    @property
    def holdings(self) -> Holdings:
        """All known documents: the library's and the authority records."""
        ...

    @property
    def force(self) -> ForceIndex:
        """The force of its documents."""
        ...

    def urns(self) -> Iterator[str]:
        """Yield every held document once, in a fixed order."""
        ...

    def copies(self, urn: str) -> tuple[DocumentNode, ...]:
        """Return what each file says that claims to be this document, the authentic one first."""
        ...
