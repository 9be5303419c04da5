"""How a query limits which documents may answer it."""

from __future__ import annotations

from dataclasses import replace

from index.entries import Filters
from index.model import Query


def filters_of(query: Query) -> Filters:
    """Returns the limits that a query states."""
    return Filters(query.type, query.issuer, query.year_from, query.year_to)


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
    parts = (filters.type, filters.issuer, "–".join(map(str, years)))
    return ", ".join(part for part in parts if part)
