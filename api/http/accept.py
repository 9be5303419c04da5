"""Content negotiation (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from fastapi import Request

_LONGEST: Final = 2000


def preferred(accept: str, offered: Sequence[str]) -> str | None:
    """Return the offered media type that the header likes best, or null where none will do.

    Ties go to the more specific range, then to the order of `offered`. An empty header takes the
    first.

    >>> preferred("text/turtle;q=0.5, application/ld+json", ["text/turtle", "application/ld+json"])
    'application/ld+json'
    """
    if not accept.strip():
        return offered[0]
    ranges = [_media_range(item) for item in accept[:_LONGEST].split(",")]
    best: tuple[float, int, int] | None = None
    chosen = None
    for place, media in enumerate(offered):
        matched = [(_specific(name), quality) for name, quality in ranges if _covers(name, media)]
        if not matched:
            continue
        specific, quality = max(matched)
        score = (quality, specific, -place)
        if quality > 0 and (best is None or score > best):
            best, chosen = score, media
    return chosen


def prefers_html(request: Request) -> bool:
    """Tell whether a request comes from a browser that wants a page."""
    accept = request.headers.get("accept", "")
    return (
        "text/html" in accept
        and preferred(accept, ["application/json", "text/html"]) == "text/html"
    )


def _media_range(item: str) -> tuple[str, float]:
    name, *parameters = (part.strip().lower() for part in item.split(";"))
    quality = 1.0
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip() == "q":
            try:
                quality = min(1.0, max(0.0, float(value)))
            except ValueError:
                quality = 0.0
    return name, quality


def _covers(name: str, media: str) -> bool:
    kind = media.partition("/")[0]
    return name in ("*/*", f"{kind}/*", media)


def _specific(name: str) -> int:
    return 0 if name == "*/*" else 1 if name.endswith("/*") else 2
