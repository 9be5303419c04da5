"""Reading the tables of `graph/tables.py`: a row for a document, a row for an edge."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import Final, cast

from graph.model import Direction, DocumentNode, Edge, Evidence, Link, Status
from graph.tables import AUTHORITY
from nlp.directive import RelationKind

# A document that thousands cite without holding it is described thousands of times.
_DESCRIPTIONS: Final = 512
_FIELDS: Final = ("type", "number", "date", "year", "issuer", "title", "file", "sha256")
_FACTS: Final = f"SELECT {', '.join(_FIELDS)} FROM descriptions WHERE document = ?"
_OWN: Final = f"{_FACTS} AND host = ?"
_ALL: Final = f"{_FACTS} LIMIT {_DESCRIPTIONS}"
_STANDING: Final = (
    "SELECT 1 FROM edges WHERE object = ?1 UNION ALL SELECT 1 FROM edges WHERE subject = ?1 LIMIT 1"
)
_HELD: Final = "SELECT 1 FROM descriptions own WHERE own.document = id AND own.host = id"
# CROSS JOIN keeps SQLite from starting at the documents (https://www.sqlite.org/optoverview.html).
_SELECT_EDGES: Final = (
    "SELECT s.urn, relation, o.urn, h.urn, mention, start, end, quotation, cue, pinpoint, partial, "
    "confidence, decided, status FROM edges CROSS JOIN documents s ON s.id = subject "
    "CROSS JOIN documents o ON o.id = object CROSS JOIN documents h ON h.id = host"
)
_PROOF: Final = (
    "SELECT mention, start, end, quotation, cue, pinpoint, partial, confidence, "
    "decided FROM edges "
    "WHERE object = ? AND relation = ? AND status IS NULL AND subject = ? AND host = ? "
    "ORDER BY mention, start, id"
)
_LINKS: Final = {
    direction: f"SELECT d.urn, h.urn FROM (SELECT DISTINCT {other} AS other, host FROM edges "
    f"WHERE {here} = ? AND relation = ? AND status IS NULL) "
    "CROSS JOIN documents d ON d.id = other CROSS JOIN documents h ON h.id = host"
    for direction, here, other in (("in", "object", "subject"), ("out", "subject", "object"))
}


class TableReader:
    """Answers what `GraphReader` asks about documents and edges; all reads are by an index."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._rows = connection
        names = connection.execute("SELECT id, name FROM relations")
        self._kinds: dict[int, RelationKind] = dict(names)
        self._codes = {name: code for code, name in self._kinds.items()}

    def node(self, urn: str) -> DocumentNode | None:
        """The document, as it describes itself, or the authority records, or those who cite it."""
        here = self._id(urn)
        return None if here is None else self._node(urn, here)

    def described(self, urns: Iterable[str]) -> dict[str, DocumentNode]:
        """Those of the documents that the graph knows, in the order of the question."""
        found = ((urn, self.node(urn)) for urn in dict.fromkeys(urns))
        return {urn: node for urn, node in found if node}

    def urns(self, held: bool | None = None) -> Iterator[str]:
        """All documents, each once; `held` true or false gives only those with, without a text."""
        if held:
            wanted = f"EXISTS ({_HELD})"
        else:
            wanted = (
                "(EXISTS (SELECT 1 FROM descriptions any WHERE any.document = id) OR "
                "EXISTS (SELECT 1 FROM edges WHERE object = documents.id) OR "
                "EXISTS (SELECT 1 FROM edges WHERE subject = documents.id))"
            )
            if held is False:
                wanted += f" AND NOT EXISTS ({_HELD})"
        for (urn,) in self._rows.execute(f"SELECT urn FROM documents WHERE {wanted} ORDER BY id"):
            yield urn

    def numbered(self, serial: str) -> Iterator[str]:
        """The documents whose running number is `serial` ("766", "30a"), held ones first."""
        found = f"SELECT urn FROM documents WHERE serial = ? ORDER BY EXISTS ({_HELD}) DESC, id"
        for (urn,) in self._rows.execute(found, (serial.lower().lstrip("0") or "0",)):
            yield urn

    def nodes(self, held: bool | None = None) -> Iterator[DocumentNode]:
        """The same with their descriptions."""
        return (node for urn in self.urns(held) if (node := self.node(urn)))

    def edges(
        self,
        subject: str | None = None,
        object: str | None = None,  # noqa: A002 - RDF's word, and the contract's
        relations: Collection[RelationKind] | None = None,
        host: str | None = None,
    ) -> Iterator[Edge]:
        """Edges with their evidence, ambiguous ones too, in no particular order."""
        conditions, values = [], []
        for column, urn in (("subject", subject), ("object", object), ("host", host)):
            if urn:
                here = self._id(urn)
                if here is None:
                    return
                conditions.append(f"{column} = ?")
                values.append(here)
        if relations is not None:
            codes = [self._codes[kind] for kind in relations if kind in self._codes]
            conditions.append(f"relation IN ({', '.join('?' * len(codes))})")
            values.extend(codes)
        where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        for row in self._rows.execute(_SELECT_EDGES + where, values):
            subject_urn, code, object_urn, host_urn, mention, *stated, status = row
            link = Link(subject_urn, self._kinds[code], object_urn, host_urn)
            yield _edge(link, mention, stated, status or "resolved")

    def links(
        self,
        urn: str,
        direction: Direction,
        relations: Collection[RelationKind] | None = None,
    ) -> Iterator[Link]:
        """Resolved relations into (`in`) or out of a document, without evidence and so cheap."""
        here = self._id(urn)
        if here is None:
            return
        for kind in self._codes if relations is None else relations:
            if kind not in self._codes:  # "self" is no relation
                continue
            for other, host in self._rows.execute(_LINKS[direction], (here, self._codes[kind])):
                subject, target = (other, urn) if direction == "in" else (urn, other)
                yield Link(subject, kind, target, host)

    def proofs(self, links: Iterable[Link], *, every: bool = True) -> dict[Link, tuple[Edge, ...]]:
        """For each link the edges that state it, in the order of their mentions in the host."""
        return {link: tuple(self._proof(link, every=every)) for link in links}

    def _proof(self, link: Link, *, every: bool) -> Iterator[Edge]:
        target, subject, host = map(self._id, (link.object, link.subject, link.host))
        values = (target, self._codes.get(link.relation), subject, host)
        for mention, *stated in self._rows.execute(_PROOF, values):
            yield _edge(link, mention, stated, "resolved")
            if not every:
                break

    def _id(self, urn: str) -> int | None:
        try:
            found = self._rows.execute("SELECT id FROM documents WHERE urn = ?", (urn,)).fetchone()
        except UnicodeEncodeError:  # lone surrogates, which no identifier has
            return None
        return int(found[0]) if found else None

    def _node(self, urn: str, here: int) -> DocumentNode | None:
        own = self._rows.execute(_OWN, (here, here)).fetchone()
        if own is not None:
            return _node(urn, own, held=True)
        known = self._rows.execute(_OWN, (here, AUTHORITY)).fetchone()
        if known is not None:
            return _node(urn, known, held=False)
        given = self._rows.execute(_ALL, (here,)).fetchall()
        if given:
            return _node(urn, [_most_frequent(values) for values in zip(*given, strict=True)])
        standing = self._rows.execute(_STANDING, (here,)).fetchone()
        return DocumentNode(urn) if standing else None


def _node(urn: str, facts: Iterable[object], *, held: bool = False) -> DocumentNode:
    stated = dict(zip(_FIELDS, facts, strict=True))
    return DocumentNode(urn, held=held, **stated)  # type: ignore[arg-type]  # as the columns are


def _most_frequent(given: Iterable[str | int | None]) -> str | int | None:
    """What most say; among equals the first in code point order, so that chance decides nothing."""
    counts = Counter(value for value in given if value is not None)
    return min(counts, key=lambda value: (-counts[value], value), default=None)


def _edge(link: Link, mention: int, stated: list[object], status: Status) -> Edge:
    start, end, quotation, cue, pinpoint, partial, confidence, decided = cast(
        "tuple[int, int, str, str | None, str | None, int, float, int]", tuple(stated)
    )
    return Edge(
        subject=link.subject,
        relation=link.relation,
        object=link.object,
        host=link.host,
        evidence=Evidence(link.host, start, end, quotation),
        cue=cue,
        pinpoint=pinpoint,
        partial=bool(partial),
        confidence=confidence,
        status=status,
        mention=mention,
        decided=bool(decided),
    )
