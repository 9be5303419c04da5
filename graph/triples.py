"""Edges and documents as RDF, and back.

Written as N-Quads text, the fastest way into the store; read from the store's quads. The shape of
an edge is drawn in `docs/ontology.md`.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, cast

from graph import terms
from graph.model import DocumentGraph, DocumentNode, Edge, Evidence, Status
from graph.terms import DC, ELI, OA, OWL, PROV, XSD

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode, Quad

_ESCAPES: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})
# XML 1.0 (2.2) has no way to write these, so no RDF/XML or GraphML could carry them.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FULL_DATE = re.compile(r"\d{4}-\d\d-\d\d$")
_PARTIAL_DATE = re.compile(r"(\d{4})(-\d\d)?$")

_TYPE: Final = f"<{terms.TYPE}>"
_DATE_IRI: Final = ELI + "date_document"
_FIELDS: Final[dict[str, str]] = {
    DC + "type": "type",
    ELI + "id_local": "number",
    DC + "creator": "issuer",
    ELI + "title": "title",
    DC + "source": "file",
    terms.SHA256: "sha256",
}
_IRI_OF_FIELD: Final = {field: iri for iri, field in _FIELDS.items()}

EXACT: Final = OA + "exact"
START: Final = OA + "start"
END: Final = OA + "end"
SOURCE: Final = OA + "hasSource"


def literal(text: str, *, language: str = "", datatype: str = "") -> str:
    """A literal in N-Quads; characters that XML cannot carry become U+FFFD."""
    clean = _writable(text).translate(_ESCAPES)
    if language:
        return f'"{clean}"@{language}'
    return f'"{clean}"^^<{XSD}{datatype}>' if datatype else f'"{clean}"'


def _writable(text: str) -> str:
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
        ValueError: an edge belongs to another host.
    """
    by_mention: dict[int, set[Edge]] = defaultdict(set)
    for edge in edges:
        if edge.host != host:
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
    target, source = terms.check_iri(edge.object), terms.check_iri(evidence.document)
    e, end = f"<{iri}>", f" {graph} .\n"
    optional = [
        f"{e} <{predicate}> {term}{end}"
        for predicate, term in (
            (terms.CUE, literal(edge.cue) if edge.cue else ""),
            (terms.PINPOINT, literal(edge.pinpoint) if edge.pinpoint else ""),
            (terms.PARTIAL, f'"true"^^<{XSD}boolean>' if edge.partial else ""),
            (terms.STATUS, literal(edge.status) if edge.status != "resolved" else ""),
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
        f"{e} <{SOURCE}> <{source}>{end}"
        f'{e} <{START}> "{evidence.start}"^^<{XSD}nonNegativeInteger>{end}'
        f'{e} <{END}> "{evidence.end}"^^<{XSD}nonNegativeInteger>{end}'
        f"{e} <{EXACT}> {literal(evidence.quotation)}{end}"
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
        str(evidence.start), str(evidence.end), _writable(evidence.quotation),
        _writable(edge.cue or ""), _writable(edge.pinpoint or ""),
        "true" if edge.partial else "false", edge.status, _decimal(edge.confidence),
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
        return f"<{_DATE_IRI}> {literal(date, datatype='date')}"
    if partial := _PARTIAL_DATE.match(date):
        return f"<{DC}date> {literal(date, datatype='gYearMonth' if partial[2] else 'gYear')}"
    return f"<{DC}date> {literal(date)}"


NODE_QUERY: Final = (
    "SELECT ?i ?p ?o { VALUES (?e ?g ?i) { $rows } GRAPH ?g { ?e ?p ?o } FILTER(?p IN ("
    + ", ".join(
        f"<{iri}>" for iri in (*_FIELDS, _DATE_IRI, DC + "date", terms.YEAR, terms.HELD, terms.TYPE)
    )
    + ")) }"
)


def node_of_quads(urn: str, quads: Iterable[Quad]) -> DocumentNode | None:
    """The document that these quads with subject `urn` describe; null where they describe none."""
    return node_of_values(urn, ((quad.predicate.value, object_of(quad)) for quad in quads))


def node_of_values(urn: str, stated: Iterable[tuple[str, str]]) -> DocumentNode | None:
    """The document with these values (predicate IRI, lexical form); null where they say nothing.

    Where citing documents differ, the value that most of them give is taken; among equally
    frequent ones the first in code point order, so that the answer never depends on chance.
    """
    values: dict[str, Counter[str]] = defaultdict(Counter)
    described = held = False
    for predicate, value in stated:
        if predicate in _FIELDS:
            values[_FIELDS[predicate]][value] += 1
        elif predicate in (_DATE_IRI, DC + "date"):
            values["date"][value] += 1
        elif predicate == terms.YEAR:
            values["year"][value] += 1
        elif predicate == terms.HELD:
            held = True
        elif predicate == terms.TYPE:
            described = described or value == terms.DIRECTIVE
    if not described:
        return None
    best = {field: min(counts, key=lambda v: (-counts[v], v)) for field, counts in values.items()}
    return DocumentNode(
        urn=urn,
        type=best.get("type"),
        number=best.get("number"),
        date=best.get("date"),
        year=int(best["year"]) if "year" in best else None,
        issuer=best.get("issuer"),
        title=best.get("title"),
        held=held,
        file=best.get("file"),
        sha256=best.get("sha256"),
    )


# Numbers stand in the index itself, so that ?i costs no look-up where ?e and ?g would.
EDGE_QUERY: Final = (
    "SELECT ?i ?p ?o { VALUES (?e ?g ?i) { $rows } GRAPH ?g { ?e ?p ?o } "
    f"FILTER(?p != <{terms.TYPE}> && ?p != <{terms.DIGEST}>) }}"
)


def edge_of_parts(iri: str, graph: str, parts: Mapping[str, str]) -> Edge:
    """The edge whose node is `iri`, from its properties (predicate IRI to lexical form).

    Raises:
        KeyError: a part of the evidence is missing.
    """
    source = parts[SOURCE]
    return Edge(
        subject=parts[terms.SUBJECT],
        relation=terms.RELATION_OF_IRI[parts[terms.PREDICATE]],
        object=parts[terms.OBJECT],
        host=terms.host_of_graph(graph) or source,
        evidence=Evidence(
            document=source,
            start=int(parts[START]),
            end=int(parts[END]),
            quotation=parts[EXACT],
        ),
        cue=parts.get(terms.CUE),
        pinpoint=parts.get(terms.PINPOINT),
        partial=parts.get(terms.PARTIAL) == "true",
        confidence=float(parts[terms.CONFIDENCE]),
        status=cast("Status", parts.get(terms.STATUS, "resolved")),
        mention=terms.mention_of_citation(iri),
    )


def subject_of(quad: Quad) -> str:
    """IRI of the subject; the store holds no quoted triples."""
    return cast("NamedNode", quad.subject).value


def object_of(quad: Quad) -> str:
    """IRI of the object, or a literal's lexical form."""
    return cast("NamedNode | Literal", quad.object).value


def graph_of(quad: Quad) -> str:
    """Name of the quad's graph; nothing of ours stands in the default graph."""
    return cast("NamedNode", quad.graph_name).value


def _slug(version: str) -> str:
    return re.sub(r"[^A-Za-z0-9.+_-]", "-", version)
