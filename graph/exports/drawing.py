"""What a drawing shows: its documents and ties, each in words, within what can still be read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from textwrap import wrap
from typing import Final

from corpus.errors import TooLarge
from graph.model import DocumentNode, Edge, Status
from graph.paths import PRECEDENCE, SUBJECT_ABOVE
from graph.relation_words import RELATION_WORDS
from nlp.directive import RelationKind

MOST_DOCUMENTS: Final = 500
MOST_LINES: Final = 5_000

_QUOTED: Final = 1_000
"""Characters of a quotation that are shown; sentences are shorter."""

_QUOTATIONS: Final = 3
_NAME_WIDTH, _SMALL_WIDTH = 25, 31
"""Characters that fit into a box, of the name and of the smaller lines."""

# What XML 1.0 (2.2) cannot hold.
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Characters that steer the direction of text, by which a title could rewrite its surroundings.
_STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_ORDER: Final = {kind: place for place, kind in enumerate(PRECEDENCE)}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a drawing: a relation between two documents, and what it says when pointed at."""

    subject: str
    relation: RelationKind
    object: str
    status: Status
    words: str

    @property
    def tie(self) -> tuple[str, str]:
        """Both documents, the one that stands below first."""
        if self.relation in SUBJECT_ABOVE:
            return self.object, self.subject
        return self.subject, self.object


@dataclass(frozen=True, slots=True)
class Drawing:
    """Documents by URN and the lines between them; `roots` are those that it is about."""

    documents: Mapping[str, DocumentNode]
    lines: tuple[Line, ...]
    roots: frozenset[str]


def drawing_of(
    documents: Iterable[DocumentNode], edges: Iterable[Edge], roots: Iterable[str] = ()
) -> Drawing:
    """Return what is to be drawn.

    Edges that state the same relation between the same documents are one line.

    Args:
        documents: those that are drawn; edges to others are left out.
        edges: with their evidence.
        roots: the documents that the drawing is about.

    Raises:
        TooLarge: more documents or lines than anybody could read.
    """
    found = {node.urn: node for node in islice(documents, MOST_DOCUMENTS + 1)}
    if len(found) > MOST_DOCUMENTS:
        raise _too_large(f"{MOST_DOCUMENTS} documents")
    stated: dict[tuple[str, str, int, Status], list[Edge]] = {}
    for edge in edges:
        if edge.subject in found and edge.object in found and edge.subject != edge.object:
            line = edge.subject, edge.object, _ORDER[edge.relation], edge.status
            stated.setdefault(line, []).append(edge)
            if len(stated) > MOST_LINES:
                raise _too_large(f"{MOST_LINES} relations")
    lines = [_line(found, stated[key]) for key in sorted(stated)]
    return Drawing(found, tuple(lines), frozenset(roots) & found.keys())


def _too_large(what: str) -> TooLarge:
    return TooLarge(
        f"a drawing of more than {what} cannot be read; choose a document and fewer steps around "
        "it (depth), or export GraphML or DOT"
    )


def _line(documents: Mapping[str, DocumentNode], edges: list[Edge]) -> Line:
    first = edges[0]
    subject, target = (name_of(documents[urn]) for urn in (first.subject, first.object))
    doubt = "" if first.status == "resolved" else " (chưa chắc chắn)"
    said = [f"{subject} {RELATION_WORDS[first.relation].out} {target}{doubt}"]
    quotations = dict.fromkeys(_quotation(documents, edge) for edge in edges)
    said += list(quotations)[:_QUOTATIONS]
    if len(quotations) > _QUOTATIONS:
        said.append(f"… và {len(quotations) - _QUOTATIONS} câu nữa")
    return Line(first.subject, first.relation, first.object, first.status, "\n".join(said))


def _quotation(documents: Mapping[str, DocumentNode], edge: Edge) -> str:
    words = shown(edge.evidence.quotation)
    if len(words) > _QUOTED:
        words = words[:_QUOTED] + "…"
    if edge.host == edge.subject:
        return f"“{words}”"
    host = documents.get(edge.host)
    return f"“{words}” – {name_of(host) if host else edge.host}"


def name_of(node: DocumentNode) -> str:
    """Return a document's type and number, else its title, else its URN; on one line."""
    if node.number or not node.title:
        return shown(" ".join(part for part in (node.type, node.number) if part) or node.urn)
    title, kind = shown(node.title), shown(node.type or "")
    return title if title.casefold().startswith(kind.casefold()) else f"{kind} {title}"


def label_lines(node: DocumentNode) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what stands in a document's box: the lines of its name, then the smaller ones."""
    facts = (shown(node.issuer or ""), _when(node))
    small = [_cut(fact, _SMALL_WIDTH, 1) for fact in facts if fact]
    return _cut(name_of(node), _NAME_WIDTH, 2), tuple(line for lines in small for line in lines)


def described(node: DocumentNode) -> str:
    """Return all that names a document, a line each."""
    name = name_of(node)
    title = shown(node.title or "")
    facts = (name, title if title != name else "", shown(node.issuer or ""), _when(node))
    cited = "" if node.held else "(chỉ được viện dẫn, thư viện không có toàn văn)"
    return "\n".join(fact for fact in (*facts, cited) if fact)


def _when(node: DocumentNode) -> str:
    """The date as it is written in Vietnam, or what is known of it."""
    return "/".join(reversed(shown(node.date or str(node.year or "")).split("-")))


def shown(text: str) -> str:
    """Return text on one line, composed, without what XML cannot hold or what steers a reader."""
    plain = _STEERING.sub(" ", _NOT_XML.sub("\ufffd", text))
    return " ".join(unicodedata.normalize("NFC", plain).split())


def _cut(text: str, width: int, lines: int) -> tuple[str, ...]:
    return tuple(wrap(text, width, max_lines=lines, placeholder="…")) or (text[:width],)
