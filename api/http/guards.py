"""What stands around every route: allowed hosts, HEAD, and headers that keep strangers out."""

from __future__ import annotations

import logging
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.hosts import is_allowed
from api.http.problems import problem
from api.http.refusals import PAGE_WORDS

_log = logging.getLogger("luocdo.http")

SECURITY_HEADERS: Final = {
    # Pages quote documents of strangers: nothing in them may run or load from elsewhere. The one
    # script is a file of this server's own.
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Guards:
    """ASGI middleware around the whole application.

    A failure that no handler knows is logged and answered here, so that this answer too gets the
    headers, and no client ever sees a traceback.
    """

    def __init__(self, app: ASGIApp, names: frozenset[str]) -> None:
        self._app = app
        self._names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        # The routes know GET only; a HEAD is a GET whose body is not sent (RFC 9110, 9.3.2).
        silent = scope["method"] == "HEAD"
        asked = {**scope, "method": "GET"} if silent else scope
        reply = _Reply(send, silent=silent)
        try:
            await self._answerer(asked)(asked, receive, reply)
        except Exception as error:
            _log.error("request for %r failed", scope["path"], exc_info=error)
            if reply.started:
                raise  # the server can only cut the connection
            failed = problem(
                Request(asked), 500, "the server failed; its log says why", page=PAGE_WORDS[500]
            )
            await failed(asked, receive, reply)

    def _answerer(self, scope: Scope) -> ASGIApp:
        if is_allowed(Headers(scope=scope).get("host", ""), self._names):
            return self._app
        message = "the Host header names another server; allow it with the setting hosts"
        return problem(Request(scope), 421, message, page=PAGE_WORDS[421])


class _Reply:
    """`send` with the headers added, and without the body where none was asked for."""

    def __init__(self, send: Send, *, silent: bool) -> None:
        self.started = False
        self._send = send
        self._silent = silent

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started = True
            headers = MutableHeaders(scope=message)
            for name, value in SECURITY_HEADERS.items():
                headers.setdefault(name, value)
        elif self._silent and message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await self._send(message)
