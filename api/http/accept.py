"""Content negotiation (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from fastapi import Request

from graph.sparql_results import media_ranges

_LONGEST: Final = 2000


def preferred(accept: str, offered: Sequence[str]) -> str | None:
    """Return the offered media type that the header likes best, or null where none will do.

    Of each offered type the most specific range that covers it counts; ties go to the order of
    `offered`. An empty header takes the first.

    >>> preferred("text/turtle;q=0.5, application/ld+json", ["text/turtle", "application/ld+json"])
    'application/ld+json'
    """
    if not accept.strip():
        return offered[0]
    ranges = media_ranges(accept[:_LONGEST])
    liked = [(_quality(ranges, media), -place) for place, media in enumerate(offered)]
    quality, place = max(liked)
    return offered[-place] if quality > 0 else None


def prefers_html(request: Request) -> bool:
    """Tell whether a request comes from a browser that wants a page."""
    accept = request.headers.get("accept", "")
    return (
        "text/html" in accept
        and preferred(accept, ["application/json", "text/html"]) == "text/html"
    )


def _quality(ranges: Sequence[tuple[str, float]], media: str) -> float:
    group = media.partition("/")[0] + "/*"
    for name in (media, group, "*/*"):
        found = [quality for covered, quality in ranges if covered == name]
        if found:
            return max(found)
    return 0.0
