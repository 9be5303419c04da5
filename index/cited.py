"""The documents that a library's graph knows, looked up by number: held ones and cited ones.

A document that is only cited has no row in the catalog, yet a question may well be about it. Its
URN carries its number (RFC 9676), so that the numbers of the whole graph are read off the URNs.
"""

from __future__ import annotations

import re
from functools import cached_property

from graph.holdings import KnownDocument
from graph.model import DocumentNode
from graph.numbering import split_number
from graph.reading import GraphReader

# The last part of a URN: ";766-qd-ttg", ";61-2018-nd-cp".
_SERIAL = re.compile(r";0*(\d+[a-z]?(?:\.\d+)?)(?=[-;:@]|$)")


class CitedHoldings:
    """Look-ups over the documents of a graph (see `graph.holdings.Holdings`)."""

    def __init__(self, graph: GraphReader) -> None:
        self._graph = graph

    @cached_property
    def _serials(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for urn in self._graph.urns():
            match = _SERIAL.search(urn)
            if match:
                found.setdefault(match[1], []).append(urn)
        return found

    def by_number(self, number: str) -> tuple[KnownDocument, ...]:
        """Returns the documents with this number."""
        parts = split_number(number)
        found = self.by_serial(parts.serial)
        return tuple(d for d in found if split_number(d.number or "").text == parts.text)

    def by_serial(self, serial: str, year: int | None = None) -> tuple[KnownDocument, ...]:
        """Returns the documents with this running number, of `year` if one is given."""
        urns = sorted(self._serials.get(serial.lower(), ()))
        nodes = self._graph.described(urns)
        known = (_known(nodes[urn]) for urn in urns if urn in nodes)
        return tuple(d for d in known if year is None or d.year == year)

    def by_name(self, name: str) -> tuple[KnownDocument, ...]:
        """Returns nothing: names are the business of the catalog and the authority records."""
        del name
        return ()

    def by_urn(self, urn: str) -> KnownDocument | None:
        """Returns the document with this name."""
        node = self._graph.node(urn)
        return None if node is None else _known(node)


def _known(node: DocumentNode) -> KnownDocument:
    return KnownDocument(
        node.urn, node.type or "", node.number, node.date, node.year, node.issuer, node.title,
        source="library" if node.held else "authority",
    )  # fmt: skip
