"""What was understood of a question, part by part, with links that leave a part out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from api.http.facets import FilterLink, SearchState
from graph.relation_words import RELATION_WORDS
from index.choosing import name_typed
from index.left_out import Part
from index.limits import years_described
from index.model import Query

_LEFT_OUT: Final[dict[Part, str]] = {
    "target": "văn bản",
    "relation": "quan hệ",
    "type": "loại kết quả",
    "issuer": "cơ quan, địa bàn",
    "years": "năm",
}


@dataclass(frozen=True, slots=True)
class Chip:
    """A part of what was understood; `address` is the page without it, empty where it stays."""

    label: str
    value: str
    address: str = ""


def understood(state: SearchState, query: Query) -> list[Chip]:
    """Return what was read out of the question, and what filters say in place of it."""
    return [
        Chip(label, value, _without(state, part) if part else "")
        for part, label, value in _parts(query)
        if value
    ]


def unmeant(state: SearchState) -> list[FilterLink]:
    """Return the parts that are left out, each with the address of the page with it."""
    if not state.understand:
        return []
    return [
        FilterLink(
            _LEFT_OUT[part],
            _first(replace(state, without=tuple(one for one in state.without if one != part))),
        )
        for part in state.without
    ]


def _parts(query: Query) -> Iterator[tuple[Part | None, str, str]]:
    relation = ""
    named = name_typed(query.target) if query.target is not None else ""
    if query.relation is not None:
        words = RELATION_WORDS[query.relation]
        relation = words.incoming if query.direction == "in" else words.out
    yield "target", "Văn bản", named
    yield "relation", "Quan hệ", f"{relation} …" if relation else ""
    yield "type", "Loại kết quả", query.type or ""
    if query.place:
        yield "issuer", "Địa bàn", query.place
    else:
        yield "issuer", "Cơ quan", query.issuer or ""
    yield "years", "Năm", years_described(query.year_from, query.year_to)
    yield None, "Chủ đề", query.topic


def _without(state: SearchState, part: Part) -> str:
    """The address without a part; empty where a filter that was chosen says it."""
    chosen = {
        "type": state.type,
        "issuer": state.issuer,
        "years": state.year_from or state.year_to,
    }
    if chosen.get(part):
        return ""
    return _first(replace(state, without=(*state.without, part)))


def _first(state: SearchState) -> str:
    """The address of the first page of an answer."""
    return replace(state, limit=None).address()
