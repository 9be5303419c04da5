"""Filters of the search page: what is chosen, and links that choose and drop."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from api.http.addresses import address_with
from api.http.wording import FACET_WORDS
from index.entries import Filters

VALUES_SHOWN: Final = 8
"""Values of one facet that are offered; the most frequent ones."""

_FEWEST: Final = 2


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

    def filters(self) -> Filters:
        """Return the filters for `Library.search`."""
        return Filters(self.type or None, self.issuer or None, self.year_from, self.year_to)

    def address(self) -> str:
        """Return the address of the page in this state."""
        values: dict[str, object] = {"q": self.q}
        if not self.understand:
            values["understand"] = "false"
        for name in ("type", "issuer", "year_from", "year_to", "limit"):
            values[name] = getattr(self, name)
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
    if state.type:
        links.append(FilterLink(state.type, replace(state, type="").address()))
    if state.issuer:
        links.append(FilterLink(state.issuer, replace(state, issuer="").address()))
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
            FilterLink(value, _narrowed(state, facet, value).address(), count)
            for value, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        ]
        links = [link for link in links if link.address != state.address()][:VALUES_SHOWN]
        if len(counts) >= _FEWEST and links:
            groups.append((words, links))
    return groups


def _narrowed(state: SearchState, facet: str, value: str) -> SearchState:
    if facet == "year":
        return replace(state, year_from=int(value), year_to=int(value))
    if facet == "type":
        return replace(state, type=value)
    return replace(state, issuer=value)  # a level is a way to name issuers


def _years(state: SearchState) -> str:
    if state.year_from == state.year_to:
        return f"năm {state.year_from}"
    if state.year_to is None:
        return f"từ năm {state.year_from}"
    if state.year_from is None:
        return f"đến năm {state.year_to}"
    return f"{state.year_from}–{state.year_to}"
