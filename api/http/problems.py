"""Errors as responses: one JSON shape for the API, a page for browsers, never a traceback."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any, Final

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from api.http.accept import prefers_html
from api.http.refusals import PAGE_WORDS, refused
from api.http.templating import render
from corpus.errors import InputError, LuocdoError, StoreBusy, UnknownDocument

_log = logging.getLogger("luocdo.http")

_STATUS: Final[tuple[tuple[type[LuocdoError], int], ...]] = (
    (UnknownDocument, 404),
    (InputError, 400),
    (StoreBusy, 503),
    (LuocdoError, 500),
)

HEADINGS: Final[dict[int, str]] = {
    400: "Yêu cầu không dùng được",
    403: "Không được phép",
    404: "Không tìm thấy",
    405: "Không có thao tác này ở đây",
    406: "Không có dạng được yêu cầu",
    413: "Nội dung gửi lên quá lớn",
    415: "Không nhận kiểu nội dung này",
    421: "Sai tên máy chủ",
    422: "Tham số không hợp lệ",
    500: "Máy chủ gặp lỗi",
    503: "Máy chủ đang bận",
}
"""What the page of an error says above its message."""

_LONGEST: Final = 500

_UNROUTED: Final[dict[tuple[int, str], str]] = {
    (404, "Not Found"): "nothing answers at this path; /docs lists what does",
    (405, "Method Not Allowed"): "this path does not take this method",
}
"""What the framework says where no route fits, in words that help."""


class Problem(BaseModel):
    """The body of every error."""

    ok: bool = False
    status: int = Field(description="The HTTP status again.")
    error: str = Field(description="One line: what is wrong, and what to do.")


def described(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return these errors for the `responses` of a route."""
    return {status: {"model": Problem, "description": _MEANINGS[status]} for status in statuses}


_MEANINGS: Final[dict[int, str]] = {
    400: "The request cannot be understood.",
    403: "Sent by another site's page, or the server takes no decisions.",
    404: "The library knows no such document.",
    406: "None of the accepted media types is offered.",
    413: "The body is too large.",
    415: "The body's media type is not one of those that are read.",
    422: "A parameter is missing, of the wrong type or out of range.",
    503: "The server is busy; ask again later.",
}


def install(app: FastAPI) -> None:
    """Register the handlers for everything that a route may raise."""

    @app.exception_handler(LuocdoError)
    def luocdo_error(request: Request, error: LuocdoError) -> Response:
        status = next(status for kind, status in _STATUS if isinstance(error, kind))
        if status == 500:
            _log.error("request for %r failed: %s", request.url.path, error)
        return problem(request, status, str(error), page=error.vietnamese)

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"][1:]) or "request"
        page = f"{field}: {refused(first)}"
        return problem(request, 422, f"{field}: {first['msg']}", page=page)

    @app.exception_handler(HTTPException)
    def http_error(request: Request, error: HTTPException) -> Response:
        message = _UNROUTED.get((error.status_code, str(error.detail)), str(error.detail))
        allowed = (error.headers or {}).get("Allow")
        if error.status_code == 405 and allowed:
            message += f"; send {allowed}"
        page = PAGE_WORDS.get(error.status_code, "")
        return problem(request, error.status_code, message, error.headers, page=page)


def problem(
    request: Request,
    status: int,
    message: str,
    headers: Mapping[str, str] | None = None,
    *,
    page: str = "",
) -> Response:
    """Return an error as a page for browsers, else as JSON; `page` is its message in Vietnamese."""
    as_page = _wants_page(request)
    message = page if as_page and page else message
    shown = message if len(message) <= _LONGEST else message[:_LONGEST] + " …"
    response: Response
    if as_page:
        values = {"status": status, "message": shown, "heading": HEADINGS.get(status, "Lỗi")}
        response = render(request, "error.html", values, status=status)
    else:
        body = Problem(status=status, error=shown)
        response = JSONResponse(body.model_dump(), status_code=status)
    response.headers.update(headers or {})
    response.headers["Vary"] = "Accept"
    return response


def _wants_page(request: Request) -> bool:
    """Tell whether an error is shown as a page: to browsers, and wherever only pages are given."""
    if prefers_html(request):
        return True
    given = getattr(request.scope.get("route"), "response_class", None)
    asks_for_json = "json" in request.headers.get("accept", "")
    return given is HTMLResponse and request.method == "GET" and not asks_for_json
