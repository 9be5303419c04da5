"""The page of one document: what it is, what it stands on, who stands on it, and its text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from fastapi import Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup, escape

from api.http.quotations import marked_mention
from api.http.templating import address_of, render
from api.http.wording import RELATION_WORDS
from api.library import Library
from api.records import DocumentRecord, MentionRow
from corpus.errors import UnknownDocument
from graph.model import Edge

RELATIONS_SHOWN: Final = 200
"""Relations of each direction on a page; a decree may have thousands."""

TEXT_SHOWN: Final = 300_000
"""Characters of the text on a page."""


@dataclass(frozen=True, slots=True)
class _Relation:
    words: str
    relation: str
    urn: str
    name: str
    title: str
    quotation: Markup
    host: str
    status: str


def document_page(request: Request, library: Library, urn: str) -> HTMLResponse:
    """Return the page of a document, held or only cited.

    Raises:
        UnknownDocument: the library knows no such document.
    """
    record = library.document(urn)
    names = _Names(library)
    out = list(_relations(library, names, record.urn, incoming=False))
    into = list(_relations(library, names, record.urn, incoming=True))
    values = {
        "record": record,
        "out": out[:RELATIONS_SHOWN],
        "into": into[:RELATIONS_SHOWN],
        "out_total": len(out),
        "into_total": len(into),
    }
    if record.held:
        text = library.text(record.urn)
        mentions = library.references(record.urn)
        values |= {
            "text": linked_text(text[:TEXT_SHOWN], mentions),
            "cut": len(text) > TEXT_SHOWN,
            "header": library.directive(record.urn).header,
        }
    return render(request, "document.html", values)


def linked_text(text: str, mentions: Iterator[MentionRow]) -> Markup:
    """Return a text with each mention marked, and linked where it is resolved."""
    parts: list[Markup] = []
    done = 0
    for row in sorted(mentions, key=lambda one: (one.start, -one.end)):
        if row.start < done or row.end > len(text) or row.relation == "self":
            continue
        parts.append(escape(text[done : row.start]))
        words, note = text[row.start : row.end], f"{row.relation}: {row.reason}"
        if row.urn:
            parts.append(
                Markup('<a class="mention" href="{}" title="{}">{}</a>').format(
                    address_of(row.urn), note, words
                )
            )
        else:
            parts.append(
                Markup('<span class="mention {}" title="{}">{}</span>').format(
                    row.status, note, words
                )
            )
        done = row.end
    parts.append(escape(text[done:]))
    return Markup("").join(parts)


class _Names:
    """Documents by URN, each looked up once a page."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._known: dict[str, DocumentRecord | None] = {}
        self._texts: dict[str, str] = {}

    def of(self, urn: str) -> tuple[str, str]:
        """Name and title of a document."""
        if urn not in self._known:
            try:
                self._known[urn] = self._library.document(urn)
            except UnknownDocument:
                self._known[urn] = None
        record = self._known[urn]
        return (record.name, record.title or "") if record else (urn, "")

    def mention(self, edge: Edge) -> str:
        """The cited words, as they stand in the host's text."""
        host = edge.evidence.document
        if host not in self._texts:
            try:
                self._texts[host] = self._library.text(host)
            except UnknownDocument:
                self._texts[host] = ""
        return self._texts[host][edge.evidence.start : edge.evidence.end]


def _relations(library: Library, names: _Names, urn: str, *, incoming: bool) -> Iterator[_Relation]:
    edges = library.edges(object=urn) if incoming else library.edges(subject=urn)
    seen: set[tuple[str, str, str]] = set()
    for edge in sorted(edges, key=lambda one: (one.relation, one.subject, one.object, one.mention)):
        other = edge.subject if incoming else edge.object
        key = (edge.relation, other, edge.host)
        if other == urn or key in seen:
            continue
        seen.add(key)
        words = RELATION_WORDS[edge.relation]
        name, title = names.of(other)
        yield _Relation(
            words.incoming if incoming else words.out,
            edge.relation,
            other,
            name,
            title,
            marked_mention(edge.evidence.quotation, names.mention(edge)),
            edge.host,
            edge.status,
        )
