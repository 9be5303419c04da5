"""What the `Library` gives back besides answers and lineages."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from graph.model import Candidate, Edge, Status
from nlp.directive import ReferenceKind, RelationKind


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document of the library, held or only cited.

    Attributes:
        urn: its identity.
        held: the library holds its text; all that follows `title` is empty where it does not.
        type, number, year, date, issuer, title: what is known of it.
        sha256: of the bytes that were read.
        files: absolute paths of the files with these bytes.
        media_type: IANA media type of the file.
        characters: length of the text.
        copies: SHA-256 of other files that say that they are the same document. Only one of them
            speaks in the graph; all are searched.
        warnings: remarks of the reader and the parser.
    """

    urn: str
    held: bool
    type: str | None = None
    number: str | None = None
    year: int | None = None
    date: str | None = None
    issuer: str | None = None
    title: str | None = None
    sha256: str | None = None
    files: tuple[str, ...] = ()
    media_type: str | None = None
    characters: int = 0
    copies: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """A short name for people: type and number, else the title, else the file."""
        parts = [part for part in (self.type, self.number) if part]
        if self.number:
            return " ".join(parts)
        return self.title or (self.files[0] if self.files else "") or " ".join(parts) or self.urn

    def to_json(self) -> dict[str, Any]:
        """Return the record as a JSON object."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class MentionRow:
    """One mention of the library and what it means.

    `id` names it for `Library.resolve`: the first twelve digits of the document's SHA-256, a
    colon and where the mention starts. `decided` is true where a person said what it means.
    """

    id: str
    file: str
    document: str
    start: int
    end: int
    text: str
    kind: ReferenceKind
    relation: RelationKind
    status: Status
    urn: str | None
    candidates: tuple[Candidate, ...]
    reason: str
    confidence: float
    decided: bool

    def to_json(self) -> dict[str, Any]:
        """Return the row as `luocdo references --json` prints it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class StatedEdge(Edge):
    """An edge, and whether a person said which document its mention means."""

    decided: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that `doctor` looked at.

    `status` is "ok", "warning" (the library works, somebody should look) or "error" (a store is
    wrong; `advice` says how to repair it).
    """

    name: str
    status: Literal["ok", "warning", "error"]
    message: str
    advice: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the check as a JSON object."""
        return asdict(self)
