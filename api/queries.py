"""What can be asked of a library."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from api.audits import LibraryAudits
from api.browsing import LibraryBrowsing
from api.limits import MOST_FOUND, within
from api.open_stores import OpenStores
from api.records import Check, DocumentRecord, MentionRow
from api.settings import Settings
from corpus.catalog import Catalog, Mention, StoredDocument
from corpus.errors import BadQuery, UnknownDocument

if TYPE_CHECKING:
    from graph.lineage import Lineage, TraceDirection
    from graph.model import Direction, Edge, Link
    from graph.sparql import SparqlResult
    from index.entries import Filters
    from index.left_out import Part
    from index.model import Answer
    from nlp.directive import Directive, RelationKind

LONGEST_QUERY = 10_000
"""Characters of a search text."""


def speakable(text: str) -> str:
    """Return text without lone surrogates, which bytes that are no UTF-8 become on the way in."""
    return text.encode("utf-8", "replace").decode("utf-8")


class LibraryQueries(LibraryAudits, LibraryBrowsing):
    """The asking half of `api.library.Library`.

    Attributes:
        settings: what holds for this library.
        catalog: the source of truth, for those who need more than the façade gives.
    """

    def __init__(self, catalog: Catalog, settings: Settings) -> None:
        self.catalog = catalog
        self.settings = settings
        self._stores = OpenStores(catalog, settings)

    def search(
        self,
        text: str,
        limit: int | None = None,
        filters: Filters | None = None,
        understand: bool = True,
        without: Collection[Part] = (),
    ) -> Answer:
        """Answer a search text.

        Args:
            text: anything a person types, in Vietnamese (diacritics or not) or English.
            limit: documents with passages at most, 1 to `MOST_FOUND`; null means the setting.
            filters: which documents may be found.
            understand: read numbers and relations out of the text; else search its words alone.
            without: parts of what is read that are not meant.

        Raises:
            BadQuery: the text is absurdly long, or the limit out of range.
        """
        from index.left_out import left_out  # noqa: PLC0415  searches only
        from index.model import Query  # noqa: PLC0415
        from index.query import understand as read  # noqa: PLC0415

        if len(text) > LONGEST_QUERY:
            raise BadQuery(
                f"the query has {len(text)} characters; the limit is {LONGEST_QUERY}",
                vietnamese=f"Câu hỏi có {len(text)} ký tự; nhiều nhất là {LONGEST_QUERY}.",
            )
        text = speakable(text)
        most = within(self.settings.search_limit if limit is None else limit, MOST_FOUND)
        query = left_out(read(text), without) if understand else Query(text, topic=text)
        return self._stores.answerer.answer(query, most, filters)

    def find(self, name: str) -> tuple[DocumentRecord, ...]:
        """Return the documents that a name may mean: a URN, a number, "QĐ 766", a file name.

        Held ones come first; those that are only cited are found too.

        Raises:
            BadQuery: the name is empty or absurdly long.
        """
        from api.finding import find  # noqa: PLC0415

        return find(self.catalog, self._stores.graph, speakable(name))

    def find_or_fail(self, name: str, *, single: bool = False) -> tuple[DocumentRecord, ...]:
        """Return what `find` returns, at least one.

        Args:
            name: as for `find`.
            single: several are an error as well, unless just one of them is held.

        Raises:
            UnknownDocument: there is none, or several where one is needed.
        """
        found = self.find(name)
        if not found:
            raise UnknownDocument(f"{name!r}: no document of the library is called so")
        if single and len(found) > 1:
            held = [record for record in found if record.held]
            if len(held) != 1:
                urns = ", ".join(record.urn for record in found[:5])
                raise UnknownDocument(f"{name!r} may be {len(found)} documents, give one: {urns}")
            found = tuple(held)
        return found

    def document(self, urn: str) -> DocumentRecord:
        """Return the document of this URN, held or cited.

        Raises:
            UnknownDocument: there is none.
        """
        from api.finding import by_urn  # noqa: PLC0415

        record = by_urn(self.catalog, self._stores.graph, urn)
        if record is None:
            raise UnknownDocument.named(urn)
        return record

    def held(self, urn: str) -> StoredDocument:
        """Return the catalog's row of a held document: the copy that speaks in the graph.

        Raises:
            UnknownDocument: the library does not hold it.
        """
        from api.stored import speaker  # noqa: PLC0415

        copies = self.catalog.documents.by_urn(urn)
        if not copies:
            raise UnknownDocument(f"{urn}: the library does not hold its text")
        return speaker(self.catalog, copies)

    def text(self, urn: str) -> str:
        """Return the text of a held document; all offsets count its characters.

        Raises:
            UnknownDocument: the library does not hold it.
        """
        return self.catalog.documents.text(self.held(urn).id)

    def directive(self, urn: str) -> Directive:
        """Return the parsed form of a held document.

        Raises:
            UnknownDocument: the library does not hold it.
        """
        from nlp.contract import directive_from_dict  # noqa: PLC0415

        return directive_from_dict(self.catalog.documents.parsed(self.held(urn).id))

    def documents(self) -> Iterator[DocumentRecord]:
        """Yield every held document, each identity once, in the order of arrival."""
        seen: set[str] = set()
        for stored in self.catalog.documents.all():
            if stored.urn not in seen:
                seen.add(stored.urn)
                yield self.document(stored.urn)

    def links(
        self,
        urn: str,
        direction: Direction,
        relations: Collection[RelationKind] | None = None,
    ) -> Iterator[Link]:
        """Yield the resolved relations into (`in`) or out of a document, without evidence."""
        return self._stores.graph.links(urn, direction, relations)

    def edges(
        self,
        subject: str | None = None,
        object: str | None = None,  # noqa: A002  RDF's word
        relations: Collection[RelationKind] | None = None,
        host: str | None = None,
    ) -> Iterator[Edge]:
        """Yield relations with their evidence, ambiguous ones too."""
        return self._stores.graph.edges(subject, object, relations, host)

    def describe(self, record: DocumentRecord) -> dict[str, Any]:
        """Return a document with its relations and their evidence as a JSON object.

        Each relation says whether a person `decided` which document its mention means.
        """
        shown = record.to_json()
        out = self.edges(host=record.urn)
        into = (edge for edge in self.edges(object=record.urn) if edge.host != record.urn)
        for name, edges in (("states", out), ("stated_by", into)):
            shown[name] = [asdict(edge) for edge in edges]
        return shown

    def lineage(
        self,
        urn: str,
        direction: TraceDirection = "both",
        depth: int = 3,
        relations: Collection[RelationKind] | None = None,
        *,
        as_of: str | None = None,
    ) -> Lineage:
        """Return what a document stands on (`up`), what stands on it (`down`), or both.

        Raises:
            UnknownDocument: the graph does not know it.
            BadQuery: a direction, depth, relation or date that cannot be.
        """
        from graph.lineage import trace  # noqa: PLC0415

        return trace(
            self._stores.graph,
            urn,
            direction=direction,
            depth=depth,
            relations=relations,
            as_of=as_of,
        )

    def export(
        self,
        out: Path,
        format: str | None = None,  # noqa: A002  the option's name
        urn: str | None = None,
        depth: int = 2,
    ) -> tuple[Path, ...]:
        """Write the graph, or the part around a document, and return the files written.

        Args:
            out: the file; its suffix names the format where `format` is null.
            format: see `graph.exports.SUFFIXES`; "bundle" (`.zip`) is an audit bundle.
            urn: only what lies within `depth` steps of this document; one that the graph does not
                know is exported as the authority records describe it.
            depth: see `urn`.

        Raises:
            UnsupportedFormat: there is no such format.
            UnknownDocument: neither the graph nor the records know the document.
            InputError: the file cannot be written.
        """
        from api.stored import recorded_node  # noqa: PLC0415
        from graph.exports import BUNDLE, Selection, export, format_of  # noqa: PLC0415

        if format_of(out, format) == BUNDLE:
            return self.export_bundle(out, urn, depth)
        selection = Selection((urn,), depth) if urn is not None else None
        if (
            urn is not None
            and self._stores.graph.node(urn) is None
            and (recorded := recorded_node(urn))
        ):
            selection = Selection((), recorded=(recorded,))
        return export(self._stores.graph, out, format, selection)

    def sparql(self, query: str, accept: str = "") -> SparqlResult:
        """Answer a SPARQL 1.1 query over the graph; read only, within the settings' limits.

        Args:
            query: SELECT, ASK, CONSTRUCT or DESCRIBE; the project's prefixes need not be declared.
            accept: an Accept header or a short name ("json", "csv", "turtle"); empty for JSON or
                Turtle.

        Raises:
            BadQuery: it is refused or is no SPARQL, or no format suits `accept`.
            QueryLimit: it is over a limit of time, rows or memory.
        """
        from graph.sparql import DEFAULT_ACCEPT  # noqa: PLC0415

        return self._stores.sparql.query(speakable(query), accept or DEFAULT_ACCEPT)

    def references(self, urn: str | None = None) -> Iterator[MentionRow]:
        """Yield every mention of the library, or of one held document, in the order of the texts.

        Raises:
            UnknownDocument: the library does not hold the document.
        """
        documents = self.catalog.documents.all() if urn is None else iter([self.held(urn)])
        for document in documents:
            for mention in self.catalog.mentions.of(document.id):
                yield self.mention_row(document, mention)

    def mention_row(self, document: StoredDocument, mention: Mention) -> MentionRow:
        """Return a stored mention as a row."""
        from api.decisions import row_of  # noqa: PLC0415

        return row_of(document, mention)

    def doctor(self) -> list[Check]:
        """Check that catalog, graph and indexes are sound and agree."""
        from api.checks import run_checks  # noqa: PLC0415

        return run_checks(self.catalog, self._stores)
