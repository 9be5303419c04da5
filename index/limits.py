"""How a query limits which documents may answer it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from index.entries import Filters
from index.model import Query
from index.query.topics import is_question
from index.query.wording import MAX_LENGTH
from index.syllables import fold

if TYPE_CHECKING:
    from graph.model import ForceState


_PERIOD: Final = re.compile(r"\b(?:giai doan|nhiem ky|period|phase)\b")

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
    first, last = query.year_from, query.year_to
    if limits.year_from is None and limits.year_to is None:
        first, last = _issued(query)
    return Filters(
        query.type, query.issuer, first, last,
        level=limits.level, province=limits.province, force=limits.force,
        relation=limits.relation,
    )  # fmt: skip


def _issued(query: Query) -> tuple[int | None, int | None]:
    """Returns in which years the documents of a question's period can have been issued.

    What holds in a year may have been laid down long before ("mức lương cơ sở năm 2024 là bao
    nhiêu"), and a plan for a period is mostly issued in the year before it.
    """
    if query.intent == "topic" and not query.type and not query.issuer and is_question(query.text):
        return None, None
    if query.year_from is not None and _PERIOD.search(fold(query.text[:MAX_LENGTH])):
        return query.year_from - 1, query.year_to
    return query.year_from, query.year_to


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
