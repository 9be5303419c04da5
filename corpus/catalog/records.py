"""What goes into the catalog and comes out of it.

The catalog knows documents, spans and addresses, nothing of what they mean: the parsed result is
a JSON object to it, a relation a word.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Action = Literal["put", "remove"]
MentionStatus = Literal["resolved", "ambiguous", "unresolved"]


@dataclass(frozen=True, slots=True)
class PassageSpan:
    """A passage as the catalog keeps it: its words are `text[start:end]` of the document."""

    ordinal: int
    start: int
    end: int
    heading: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VectorBlock:
    """The vectors of one document's passages, in the order of their ordinals.

    `data` holds the number of passages, how many vectors each has (little-endian uint32) and the
    numbers of all vectors (little-endian float16). `embedder` names the model that made them and
    what it read of a passage, because others do not compare.
    """

    embedder: str
    dimensions: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Citation:
    """A document that a text names in full, with its date; `lookup` as in `NewDocument`."""

    urn: str
    date: str
    lookup: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewDocument:
    """Everything that reading and parsing one file yields.

    Attributes:
        sha256: of the file's bytes, lower-case hexadecimal.
        urn: the document's identity, from its header.
        type, number, year, date, issuer, title: facts of the header, for look-ups.
        lookup: what a citation of this document may be looked up by (a normalised number, and
            the bare digits that it begins with).
        text: the text that all offsets count in.
        source: the reader's map (pages, blocks, tables, encoding) as a JSON object.
        parsed: the parsed result as a JSON object.
        extractor: version of the code that parsed it.
        citations: the documents that its text names in full.
    """

    sha256: str
    urn: str
    text: str
    media_type: str
    parsed: dict[str, Any]
    source: dict[str, Any] = field(default_factory=dict)
    type: str | None = None
    number: str | None = None
    year: int | None = None
    date: str | None = None
    issuer: str | None = None
    title: str | None = None
    lookup: tuple[str, ...] = ()
    extractor: str = ""
    passages: tuple[PassageSpan, ...] = ()
    vectors: VectorBlock | None = None
    citations: tuple[Citation, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document of the catalog without its large parts.

    `pending` is true from the moment it is stored until its mentions are resolved. `paths` are
    the files that hold exactly these bytes; a renamed or copied file adds one.
    """

    id: int
    sha256: str
    urn: str
    type: str | None
    number: str | None
    year: int | None
    date: str | None
    issuer: str | None
    title: str | None
    media_type: str
    characters: int
    extractor: str
    pending: bool
    generation: int
    warnings: tuple[str, ...]
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FileState:
    """A file as it was when it was last read; equal size and time mean unchanged."""

    path: str
    sha256: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be ingested, and why, in one line."""

    path: str
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention and the document that it was resolved to.

    `ordinal` is the index into the parsed result's references. `lookup` is what the mention can
    be answered by (see `NewDocument.lookup`). `candidates` are JSON objects with urn, reason and
    confidence. `decided` is true where a person said so.
    """

    ordinal: int
    start: int
    end: int
    text: str
    kind: str
    relation: str
    status: MentionStatus
    urn: str | None
    reason: str
    confidence: float
    lookup: str | None = None
    candidates: tuple[dict[str, Any], ...] = ()
    decided: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided that a mention means; it outlives the document's re-ingest.

    A mention of the same bytes is known by its offsets, one of a changed file by the host's URN,
    its words and how many mentions of the same words stand before it (`occurrence`).
    """

    sha256: str
    host: str
    start: int
    end: int
    text: str
    occurrence: int
    urn: str
    decided_at: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the log that derived stores are brought up to date from."""

    sequence: int
    generation: int
    action: Action
    sha256: str
    urn: str
