"""The process that runs SPARQL queries, so that one can be killed without harm to anything else.

It speaks with `graph.sparql` over its standard streams: a request is one line of JSON; a reply one
line of JSON and then as many bytes as it announces.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import IO, Any

import pyoxigraph as ox

from corpus.errors import BadQuery, LuocdoError, NotALibrary
from corpus.memory_limit import limit_memory
from graph import snapshots, terms
from graph.sparql_refusal import no_sparql, refuse
from graph.sparql_results import write


class OpenStore:
    """The store of the last request, kept open while requests are for the same copy of it."""

    def __init__(self) -> None:
        self._lease: snapshots.Lease | None = None
        self._opened: Path | None = None
        self.store = ox.Store()

    def open(self, folder: Path) -> None:
        """Open the newest published copy in `folder`, or `folder` itself if it is a bare store."""
        published = snapshots.current(folder)
        wanted = published / "store" if published else folder
        if wanted == self._opened:
            return
        lease = snapshots.acquire(folder) if published else None
        try:
            self.store = ox.Store.read_only(str(lease.path if lease else folder))
        except (OSError, RuntimeError) as error:
            raise NotALibrary(
                f"{folder} holds no published graph; run `luocdo ingest` first"
            ) from error
        if self._lease:
            self._lease.close()
        self._lease, self._opened = lease, lease.path if lease else folder


def answer(opened: OpenStore, request: dict[str, Any]) -> tuple[str, bytes]:
    """Run one request and write its result in the format it asks for.

    Raises:
        BadQuery: the query is refused, is no SPARQL, or gives too much.
    """
    opened.open(Path(request["store"]))
    store, query, base = opened.store, request["query"], request["base"]
    reading: dict[str, Any] = {"prefixes": terms.PREFIXES, "base_iri": base or None}
    chosen = refuse(
        query,
        base,
        holds=lambda name: _holds(store, name),
        parse=lambda text: ox.Store().query(text, **reading),
    )
    default = [_graph_name(store, name) for name in request["default_graphs"]]
    named = [_graph_name(store, name) for name in request["named_graphs"]]
    # By the protocol (2.1.4) what the request says of the dataset replaces what the query says.
    dataset: dict[str, Any] = {}
    if default or named:
        dataset = {"default_graph": default, "named_graphs": named}
    elif request["union"] and not chosen:
        dataset = {"use_default_graph_as_union": True}
    try:
        result = store.query(query, **reading, **dataset)
        return write(result, request["accept"], request["max_rows"], request["max_bytes"])
    except SyntaxError as error:
        raise no_sparql(query, error) from error
    except (RuntimeError, ValueError, OSError) as error:
        reason = " ".join(str(error).split())
        raise BadQuery(f"the query cannot be answered: {reason}") from error


def _holds(store: ox.Store, name: str) -> bool:
    try:
        return store.contains_named_graph(ox.NamedNode(name))
    except ValueError:
        return False


def _graph_name(store: ox.Store, name: str) -> ox.NamedNode:
    if not _holds(store, name):
        raise BadQuery(f"the library holds no graph <{name}>")
    return ox.NamedNode(name)


def _serve(requests: IO[bytes], replies: IO[bytes]) -> None:
    opened = OpenStore()
    for line in requests:
        request = json.loads(line)
        if sys.platform != "win32":
            import signal  # noqa: PLC0415

            # Should whoever asked be killed, nobody would end this query but we ourselves.
            signal.alarm(int(request["seconds"]) + 5)
        try:
            media_type, data = answer(opened, request)
            head: dict[str, Any] = {"media_type": media_type, "length": len(data)}
        except LuocdoError as error:
            head, data = {"error": type(error).__name__, "message": str(error)}, b""
        except MemoryError:
            os._exit(70)
        if sys.platform != "win32":
            signal.alarm(0)
        replies.write(json.dumps(head).encode() + b"\n" + data)
        replies.flush()


if __name__ == "__main__":
    limit_memory(int(sys.argv[1]))
    _serve(sys.stdin.buffer, sys.stdout.buffer)
