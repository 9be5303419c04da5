"""What is known of documents by name, from the graph or from the records beside it."""

from __future__ import annotations

from collections.abc import Iterable

from graph.holdings import Holdings
from graph.model import DocumentNode
from graph.reading import GraphReader
from index.labels import label_of, name_of
from index.model import AnsweredDocument, Target
from index.relating import Related, evidence


class Descriptions:
    """Documents of one library, held, cited or only recorded."""

    def __init__(self, graph: GraphReader, holdings: Holdings) -> None:
        self._graph = graph
        self._holdings = holdings

    def of(self, urns: Iterable[str]) -> dict[str, DocumentNode]:
        """Returns the description of each document, a bare one where nothing is known."""
        wanted = list(dict.fromkeys(urns))
        nodes = self._graph.described(wanted)
        return {urn: nodes.get(urn) or self._recorded(urn) for urn in wanted}

    def one(self, urn: str) -> DocumentNode:
        """Returns the description of one document."""
        return self.of([urn])[urn]

    def is_known(self, urn: str) -> bool:
        """Tells whether the graph or a record knows a document."""
        return self._graph.node(urn) is not None or self._holdings.by_urn(urn) is not None

    def name(self, urn: str) -> str:
        """Returns how a document is called in a sentence (`index.labels.name_of`)."""
        return name_of(self.one(urn))

    def target(self, urn: str) -> Target:
        """Returns a document as something that a query may be about."""
        node = self.one(urn)
        return Target(node.type, node.number, node.year, urn, node.title, node.issuer)

    def answered(self, one: Related, node: DocumentNode) -> AnsweredDocument:
        """Returns a related document with its way to the target and the proof of each step."""
        ends = [one.urn]
        for link in one.links:
            ends.append(link.object if link.subject == ends[-1] else link.subject)
        proofs = evidence(self._graph, one.links)
        return AnsweredDocument(
            one.urn, label_of(node), one.relation, tuple(ends), proofs, node.held
        )

    def _recorded(self, urn: str) -> DocumentNode:
        known = self._holdings.by_urn(urn)
        if known is None:
            return DocumentNode(urn)
        return DocumentNode(
            urn, known.type, known.number, known.date, known.year, known.issuer, known.title
        )
