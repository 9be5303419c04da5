"""Keeps pages of other sites from changing the library through their reader's browser.

A browser says where a request comes from: in `Origin` with everything that is not a plain look-up
(Fetch Standard, 3.2), and in `Sec-Fetch-Site` (Fetch Metadata). What is no browser sends neither.
That a change must be sent as JSON, or by DELETE, makes browsers ask for leave first as well, which
is never given here.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from fastapi import Request
from starlette.exceptions import HTTPException

_OWN = frozenset({"", "same-origin", "none"})


def only_own_pages(request: Request) -> None:
    """Refuse a request that a browser sends for another site's page.

    Raises:
        HTTPException: it is one.
    """
    site = request.headers.get("sec-fetch-site", "")
    origins = request.headers.getlist("origin")
    if site not in _OWN or any(not _is_own(origin, request) for origin in origins):
        raise HTTPException(403, "sent by a page of another site; the library is not changed")


def _is_own(origin: str, request: Request) -> bool:
    # Hosts alone: a proxy before the server may speak https where the server speaks http.
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    host = request.headers.get("host", "").lower()
    return parts.scheme in ("http", "https") and bool(host) and parts.netloc.lower() == host
