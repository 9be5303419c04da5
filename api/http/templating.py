"""Pages from Jinja templates; everything is escaped unless it was built as markup."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates
from jinja2 import Environment, FileSystemLoader, select_autoescape

from api.http.wording import RELATION_WORDS


def address_of(urn: str) -> str:
    """Return the path of a document's page."""
    return "/id/" + quote(urn, safe=":;.-_~/@")


_ENVIRONMENT: Final = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=select_autoescape(default=True),
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.filters["address"] = address_of
_ENVIRONMENT.globals["relation_words"] = RELATION_WORDS
_TEMPLATES: Final = Jinja2Templates(env=_ENVIRONMENT)


def render(
    request: Request, name: str, values: Mapping[str, Any], status: int = 200
) -> HTMLResponse:
    """Return the page made from the template `name`."""
    return _TEMPLATES.TemplateResponse(request, name, dict(values), status_code=status)
