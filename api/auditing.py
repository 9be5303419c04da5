"""The library as `graph.force` and `graph.audit` read it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from functools import cached_property

from api.holdings import CatalogHoldings
from api.stored import node_of, resolution_of, speaker
from corpus.catalog import Catalog
from graph.authority import authority
from graph.force import ForceIndex, HeldText
from graph.holdings import ChainedHoldings, Holdings, KnownDocument
from graph.model import DocumentNode
from graph.reading import GraphReader
from nlp.contract import directive_from_dict

# Texts that are kept, in characters: two bytes each, and as much again for what was parsed.
_KEPT = 40_000_000


class AuditedLibrary:
    """A library with its graph (see `graph.audit.AuditLibrary`); texts are kept for a while."""

    def __init__(self, catalog: Catalog, graph: GraphReader) -> None:
        self.graph = graph
        self._catalog = catalog
        self._texts: OrderedDict[str, HeldText | None] = OrderedDict()
        self._characters = 0

    @cached_property
    def holdings(self) -> Holdings:
        """Everything that is known: the library's documents, then the authority records."""
        return ChainedHoldings(CatalogHoldings(self._catalog), authority())

    @cached_property
    def force(self) -> ForceIndex:
        """The force of its documents."""
        return ForceIndex(self.graph, self)

    def urns(self) -> Iterator[str]:
        """Every held document once, in order."""
        yield from sorted({document.urn for document in self._catalog.documents.all()})

    def copies(self, urn: str) -> tuple[DocumentNode, ...]:
        """The files that say that they are this document, the one that speaks first."""
        copies = self._catalog.documents.by_urn(urn)
        first = speaker(self._catalog, copies)
        return tuple(node_of(one) for one in (first, *(c for c in copies if c.id != first.id)))

    def read(self, urn: str) -> HeldText | None:
        """Return a held document; null where the library does not hold it."""
        if urn in self._texts:
            self._texts.move_to_end(urn)
            return self._texts[urn]
        found = self._texts[urn] = self._read(urn)
        self._characters += _length(found)
        while self._characters > _KEPT and len(self._texts) > 1:
            self._characters -= _length(self._texts.popitem(last=False)[1])
        return found

    def _read(self, urn: str) -> HeldText | None:
        copies = self._catalog.documents.by_urn(urn)
        if not copies:
            return None
        document = speaker(self._catalog, copies)
        return HeldText(
            node_of(document),
            self._catalog.documents.text(document.id),
            directive_from_dict(self._catalog.documents.parsed(document.id)),
            tuple(resolution_of(one) for one in self._catalog.mentions.of(document.id)),
        )

    def record(self, urn: str) -> KnownDocument | None:
        """Return what the authority records say of a document."""
        return authority().by_urn(urn)

    def editions(self, record: KnownDocument) -> tuple[KnownDocument, ...]:
        """Return the recorded acts that bear the same name, itself included."""
        found = {one.urn: one for one in authority().by_name(record.title or "")}
        for name in record.names:
            found.update((one.urn, one) for one in authority().by_name(name))
        return tuple(found[urn] for urn in sorted(found))


def _length(held: HeldText | None) -> int:
    return len(held.text) if held else 1000
