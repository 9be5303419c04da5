"""The same documents and edges as tables (SQLite), from which walks and pages are answered.

A walk over quads looks up a dozen hashed terms for each edge that it shows; here it reads one row.
The RDF store and these tables are written together by `graph/store.py`, and either can be built
again from the catalog.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from graph import nquads, terms
from graph.model import DocumentGraph, DocumentNode, Edge

LAYOUT: Final = 3
AUTHORITY: Final = 0
"""Stands for the authority records where a host is named."""

# A cache of all identifiers of a very large library would fill the memory of an office machine.
_KNOWN: Final = 500_000

_TABLES: Final = """
CREATE TABLE generations (number INTEGER NOT NULL);
INSERT INTO generations VALUES (0);
CREATE TABLE relations (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE documents (id INTEGER PRIMARY KEY, urn TEXT NOT NULL UNIQUE, serial TEXT);
CREATE TABLE descriptions (
    document INTEGER NOT NULL,
    host     INTEGER NOT NULL,
    type TEXT, number TEXT, date TEXT, year INTEGER, issuer TEXT, title TEXT, file TEXT,
    sha256 TEXT,
    PRIMARY KEY (document, host)
) WITHOUT ROWID;
CREATE TABLE edges (
    id         INTEGER PRIMARY KEY,
    host       INTEGER NOT NULL,
    mention    INTEGER NOT NULL,
    subject    INTEGER NOT NULL,
    relation   INTEGER NOT NULL,
    object     INTEGER NOT NULL,
    status     TEXT,
    start      INTEGER NOT NULL,
    "end"      INTEGER NOT NULL,
    quotation  TEXT NOT NULL,
    cue        TEXT,
    pinpoint   TEXT,
    partial    INTEGER NOT NULL,
    confidence REAL NOT NULL,
    decided    INTEGER NOT NULL
);
"""
_INDEXES: Final = {
    "documents_serial": "documents (serial) WHERE serial IS NOT NULL",
    "descriptions_host": "descriptions (host)",
    "edges_host": "edges (host)",
    "edges_in": "edges (object, relation, status, subject, host)",
    "edges_out": "edges (subject, relation, status, object, host)",
}
# Behind the last ";" (RFC 9676); what "@" or "~" begin is a version or a part.
_SERIAL: Final = re.compile(r"0*(\d+[a-z]?(?:\.\d+)?)(?=[-;:@~!]|$)")
_DESCRIBE: Final = "INSERT OR REPLACE INTO descriptions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_STATE: Final = "INSERT INTO edges VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


def connect(path: Path, *, frozen: bool = False) -> sqlite3.Connection:
    """The tables in the file `path`; `frozen` is for a copy that nobody writes any more.

    Raises:
        sqlite3.Error: the file cannot be opened.
    """
    mode = "?mode=ro&immutable=1" if frozen else "?mode=rwc"
    return sqlite3.connect(
        path.absolute().as_uri() + mode, uri=True, isolation_level=None, check_same_thread=False
    )


def generation_of(connection: sqlite3.Connection) -> int:
    """The catalog's generation that these tables were built from; 0 for those of another layout."""
    (layout,) = connection.execute("PRAGMA user_version").fetchone()
    if layout != LAYOUT:
        return 0
    row = connection.execute("SELECT number FROM generations").fetchone()
    return int(row[0])


class TablesWriter:
    """The writing half: one transaction a call, and the generation noted apart."""

    def __init__(self, path: Path) -> None:
        """Opens the tables, which are made anew where another version wrote them.

        Raises:
            sqlite3.Error: the file cannot be opened or written.
        """
        self.path = path
        self.connection = connect(path)
        self._ids: dict[str, int] = {}
        if self._layout() != LAYOUT:
            self.clear()
        self._kinds: dict[str, int] = dict(
            self.connection.execute("SELECT name, id FROM relations")
        )

    def _layout(self) -> int:
        row = self.connection.execute("PRAGMA user_version").fetchone()
        return int(row[0])

    @property
    def generation(self) -> int:
        """The catalog's generation that the tables were built from; 0 when they never were."""
        return generation_of(self.connection)

    @generation.setter
    def generation(self, number: int) -> None:
        self.connection.execute("UPDATE generations SET number = ?", (number,))

    def clear(self) -> None:
        """Forgets everything."""
        with self._transaction():
            names = self.connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
            for (name,) in names.fetchall():
                self.connection.execute(f'DROP TABLE "{name}"')
            for statement in _TABLES.split(";\n"):
                self.connection.execute(statement)
            names_of_kinds = ((name,) for name in terms.RELATIONS)
            self.connection.executemany("INSERT INTO relations (name) VALUES (?)", names_of_kinds)
            self._index()
            self.connection.execute(f"PRAGMA user_version = {LAYOUT}")

    def _index(self) -> None:
        for name, columns in _INDEXES.items():
            self.connection.execute(f"CREATE INDEX IF NOT EXISTS {name} ON {columns}")

    def put(self, graphs: Iterable[DocumentGraph]) -> None:
        """Replaces what these documents say."""
        with self._transaction():
            for graph in graphs:
                self._forget(graph.node.urn)
                self.add(graph)

    def remove(self, urns: Iterable[str]) -> None:
        """Forgets what these documents say."""
        with self._transaction():
            for urn in urns:
                self._forget(urn)

    def put_authority(self, nodes: Iterable[DocumentNode]) -> None:
        """Replaces the descriptions of the authority records."""
        with self._transaction():
            self.connection.execute("DELETE FROM descriptions WHERE host = ?", (AUTHORITY,))
            rows = (self._description(node, AUTHORITY) for node in nodes)
            self.connection.executemany(_DESCRIBE, rows)

    @contextmanager
    def building(self) -> Iterator[None]:
        """Inside, `add` fills empty tables; their indexes are made at the end, all at once."""
        with self._transaction():
            for name in _INDEXES:
                self.connection.execute(f"DROP INDEX IF EXISTS {name}")
            yield
            self._index()

    def add(self, graph: DocumentGraph) -> None:
        """Adds what a document says, of which the tables hold nothing yet."""
        host = self._id(terms.check_iri(graph.node.urn))
        nodes = [node for node in graph.cited if node.urn != graph.node.urn]
        rows = [self._description(node, host) for node in (graph.node, *nodes)]
        self.connection.executemany(_DESCRIBE, rows)
        edges = nquads.number_edges(graph.node.urn, graph.edges)
        self.connection.executemany(_STATE, [self._edge(edge, host) for _, edge in edges])

    def copy_to(self, path: Path) -> None:
        """Writes a copy for others to read.

        Raises:
            sqlite3.Error: the disk is full, or the file cannot be written.
        """
        with sqlite3.connect(path) as copy:
            self.connection.backup(copy)
        copy.close()

    def close(self) -> None:
        """Releases the file."""
        self.connection.close()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            self._ids.clear()  # some of them stand in no table any more
            raise
        self.connection.execute("COMMIT")

    def _forget(self, urn: str) -> None:
        host = self._id(urn)
        self.connection.execute("DELETE FROM edges WHERE host = ?", (host,))
        self.connection.execute("DELETE FROM descriptions WHERE host = ?", (host,))

    def _description(self, node: DocumentNode, host: int) -> tuple[object, ...]:
        facts = (node.type, node.number, node.date, node.issuer, node.title, node.file, node.sha256)
        kind, number, date, issuer, title, file, sha256 = map(_written, facts)
        here = self._id(node.urn)
        return here, host, kind, number, date, node.year, issuer, title, file, sha256

    def _edge(self, edge: Edge, host: int) -> tuple[object, ...]:
        evidence = edge.evidence
        return (
            host, edge.mention, self._id(edge.subject), self._kinds[edge.relation],
            self._id(edge.object), None if edge.status == "resolved" else edge.status,
            evidence.start, evidence.end, nquads.writable(evidence.quotation),
            _written(edge.cue), _written(edge.pinpoint), edge.partial, round(edge.confidence, 4),
            edge.decided,
        )  # fmt: skip

    def _id(self, urn: str) -> int:
        known = self._ids.get(urn)
        if known is not None:
            return known
        if len(self._ids) >= _KNOWN:
            self._ids.clear()
        row = self.connection.execute("SELECT id FROM documents WHERE urn = ?", (urn,)).fetchone()
        if row is None:
            made = self.connection.execute(
                "INSERT INTO documents (urn, serial) VALUES (?, ?)", (urn, serial_of(urn))
            )
            number = made.lastrowid or 0
        else:
            number = int(row[0])
        self._ids[urn] = number
        return number


def serial_of(urn: str) -> str | None:
    """The running number in a document's name, without zeros in front: "…;0766-qd-ttg" → "766"."""
    match = _SERIAL.match(urn.rpartition(";")[2])
    return match[1] if match else None


def _written(text: str | None) -> str | None:
    return nquads.writable(text) if text else None
