"""Counts the values of each facet among what a query finds.

A facet is counted as if no filter of its own were set: the counts say how many documents each other
choice would give, with all other filters as they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.model import DocumentNode
from index.entries import Filters
from index.facets import folded_issuer_terms, level_of, passes, types_of, year_of
from index.provinces import province_of
from index.syllables import fold
from nlp.directive import RelationKind

if TYPE_CHECKING:
    from graph.model import ForceState

FACETS: Final = ("type", "level", "issuer", "province", "year", "force", "relation")


@dataclass(frozen=True, slots=True)
class Countable:
    """A found document with the values that its own description does not tell."""

    node: DocumentNode
    force: ForceState = "unknown"
    relation: RelationKind | None = None

    def passes(self, filters: Filters) -> bool:
        """Tells whether it passes all filters."""
        if filters.relation and self.relation and filters.relation != self.relation:
            return False
        return passes(self.node, filters, self.force)

    def values(self) -> Mapping[str, tuple[object, ...]]:
        """Returns its values for each facet; a document may have several types."""
        node, issuer = self.node, self.node.issuer
        return {
            "type": types_of(node.type, node.title),
            "level": (level_of(issuer) if issuer else None,),
            "issuer": (issuer,),
            "province": (province_of(issuer) if issuer else None,),
            "year": (year_of(node),),
            "force": (self.force,),
            "relation": (self.relation,),
        }


def active(filters: Filters) -> tuple[str, ...]:
    """Returns the facets that filters are set on."""
    years = filters.year_from is not None or filters.year_to is not None
    return tuple(
        name for name in FACETS if (years if name == "year" else getattr(filters, name) is not None)
    )


def counted(
    found: Iterable[Countable],
    filters: Filters | None = None,
    facets: Iterable[str] = FACETS,
) -> dict[str, dict[str, int]]:
    """Returns how many documents have each value, the most frequent first.

    Args:
        found: documents that the query finds without any filter.
        filters: those that are set.
        facets: which to count.
    """
    limits = filters or Filters()
    documents = list(found)
    counts: dict[str, dict[str, int]] = {}
    for facet in facets:
        others = limits.without(facet)
        passing = [one for one in documents if one.passes(others)] if others else documents
        values = _issuers(passing) if facet == "issuer" else _values(passing, facet)
        counter = Counter(values)
        if counter:
            counts[facet] = dict(counter.most_common())
    return counts


def _values(found: Iterable[Countable], facet: str) -> Iterator[str]:
    for one in found:
        yield from (str(value) for value in one.values()[facet] if value is not None)


def _issuers(found: Sequence[Countable]) -> Iterator[str]:
    """Yields the issuers that each document is found under: a chairman's under the body too."""
    names = {fold(one.node.issuer): one.node.issuer for one in found if one.node.issuer}
    for one in found:
        if one.node.issuer:
            yield from (names[term] for term in names.keys() & folded_issuer_terms(one.node.issuer))
