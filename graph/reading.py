"""What can be asked of a graph, whether it stands in tables or in quads."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Protocol

from graph.model import Direction, DocumentNode, Edge, Link
from nlp.directive import RelationKind

if TYPE_CHECKING:
    import pyoxigraph as ox


class GraphReader(Protocol):
    """Documents, edges with evidence, and bare links; `GraphStore` and `QuadReader` are such."""

    def node(self, urn: str) -> DocumentNode | None:
        """The document, as it describes itself, or the authority records, or those who cite it.

        Null for one that the graph does not know at all.
        """
        ...

    def described(self, urns: Iterable[str]) -> dict[str, DocumentNode]:
        """Those of the documents that the graph knows, in the order of the question."""
        ...

    def urns(self, held: bool | None = None) -> Iterator[str]:
        """All documents, each once; `held` true or false gives only those with, without a text."""
        ...

    def numbered(self, serial: str) -> Iterator[str]:
        """The documents whose running number is `serial` ("766", "30a"), held ones first."""
        ...

    def nodes(self, held: bool | None = None) -> Iterator[DocumentNode]:
        """The same with their descriptions."""
        ...

    def edges(
        self,
        subject: str | None = None,
        object: str | None = None,  # noqa: A002 - RDF's word, and the contract's
        relations: Collection[RelationKind] | None = None,
        host: str | None = None,
    ) -> Iterator[Edge]:
        """Edges with their evidence, ambiguous ones too, in no particular order."""
        ...

    def links(
        self,
        urn: str,
        direction: Direction,
        relations: Collection[RelationKind] | None = None,
    ) -> Iterator[Link]:
        """Resolved relations into (`in`) or out of a document, without evidence and so cheap.

        The same fact stated by two hosts comes twice.
        """
        ...

    def proofs(self, links: Iterable[Link], *, every: bool = True) -> dict[Link, tuple[Edge, ...]]:
        """For each link the edges that state it, in the order of their mentions in the host.

        With `every` false only the first mention is read, which is enough to show a proof.
        """
        ...

    def quads(self, graph: str) -> Iterator[ox.Quad]:
        """The quads of one named graph, in no particular order."""
        ...

    def graphs(self) -> Iterator[str]:
        """Names of all named graphs, those of the store itself included."""
        ...
