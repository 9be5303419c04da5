"""The documents that are known, and how they are looked up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, Protocol

from graph.identity import key_of_parts
from graph.model import DocumentKey
from graph.numbering import NumberParts, split_number
from graph.urn import urn_of_key
from nlp.syllables import bare_phrase, fold_phrase


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A document of the library or of the authority records.

    Attributes:
        urn: its name.
        type, number, date, year, issuer, title: as the record has them; `issuer` is canonical.
        in_force_from: first day in force, where the record states it.
        names: other names by which it is called, without the type word.
        source: where the record comes from.
        weight: how sure the record is, 0 to 1 (a record read off citations is less so).
    """

    urn: str
    type: str
    number: str | None
    date: str | None = None
    year: int | None = None
    issuer: str | None = None
    title: str | None = None
    in_force_from: str | None = None
    names: tuple[str, ...] = ()
    source: Literal["library", "authority"] = "library"
    weight: float = 1.0


class Holdings(Protocol):
    """Look-ups over known documents; every answer is in a stable order."""

    def by_number(self, number: str) -> Iterable[KnownDocument]:
        """Return the documents with this number (any spelling; compared normalised)."""
        ...

    def by_serial(self, serial: str, year: int | None = None) -> Iterable[KnownDocument]:
        """Return the documents whose running number is `serial`, of `year` if one is given."""
        ...

    def by_name(self, name: str) -> Iterable[KnownDocument]:
        """Return the documents that are called `name` (without the type word)."""
        ...

    def by_urn(self, urn: str) -> KnownDocument | None:
        """Return the document with this name."""
        ...


def known_document(
    document_type: str,
    number: str | None,
    *,
    date: str | None = None,
    issuer: str | None = None,
    title: str | None = None,
    in_force_from: str | None = None,
    names: tuple[str, ...] = (),
    source: Literal["library", "authority"] = "library",
    weight: float = 1.0,
    urn: str | None = None,
) -> KnownDocument:
    """Return the record of a document; its URN is made from its key unless it is given."""
    year = int(date[:4]) if date and date[:4].isdigit() else None
    parts = split_number(number) if number else None
    if parts is not None and parts.year:
        year = parts.year
    if urn is None:
        key = (
            key_of_parts(document_type, parts, year=year, issuer=issuer, date=date)
            if parts is not None and parts.serial
            else DocumentKey(document_type, None, year, issuer, name=names[0] if names else title)
        )
        urn = urn_of_key(key)
    return KnownDocument(
        urn, document_type, number, date, year, issuer, title, in_force_from, names, source, weight
    )


class MemoryHoldings:
    """Holdings in memory; documents may be added and removed at any time."""

    def __init__(self, documents: Iterable[KnownDocument] = ()) -> None:
        self._by_urn: dict[str, KnownDocument] = {}
        self._by_number: dict[str, list[str]] = {}
        self._by_serial: dict[str, list[str]] = {}
        self._by_name: dict[str, list[str]] = {}
        for document in documents:
            self.add(document)

    def __len__(self) -> int:
        return len(self._by_urn)

    def __iter__(self) -> Iterator[KnownDocument]:
        return iter(self._by_urn.values())

    def add(self, document: KnownDocument) -> None:
        """Add a document; one of the same URN is replaced."""
        self.remove(document.urn)
        self._by_urn[document.urn] = document
        for table, key in self._entries(document):
            table.setdefault(key, []).append(document.urn)

    def remove(self, urn: str) -> None:
        """Forget a document, if it is there."""
        document = self._by_urn.pop(urn, None)
        if document is not None:
            for table, key in self._entries(document):
                if urn in table.get(key, ()):
                    table[key].remove(urn)

    def _entries(self, document: KnownDocument) -> Iterator[tuple[dict[str, list[str]], str]]:
        if document.number:
            parts = split_number(document.number)
            yield self._by_number, parts.text
            yield self._by_serial, parts.serial
        for name in dict.fromkeys(map(name_key, _names_of(document))):
            yield self._by_name, name

    def by_number(self, number: str) -> tuple[KnownDocument, ...]:
        """See `Holdings`."""
        return self._get(self._by_number.get(split_number(number).text, ()))

    def by_serial(self, serial: str, year: int | None = None) -> tuple[KnownDocument, ...]:
        """See `Holdings`."""
        found = self._get(self._by_serial.get(split_number(serial).serial, ()))
        return tuple(d for d in found if year is None or d.year == year)

    def by_name(self, name: str) -> tuple[KnownDocument, ...]:
        """See `Holdings`."""
        return self._get(self._by_name.get(name_key(name), ()))

    def by_urn(self, urn: str) -> KnownDocument | None:
        """See `Holdings`."""
        return self._by_urn.get(urn)

    def _get(self, urns: Iterable[str]) -> tuple[KnownDocument, ...]:
        return tuple(self._by_urn[urn] for urn in urns)


class ChainedHoldings:
    """Several holdings as one; the first that knows a URN wins, gaps are filled from the later."""

    def __init__(self, *parts: Holdings) -> None:
        self._parts = parts

    def by_number(self, number: str) -> tuple[KnownDocument, ...]:
        """See `Holdings`."""
        return _merged(part.by_number(number) for part in self._parts)

    def by_serial(self, serial: str, year: int | None = None) -> tuple[KnownDocument, ...]:
        """See `Holdings`."""
        return _merged(part.by_serial(serial, year) for part in self._parts)

    def by_name(self, name: str) -> tuple[KnownDocument, ...]:
        """See `Holdings`."""
        return _merged(part.by_name(name) for part in self._parts)

    def by_urn(self, urn: str) -> KnownDocument | None:
        """See `Holdings`."""
        found = [d for d in (part.by_urn(urn) for part in self._parts) if d is not None]
        return _merged([found])[0] if found else None


def _merged(groups: Iterable[Iterable[KnownDocument]]) -> tuple[KnownDocument, ...]:
    found: dict[str, KnownDocument] = {}
    for group in groups:
        for document in group:
            first = found.get(document.urn)
            found[document.urn] = document if first is None else _filled(first, document)
    return tuple(found.values())


def _filled(first: KnownDocument, second: KnownDocument) -> KnownDocument:
    # An official record's date is surer than one read off a page, which may be the gazette's.
    surer = second.source == "authority" and second.weight >= 1 and second.date
    return replace(
        first,
        date=second.date if surer else first.date or second.date,
        title=first.title or second.title,
        in_force_from=first.in_force_from or second.in_force_from,
        names=tuple(dict.fromkeys((*first.names, *second.names))),
    )


def _names_of(document: KnownDocument) -> Iterator[str]:
    yield from document.names
    if document.title:
        yield document.title


_BEFORE_NAME = ("bo luat ", "luat ", "phap lenh ", "ve viec ", "ve ")


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """Return a name in the form in which names are compared: words, folded, without the type."""
    words = fold_phrase(name)
    for prefix in _BEFORE_NAME:
        # Compared without marks: even official lists have slips ("Luât Dân quân tự vệ").
        if len(words) > len(prefix) + 2 and bare_phrase(words[: len(prefix)]) + " " == prefix:
            words = words[len(prefix) :]
    return words


def bare_name_key(name: str) -> str:
    """Return `name_key` without diacritics, for names typed without them."""
    return bare_phrase(name_key(name))


def parts_of(document: KnownDocument) -> NumberParts | None:
    """Return a document's number taken apart."""
    return split_number(document.number) if document.number else None
