"""What the graph is made of: keys, resolutions, evidence and edges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from nlp.directive import RelationKind

Status = Literal["resolved", "ambiguous", "unresolved"]


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
    """Which document a mention means. `urn` is null unless `status` is "resolved"."""

    status: Status
    urn: str | None
    reason: str
    confidence: float
    candidates: tuple[Candidate, ...] = ()


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
