"""The register: every document that a library knows, held or cited, one row each (SQLite).

It answers what concerns documents rather than passages: completions of what is being typed, states
of force for filters and counts, who cites a document and what it cites. It is derived from catalog
and graph, written document by document, and opened without being read.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from corpus.errors import LuocdoError
from graph.model import DocumentNode
from index.register_keys import keys_of

if TYPE_CHECKING:
    from graph.model import ForceState

VERSION: Final = 2
FILE: Final = "register.sqlite"

_FACTS: Final = ("type", "number", "date", "year", "issuer", "title", "sha256")
_TABLES: Final = f"""
CREATE TABLE generations (number INTEGER NOT NULL);
INSERT INTO generations VALUES (0);
CREATE TABLE documents (
    id INTEGER PRIMARY KEY, urn TEXT NOT NULL UNIQUE, known INTEGER NOT NULL DEFAULT 0,
    held INTEGER NOT NULL DEFAULT 0, cited INTEGER NOT NULL DEFAULT 0, {", ".join(_FACTS)}
);
CREATE INDEX documents_held ON documents (sha256) WHERE held;
CREATE TABLE keys (
    held INTEGER, kind INTEGER, key TEXT, document INTEGER,
    PRIMARY KEY (held, kind, key, document)
) WITHOUT ROWID;
CREATE TABLE force (
    document INTEGER, since TEXT, until TEXT, state TEXT NOT NULL, PRIMARY KEY (document, since)
) WITHOUT ROWID;
CREATE TABLE cites (host INTEGER, object INTEGER, PRIMARY KEY (host, object)) WITHOUT ROWID;
CREATE INDEX cites_object ON cites (object, host);
CREATE INDEX force_state ON force (state, document);
PRAGMA user_version = {VERSION};
"""


class RegisterError(LuocdoError):
    """The register cannot be opened or written."""


@dataclass(frozen=True, slots=True)
class ForceSpan:
    """The state of a document's force from a day on (ISO), up to the day before `until`."""

    since: str
    until: str | None
    state: ForceState


@dataclass(frozen=True, slots=True)
class RegisteredDocument:
    """A document of the register, with the number of documents of the library that cite it."""

    node: DocumentNode
    cited: int


