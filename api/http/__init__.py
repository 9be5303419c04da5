"""The HTTP application: search page, document pages, JSON API, exports and SPARQL."""

from api.http.app import create_app

__all__ = ["create_app"]
