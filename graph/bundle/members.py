"""What a bundle contains, and how its lines are written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any, Final, cast

import pyoxigraph as ox

from graph import ontology, shapes, terms, triples
from graph.bundle.archive import MANIFEST
from graph.model import Edge
from graph.reading import GraphReader
from graph.validation import Violation

FORMAT: Final = "luocdo-bundle"
VERSION: Final = 1
README, VERSIONS, SOURCES, GRAPH = "README.txt", "versions.json", "sources.jsonl", "graph.nq"
EVIDENCE, FINDINGS, REPORT, ONTOLOGY = (
    "evidence.jsonl", "findings.jsonl", "shacl.ttl", "ontology.ttl",
)  # fmt: skip
SHAPES: Final = tuple(f"shapes/{name}" for name in shapes.NAMES)
NAMES: Final = (
    MANIFEST, README, VERSIONS, SOURCES, GRAPH, EVIDENCE, FINDINGS, REPORT, ONTOLOGY, *SHAPES,
)  # fmt: skip
"""All members, in the order in which they stand in the archive."""

_CITATION: Final = ox.NamedNode(terms.CITATION)
_TYPE: Final = ox.NamedNode(terms.TYPE)
_SH: Final = "http://www.w3.org/ns/shacl#"
_REPORT: Final = "urn:luocdo:shacl-report"


def json_line(value: dict[str, Any]) -> str:
    """One line of a JSON Lines member; keys in the order given."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def json_text(value: dict[str, Any]) -> str:
    """A JSON member for people to read."""
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def citations(graph: GraphReader, host: str) -> Iterator[tuple[str, Edge, str | None]]:
    """The citation nodes of a document's graph: IRI, edge and digest, in the order of the text.

    Raises:
        KeyError: a part of one is missing; the message is its IRI.
    """
    parts: dict[str, dict[str, str]] = {}
    name = terms.graph_iri(host)
    for quad in graph.quads(name):
        iri = triples.subject_of(quad)
        if terms.is_citation(iri):
            parts.setdefault(iri, {})[quad.predicate.value] = triples.object_of(quad)
    for iri in sorted(parts, key=lambda one: (terms.mention_of_citation(one), one)):
        try:
            edge = triples.edge_of_parts(iri, name, parts[iri])
        except (KeyError, ValueError) as error:
            raise KeyError(iri) from error
        yield iri, edge, parts[iri].get(terms.DIGEST)


def evidence_row(iri: str, edge: Edge, sha256: str | None, mention: str | None) -> dict[str, Any]:
    """One line of `evidence.jsonl`: an edge and all that proves it."""
    evidence = edge.evidence
    return {
        "citation": iri,
        "subject": edge.subject,
        "relation": edge.relation,
        "object": edge.object,
        "status": edge.status,
        "confidence": edge.confidence,
        "document": evidence.document,
        "sha256": sha256,
        "start": evidence.start,
        "end": evidence.end,
        "mention": mention,
        "quotation": evidence.quotation,
        "cue": edge.cue,
        "pinpoint": edge.pinpoint,
        "partial": edge.partial,
        "decided": edge.decided,
    }


def report_of(violations: tuple[Violation, ...]) -> str:
    """The SHACL report in Turtle; results have IRIs, so that the same report has the same bytes."""
    report = ox.NamedNode(_REPORT)
    conforms = ox.Literal("false" if violations else "true", datatype=_xsd("boolean"))
    found = [
        ox.Triple(report, _TYPE, _sh("ValidationReport")),
        ox.Triple(report, _sh("conforms"), conforms),
    ]
    for number, violation in enumerate(violations, start=1):
        result = ox.NamedNode(f"{_REPORT}#{number}")
        found += [
            ox.Triple(report, _sh("result"), result),
            ox.Triple(result, _TYPE, _sh("ValidationResult")),
            ox.Triple(result, _sh("focusNode"), _term(violation.focus)),
            ox.Triple(result, _sh("resultMessage"), ox.Literal(violation.message)),
        ]
        if violation.path:
            found.append(ox.Triple(result, _sh("resultPath"), _term(violation.path)))
    prefixes = {"sh": _SH, "xsd": terms.XSD}
    text = ox.serialize(found, format=ox.RdfFormat.TURTLE, prefixes=prefixes)
    return cast("bytes", text).decode()


def _sh(name: str) -> ox.NamedNode:
    return ox.NamedNode(_SH + name)


def _xsd(name: str) -> ox.NamedNode:
    return ox.NamedNode(terms.XSD + name)


def _term(value: str) -> ox.NamedNode | ox.Literal:
    return ox.NamedNode(value) if terms.is_iri(value.partition("#")[0]) else ox.Literal(value)


def rules() -> dict[str, str]:
    """The members that hold the ontology and the shapes."""
    return {ONTOLOGY: ontology.source(), **dict(zip(SHAPES, shapes.sources(), strict=True))}


def digest_of(text: str) -> str:
    """SHA-256 of a text in UTF-8; a lone surrogate counts as its three bytes."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


README_TEXT: Final = """\
LƯỢC ĐỒ: HỒ SƠ KIỂM TRA / AUDIT BUNDLE

manifest.json    độ dài và SHA-256 của mọi tệp / length and SHA-256 of every file
versions.json    phiên bản chương trình, bản thể học, quy tắc / versions
sources.jsonl    văn bản nguồn: tệp, SHA-256, URN / the documents that were read
graph.nq         đồ thị, N-Quads, RDFC-1.0 (không có nút trống) / the graph; no blank nodes
evidence.jsonl   mỗi quan hệ một dòng: văn bản, vị trí, câu trích / each relation with its sentence
findings.jsonl   phát hiện của kiểm tra / what the audit found
shacl.ttl        báo cáo SHACL / the SHACL report
ontology.ttl, shapes/   bản thể học và quy tắc / ontology and shapes

Kiểm tra / check:   luocdo verify FILE.zip [--sources FOLDER]

Thư mục nguồn không bắt buộc; nếu có, từng câu trích được đối chiếu với chính văn bản.
With the source files, each quotation is compared with the very text.
"""
