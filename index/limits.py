"""How a query limits which documents may answer it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from index.entries import Filters
from index.model import Query

if TYPE_CHECKING:
    from graph.force.model import ForceState


FORCE_WORDS: Final[dict[ForceState, str]] = {
    "not_yet": "chưa có hiệu lực",
    "in_force": "còn hiệu lực",
    "partly": "hết hiệu lực một phần",
    "suspended": "bị đình chỉ",
    "ended": "hết hiệu lực",
    "unknown": "chưa rõ hiệu lực",
}
"""The states of force as people call them (Luật 80/2015/QH13, Điều 153, 154)."""


def filters_of(query: Query, beside: Filters | None = None) -> Filters:
    """Returns the limits that a query states, and those set beside it that no query can state."""
    limits = beside or Filters()
    return Filters(
        query.type, query.issuer, query.year_from, query.year_to,
        level=limits.level, province=limits.province, force=limits.force,
        relation=limits.relation,
    )  # fmt: skip


def limited(query: Query, filters: Filters) -> Query:
    """Returns `query` with limits set beside it in place of those that its text states."""
    years = filters.year_from is not None or filters.year_to is not None
    return replace(
        query,
        type=filters.type or query.type,
        issuer=filters.issuer or query.issuer,
        year_from=filters.year_from if years else query.year_from,
        year_to=filters.year_to if years else query.year_to,
    )


def described(filters: Filters) -> str:
    """Returns limits in a few words: "Kế hoạch, xã, 2023–2024"."""
    years = sorted({y for y in (filters.year_from, filters.year_to) if y is not None})
    force = FORCE_WORDS[filters.force] if filters.force else None
    named = (filters.type, *filters.issuer_terms, force, filters.relation)
    parts = (*named, "–".join(map(str, years)))
    return ", ".join(part for part in parts if part)
