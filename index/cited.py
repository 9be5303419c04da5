"""The documents that a library's graph knows, looked up by number: held ones and cited ones.

A document that is only cited has no row in the catalog, yet a question may well be about it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

from graph.holdings import KnownDocument
from graph.model import DocumentNode
from graph.numbering import split_number
from graph.reading import GraphReader
from index.syllables import fold

MOST_FOUND = 1000
"""Documents of one running number that are read: a number alone says too little beyond."""


class CitedHoldings:
    """Look-ups over the documents of a graph (see `graph.holdings.Holdings`)."""

    def __init__(self, graph: GraphReader) -> None:
        self._graph = graph

    def by_number(self, number: str) -> tuple[KnownDocument, ...]:
        """Returns the documents with this number."""
        parts = split_number(number)
        letters = _letters(parts.text)
        urns = (u for u in self._graph.numbered(parts.serial) if _letters(_tail(u)) == letters)
        return tuple(d for d in self._read(urns) if split_number(d.number or "").text == parts.text)

    def by_serial(self, serial: str, year: int | None = None) -> tuple[KnownDocument, ...]:
        """Returns the documents with this running number, of `year` if one is given."""
        urns = self._graph.numbered(serial)
        if year is not None:
            urns = (urn for urn in urns if _is_of(urn, year))
        return tuple(d for d in self._read(urns) if year is None or d.year == year)

    def _read(self, urns: Iterable[str]) -> list[KnownDocument]:
        nodes = self._graph.described(itertools.islice(urns, MOST_FOUND)).values()
        return [_known(node) for node in sorted(nodes, key=lambda node: node.urn)]

    def by_name(self, name: str) -> tuple[KnownDocument, ...]:
        """Returns nothing: names are the business of the catalog and the authority records."""
        del name
        return ()

    def by_urn(self, urn: str) -> KnownDocument | None:
        """Returns the document with this name."""
        node = self._graph.node(urn)
        return None if node is None else _known(node)


def _tail(urn: str) -> str:
    """Returns the number in a name (RFC 9676), without a version or a part of the document."""
    return re.split(r"[@~!:]", urn.rpartition(";")[2])[0]


def _letters(number: str) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(number)).lstrip("0")


def _is_of(urn: str, year: int) -> bool:
    """Tells whether a name states this year, or none."""
    stated = re.search(r":(\d{4});[^;]*$", urn)
    return stated is None or int(stated[1]) == year


def _known(node: DocumentNode) -> KnownDocument:
    return KnownDocument(
        node.urn, node.type or "", node.number, node.date, node.year, node.issuer, node.title,
        source="library" if node.held else "authority",
    )  # fmt: skip
