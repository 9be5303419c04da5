"""The catalog's tables, and how a file is recognised as a catalog.

`PRAGMA application_id` marks the file (https://www.sqlite.org/pragma.html#pragma_application_id),
`PRAGMA user_version` holds the schema's version. Both are set in the transaction that makes the
tables, so a process killed in between leaves an empty file and no half catalog.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from corpus.errors import NewerSchema, NotALibrary, StoreError

APPLICATION_ID = 0x4C444356
"""The ASCII letters "LDCV"."""

SCHEMA_VERSION = 2

_TABLES = """
CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE documents (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    sha256     TEXT NOT NULL UNIQUE,
    urn        TEXT NOT NULL,
    type       TEXT,
    number     TEXT,
    year       INTEGER,
    date       TEXT,
    issuer     TEXT,
    title      TEXT,
    media_type TEXT NOT NULL,
    characters INTEGER NOT NULL,
    extractor  TEXT NOT NULL,
    pending    INTEGER NOT NULL DEFAULT 1,
    announced  INTEGER NOT NULL DEFAULT 0,
    generation INTEGER NOT NULL,
    warnings   TEXT NOT NULL DEFAULT '[]'
);
CREATE INDEX documents_urn ON documents (urn);
CREATE INDEX documents_pending ON documents (id) WHERE pending;

CREATE TABLE contents (
    document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
    text     BLOB NOT NULL,
    source   BLOB NOT NULL,
    parsed   BLOB NOT NULL
);

CREATE TABLE lookups (
    value    TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    PRIMARY KEY (value, document)
) WITHOUT ROWID;
CREATE INDEX lookups_document ON lookups (document);

CREATE TABLE files (
    path     TEXT PRIMARY KEY,
    name     TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    size     INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX files_document ON files (document);
CREATE INDEX files_name ON files (name);

CREATE TABLE failures (
    path   TEXT PRIMARY KEY,
    kind   TEXT NOT NULL,
    reason TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE passages (
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    ordinal  INTEGER NOT NULL,
    start    INTEGER NOT NULL,
    "end"    INTEGER NOT NULL,
    heading  TEXT NOT NULL,
    PRIMARY KEY (document, ordinal)
) WITHOUT ROWID;

CREATE TABLE vectors (
    document   INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
    embedder   TEXT NOT NULL,
    dimensions INTEGER NOT NULL,
    data       BLOB NOT NULL
);

CREATE TABLE mentions (
    document   INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    ordinal    INTEGER NOT NULL,
    start      INTEGER NOT NULL,
    "end"      INTEGER NOT NULL,
    text       TEXT NOT NULL,
    kind       TEXT NOT NULL,
    relation   TEXT NOT NULL,
    status     TEXT NOT NULL,
    urn        TEXT,
    reason     TEXT NOT NULL,
    confidence REAL NOT NULL,
    lookup     TEXT,
    candidates TEXT NOT NULL DEFAULT '[]',
    decided    INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (document, ordinal)
) WITHOUT ROWID;
CREATE INDEX mentions_urn ON mentions (urn);

CREATE TABLE asked (
    value    TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    PRIMARY KEY (value, document)
) WITHOUT ROWID;
CREATE INDEX asked_document ON asked (document);

CREATE TABLE citations (
    value    TEXT NOT NULL,
    urn      TEXT NOT NULL,
    date     TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    PRIMARY KEY (value, urn, date, document)
) WITHOUT ROWID;
CREATE INDEX citations_document ON citations (document);

CREATE TABLE decisions (
    host       TEXT NOT NULL,
    text       TEXT NOT NULL,
    occurrence INTEGER NOT NULL,
    sha256     TEXT NOT NULL,
    start      INTEGER NOT NULL,
    "end"      INTEGER NOT NULL,
    urn        TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    by         TEXT NOT NULL,
    PRIMARY KEY (host, text, occurrence)
) WITHOUT ROWID;
CREATE INDEX decisions_sha256 ON decisions (sha256);

CREATE TABLE changes (
    sequence   INTEGER PRIMARY KEY AUTOINCREMENT,
    generation INTEGER NOT NULL,
    action     TEXT NOT NULL,
    sha256     TEXT NOT NULL,
    urn        TEXT NOT NULL
);
CREATE INDEX changes_generation ON changes (generation);
"""


def create_tables(connection: sqlite3.Connection) -> None:
    """Make the tables of an empty file, all or nothing.

    Raises:
        sqlite3.Error: the file cannot be written.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statement in _TABLES.split(";"):
            if statement.strip():
                connection.execute(statement)
        connection.execute("INSERT INTO meta VALUES ('generation', '0')")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def check_schema(connection: sqlite3.Connection, folder: Path) -> bool:
    """Tell whether the open file is a catalog (true) or still empty (false).

    Raises:
        NotALibrary: it is an SQLite file of something else, or no SQLite file.
        NewerSchema: a later version of Lược đồ wrote it.
        StoreError: an earlier one did.
    """
    try:
        application = int(connection.execute("PRAGMA application_id").fetchone()[0])
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        tables = int(connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0])
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        raise NotALibrary(
            f"{folder}: its catalog.sqlite is not a database; give another folder with --data"
        ) from error
    if application == 0 and tables == 0:
        return False
    if application != APPLICATION_ID:
        raise NotALibrary(
            f"{folder}: its catalog.sqlite belongs to another program; "
            "give another folder with --data"
        )
    if version > SCHEMA_VERSION:
        raise NewerSchema(
            f"{folder}: written by a later version of luocdo (schema {version}, this one reads "
            f"{SCHEMA_VERSION}); update luocdo"
        )
    if version < SCHEMA_VERSION:
        raise StoreError(
            f"{folder}: written by an earlier version of luocdo (schema {version}, this one reads "
            f"{SCHEMA_VERSION}); ingest the documents into a new folder"
        )
    return True
