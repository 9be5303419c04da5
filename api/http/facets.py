"""Filters of the search page: what is chosen, and links that choose and drop."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from api.filters import filters_of
from api.http.addresses import address_with
from api.http.wording import FACET_WORDS, VALUE_WORDS
from index.entries import Filters
from index.left_out import Part

VALUES_SHOWN: Final = 8
"""Values of one facet that are offered; the most frequent ones."""

_FEWEST: Final = 2
_CHOICES: Final = ("type", "level", "issuer", "province", "force", "relation")
"""Filters of one value each; years are a range."""


@dataclass(frozen=True, slots=True)
class SearchState:
    """What the address of a search page holds."""

    q: str
    understand: bool = True
    type: str = ""
    issuer: str = ""
    year_from: int | None = None
    year_to: int | None = None
    limit: int | None = None
    level: str = ""
    province: str = ""
    force: str = ""
    relation: str = ""
    without: tuple[Part, ...] = ()

    def filters(self) -> Filters:
        """Return the filters for `Library.search`.

        Raises:
            BadQuery: one of them names what does not exist.
        """
        return filters_of(
            type=self.type, issuer=self.issuer, level=self.level, province=self.province,
            year_from=self.year_from, year_to=self.year_to, force=self.force,
            relation=self.relation,
        )  # fmt: skip

    def settled(self, filters: Filters) -> SearchState:
        """Return the state with these filters, in their own spelling."""
        values: dict[str, Any] = {name: getattr(filters, name) or "" for name in _CHOICES}
        return replace(self, **values)

    def address(self) -> str:
        """Return the address of the page in this state."""
        values: dict[str, object] = {"q": self.q}
        if not self.understand:
            values["understand"] = "false"
        values |= {name: getattr(self, name) for name in (*_CHOICES, "year_from", "year_to")}
        values |= {"without": self.without, "limit": self.limit}
        return address_with("/", values)


@dataclass(frozen=True, slots=True)
class FilterLink:
    """A filter with the address that chooses it, or drops it where it is chosen."""

    words: str
    address: str
    count: int | None = None


def chosen(state: SearchState) -> list[FilterLink]:
    """Return the filters that hold, each with the address without it."""
    links = []
    for name in _CHOICES:
        if value := getattr(state, name):
            without = replace(state, **{name: ""})  # type: ignore[arg-type]  # a field of text
            links.append(FilterLink(_in_words(name, value), without.address()))
    if state.year_from or state.year_to:
        without = replace(state, year_from=None, year_to=None)
        links.append(FilterLink(_years(state), without.address()))
    return links


def offered(
    state: SearchState, facets: dict[str, dict[str, int]]
) -> list[tuple[str, list[FilterLink]]]:
    """Return each facet's name with its values as links, where there is something to choose."""
    groups = []
    for facet, words in FACET_WORDS.items():
        counts = facets.get(facet, {})
        links = [
            FilterLink(_in_words(facet, value), _narrowed(state, facet, value).address(), count)
            for value, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        ]
        links = [link for link in links if link.address != state.address()][:VALUES_SHOWN]
        if len(counts) >= _FEWEST and links:
            groups.append((words, links))
    return groups


def _narrowed(state: SearchState, facet: str, value: str) -> SearchState:
    if facet == "year":
        return replace(state, year_from=int(value), year_to=int(value))
    return replace(state, **{facet: value})  # type: ignore[arg-type]  # a field of text


def _in_words(facet: str, value: str) -> str:
    words = VALUE_WORDS.get(facet, {}).get(value, value)
    return words[:1].upper() + words[1:]


def _years(state: SearchState) -> str:
    if state.year_from == state.year_to:
        return f"năm {state.year_from}"
    if state.year_to is None:
        return f"từ năm {state.year_from}"
    if state.year_from is None:
        return f"đến năm {state.year_to}"
    return f"{state.year_from}–{state.year_to}"
