"""The library's documents as `graph.resolution` and queries look them up."""

from __future__ import annotations

from collections.abc import Iterable

from api.ingest.lookups import name_lookup
from api.stored import speaker
from corpus.catalog import Catalog, StoredDocument
from graph.authority import authority
from graph.holdings import ChainedHoldings, Holdings, KnownDocument
from graph.numbering import split_number
from graph.urn import key_of_urn


def holdings_of(catalog: Catalog) -> Holdings:
    """Return all that is known: held documents, authority records, documents cited in full."""
    return ChainedHoldings(CatalogHoldings(catalog), authority(), CitedInFull(catalog))


def holdings_to_ask(catalog: Catalog) -> Holdings:
    """Return held documents and authority records, beside which questions ask the graph.

    The graph knows what citations were found to mean. What they seem to name by themselves helps
    to find that out, but may be a document that there is not.
    """
    return ChainedHoldings(CatalogHoldings(catalog), authority())


class CatalogHoldings:
    """Look-ups over the held documents of a catalog (see `graph.holdings.Holdings`)."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def by_number(self, number: str) -> tuple[KnownDocument, ...]:
        """Return the held documents with this number."""
        return self._known(split_number(number).text)

    def by_serial(self, serial: str, year: int | None = None) -> tuple[KnownDocument, ...]:
        """Return the held documents whose running number is `serial`, of `year` if given."""
        found = self._known(split_number(serial).serial)
        return tuple(one for one in found if year is None or one.year == year)

    def by_name(self, name: str) -> tuple[KnownDocument, ...]:
        """Return the held documents with this title."""
        return self._known(name_lookup(name))

    def by_urn(self, urn: str) -> KnownDocument | None:
        """Return the held document with this name."""
        copies = self._catalog.documents.by_urn(urn)
        return known(speaker(self._catalog, copies)) if copies else None

    def _known(self, lookup: str) -> tuple[KnownDocument, ...]:
        found: dict[str, list[StoredDocument]] = {}
        for document in self._catalog.documents.by_lookup(lookup):
            found.setdefault(document.urn, []).append(document)
        return tuple(known(speaker(self._catalog, found[urn])) for urn in sorted(found))


def known(document: StoredDocument) -> KnownDocument:
    """Return a held document as a record."""
    return KnownDocument(
        document.urn,
        document.type or "",
        document.number,
        document.date,
        document.year,
        document.issuer,
        document.title,
    )


class CitedInFull:
    """Look-ups over the documents that the library's texts name in full.

    What a citation says of a document is less sure than a record: hence the weight.
    """

    WEIGHT = 0.6

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def by_number(self, number: str) -> tuple[KnownDocument, ...]:
        """See `Holdings`."""
        return self._known(split_number(number).text)

    def by_serial(self, serial: str, year: int | None = None) -> tuple[KnownDocument, ...]:
        """See `Holdings`."""
        found = self._known(split_number(serial).serial)
        return tuple(one for one in found if year is None or one.year == year)

    def by_name(self, name: str) -> tuple[KnownDocument, ...]:
        """Return nothing: a title that others give a document is no identity."""
        del name
        return ()

    def by_urn(self, urn: str) -> KnownDocument | None:
        """Return nothing: that a text cites a document so is no proof that it exists."""
        del urn
        return None

    def _known(self, value: str) -> tuple[KnownDocument, ...]:
        """Return the documents cited with a value.

        Where texts give the same number and day but different years, the year that most give is
        right and the others are slips.
        """
        best: dict[tuple[str, ...], int] = {}
        found: list[tuple[tuple[str, ...], int, KnownDocument]] = []
        for urn, date, texts in self._catalog.citations.by_lookup(value):
            key = key_of_urn(urn)
            record = KnownDocument(
                urn, key.type, key.number, date, key.year, key.issuer, weight=self.WEIGHT
            )
            day = date[4:] if date else urn
            same = (key.type, key.number or "", key.issuer or "", day)
            best[same] = max(best.get(same, 0), texts)
            found.append((same, texts, record))
        return tuple(record for same, texts, record in found if texts == best[same])


class RecordingHoldings:
    """Holdings that remember what they were asked for.

    Attributes:
        asked: the look-up values, as `api.ingest.lookups` gives documents, and URNs.
    """

    def __init__(self, holdings: Holdings) -> None:
        self.asked: set[str] = set()
        self._holdings = holdings

    def by_number(self, number: str) -> Iterable[KnownDocument]:
        """See `Holdings`."""
        self.asked.add(split_number(number).text)
        return self._holdings.by_number(number)

    def by_serial(self, serial: str, year: int | None = None) -> Iterable[KnownDocument]:
        """See `Holdings`."""
        self.asked.add(split_number(serial).serial)
        return self._holdings.by_serial(serial, year)

    def by_name(self, name: str) -> Iterable[KnownDocument]:
        """See `Holdings`."""
        self.asked.add(name_lookup(name))
        return self._holdings.by_name(name)

    def by_urn(self, urn: str) -> KnownDocument | None:
        """See `Holdings`."""
        self.asked.add(urn)
        return self._holdings.by_urn(urn)
