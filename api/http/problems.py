"""Errors as responses: one JSON shape for the API, a page for browsers, never a traceback."""

from __future__ import annotations

import logging
from typing import Final

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from api.http.accept import prefers_html
from api.http.templating import render
from corpus.errors import InputError, LuocdoError, StoreBusy, UnknownDocument

_log = logging.getLogger("luocdo.http")

_STATUS: Final[tuple[tuple[type[LuocdoError], int], ...]] = (
    (UnknownDocument, 404),
    (InputError, 400),
    (StoreBusy, 503),
    (LuocdoError, 500),
)


class Problem(BaseModel):
    """The body of every error: `{"ok": false, "status": 404, "error": "…"}`."""

    ok: bool = False
    status: int
    error: str


def install(app: FastAPI) -> None:
    """Register the handlers for everything that a route may raise."""

    @app.exception_handler(LuocdoError)
    def luocdo_error(request: Request, error: LuocdoError) -> Response:
        status = next(status for kind, status in _STATUS if isinstance(error, kind))
        return problem(request, status, str(error))

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"][1:]) or "request"
        return problem(request, 422, f"{field}: {first['msg']}")

    @app.exception_handler(HTTPException)
    def http_error(request: Request, error: HTTPException) -> Response:
        return problem(request, error.status_code, str(error.detail), error.headers)

    @app.exception_handler(Exception)
    def unexpected(request: Request, error: Exception) -> Response:
        _log.error("request for %s failed", request.url.path, exc_info=error)
        return problem(request, 500, "the server failed; its log says why")


def problem(request: Request, status: int, message: str, headers: object = None) -> Response:
    """Return an error as a page for browsers, else as JSON."""
    extra = dict(headers) if isinstance(headers, dict) else None
    if prefers_html(request):
        return render(request, "error.html", {"status": status, "message": message}, status=status)
    body = Problem(status=status, error=message)
    return JSONResponse(body.model_dump(), status_code=status, headers=extra)