class Register:
    """The register of one library. One process writes; any number read."""

    def __init__(self, path: Path, rows: sqlite3.Connection, *, read_only: bool) -> None:
        self.path = path
        self.rows = rows
        self._read_only = read_only

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Register:
        """Opens the register in folder `path`; makes an empty one unless `read_only`.

        Raises:
            RegisterError: there is none to read, or another version made it.
        """
        file = path / FILE
        if read_only and not file.exists():
            raise RegisterError(f"{path}: no register here; ingest documents first")
        path.mkdir(parents=True, exist_ok=True)
        mode = "ro" if read_only else "rwc"
        try:
            rows = sqlite3.connect(
                f"{file.absolute().as_uri()}?mode={mode}",
                uri=True, isolation_level=None, check_same_thread=False,
            )  # fmt: skip
            rows.execute("PRAGMA mmap_size = 1073741824")
            version = rows.execute("PRAGMA user_version").fetchone()[0]
            if not read_only:
                rows.execute("PRAGMA journal_mode = WAL")
                rows.execute("PRAGMA synchronous = NORMAL")
            if version == 0 and not read_only:
                rows.executescript(f"BEGIN;{_TABLES}COMMIT;")
                version = VERSION
        except sqlite3.Error as error:
            raise RegisterError(f"{file}: cannot be opened ({error})") from error
        if version != VERSION:
            rows.close()
            raise RegisterError(
                f"{path}: made by another version; delete this folder and run luocdo doctor"
            )
        return cls(path, rows, read_only=read_only)

    @property
    def generation(self) -> int:
        """The catalog's generation that the register was last committed at; 0 for a new one."""
        return int(self.rows.execute("SELECT number FROM generations").fetchone()[0])

    def __len__(self) -> int:
        return int(self.rows.execute("SELECT count(*) FROM documents").fetchone()[0])

    def close(self) -> None:
        """Closes the file; what was not committed is dropped."""
        self.rows.close()

    def put(self, node: DocumentNode, force: Iterable[ForceSpan] = ()) -> None:
        """Enters a document, in place of what was known of it. Seen after `commit`."""
        self._begin()
        here = self._enter(node.urn)
        self._drop_keys(here)
        facts = [getattr(node, name) for name in _FACTS]
        self.rows.execute(
            f"UPDATE documents SET known = 1, held = ?, {' = ?, '.join(_FACTS)} = ? WHERE id = ?",
            (node.held, *facts, here),
        )
        self.rows.executemany(
            "INSERT OR IGNORE INTO keys VALUES (?, ?, ?, ?)",
            ((int(node.held), kind, key, here) for kind, key in keys_of(node)),
        )
        self.rows.execute("DELETE FROM force WHERE document = ?", (here,))
        self.rows.executemany(
            "INSERT INTO force VALUES (?, ?, ?, ?)",
            ((here, span.since, span.until, span.state) for span in force),
        )

    def put_cited(self, urn: str, objects: Iterable[str]) -> None:
        """Enters what a document cites, in place of what it cited before. Seen after `commit`."""
        self._begin()
        host = self._enter(urn)
        found = self.rows.execute("SELECT object FROM cites WHERE host = ?", (host,))
        before = {one for (one,) in found}
        after = {self._enter(one) for one in objects if one != urn}
        self.rows.executemany(
            "DELETE FROM cites WHERE host = ? AND object = ?", ((host, o) for o in before - after)
        )
        self.rows.executemany(
            "INSERT INTO cites VALUES (?, ?)", ((host, o) for o in after - before)
        )
        change = "UPDATE documents SET cited = cited + ? WHERE id = ?"
        self.rows.executemany(change, ((-1, one) for one in before - after))
        self.rows.executemany(change, ((1, one) for one in after - before))

    def remove(self, urn: str) -> None:
        """Forgets what is known of a document; a row stays while others cite it."""
        self.put(DocumentNode(urn))
        self.put_cited(urn, ())
        self.rows.execute("UPDATE documents SET known = 0 WHERE urn = ?", (urn,))
        self.rows.execute("DELETE FROM documents WHERE urn = ? AND cited = 0", (urn,))

    def commit(self, generation: int) -> None:
        """Makes what was put and removed lasting, and notes the generation that it brings."""
        self._begin()
        self.rows.execute("UPDATE generations SET number = ?", (generation,))
        self.rows.execute("COMMIT")

    def document(self, urn: str) -> RegisteredDocument | None:
        """Returns a document of the register, null if it has none of this name."""
        here = self.id(urn)
        return None if here is None else self.by_ids([here])[here]

    def by_ids(self, ids: Sequence[int]) -> dict[int, RegisteredDocument]:
        """Returns documents by the numbers of their rows."""
        found = {}
        for here in ids:
            columns = f"urn, held, cited, {', '.join(_FACTS)}"
            row = self.rows.execute(f"SELECT {columns} FROM documents WHERE id = ?", (here,))
            urn, held, cited, *facts = row.fetchone()
            stated = dict(zip(_FACTS, facts, strict=True))
            found[here] = RegisteredDocument(DocumentNode(urn, held=bool(held), **stated), cited)
        return found

    def id(self, urn: str) -> int | None:
        """Returns the number of a document's row."""
        found = self.rows.execute("SELECT id FROM documents WHERE urn = ?", (urn,)).fetchone()
        return int(found[0]) if found else None

    def held_as(self, sha256: str) -> int | None:
        """Returns the number of the row of the held document that this file speaks for."""
        query = "SELECT id FROM documents WHERE held AND sha256 = ?"
        found = self.rows.execute(query, (sha256,)).fetchone()
        return int(found[0]) if found else None

    def cited_by(self, urn: str) -> tuple[str, ...]:
        """Returns what a document cites."""
        here = self.id(urn)
        found = self.rows.execute(
            "SELECT urn FROM cites CROSS JOIN documents ON id = object WHERE host = ?", (here,)
        )
        return tuple(one for (one,) in found)

    def _enter(self, urn: str) -> int:
        self.rows.execute("INSERT OR IGNORE INTO documents (urn) VALUES (?)", (urn,))
        here = self.id(urn)
        assert here is not None
        return here

    def _drop_keys(self, here: int) -> None:
        """Deletes the keys that the document was entered under, worked out again from its row."""
        known = self.rows.execute("SELECT known FROM documents WHERE id = ?", (here,)).fetchone()
        if not known[0]:
            return
        node = self.by_ids([here])[here].node
        self.rows.executemany(
            "DELETE FROM keys WHERE held = ? AND kind = ? AND key = ? AND document = ?",
            ((int(node.held), kind, key, here) for kind, key in keys_of(node)),
        )

    def _begin(self) -> None:
        if self._read_only:
            raise RegisterError(f"{self.path}: opened for reading only")
        if not self.rows.in_transaction:
            self.rows.execute("BEGIN IMMEDIATE")
