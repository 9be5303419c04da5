"""The parsed document: `Directive` and what it is made of.

Every `start` and `end` counts characters of `SourceText.text`, half open. Dates are ISO 8601
strings; a date of which only a part is known keeps that part ("2024", "2024-02").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

RelationKind = Literal[
    "based_on", "implements", "applies", "guides", "amends", "replaces", "repeals", "suspends",
    "corrects", "consolidates", "promulgates", "annex_of", "cites", "self",
]  # fmt: skip

CHANGES: frozenset[RelationKind] = frozenset(
    ("amends", "replaces", "repeals", "suspends", "corrects")
)
"""The relations that change what a document says or whether it holds."""

ReferenceKind = Literal[
    "numbered", "short", "header", "law", "law_bare", "programme", "named", "self", "anaphora",
]  # fmt: skip

SectionLevel = Literal[
    "phan", "chuong", "muc", "tieu_muc", "dieu", "khoan", "diem", "alpha", "roman", "arabic",
    "decimal", "letter", "dash", "annex", "footnote", "quoted",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text, `[start, end)` in characters."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Header:
    """What a document says of itself (NĐ 30/2020/NĐ-CP, Điều 8 and Phụ lục I).

    `issuer` is the canonical name with its parents ("UBND huyện Nam Đàn, tỉnh Nghệ An");
    `issuer_chain` the same issuer and those above it, nearest first. `number` is null where it
    is blank; `symbol` then still holds what follows the blank ("KH-UBND"). `spans` maps a field's
    name to where it stands.
    """

    type: str | None = None
    number: str | None = None
    symbol: str | None = None
    date: str | None = None
    place: str | None = None
    issuer: str | None = None
    issuer_chain: tuple[str, ...] = ()
    title: str | None = None
    signer: str | None = None
    signer_capacity: str | None = None
    signer_position: str | None = None
    recipients: tuple[str, ...] = ()
    urgency: str | None = None
    spans: tuple[tuple[str, Span], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One unit of the document's structure; `parent` is an index into `Directive.sections`.

    `label` is what numbers it ("Điều 5", "II", "2.1", "a"), `path` the labels from the top down
    to this one, `heading` the words beside the label, if they are a heading.
    """

    level: SectionLevel
    label: str
    heading: str
    start: int
    end: int
    parent: int | None
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FurtherRelation:
    """A second relation to the same mention: "theo X (được sửa đổi bởi Y)", "sửa đổi, bãi bỏ".

    The fields mean what they mean in `Reference`.
    """

    relation: RelationKind
    subject: int | None = None
    cue: str | None = None
    cue_span: Span | None = None
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """One mention of a document.

    Attributes:
        start, end, text: the mention; `text` equals the text at the offsets, always.
        pieces: the spans that make it up where something stands between them (a page break, a
            footnote); empty for a mention in one piece.
        type: the real type ("Công văn" also where the text says "Văn bản").
        number: as written, without spaces; null where the text has none.
        date: ISO date, only where this mention states day, month and year.
        year: a year that this mention states without a full date, or that its number holds.
        issuer: canonical name, resolved with the host's place in the hierarchy.
        issuer_stated: the text names the issuer beside the mention; false where it follows from
            the number's symbol, from a list or from the host's own place.
        pinpoint: the part of the cited document, as written ("khoản 1 Điều 11").
        title: the words after the citation that name the document, where they stand.
        relation: from `source` to the document meant here.
        subject: index into `Directive.references` of the mention that is the relation's source
            (nested titles, reversed wording); null when it is this document.
        antecedent: index of the mention that an anaphora stands for.
        cue: the words that decided the relation, and `cue_span` where they stand.
        partial: the relation touches only parts of the object (amended articles).
        further: relations beside the first one that this mention is the object of.
        confidence: 0 to 1.
    """

    start: int
    end: int
    text: str
    type: str | None
    number: str | None
    date: str | None
    year: int | None
    issuer: str | None
    pinpoint: str | None
    kind: ReferenceKind
    relation: RelationKind
    subject: int | None = None
    antecedent: int | None = None
    title: str | None = None
    cue: str | None = None
    cue_span: Span | None = None
    partial: bool = False
    pieces: tuple[Span, ...] = ()
    confidence: float = 1.0
    further: tuple[FurtherRelation, ...] = ()
    issuer_stated: bool = True


@dataclass(frozen=True, slots=True)
class Task:
    """A task given to somebody: a row of a task table, or a sentence such as "Giao … chủ trì".

    `due` is as written, `due_date` its last day as ISO date where it can be told.
    `references` are indexes into `Directive.references` that stand inside the task.
    """

    start: int
    end: int
    content: str
    lead: str | None = None
    support: str | None = None
    due: str | None = None
    due_date: str | None = None
    product: str | None = None
    references: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Attachment:
    """A document of its own inside the same file: an attached plan, regulation or list."""

    type: str
    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class EffectClause:
    """A sentence that says from or until when something is in force.

    `object` is the index of the reference that it speaks of; null for this document.
    """

    start: int
    end: int
    effect: Literal["from", "until"]
    date: str | None
    object: int | None = None


@dataclass(frozen=True, slots=True)
class Directive:
    """A parsed document."""

    header: Header
    sections: tuple[Section, ...] = ()
    references: tuple[Reference, ...] = ()
    tasks: tuple[Task, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    effects: tuple[EffectClause, ...] = ()
    abbreviations: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = ()
