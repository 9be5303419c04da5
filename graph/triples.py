"""Documents and edges as the store's triples say them; `graph.nquads` writes what is read here.

The shape of both is drawn in `docs/ontology.md`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final, cast

from graph import terms
from graph.model import DocumentNode, Edge, Evidence, Status
from graph.terms import DC, ELI, OA

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode, Quad

DATE: Final = ELI + "date_document"
PARTIAL_DATE: Final = DC + "date"
FIELDS: Final[dict[str, str]] = {
    DC + "type": "type",
    ELI + "id_local": "number",
    DC + "creator": "issuer",
    ELI + "title": "title",
    DC + "source": "file",
    terms.SHA256: "sha256",
}

EXACT: Final = OA + "exact"
START: Final = OA + "start"
END: Final = OA + "end"
SOURCE: Final = OA + "hasSource"


NODE_QUERY: Final = (
    "SELECT ?i ?p ?o { VALUES (?e ?g ?i) { $rows } GRAPH ?g { ?e ?p ?o } FILTER(?p IN ("
    + ", ".join(
        f"<{iri}>" for iri in (*FIELDS, DATE, PARTIAL_DATE, terms.YEAR, terms.HELD, terms.TYPE)
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
    values: dict[str, list[str]] = defaultdict(list)
    described = held = False
    for predicate, value in stated:
        if predicate in FIELDS:
            values[FIELDS[predicate]].append(value)
        elif predicate in (DATE, PARTIAL_DATE):
            values["date"].append(value)
        elif predicate == terms.YEAR:
            values["year"].append(value)
        elif predicate == terms.HELD:
            held = described = True
        elif predicate == terms.TYPE:
            described = described or value == terms.DIRECTIVE
    if not described:
        return None
    best = {field: _most_frequent(given) for field, given in values.items()}
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


def _most_frequent(given: list[str]) -> str:
    if len(given) == 1:
        return given[0]
    counts = Counter(given)
    return min(counts, key=lambda value: (-counts[value], value))


# Numbers stand in the index itself, so that ?i costs no look-up where ?e and ?g would.
EDGE_QUERY: Final = (
    "SELECT ?i ?p ?o { VALUES (?e ?g ?i) { $rows } GRAPH ?g { ?e ?p ?o } "
    f"FILTER(?p NOT IN (<{terms.TYPE}>, <{terms.DIGEST}>, <{SOURCE}>)) }}"
)


def edge_of_parts(iri: str, graph: str, parts: Mapping[str, str]) -> Edge:
    """The edge whose node is `iri`, from its properties (predicate IRI to lexical form).

    Raises:
        KeyError: a part of the evidence is missing.
    """
    host = cast("str", terms.host_of_graph(graph))
    return Edge(
        subject=parts[terms.SUBJECT],
        relation=terms.RELATION_OF_IRI[parts[terms.PREDICATE]],
        object=parts[terms.OBJECT],
        host=host,
        evidence=Evidence(
            document=host,
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
        decided=parts.get(terms.DECIDED) == "true",
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
