"""What searching passes around: passages, the understood query, hits and the answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from graph.model import Evidence
from nlp.directive import RelationKind

Intent = Literal["lookup", "relation", "topic"]
Direction = Literal["in", "out"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one document that is searched as a unit.

    `id` is "<document sha256>:<ordinal>"; `heading` the path of headings above it, top first.
    Offsets count characters of the document's text.
    """

    id: str
    document: str
    ordinal: int
    heading: tuple[str, ...]
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Target:
    """The document that a query names, as far as it names it.

    `number` is as typed, without blanks; `name` the name of a law cited by it; `issuer` the
    canonical name of the target's own issuer, where the query states it.
    """

    type: str | None = None
    number: str | None = None
    year: int | None = None
    urn: str | None = None
    name: str | None = None
    issuer: str | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """A search text as it was understood; the fields are those of the command line's contract.

    `place` is not: where a place is named without its body ("ở huyện Nam Đàn"), `issuer` is the
    body that the place stands for, and `place` its label, in all of whose bodies is searched.
    """

    text: str
    intent: Intent = "topic"
    relation: RelationKind | None = None
    direction: Direction | None = None
    target: Target | None = None
    type: str | None = None
    issuer: str | None = None
    year_from: int | None = None
    year_to: int | None = None
    topic: str = ""
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Highlight:
    """A matched stretch, in characters from the start of the hit's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A found passage."""

    document: str
    urn: str
    title: str
    heading: tuple[str, ...]
    start: int
    end: int
    text: str
    highlights: tuple[Highlight, ...]
    score: float


@dataclass(frozen=True, slots=True)
class AnsweredDocument:
    """A document that answers a relation or number query, with its proof.

    `path` lists the URNs from this document to the target (two for a direct edge); `evidence`
    has one entry an edge of that path.
    """

    urn: str
    title: str
    relation: RelationKind | None
    path: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    held: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search gives back.

    `candidates` are targets among which the user may choose; `nearest` what comes close where
    nothing answers in full: documents that do another thing to the target, that mention one whose
    text is not held, or that a filter of the query leaves out. `facets` counts the values of type,
    level, issuer, year and relation among what was found.
    """

    query: Query
    answer: tuple[AnsweredDocument, ...] = ()
    hits: tuple[Hit, ...] = ()
    candidates: tuple[Target, ...] = ()
    message: str = ""
    took_ms: float = 0.0
    facets: dict[str, dict[str, int]] = field(default_factory=dict)
    nearest: tuple[AnsweredDocument, ...] = ()
