"""A year beside a number of which no document is of that year: "KH triển khai QĐ 766 năm 2023"."""

from __future__ import annotations

from dataclasses import replace

from index.entries import Filters
from index.force_questions import asks_force
from index.model import Query


def means_year_of_results(query: Query) -> bool:
    """Tells whether the year may be that of what is asked for, rather than of what is named.

    What does something to a document has a year of its own. Who looks a document up, asks for its
    force or for what it says itself, names that document's year.
    """
    return query.relation is not None and query.direction == "in" and not asks_force(query)


def in_year(filters: Filters, year: int | None) -> Filters:
    """Returns filters that let one year pass, unless they state years already."""
    if filters.year_from is not None or filters.year_to is not None:
        return filters
    return replace(filters, year_from=year, year_to=year)
