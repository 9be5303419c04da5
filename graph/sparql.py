"""Read-only SPARQL 1.1 over the store, with limits that hold whatever is asked.

Each query runs in a process of its own kind (`graph.sparql_worker`), which is killed at the time
limit; a query that crashes it or eats its memory ends that process and nothing else.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final, Self, cast

import graph
from corpus import errors
from corpus.errors import BadQuery, LuocdoError, QueryLimit

DEFAULT_ACCEPT: Final = "application/sparql-results+json, text/turtle"


@dataclass(frozen=True, slots=True)
class SparqlLimits:
    """What one query may use.

    Attributes:
        seconds: time until its process is killed.
        rows: solutions or triples of the result.
        bytes: size of the result.
        megabytes: memory that the process may write to (kept on Linux only).
        processes: how many queries run at a time; further ones wait.
    """

    seconds: float = 10.0
    rows: int = 100_000
    bytes: int = 64 * 1024 * 1024
    megabytes: int = 2048
    processes: int = 2


@dataclass(frozen=True, slots=True)
class SparqlResult:
    """A result in the format that was asked for; `content` is UTF-8 in all of them."""

    media_type: str
    content: bytes


class SparqlService:
    """Answers queries over one store folder; may be shared by threads.

    Args:
        folder: the folder of a `GraphStore` (its newest published copy is read), or of any
            Oxigraph store that nobody is writing.
        limits: what one query may use.
        union: the default graph is the union of all named ones. With it a fact that two documents
            state matches twice: use DISTINCT.
    """

    def __init__(
        self, folder: Path, limits: SparqlLimits | None = None, *, union: bool = True
    ) -> None:
        self._folder = folder
        self._limits = limits or SparqlLimits()
        self._union = union
        self._slots = threading.BoundedSemaphore(self._limits.processes)
        self._lock = threading.Lock()
        self._idle: list[_Worker] = []

    @property
    def limits(self) -> SparqlLimits:
        """What one query may use."""
        return self._limits

    def query(
        self,
        text: str,
        accept: str = DEFAULT_ACCEPT,
        *,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        base: str = "",
    ) -> SparqlResult:
        """The answer to a SELECT, ASK, CONSTRUCT or DESCRIBE query.

        Args:
            text: the query; the prefixes of `graph.terms.PREFIXES` need not be declared.
            accept: an Accept header, or a short name ("json", "csv", "turtle").
            default_graphs: the protocol's choice of default graphs, over any FROM in the query.
            named_graphs: the same for FROM NAMED.
            base: what relative IRIs are relative to where the query has no BASE.

        Raises:
            BadQuery: it is refused (an update, SERVICE, a foreign graph), is no SPARQL, or no
                format suits `accept`.
            QueryLimit: it is over one of the limits.
            NotALibrary: nothing has been published in the folder.
        """
        limits = self._limits
        request = {
            "store": str(self._folder),
            "query": text,
            "accept": accept,
            "union": self._union,
            "base": base,
            "default_graphs": list(default_graphs),
            "named_graphs": list(named_graphs),
            "max_rows": limits.rows,
            "max_bytes": limits.bytes,
            "seconds": limits.seconds,
        }
        with self._slots:
            worker = self._take()
            try:
                result = worker.ask(request, limits)
            except BaseException:
                worker.kill()
                raise
            if worker.alive:
                with self._lock:
                    self._idle.append(worker)
            else:
                worker.kill()
        if isinstance(result, LuocdoError):
            raise result
        return result

    def _take(self) -> _Worker:
        with self._lock:
            while self._idle:
                worker = self._idle.pop()
                if worker.alive:
                    return worker
                worker.kill()
        return _Worker(self._limits.megabytes)

    def close(self) -> None:
        """End all processes."""
        with self._lock:
            while self._idle:
                self._idle.pop().kill()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


class _Worker:
    """One process of `graph.sparql_worker`."""

    def __init__(self, megabytes: int) -> None:
        self._expired = threading.Event()
        root = str(Path(graph.__file__).resolve().parent.parent)
        inherited = os.environ.get("PYTHONPATH")
        search = os.pathsep.join(filter(None, (root, inherited)))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "graph.sparql_worker", str(megabytes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": search, "PYTHONSAFEPATH": "1"},
        )

    @property
    def alive(self) -> bool:
        return not self._expired.is_set() and self._process.poll() is None

    def ask(self, request: dict[str, Any], limits: SparqlLimits) -> SparqlResult | LuocdoError:
        """The reply, or the error that it reports.

        Raises:
            QueryLimit: the process was killed at the time limit, or died of the query.
        """
        timer = threading.Timer(limits.seconds, self._expire)
        timer.start()
        try:
            return self._exchange(request)
        except (OSError, EOFError, json.JSONDecodeError):
            if self._expired.is_set():
                raise QueryLimit(
                    f"the query took longer than {limits.seconds:g} s; narrow it, or add LIMIT"
                ) from None
            raise QueryLimit(
                f"the query is too complex, or needs more than {limits.megabytes} MB; simplify it"
            ) from None
        finally:
            timer.cancel()

    def _exchange(self, request: dict[str, Any]) -> SparqlResult | LuocdoError:
        stdin = cast("IO[bytes]", self._process.stdin)
        stdout = cast("IO[bytes]", self._process.stdout)
        stdin.write(json.dumps(request).encode() + b"\n")
        stdin.flush()
        head = json.loads(stdout.readline() or b"!")
        if "error" in head:
            kind = getattr(errors, head["error"], BadQuery)
            return cast("LuocdoError", kind(head["message"]))
        content = stdout.read(head["length"])
        if len(content) < head["length"]:
            raise EOFError
        return SparqlResult(head["media_type"], content)

    def _expire(self) -> None:
        self._expired.set()
        self._process.kill()

    def kill(self) -> None:
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                stream.close()
        self._process.wait()
