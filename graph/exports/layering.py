"""In which row of a drawing a document stands: levels of government, then steps of lineage.

Within one level a document stands one row below the lowest one that it stands on, and as low as
what stands on it allows. Rows are those of a longest path, as in the first step of Sugiyama,
Tagawa and Toda, "Methods for Visual Understanding of Hierarchical System Structures" (1981).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from graph.model import DocumentNode
from graph.urn import MalformedUrn, key_of_urn
from nlp.issuers import IssuerLevel, issuer_by_name
from nlp.units import LEVELS_OF_TYPE

if TYPE_CHECKING:
    import networkx as nx

LEVELS: Final[tuple[IssuerLevel | None, ...]] = ("trung ương", "tỉnh", "huyện", "xã", None)
"""From the top down; null where a document's level is not known."""

_UNIT: Final = re.compile(rf"\b(?:{'|'.join(LEVELS_OF_TYPE)})\b", re.IGNORECASE)

Tie = tuple[str, str]
"""Two URNs, the document that stands below first."""


@dataclass(frozen=True, slots=True)
class Band:
    """The documents of one level of government, by URN, in rows from the top down."""

    level: IssuerLevel | None
    rows: tuple[tuple[str, ...], ...]


def bands(documents: Mapping[str, DocumentNode], ties: Iterable[Tie]) -> tuple[Band, ...]:
    """Return the levels that occur, each with its documents in rows by date and URN."""
    ties = sorted(set(ties))
    level_of = {urn: _level(node) for urn, node in documents.items()}
    found = []
    for level in LEVELS:
        members = {urn for urn, own in level_of.items() if own == level}
        if members:
            inside = [tie for tie in ties if members.issuperset(tie) and tie[0] != tie[1]]
            found.append(Band(level, _rows(documents, members, inside)))
    return tuple(found)


def dated(node: DocumentNode) -> tuple[str, str]:
    """Return what orders documents by date, those without one last."""
    return node.date or str(node.year or "9999"), node.urn


def _level(node: DocumentNode) -> IssuerLevel | None:
    return (_level_of_issuer(node.issuer) if node.issuer else None) or _level_of_urn(node.urn)


@lru_cache(maxsize=4096)
def _level_of_issuer(name: str) -> IssuerLevel | None:
    issuer = issuer_by_name(name)
    if issuer is not None:
        return issuer.level
    # A body that no table holds ("UBND xã …" without its province): the nearest unit says it.
    unit = _UNIT.search(name)
    return LEVELS_OF_TYPE[unit[0].lower()][0] if unit else None


def _level_of_urn(urn: str) -> IssuerLevel | None:
    try:
        key = key_of_urn(urn)
    except MalformedUrn:
        return None
    return _level_of_issuer(key.issuer) if key.issuer else None


def _rows(
    documents: Mapping[str, DocumentNode], members: set[str], ties: list[Tie]
) -> tuple[tuple[str, ...], ...]:
    import networkx as nx  # noqa: PLC0415 - a tenth of a second that a search need not wait

    # From the lowest row up, so that edges leave: a generation is the longest way from below.
    upwards: nx.DiGraph[str] = nx.DiGraph()
    upwards.add_nodes_from(sorted(members))
    upwards.add_edges_from(ties)
    upwards.remove_edges_from(list(_against_time(upwards, documents)))
    generations = nx.topological_generations(upwards)
    rows = [sorted(row, key=lambda urn: dated(documents[urn])) for row in generations]
    return tuple(tuple(row) for row in reversed(rows))


def _against_time(graph: nx.DiGraph[str], documents: Mapping[str, DocumentNode]) -> Iterable[Tie]:
    """Of documents that stand on one another in a circle, the ties that lead to later ones."""
    import networkx as nx  # noqa: PLC0415

    for circle in nx.strongly_connected_components(graph):
        if len(circle) > 1:
            for lower, upper in graph.subgraph(circle).edges:
                if dated(documents[lower]) < dated(documents[upper]):
                    yield lower, upper
