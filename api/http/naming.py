"""Names of documents and cited words for a page, each looked up once."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from api.http.quotations import marked_mention
from api.library import Library
from api.records import DocumentRecord
from corpus.errors import UnknownDocument
from graph.model import Evidence


@dataclass(frozen=True, slots=True)
class Named:
    """A document as a page names it; `title` is empty where the name says it already."""

    urn: str
    name: str
    title: str = ""
    issuer: str = ""
    date: str = ""
    held: bool = False


@dataclass(frozen=True, slots=True)
class Proof:
    """A quotation with the cited words marked, and the document and place where it stands."""

    host: Named
    start: int
    quotation: Markup


class Names:
    """What a page says of documents, while one request lasts."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._known: dict[str, Named] = {}
        self._texts: dict[str, str] = {}

    def of(self, urn: str) -> Named:
        """Return what names the document; its URN where the library knows no more."""
        if urn not in self._known:
            try:
                self._known[urn] = named(self._library.document(urn))
            except UnknownDocument:
                self._known[urn] = Named(urn, urn)
        return self._known[urn]

    def proof(self, evidence: Evidence) -> Proof:
        """Return the evidence with the words that cite marked."""
        text = self._text(evidence.document)
        quotation = marked_mention(evidence.quotation, text, evidence.start, evidence.end)
        return Proof(self.of(evidence.document), evidence.start, quotation)

    def _text(self, urn: str) -> str:
        if urn not in self._texts:
            try:
                self._texts[urn] = self._library.text(urn)
            except UnknownDocument:
                self._texts[urn] = ""
        return self._texts[urn]


def named(record: DocumentRecord) -> Named:
    """Return what names a document: by type and number, else by type and title."""
    name, title = record.name, record.title or ""
    if record.type and title and not record.number:
        name = f"{record.type} không số"
    date = record.date or (str(record.year) if record.year else "")
    shown = "" if title == name else title
    return Named(record.urn, name, shown, record.issuer or "", date, record.held)
