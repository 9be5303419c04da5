"""`Mention`: a reference while it is being read, in offsets of the folded text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from nlp.directive import ReferenceKind, RelationKind

if TYPE_CHECKING:
    from nlp.references.numbers import Number


@dataclass(slots=True)
class Link:
    """A relation whose object is the mention that holds the link.

    `subject` is the mention that the relation comes from; None stands for this document.
    """

    relation: RelationKind
    subject: Mention | None = None
    cue: tuple[int, int] | None = None
    partial: bool = False


@dataclass(slots=True, eq=False)
class Mention:
    """One mention on its way through the steps of `nlp.references.find`.

    Attributes:
        start, end: the mention in the folded text.
        type: canonical type; None until it is known.
        kind: as in `Reference.kind`.
        number: the parsed number, or None.
        written: the number as it goes into `Reference.number`.
        date, year: what the mention itself states.
        head: the span of a list head or dangling type that the mention completes.
        pinpoint: span of the part of the document that is meant.
        reach: where the mention with its pinpoint begins: what a cue must touch.
        tail: where the words that belong to the citation (date, issuer) end.
        title: span of the words that name the document.
        issuer: canonical issuer.
        issuer_span: where the issuer stands, if it is stated beside the mention.
        outer: the mention inside whose name this one stands (amending laws).
        link: the relation of the mention; `further` those that a second cue adds.
        acts_on: the mentions whose passive wording names this one as the agent, with their links.
        antecedent: what an anaphora stands for.
        confidence: 0 to 1.
    """

    start: int
    end: int
    type: str | None
    kind: ReferenceKind
    number: Number | None = None
    written: str | None = None
    date: str | None = None
    year: int | None = None
    head: tuple[int, int] | None = None
    pinpoint: tuple[int, int] | None = None
    reach: int = -1
    tail: int = -1
    title: tuple[int, int] | None = None
    issuer: str | None = None
    issuer_span: tuple[int, int] | None = None
    outer: Mention | None = None
    link: Link = field(default_factory=lambda: Link("cites"))
    further: list[Link] = field(default_factory=list)
    acts_on: list[tuple[Mention, Link]] = field(default_factory=list)
    antecedent: Mention | None = None
    confidence: float = 1.0

    def __post_init__(self) -> None:
        self.reach = self.start
        self.tail = self.end

    @property
    def flow_end(self) -> int:
        """Where reading goes on behind the mention: behind its head, if it is broken in two."""
        return self.head[1] if self.head else self.end

    def outermost(self) -> Mention:
        """Returns the citation in whose title this one stands, however deep; itself if in none."""
        found = self
        for _ in range(_DEEPEST):
            if found.link.subject is None:
                break
            found = found.link.subject
        return found

    def stands_under(self, other: Mention) -> bool:
        """Whether `other` is this mention or a subject above it: a link back would be a circle."""
        above: Mention | None = self
        for _ in range(_DEEPEST):
            if above is other:
                return True
            if above is None:
                return False
            above = above.link.subject
        return True


# Titles inside titles go three or four levels down; a longer chain is no real one.
_DEEPEST = 12
