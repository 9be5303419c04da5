"""What the graph is made of: keys, resolutions, evidence and edges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from nlp.directive import RelationKind

Status = Literal["resolved", "ambiguous", "unresolved"]
Direction = Literal["in", "out"]
ForceState = Literal["not_yet", "in_force", "partly", "suspended", "ended", "unknown"]


@dataclass(frozen=True, slots=True)
class DocumentKey:
    """What makes a document itself.

    `number` is normalised (upper-case Đ, no spaces, no leading zeros). `year` and `issuer` are
    null only in families that do not need them (a normative central number is unique by itself).
    """

    type: str
    number: str | None
    year: int | None
    issuer: str | None
    date: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that a mention may mean, with the reason that speaks for it."""

    urn: str
    reason: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Resolution:
    """Which document a mention means. `urn` is null unless `status` is "resolved".

    `decided` is true where a person said so.
    """

    status: Status
    urn: str | None
    reason: str
    confidence: float
    candidates: tuple[Candidate, ...] = ()
    decided: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """The proof of an edge: where it is said and in which words."""

    document: str
    start: int
    end: int
    quotation: str


@dataclass(frozen=True, slots=True)
class Edge:
    """One stated relation between two documents, with its evidence.

    `host` is the document whose text says so; `subject` differs from it for nested and reversed
    citations. `quotation` of the evidence is the sentence; `evidence.start/end` span the mention.
    `decided` is true where a person said which document the mention means.
    """

    subject: str
    relation: RelationKind
    object: str
    host: str
    evidence: Evidence
    cue: str | None = None
    pinpoint: str | None = None
    partial: bool = False
    confidence: float = 1.0
    status: Status = "resolved"
    mention: int = 0
    decided: bool = False


@dataclass(frozen=True, slots=True)
class DocumentNode:
    """A document as the graph knows it; one that is only cited has `held` false.

    Attributes:
        urn: the document's URN LEX, which is its IRI.
        type, number, issuer, title: as in `DocumentKey` and `Header`, canonical.
        date: ISO date; one of which only a part is known keeps that part ("2024", "2024-02").
        year: the year where it is known, with or without a full date.
        held: the library holds its text.
        file: name of the file that it was read from, relative to what was ingested.
        sha256: SHA-256 of that file, in hexadecimal.
    """

    urn: str
    type: str | None = None
    number: str | None = None
    date: str | None = None
    year: int | None = None
    issuer: str | None = None
    title: str | None = None
    held: bool = False
    file: str | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentGraph:
    """What one document says: its named graph in the store.

    Attributes:
        node: the document itself (`held` is true once it is in the store).
        edges: the relations that its text states, each with `host` equal to `node.urn`.
        cited: descriptions of the documents at the other ends, as this document gives them.
        extractor: version of the program that read it; empty means the installed one.
    """

    node: DocumentNode
    edges: tuple[Edge, ...] = ()
    cited: tuple[DocumentNode, ...] = ()
    extractor: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """An edge without its evidence: enough to walk the graph."""

    subject: str
    relation: RelationKind
    object: str
    host: str
