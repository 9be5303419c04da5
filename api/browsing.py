"""What leads from one document to others: completions, like documents, those cited together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.limits import MOST_RELATED, MOST_SUGGESTED, within
from api.open_stores import OpenStores
from api.settings import NO_EMBEDDER

if TYPE_CHECKING:
    from index.cocitation import CitedTogether
    from index.similar import SimilarDocument
    from index.suggest import Suggestion


class LibraryBrowsing:
    """The browsing part of `api.library.Library`."""

    _stores: OpenStores

    def suggest(self, typed: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """Return the documents whose number or title goes on from what was typed, best first.

        Raises:
            BadQuery: the limit is not 1 to `MOST_SUGGESTED`.
        """
        from index.suggest import Suggester  # noqa: PLC0415  servers only

        words = typed.encode("utf-8", "replace").decode("utf-8")
        return Suggester(self._stores.register).suggest(words, within(limit, MOST_SUGGESTED))

    def similar(self, urn: str, limit: int = 10) -> tuple[SimilarDocument, ...]:
        """Return the held documents most like a held one, best first; none for others.

        Raises:
            BadQuery: the limit is not 1 to `MOST_RELATED`.
        """
        from index.similar import SimilarDocuments  # noqa: PLC0415  servers only

        stores, most = self._stores, within(limit, MOST_RELATED)
        vectors = None if stores.embedder == NO_EMBEDDER else stores.vectors
        return SimilarDocuments(stores.register, stores.lexical, vectors).similar(urn, most)

    def cited_together(self, urn: str, limit: int = 10) -> tuple[CitedTogether, ...]:
        """Return the documents that are most often cited beside a document, best first.

        Raises:
            BadQuery: the limit is not 1 to `MOST_RELATED`.
        """
        from index.cocitation import cited_together  # noqa: PLC0415  servers only

        return cited_together(self._stores.register, urn, within(limit, MOST_RELATED))
