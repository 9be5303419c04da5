"""Documents: their facts, texts, parsed results, passages and vectors."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from corpus.catalog.changes import Changes
from corpus.catalog.packing import pack_json, pack_text, unpack_json, unpack_text
from corpus.catalog.records import NewDocument, PassageSpan, StoredDocument, VectorBlock

_SELECT = """
SELECT d.id, d.sha256, d.urn, d.type, d.number, d.year, d.date, d.issuer, d.title, d.media_type,
       d.characters, d.extractor, d.pending, d.generation, d.warnings,
       (SELECT json_group_array(path) FROM files WHERE files.document = d.id)
FROM documents AS d
"""
_FACTS = (
    "urn", "type", "number", "year", "date", "issuer", "title", "media_type", "characters",
    "extractor", "pending", "announced", "generation", "warnings",
)  # fmt: skip
_BATCH = 256


class Documents:
    """The tables `documents`, `contents`, `lookups`, `passages` and `vectors`."""

    def __init__(self, connection: sqlite3.Connection, changes: Changes) -> None:
        self._connection = connection
        self._changes = changes

    def put(self, new: NewDocument) -> int:
        """Store a document, or what a newer extractor makes of one; it is pending afterwards.

        Returns:
            Its row number, which stays the same for the same bytes.
        """
        known = self.by_sha256(new.sha256)
        if known is not None and known.urn != new.urn:
            self._changes.log("remove", new.sha256, known.urn)
        facts = (
            new.urn, new.type, new.number, new.year, new.date, new.issuer, new.title,
            new.media_type, len(new.text), new.extractor, True, False,
            self._changes.next_generation, json.dumps(new.warnings),
        )  # fmt: skip
        if known is None:
            columns, marks = ", ".join(_FACTS), ", ".join("?" * len(_FACTS))
            cursor = self._connection.execute(
                f"INSERT INTO documents (sha256, {columns}) VALUES (?, {marks})",
                (new.sha256, *facts),
            )
            row = int(cursor.lastrowid or 0)
        else:
            row = known.id
            columns = ", ".join(f"{name} = ?" for name in _FACTS)
            self._connection.execute(f"UPDATE documents SET {columns} WHERE id = ?", (*facts, row))
            for table in ("contents", "lookups", "passages", "vectors", "mentions", "asked"):
                self._connection.execute(f"DELETE FROM {table} WHERE document = ?", (row,))
        self._put_contents(row, new)
        return row

    def _put_contents(self, row: int, new: NewDocument) -> None:
        self._connection.execute(
            "INSERT INTO contents VALUES (?, ?, ?, ?)",
            (row, pack_text(new.text), pack_json(new.source), pack_json(new.parsed)),
        )
        self._connection.executemany(
            "INSERT OR IGNORE INTO lookups VALUES (?, ?)", [(value, row) for value in new.lookup]
        )
        self._connection.executemany(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?)",
            [
                (row, part.ordinal, part.start, part.end, json.dumps(part.heading))
                for part in new.passages
            ],
        )
        if new.vectors is not None:
            self.put_vectors(row, new.vectors)

    def put_vectors(self, document: int, vectors: VectorBlock) -> None:
        """Store or replace a document's vectors."""
        self._connection.execute(
            "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?, ?)",
            (document, vectors.embedder, vectors.dimensions, vectors.data),
        )

    def remove(self, document: StoredDocument) -> None:
        """Forget a document with everything that hangs on it."""
        self._connection.execute("DELETE FROM documents WHERE id = ?", (document.id,))
        self._changes.log("remove", document.sha256, document.urn)

    def mark_pending(self, documents: list[int]) -> None:
        """Say that these documents' mentions must be resolved again."""
        self._connection.executemany(
            "UPDATE documents SET pending = 1 WHERE id = ?", [(row,) for row in documents]
        )

    def count(self) -> int:
        """Number of documents."""
        return int(self._connection.execute("SELECT count(*) FROM documents").fetchone()[0])

    def count_pending(self) -> int:
        """Number of documents whose mentions are not resolved yet."""
        query = "SELECT count(*) FROM documents WHERE pending"
        return int(self._connection.execute(query).fetchone()[0])

    def pending(self, limit: int) -> list[StoredDocument]:
        """Return up to `limit` documents whose mentions are not resolved yet, oldest first."""
        return list(self._where("WHERE d.pending ORDER BY d.id LIMIT ?", (limit,)))

    def all(self) -> Iterator[StoredDocument]:
        """Yield every document in the order of arrival, a few in memory at a time."""
        last = 0
        while batch := list(self._where("WHERE d.id > ? ORDER BY d.id LIMIT ?", (last, _BATCH))):
            yield from batch
            last = batch[-1].id

    def by_id(self, row: int) -> StoredDocument | None:
        """Return the document of this row number."""
        return next(self._where("WHERE d.id = ?", (row,)), None)

    def by_sha256(self, sha256: str) -> StoredDocument | None:
        """Return the document with exactly these bytes."""
        return next(self._where("WHERE d.sha256 = ?", (sha256,)), None)

    def by_sha256_prefix(self, prefix: str, limit: int = 20) -> list[StoredDocument]:
        """Return the documents whose hash begins so (hexadecimal, lower case)."""
        condition = "WHERE d.sha256 >= ? AND d.sha256 < ? ORDER BY d.id LIMIT ?"
        return list(self._where(condition, (prefix, prefix + "g", limit)))

    def by_urn(self, urn: str) -> list[StoredDocument]:
        """Return the documents of this identity: usually one, several for copies of one act."""
        return list(self._where("WHERE d.urn = ? ORDER BY d.sha256", (urn,)))

    def by_lookup(self, value: str, limit: int = 1000) -> list[StoredDocument]:
        """Return the documents that a citation with this look-up value may mean."""
        condition = (
            "WHERE d.id IN (SELECT document FROM lookups WHERE value = ?) ORDER BY d.id LIMIT ?"
        )
        return list(self._where(condition, (value, limit)))

    def by_path(self, path: str) -> StoredDocument | None:
        """Return the document that this file held when it was last read."""
        condition = "WHERE d.id = (SELECT document FROM files WHERE path = ?)"
        return next(self._where(condition, (path,)), None)

    def by_file_name(self, name: str, limit: int = 100) -> list[StoredDocument]:
        """Return the documents in files of this name, whatever their folder."""
        condition = (
            "WHERE d.id IN (SELECT document FROM files WHERE name = ?) ORDER BY d.id LIMIT ?"
        )
        return list(self._where(condition, (name, limit)))

    def text(self, document: int) -> str:
        """Return the document's text."""
        return unpack_text(self._content("text", document))

    def parsed(self, document: int) -> dict[str, Any]:
        """Return the parsed result."""
        return unpack_json(self._content("parsed", document))

    def source(self, document: int) -> dict[str, Any]:
        """Return the reader's map (pages, blocks, tables)."""
        return unpack_json(self._content("source", document))

    def lookups(self, document: int) -> list[str]:
        """Return the values that a citation of the document may be looked up by."""
        rows = self._connection.execute(
            "SELECT value FROM lookups WHERE document = ? ORDER BY value", (document,)
        )
        return [str(row[0]) for row in rows]

    def passages(self, document: int) -> list[PassageSpan]:
        """Return the document's passages in their order."""
        rows = self._connection.execute(
            'SELECT ordinal, start, "end", heading FROM passages WHERE document = ? '
            "ORDER BY ordinal",
            (document,),
        )
        return [PassageSpan(row[0], row[1], row[2], tuple(json.loads(row[3]))) for row in rows]

    def vectors(self, document: int) -> VectorBlock | None:
        """Return the vectors of the document's passages, if there are any."""
        row = self._connection.execute(
            "SELECT embedder, dimensions, data FROM vectors WHERE document = ?", (document,)
        ).fetchone()
        return None if row is None else VectorBlock(*row)

    def count_passages(self) -> int:
        """Number of passages of all documents."""
        return int(self._connection.execute("SELECT count(*) FROM passages").fetchone()[0])

    def _content(self, column: str, document: int) -> bytes:
        row = self._connection.execute(
            f"SELECT {column} FROM contents WHERE document = ?", (document,)
        ).fetchone()
        if row is None:
            raise KeyError(document)
        return bytes(row[0])

    def _where(self, condition: str, values: tuple[object, ...]) -> Iterator[StoredDocument]:
        for row in self._connection.execute(_SELECT + condition, values):
            facts: list[Any] = list(row)
            facts[12] = bool(row[12])
            facts[14] = tuple(json.loads(row[14]))
            facts[15] = tuple(sorted(json.loads(row[15])))
            yield StoredDocument(*facts)
