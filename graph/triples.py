"""Edges and documents as RDF, and back.

Written as N-Quads text, the fastest way into the store; read from the store's quads. The shape of
an edge is drawn in `docs/ontology.md`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
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
SELECTOR: Final = OA + "hasSelector"
ATTRIBUTED: Final = PROV + "wasAttributedTo"


def literal(text: str, *, language: str = "", datatype: str = "") -> str:
    """A literal in N-Quads; characters that XML cannot carry become U+FFFD."""
    clean = _NOT_XML.sub("\ufffd", text).translate(_ESCAPES)
    if language:
        return f'"{clean}"@{language}'
    return f'"{clean}"^^<{XSD}{datatype}>' if datatype else f'"{clean}"'


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
        f"{agent} {_TYPE} <{PROV}SoftwareAgent> {name} .\n",
        f"{agent} <{OWL}versionInfo> {version} {name} .\n",
    ]
    lines.extend(_node_lines(graph.node, name))
    for node in sorted(graph.cited, key=lambda cited: cited.urn):
        if node.urn != host:
            lines.extend(_node_lines(node, name))
    for iri, edge in number_edges(host, graph.edges):
        lines.append(nquads_of_edge(iri, edge, name, agent))
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


def nquads_of_edge(iri: str, edge: Edge, graph: str, agent: str) -> str:
    """One edge: the fact itself (only where the mention is resolved) and its evidence node.

    `graph` and `agent` are written terms ("<…>").

    Raises:
        ValueError: the evidence is empty or its span impossible, or an end is not an IRI.
    """
    evidence = edge.evidence
    if not 0 <= evidence.start < evidence.end or not evidence.quotation.strip():
        raise ValueError(f"the edge {iri!r} has no evidence: give its span and quotation")
    subject, relation = terms.check_iri(edge.subject), terms.RELATION_IRI[edge.relation]
    target = terms.check_iri(edge.object)
    fact = f"<{subject}> <{relation}> <{target}> {graph} .\n" if edge.status == "resolved" else ""
    confidence = f"{edge.confidence:.4f}".rstrip("0").rstrip(".")
    e, end = f"<{iri}>", f" {graph} .\n"
    position, quote = f"<{iri}-position>", f"<{iri}-quote>"
    return (
        f"{fact}"
        f"{e} {_TYPE} <{terms.CITATION}>{end}"
        f"{e} <{terms.SUBJECT}> <{subject}>{end}"
        f"{e} <{terms.PREDICATE}> <{relation}>{end}"
        f"{e} <{terms.OBJECT}> <{target}>{end}"
        f"{e} <{terms.STATUS}> {literal(edge.status)}{end}"
        f'{e} <{terms.CONFIDENCE}> "{confidence}"^^<{XSD}decimal>{end}'
        f"{e} <{terms.CUE}> {literal(edge.cue or '')}{end}"
        f"{e} <{terms.PINPOINT}> {literal(edge.pinpoint or '')}{end}"
        f'{e} <{terms.PARTIAL}> "{"true" if edge.partial else "false"}"^^<{XSD}boolean>{end}'
        f"{e} <{ATTRIBUTED}> {agent}{end}"
        f"{e} <{SOURCE}> <{terms.check_iri(evidence.document)}>{end}"
        f"{e} <{SELECTOR}> {position}{end}"
        f"{e} <{SELECTOR}> {quote}{end}"
        f"{position} {_TYPE} <{OA}TextPositionSelector>{end}"
        f'{position} <{START}> "{evidence.start}"^^<{XSD}nonNegativeInteger>{end}'
        f'{position} <{END}> "{evidence.end}"^^<{XSD}nonNegativeInteger>{end}'
        f"{quote} {_TYPE} <{OA}TextQuoteSelector>{end}"
        f"{quote} <{EXACT}> {literal(evidence.quotation)}{end}"
    )


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


def node_of_quads(urn: str, quads: Iterable[Quad]) -> DocumentNode | None:
    """The document that these quads with subject `urn` describe; null where they describe none.

    Where citing documents differ, the value that most of them give is taken; among equally
    frequent ones the first in code point order, so that the answer never depends on chance.
    """
    values: dict[str, Counter[str]] = defaultdict(Counter)
    described = held = False
    for quad in quads:
        predicate = quad.predicate.value
        if predicate in _FIELDS:
            values[_FIELDS[predicate]][object_of(quad)] += 1
        elif predicate in (_DATE_IRI, DC + "date"):
            values["date"][object_of(quad)] += 1
        elif predicate == terms.YEAR:
            values["year"][object_of(quad)] += 1
        elif predicate == terms.HELD:
            held = True
        elif predicate == terms.TYPE:
            described = described or object_of(quad) == terms.DIRECTIVE
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


def edge_of_quads(iri: str, quads: Sequence[Quad], selectors: Iterable[Quad]) -> Edge:
    """The edge whose node is `iri`, from the node's quads and those of its two selectors.

    Raises:
        KeyError: a part of the evidence is missing.
    """
    parts = {quad.predicate.value: object_of(quad) for quad in quads}
    evidence = {quad.predicate.value: object_of(quad) for quad in selectors}
    host = terms.host_of_graph(graph_of(quads[0])) or parts[SOURCE]
    return Edge(
        subject=parts[terms.SUBJECT],
        relation=terms.RELATION_OF_IRI[parts[terms.PREDICATE]],
        object=parts[terms.OBJECT],
        host=host,
        evidence=Evidence(
            document=parts[SOURCE],
            start=int(evidence[START]),
            end=int(evidence[END]),
            quotation=evidence[EXACT],
        ),
        cue=parts[terms.CUE] or None,
        pinpoint=parts[terms.PINPOINT] or None,
        partial=parts[terms.PARTIAL] == "true",
        confidence=float(parts[terms.CONFIDENCE]),
        status=cast("Status", parts[terms.STATUS]),
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
