"""Documents and edges as N-Quads text, the fastest way into the store."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final, cast

from graph import terms, triples
from graph.model import DocumentGraph, DocumentNode, Edge
from graph.terms import OWL, PROV, XSD

_ESCAPES: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})
# XML 1.0 (2.2) has no way to write these, so no RDF/XML or GraphML could carry them.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# One search is five times cheaper than two replacements, and most texts need none.
_SPECIAL = re.compile('["\\\\\x00-\x08\n\x0b-\x1f\ud800-\udfff\ufffe\uffff]')
_FULL_DATE = re.compile(r"\d{4}-\d\d-\d\d$")
_PARTIAL_DATE = re.compile(r"(\d{4})(-\d\d)?$")
_TYPE: Final = f"<{terms.TYPE}>"
_IRI_OF_FIELD: Final = {field: iri for iri, field in triples.FIELDS.items()}


def literal(text: str, *, language: str = "", datatype: str = "") -> str:
    """A literal in N-Quads; characters that XML cannot carry become U+FFFD."""
    clean = writable(text).translate(_ESCAPES) if _SPECIAL.search(text) else text
    if language:
        return f'"{clean}"@{language}'
    return f'"{clean}"^^<{XSD}{datatype}>' if datatype else f'"{clean}"'


def writable(text: str) -> str:
    """The text as literals hold it: characters that XML cannot carry become U+FFFD."""
    return _NOT_XML.sub("\ufffd", text)


def nquads_of_graph(graph: DocumentGraph) -> str:
    """The named graph of one document: its description, those it gives of others, its edges.

    Raises:
        ValueError: an identifier is not an IRI, an edge has another host, or an evidence without
            words or with an impossible span; the message names the document.
    """
    host = terms.check_iri(graph.node.urn)
    name = f"<{terms.graph_iri(host)}>"
    agent = f"<{terms.EXTRACTOR}{_slug(graph.extractor or terms.installed_version())}>"
    version = literal(graph.extractor or terms.installed_version())
    lines = [
        f'<{host}> <{terms.HELD}> "true"^^<{XSD}boolean> {name} .\n',
        f"<{host}> <{terms.READ_BY}> {agent} {name} .\n",
        f"{agent} {_TYPE} <{PROV}SoftwareAgent> {name} .\n",
        f"{agent} <{OWL}versionInfo> {version} {name} .\n",
    ]
    lines.extend(_node_lines(graph.node, name))
    for node in sorted(graph.cited, key=lambda cited: cited.urn):
        if node.urn != host:
            lines.extend(_node_lines(node, name))
    for iri, edge in number_edges(host, graph.edges):
        lines.append(nquads_of_edge(iri, edge, name))
    return "".join(lines)


def number_edges(host: str, edges: Iterable[Edge]) -> Iterator[tuple[str, Edge]]:
    """Each edge with the IRI of its node; order and IRIs depend on the edges alone.

    Mentions of the host by itself (`self`) are no relations and are left out.

    Raises:
        ValueError: an edge, or its evidence, belongs to another host.
    """
    by_mention: dict[int, set[Edge]] = defaultdict(set)
    for edge in edges:
        if not edge.host == edge.evidence.document == host:
            raise ValueError(f"an edge of {edge.host!r} cannot stand in the graph of {host!r}")
        if edge.relation != "self":
            by_mention[edge.mention].add(edge)
    for mention in sorted(by_mention):
        for nth, edge in enumerate(sorted(by_mention[mention], key=_edge_order)):
            yield terms.citation_iri(host, mention, nth), edge


def _edge_order(edge: Edge) -> tuple[str, str, str, int, int, str]:
    evidence = edge.evidence
    return (
        edge.subject, edge.relation, edge.object, evidence.start, evidence.end, evidence.quotation,
    )  # fmt: skip


def nquads_of_edge(iri: str, edge: Edge, graph: str) -> str:
    """One edge: the fact itself (only where the mention is resolved) and its evidence node.

    What is usual is not written (a whole document, no cue, resolved): at ten million edges each
    triple costs two gigabytes. The digest shows where one that was written is missing.
    `graph` is a written term ("<…>").

    Raises:
        ValueError: the evidence is empty or its span impossible, or an end is not an IRI.
    """
    evidence = edge.evidence
    if not 0 <= evidence.start < evidence.end or not evidence.quotation.strip():
        raise ValueError(f"the edge {iri!r} has no evidence: give its span and quotation")
    subject, relation = terms.check_iri(edge.subject), terms.RELATION_IRI[edge.relation]
    target, source = terms.check_iri(edge.object), evidence.document
    e, end = f"<{iri}>", f" {graph} .\n"
    optional = [
        f"{e} <{predicate}> {term}{end}"
        for predicate, term in (
            (terms.CUE, literal(edge.cue) if edge.cue else ""),
            (terms.PINPOINT, literal(edge.pinpoint) if edge.pinpoint else ""),
            (terms.PARTIAL, f'"true"^^<{XSD}boolean>' if edge.partial else ""),
            (terms.STATUS, literal(edge.status) if edge.status != "resolved" else ""),
            (terms.DECIDED, f'"true"^^<{XSD}boolean>' if edge.decided else ""),
        )
        if term
    ]
    if edge.status == "resolved":
        optional.append(f"<{subject}> <{relation}> <{target}>{end}")
    return (
        f"{e} {_TYPE} <{terms.CITATION}>{end}"
        f"{e} <{terms.SUBJECT}> <{subject}>{end}"
        f"{e} <{terms.PREDICATE}> <{relation}>{end}"
        f"{e} <{terms.OBJECT}> <{target}>{end}"
        f"{e} <{triples.SOURCE}> <{source}>{end}"
        f'{e} <{triples.START}> "{evidence.start}"^^<{XSD}nonNegativeInteger>{end}'
        f'{e} <{triples.END}> "{evidence.end}"^^<{XSD}nonNegativeInteger>{end}'
        f"{e} <{triples.EXACT}> {literal(evidence.quotation)}{end}"
        f'{e} <{terms.CONFIDENCE}> "{_decimal(edge.confidence)}"^^<{XSD}decimal>{end}'
        f"{e} <{terms.DIGEST}> {literal(digest(edge))}{end}"
    ) + "".join(optional)


def digest(edge: Edge) -> str:
    """The first 15 hexadecimal digits of SHA-256 over all parts of an edge, one a line.

    Anybody can compute it again from the triples (`graph/shapes/citation.ttl` does): it guards
    against loss and slips, not against forgers. Fifteen letters fit into an index entry.
    """
    evidence = edge.evidence
    parts = (
        edge.subject, terms.RELATION_IRI[edge.relation], edge.object, evidence.document,
        str(evidence.start), str(evidence.end), writable(evidence.quotation),
        writable(edge.cue or ""), writable(edge.pinpoint or ""),
        "true" if edge.partial else "false", edge.status, _decimal(edge.confidence),
        *(("decided",) if edge.decided else ()),
    )  # fmt: skip
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:15]


def _decimal(number: float) -> str:
    return f"{number:.4f}".rstrip("0").rstrip(".")


def nquads_of_node(node: DocumentNode, graph: str) -> str:
    """The description of a document in the graph `graph` (an IRI)."""
    return "".join(_node_lines(node, f"<{graph}>"))


def _node_lines(node: DocumentNode, name: str) -> Iterator[str]:
    urn = f"<{terms.check_iri(node.urn)}>"
    yield f"{urn} {_TYPE} <{terms.DIRECTIVE}> {name} .\n"
    for field, iri in _IRI_OF_FIELD.items():
        value = cast("str | None", getattr(node, field))
        if value:
            language = "vi" if field == "title" else ""
            yield f"{urn} <{iri}> {literal(value, language=language)} {name} .\n"
    if node.date:
        yield f"{urn} {_date_term(node.date)} {name} .\n"
    if node.year is not None:
        yield f"{urn} <{terms.YEAR}> {literal(f'{node.year:04d}', datatype='gYear')} {name} .\n"


def _date_term(date: str) -> str:
    if _FULL_DATE.match(date):
        return f"<{triples.DATE}> {literal(date, datatype='date')}"
    if partial := _PARTIAL_DATE.match(date):
        datatype = "gYearMonth" if partial[2] else "gYear"
        return f"<{triples.PARTIAL_DATE}> {literal(date, datatype=datatype)}"
    return f"<{triples.PARTIAL_DATE}> {literal(date)}"


def _slug(version: str) -> str:
    return re.sub(r"[^A-Za-z0-9.+_-]", "-", version)
