"""The application under uvicorn, pointed at one store after the other."""

from __future__ import annotations

import asyncio
import http.client
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox
import uvicorn
from fastapi import FastAPI

from api.http import create_app
from api.http.sparql_queue import SparqlQueue
from api.library import Library
from api.serving import listen
from api.settings import Settings
from bench.w3c_cases import BASE, Case
from graph.sparql import SparqlService

_DATA0: Final = "http://kasei.us/2009/09/sparql/data/data0.rdf"
"""A graph that the protocol's tests take for granted and that no file of theirs gives."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server answered."""

    status: int
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Server:
    """The running application."""

    app: FastAPI
    port: int

    def send(self, method: str, target: str, headers: dict[str, str], body: bytes = b"") -> Reply:
        """Send one request over a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, target, body or None, headers)
            answer = connection.getresponse()
            media_type = answer.headers.get("content-type", "").partition(";")[0]
            return Reply(answer.status, media_type, answer.read())
        finally:
            connection.close()


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """Run the application over an empty library in `folder`."""
    settings = Settings(data=folder, workers=1, embedder="none")
    with Library.open(folder, settings, write=True) as library:
        app = create_app(library)
        listener = listen("127.0.0.1", 0)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="on"))
        thread = threading.Thread(
            target=asyncio.run, args=(server.serve(sockets=[listener]),), daemon=True
        )
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield Server(app, listener.getsockname()[1])
        server.should_exit = True
        thread.join()


@contextmanager
def pointed_at(server: Server, case: Case, folder: Path) -> Iterator[None]:
    """Let the endpoint answer from a store that holds the data of a case."""
    store = ox.Store(str(folder))
    load(store, case)
    store.flush()
    del store
    own = server.app.state.sparql
    with SparqlService(folder, union=False) as service:
        server.app.state.sparql = SparqlQueue(service)
        yield
    server.app.state.sparql = own


def load(store: ox.Store, case: Case) -> None:
    """Fill a store with the data of a case."""
    for path in case.default:
        _load(store, path, f"{BASE}{case.group}/{path.name}", None)
    for name, path in case.named:
        _load(store, path, f"{BASE}{case.group}/{path.name}", name)
    if case.kind == "protocol":
        store.add_graph(ox.NamedNode(_DATA0))


def _load(store: ox.Store, path: Path, base: str, graph: str | None) -> None:
    syntax = ox.RdfFormat.from_extension(path.suffix[1:])
    to = ox.NamedNode(graph) if graph else ox.DefaultGraph()
    store.load(path=str(path), format=syntax, base_iri=base, to_graph=to)
