"""Pages from Jinja templates; everything is escaped unless it was built as markup."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from fastapi import Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from api.http.addresses import address_of, address_with, api_address
from graph.relation_words import RELATION_WORDS

_ISO_DATE: Final = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?$")


def vietnamese_date(date: str | None) -> str:
    """Return an ISO date, or what is known of it, as it is written in Vietnam.

    >>> vietnamese_date("2024-03-07"), vietnamese_date("2024-03"), vietnamese_date("2024")
    ('07/03/2024', '03/2024', '2024')
    """
    match = _ISO_DATE.match(date or "")
    if match is None:
        return date or ""
    return "/".join(part for part in reversed(match.groups()) if part)


_ENVIRONMENT: Final = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=select_autoescape(default=True, default_for_string=True),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.filters |= {"address": address_of, "vndate": vietnamese_date}
_ENVIRONMENT.globals |= {
    "relation_words": RELATION_WORDS,
    "address_with": address_with,
    "api_address": api_address,
}
_TEMPLATES: Final = Jinja2Templates(env=_ENVIRONMENT)


def render(
    request: Request, name: str, values: Mapping[str, Any], status: int = 200
) -> HTMLResponse:
    """Return the page made from the template `name`."""
    return _TEMPLATES.TemplateResponse(request, name, {"q": "", **values}, status_code=status)
