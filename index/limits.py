"""How a query limits which documents may answer it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from graph.relation_words import RELATION_WORDS
from index.entries import Filters
from index.messages import is_english, say
from index.model import Query
from index.placed import names_of_place
from index.provinces import province_of
from index.query.topics import is_question
from index.query.wording import MAX_LENGTH
from index.syllables import fold

if TYPE_CHECKING:
    from graph.model import ForceState


_PERIOD: Final = re.compile(r"\b(?:giai doan|nhiem ky|period|phase)\b")
_LEVELS: Final = frozenset(("trung ương", "tỉnh", "huyện", "xã"))

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
    """Returns the limits that a query states, and those set beside it that no query can state.

    A place that is named without its body stands for all bodies there.
    """
    limits = beside or Filters()
    first, last = query.year_from, query.year_to
    if limits.year_from is None and limits.year_to is None:
        first, last = _issued(query)
    return Filters(
        query.type, None if query.place else query.issuer, first, last,
        level=limits.level, province=limits.province, force=limits.force,
        relation=limits.relation,
        place=names_of_place(query.place, query.issuer) if query.place else (),
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
    if _is_of_elsewhere(query, filters):
        query = replace(query, issuer=None, place=None)
    return replace(
        query,
        type=filters.type or query.type,
        issuer=filters.issuer or query.issuer,
        place=None if filters.issuer else query.place,
        year_from=filters.year_from if years else query.year_from,
        year_to=filters.year_to if years else query.year_to,
    )


def _is_of_elsewhere(query: Query, filters: Filters) -> bool:
    """Tells whether the level or the province set is another than the one that the text states."""
    if filters.level and query.issuer in _LEVELS:
        return filters.level != query.issuer
    if filters.province and query.place:
        return province_of(f"UBND {query.place}") not in (None, filters.province)
    return False


def inapplicable(query: Query, filters: Filters) -> tuple[str, ...]:
    """Returns the facets that filters are set on, of those that mean nothing for such a query.

    That is the relation by which documents answer, where none to a document is asked for.
    """
    asked = query.target is not None and query.relation is not None
    return () if asked or filters.relation is None else ("relation",)


def unapplied(query: Query, filters: Filters) -> str:
    """Returns what is said of filters that do not apply to a query."""
    named = described(filters, english=is_english(query))
    return say("inapplicable", query, filters=named)


def described(filters: Filters, *, english: bool = False) -> str:
    """Returns limits in a few words: "Kế hoạch, xã, 2023–2024"."""
    force = FORCE_WORDS[filters.force] if filters.force else None
    relation = None
    if filters.relation:
        named = RELATION_WORDS[filters.relation].out
        relation = filters.relation.replace("_", " ") if english else named
    parts = (filters.type, filters.issuer, *filters.place[:1], filters.level, filters.province,
             force, relation, years_described(filters.year_from, filters.year_to, english=english),
    )  # fmt: skip
    return ", ".join(part for part in parts if part)


def years_described(first: int | None, last: int | None, *, english: bool = False) -> str:
    """Returns a range of years in words: "2023", "2023–2024", "từ 2023", "đến 2021"."""
    if first is None and last is None:
        return ""
    if first is None:
        return f"{'until' if english else 'đến'} {last}"
    if last is None:
        return f"{'from' if english else 'từ'} {first}"
    return str(first) if first == last else f"{first}–{last}"
