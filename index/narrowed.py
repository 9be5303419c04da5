"""Search within filters, and the counts of what other filters would leave.

Type, issuer and year stand in the lexical index. Force changes as days pass, so no index of
passages holds it: it is looked up in the register.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from graph.model import DocumentNode
from index.entries import Filters, FoundPassage
from index.facet_counts import FACETS, Countable, counted
from index.force_states import ForceStates
from index.ranking import HybridSearch, Ranking
from index.register import Register
from nlp.directive import RelationKind

_FEW_DOCUMENTS: Final = 2000
"""Documents that are named one by one to the lexical index; more are sorted out afterwards."""

_PASSAGES: Final = 20
"""Passages that are looked at for each document wanted."""

_PASSAGES_SORTED_OUT: Final = 100


class NarrowedSearch:
    """Passages within filters, and facets of documents."""

    def __init__(self, search: HybridSearch, register: Register | None) -> None:
        self._search = search
        self._register = register

    def ranking(self, text: str, limit: int, filters: Filters) -> Ranking:
        """Returns passages of about `limit` documents that pass the filters, best first."""
        states = self._states()
        if not filters.force or states is None:
            return self._search.ranking(text, limit * _PASSAGES, filters)
        few = states.held_in(filters.force, _FEW_DOCUMENTS + 1)
        if len(few) <= _FEW_DOCUMENTS:
            named = replace(filters, documents=tuple(few))
            return self._search.ranking(text, limit * _PASSAGES if few else 0, named)
        ranking = self._search.ranking(text, limit * _PASSAGES_SORTED_OUT, filters)
        urns = ranking.urns()
        known = states.of(urns)
        return ranking.among([known.get(urn, "unknown") == filters.force for urn in urns])

    def shown(self, text: str, ranking: Ranking, limit: int) -> list[FoundPassage]:
        """Reads the best passages of the first `limit` documents of a ranking for `text`."""
        return self._search.shown(text, ranking, limit)

    def countable(
        self, nodes: Mapping[str, DocumentNode], relations: Mapping[str, RelationKind] | None = None
    ) -> dict[str, Countable]:
        """Returns documents with what their descriptions do not tell: force and relation."""
        known = self._states()
        states = known.of(nodes) if known else {}
        kinds = relations or {}
        return {
            urn: Countable(node, states.get(urn, "unknown"), kinds.get(urn))
            for urn, node in nodes.items()
        }

    def counted(self, nodes: Iterable[DocumentNode], *facets: str) -> dict[str, dict[str, int]]:
        """Returns the counts of all facets, or of these alone, among documents."""
        found = self.countable({node.urn: node for node in nodes})
        return counted(found.values(), facets=facets or FACETS)

    def _states(self) -> ForceStates | None:
        if self._register is None:
            return None
        return ForceStates(self._register, date.today().isoformat())
