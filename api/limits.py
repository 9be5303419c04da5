"""How many results may be asked for at once."""

from __future__ import annotations

from typing import Final

from corpus.errors import BadQuery

MOST_FOUND: Final = 1000
"""Documents with passages of one search: the index sets memory aside for as many as it is asked."""

MOST_RELATED: Final = 50
"""Documents like one, or cited together with it: each is compared passage by passage."""

MOST_SUGGESTED: Final = 20
"""Completions of what is being typed; a list on a page."""


def within(limit: int, most: int) -> int:
    """Return `limit` if it is 1 to `most`.

    Raises:
        BadQuery: it is not.
    """
    if not 1 <= limit <= most:
        raise BadQuery(
            f"limit: {limit} is out of range; give 1 to {most}",
            vietnamese=f"limit: {limit} ngoài phạm vi; hãy cho từ 1 đến {most}.",
        )
    return limit
