"""Checking what a bundle says: every relation proved, every proof whole, nothing beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from graph import nquads, terms, triples
from graph.bundle.build import open_store
from graph.bundle.members import (
    EVIDENCE,
    FINDINGS,
    GRAPH,
    REPORT,
    SOURCES,
    VERSIONS,
    citations,
    evidence_row,
    report_of,
    rules,
)
from graph.bundle.opening import Opened
from graph.bundle.problems import Problem
from graph.model import Edge
from graph.quad_reader import QuadReader
from graph.reading import GraphReader
from graph.validation import validate_store

# No sentence, and so no line, is nearly as long.
LONGEST_LINE: Final = 4_000_000


def check_graph(opened: Opened, folder: Path) -> tuple[GraphReader | None, list[Problem]]:
    """Load the graph, and check that it is in canonical form.

    With no blank nodes the canonical form of RDFC-1.0 is that of canonical N-Quads in code point
    order.
    """
    problems: list[Problem] = []
    before = b""
    for number, line in enumerate(opened.lines(GRAPH, LONGEST_LINE), start=1):
        if line <= before:
            problems.append(_malformed("not_canonical", GRAPH, number, "it is not in order"))
            break
        before = line
    path = folder / GRAPH
    opened.copy(GRAPH, path)
    try:
        for number, (line, quad) in enumerate(
            zip(opened.lines(GRAPH, LONGEST_LINE), ox.parse(path=str(path)), strict=True), start=1
        ):
            if f"{quad} .\n".encode() != line or isinstance(quad.subject, ox.BlankNode):
                message = "it is not in canonical form"
                problems.append(_malformed("not_canonical", GRAPH, number, message))
                break
            if not _is_of_document(quad):
                message = "it stands in no document's graph, where nothing would be checked"
                problems.append(_malformed("malformed", GRAPH, number, message))
                break
        return QuadReader(open_store(path, folder / "store")), problems
    except (SyntaxError, ValueError, OSError) as error:
        problems.append(Problem("malformed", GRAPH, f"it is no N-Quads: {str(error)[:200]}"))
        return None, problems


def _is_of_document(quad: ox.Quad) -> bool:
    name = quad.graph_name
    return isinstance(name, ox.NamedNode) and terms.host_of_graph(name.value) is not None


def _malformed(kind: Any, member: str, line: int, message: str) -> Problem:
    return Problem(kind, member, f"line {line}: {message}")


def json_rows(
    opened: Opened, name: str, fields: tuple[str, ...]
) -> Iterator[dict[str, Any] | Problem]:
    """The lines of a JSON Lines member that have these fields; a problem for each other one."""
    for number, line in enumerate(opened.lines(name, LONGEST_LINE), start=1):
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            yield _malformed("malformed", name, number, "it is no JSON")
            continue
        if not isinstance(row, dict) or not all(field in row for field in fields):
            yield _malformed("malformed", name, number, f"it lacks one of {', '.join(fields)}")
        else:
            yield row


def check_sources(opened: Opened, graph: GraphReader) -> tuple[dict[str, Any], list[Problem]]:
    """The sources by URN, and where they disagree with the graph."""
    sources: dict[str, Any] = {}
    problems = []
    for row in json_rows(opened, SOURCES, ("urn", "sha256", "text_sha256", "file")):
        if isinstance(row, Problem):
            problems.append(row)
            continue
        urn = str(row["urn"])
        sources[urn] = row
        try:
            node = graph.node(urn)
        except ValueError:
            message = f"{urn}: the graph describes it with a year that is none"
            problems.append(Problem("malformed", GRAPH, message))
            continue
        if node is None or node.sha256 != row["sha256"]:
            said = node.sha256 if node else None
            message = f"{urn}: SHA-256 {row['sha256']}, the graph says {said}"
            problems.append(Problem("broken_hash", SOURCES, message))
    return sources, problems


def check_evidence(
    opened: Opened, graph: GraphReader, sources: dict[str, Any]
) -> Iterator[Problem]:
    """Compare graph and evidence, relation by relation, and recompute each digest."""
    rows = _Rows(json_rows(opened, EVIDENCE, ("citation", "quotation", "document", "sha256")))
    for host in sorted(filter(None, map(terms.host_of_graph, graph.graphs()))):
        try:
            for iri, edge, digest in citations(graph, host):
                yield from _check_citation(iri, edge, digest, rows.take(iri))
        except KeyError as error:
            message = f"{error.args[0]}: a part of its evidence is missing"
            yield Problem("without_evidence", GRAPH, message)
            continue
        yield from _unproved(graph, host)
        source = sources.get(host)
        if source is None:
            message = f"{host}: the graph holds what it says, sources.jsonl does not name it"
            yield Problem("broken_hash", SOURCES, message)
    for iri in rows.rest():
        message = f"{iri}: the graph knows no such relation"
        yield Problem("evidence_differs", EVIDENCE, message)
    yield from rows.problems


class _Rows:
    """The lines of evidence by citation; in a whole bundle they come in the order of the graph."""

    def __init__(self, rows: Iterator[dict[str, Any] | Problem]) -> None:
        self.problems: list[Problem] = []
        self._rows = rows
        self._early: dict[str, dict[str, Any]] = {}

    def take(self, iri: str) -> dict[str, Any] | None:
        """The line of a citation, if there is one; each can be taken once."""
        if iri in self._early:
            return self._early.pop(iri)
        for row in self._rows:
            if isinstance(row, Problem):
                self.problems.append(row)
            elif row["citation"] == iri:
                return row
            else:
                self._early[str(row["citation"])] = row
        return None

    def rest(self) -> list[str]:
        """The citations of the lines that nobody took."""
        self.take("")
        return sorted(self._early)


def _check_citation(
    iri: str, edge: Edge, digest: str | None, row: dict[str, Any] | None
) -> Iterator[Problem]:
    if digest != nquads.digest(edge):
        message = f"{iri}: its digest {digest} does not fit: a part was lost or changed"
        yield Problem("broken_hash", GRAPH, message)
    if not edge.evidence.quotation.strip():
        yield Problem("missing_quotation", GRAPH, f"{iri}: its quotation is empty")
    if row is None:
        yield Problem("without_evidence", EVIDENCE, f"{iri}: it has no line of evidence")
        return
    if not str(row["quotation"] or "").strip():
        yield Problem("missing_quotation", EVIDENCE, f"{iri}: its quotation is empty")
        return
    stated = evidence_row(iri, edge, row.get("sha256"), row.get("mention"))
    apart = sorted(name for name in stated.keys() | row.keys() if stated.get(name) != row.get(name))
    if apart:
        message = f"{iri}: graph and evidence differ in {', '.join(apart)[:200]}"
        yield Problem("evidence_differs", EVIDENCE, message)
    yield from _check_mention(iri, edge, row)


def _check_mention(iri: str, edge: Edge, row: dict[str, Any]) -> Iterator[Problem]:
    mention = row.get("mention")
    if mention is None:
        return
    length = edge.evidence.end - edge.evidence.start
    if not isinstance(mention, str) or len(mention) != length:
        message = f"{iri}: its mention is not as long as its span, {length} characters"
        yield Problem("evidence_differs", EVIDENCE, message)
    elif nquads.writable(mention) not in edge.evidence.quotation:
        message = f"{iri}: its quotation does not hold the words that it cites"
        yield Problem("missing_quotation", EVIDENCE, message)


def _unproved(graph: GraphReader, host: str) -> Iterator[Problem]:
    """Relations that stand in a graph without a citation that proves them."""
    stated, proved = set(), set()
    parts: dict[str, dict[str, str]] = {}
    for quad in graph.quads(terms.graph_iri(host)):
        subject, predicate = triples.subject_of(quad), quad.predicate.value
        if terms.is_citation(subject):
            parts.setdefault(subject, {})[predicate] = triples.object_of(quad)
        elif predicate in terms.RELATION_OF_IRI:
            stated.add((subject, predicate, triples.object_of(quad)))
    for part in parts.values():
        proved.add(tuple(part.get(name) for name in _ENDS))
    for subject, predicate, target in sorted(stated - proved):
        message = f"{subject} {terms.RELATION_OF_IRI[predicate]} {target}: nothing proves it"
        yield Problem("without_evidence", GRAPH, message)


_ENDS: Final = (terms.SUBJECT, terms.PREDICATE, terms.OBJECT)


def check_shapes(opened: Opened, graph: GraphReader) -> Iterator[Problem]:
    """Validate the graph anew, and compare with the report in the bundle."""
    violations = tuple(validate_store(graph))
    for one in violations:
        about = f" ({one.path})" if one.path else ""
        yield Problem("shacl", GRAPH, f"{one.focus}{about}: {one.message}"[:400])
    report = b"".join(opened.lines(REPORT, LONGEST_LINE))
    if report.decode("utf-8", "replace") != report_of(violations):
        yield Problem("shacl", REPORT, "it is not the report of this graph")


def check_findings(opened: Opened, sources: dict[str, Any]) -> Iterator[Problem]:
    """Findings must be about documents of the bundle, and quote something."""
    fields = ("id", "kind", "severity", "document", "message", "evidence")
    for row in json_rows(opened, FINDINGS, fields):
        if isinstance(row, Problem):
            yield row
        elif str(row["document"]) not in sources:
            message = f"finding {row['id']}: {row['document']} is not among the sources"
            yield Problem("evidence_differs", FINDINGS, message)
        elif not isinstance(row["evidence"], list) or not all(
            isinstance(one, dict) and str(one.get("quotation") or "").strip()
            for one in row["evidence"]
        ):
            message = f"finding {row['id']}: its quotation is empty"
            yield Problem("missing_quotation", FINDINGS, message)


def remarks(opened: Opened) -> Iterator[str]:
    """What differs between the version that made the bundle and this one."""
    for name, text in rules().items():
        if b"".join(opened.lines(name, LONGEST_LINE)).decode("utf-8", "replace") != text:
            yield f"{name} is not that of this version; the graph was checked with this version's"
    versions = b"".join(opened.lines(VERSIONS, LONGEST_LINE))
    try:
        made_by = json.loads(versions).get("luocdo")
    except (ValueError, RecursionError, AttributeError):
        yield f"{VERSIONS} cannot be read"
        return
    if made_by != terms.installed_version():
        yield f"made by luocdo {made_by}, checked by {terms.installed_version()}"
