"""Addresses of pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from urllib.parse import quote, urlencode

TEXT_SHOWN: Final = 200_000
"""Characters of a text on one page; longer texts are shown in parts."""


def address_of(urn: str, at: int | None = None) -> str:
    """Return the address of a document's page, or of a place in its text.

    Args:
        urn: the document.
        at: offset in its text; the fragment is that of RFC 5147 ("char=356").
    """
    path = "/id/" + quote(urn, safe=":;.-_~@+")
    if at is None:
        return path
    part = at // TEXT_SHOWN
    return f"{path}?part={part + 1}#char={at}" if part else f"{path}#char={at}"


def api_address(route: str, urn: str) -> str:
    """Return the address of `/api/documents`, `/api/lineage` or `/api/force` for a document."""
    return f"/api/{route}/" + quote(urn, safe=":;.-_~@+")


def address_with(path: str, values: Mapping[str, object]) -> str:
    """Return `path` with the values that are not null or empty as its query; tuples repeat it."""
    given = {name: value for name, value in values.items() if value not in (None, "", ())}
    return f"{path}?{urlencode(given, doseq=True)}" if given else path
