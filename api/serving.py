"""Runs the HTTP application over a library until it is stopped."""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from corpus.errors import ConfigError

if TYPE_CHECKING:
    from api.library import Library


def run_server(library: Library, on_ready: Callable[[str], None] | None = None) -> None:
    """Serve until Ctrl-C or SIGTERM.

    Args:
        library: what is served; the caller closes it.
        on_ready: called with the address when it can be opened.

    Raises:
        ConfigError: the address cannot be listened on.
    """
    import uvicorn  # noqa: PLC0415  for servers only

    from api.http import create_app  # noqa: PLC0415

    class Server(uvicorn.Server):
        """Tells when it is ready."""

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets=sockets)
            if self.started:
                _announce(address, on_ready)

    settings = library.settings
    listener = listen(settings.host, settings.port)
    address = url_of(listener)
    app = create_app(library, settings.hosts.split(","))
    config = uvicorn.Config(app, log_level="warning", lifespan="on")
    try:
        Server(config).run(sockets=[listener])
    finally:
        listener.close()


def listen(host: str, port: int) -> socket.socket:
    """Bind a listening socket; port 0 takes a free one.

    Raises:
        ConfigError: the name is unknown or the port is taken.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise ConfigError(f"--host {host}: cannot be used ({error.strerror or error})") from error
    try:
        if sys.platform != "win32":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(128)
    except OSError as error:
        listener.close()
        reason = error.strerror or error
        raise ConfigError(f"--port {port}: cannot listen ({reason}); choose another") from error
    return listener


def url_of(listener: socket.socket) -> str:
    """Return the address to open in a browser."""
    host, port = listener.getsockname()[:2]
    if host in ("0.0.0.0", "::"):
        host = "localhost"
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _announce(address: str, on_ready: Callable[[str], None] | None) -> None:
    sys.stdout.write(f"luocdo serves at {address} (Ctrl-C stops it)\n")
    sys.stdout.flush()
    if on_ready is not None:
        on_ready(address)
