"""The vocabulary: namespaces, property and graph IRIs, and how IRIs are minted.

Every node has an IRI and none is blank, so that two runs write the same bytes and any triple can
be pointed at. Citations hang on their host by a fragment (the f-component of RFC 8141, 2.3.3):
`urn:lex:vn:…#c12` is what mention 12 states, `urn:lex:vn:…#graph` the named graph of the host.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, get_args

from nlp.directive import RelationKind

LUOCDO: Final = "https://w3id.org/luocdo#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
ELI: Final = "http://data.europa.eu/eli/ontology#"
PROV: Final = "http://www.w3.org/ns/prov#"
OA: Final = "http://www.w3.org/ns/oa#"
DC: Final = "http://purl.org/dc/elements/1.1/"
DCTERMS: Final = "http://purl.org/dc/terms/"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"

PREFIXES: Final[dict[str, str]] = {
    "dc": DC,
    "dcterms": DCTERMS,
    "eli": ELI,
    "luocdo": LUOCDO,
    "oa": OA,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "skos": SKOS,
    "xsd": XSD,
}

ONTOLOGY_GRAPH: Final = "https://w3id.org/luocdo"
AUTHORITY_GRAPH: Final = "https://w3id.org/luocdo/graph/authority"
STORE_GRAPH: Final = "https://w3id.org/luocdo/graph/store"
EXTRACTOR: Final = "https://w3id.org/luocdo/extractor/"

# "self" is a mention of the host by itself: it states an identity, not a relation.
RELATIONS: Final[tuple[RelationKind, ...]] = tuple(
    kind for kind in get_args(RelationKind) if kind != "self"
)
RELATION_IRI: Final[dict[RelationKind, str]] = {kind: LUOCDO + kind for kind in RELATIONS}
RELATION_OF_IRI: Final[dict[str, RelationKind]] = {iri: kind for kind, iri in RELATION_IRI.items()}

TYPE: Final = RDF + "type"
SUBJECT: Final = RDF + "subject"
PREDICATE: Final = RDF + "predicate"
OBJECT: Final = RDF + "object"
DIRECTIVE: Final = LUOCDO + "Directive"
CITATION: Final = LUOCDO + "Citation"
HELD: Final = LUOCDO + "held"
YEAR: Final = LUOCDO + "year"
SHA256: Final = LUOCDO + "sha256"
CUE: Final = LUOCDO + "cue"
PINPOINT: Final = LUOCDO + "pinpoint"
PARTIAL: Final = LUOCDO + "partial"
CONFIDENCE: Final = LUOCDO + "confidence"
DECIDED: Final = LUOCDO + "decided"
STATUS: Final = LUOCDO + "status"
DIGEST: Final = LUOCDO + "digest"
READ_BY: Final = LUOCDO + "readBy"
GENERATION: Final = LUOCDO + "generation"
LAYOUT: Final = LUOCDO + "layout"

# What RFC 3987 forbids in an IRI, plus what RDF 1.1 (3.2) forbids in one.
_NOT_IRI = re.compile(r"[\x00-\x20<>\"{}|^`\\\x7f\ud800-\udfff]")
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^#]")
_CITATION = re.compile(r"#c(\d+)(?:\.\d+)?$")


def is_iri(iri: str) -> bool:
    """Whether this can stand in RDF and name a document (see `check_iri`)."""
    return bool(_IRI.match(iri)) and not _NOT_IRI.search(iri)


def check_iri(iri: str) -> str:
    """The IRI itself, if it can stand in RDF and name a document.

    Raises:
        ValueError: it is relative, or holds a character that RFC 3987 forbids.
    """
    if not is_iri(iri):
        raise ValueError(f"{iri[:80]!r} is not an absolute IRI; use the document's URN")
    return iri


def graph_iri(urn: str) -> str:
    """The named graph of a document."""
    return f"{urn}#graph"


def host_of_graph(graph: str) -> str | None:
    """The document whose named graph this is; null for the graphs of the store itself."""
    return graph.removesuffix("#graph") if graph.endswith("#graph") else None


def citation_iri(host: str, mention: int, nth: int = 0) -> str:
    """The node of an edge: host and mention; `nth` where one mention states several edges."""
    return f"{host}#c{mention}.{nth}" if nth else f"{host}#c{mention}"


def is_citation(iri: str) -> bool:
    """Whether this is the node of an edge (see `citation_iri`)."""
    return _CITATION.search(iri) is not None


def mention_of_citation(iri: str) -> int:
    """The mention's index that a citation's IRI holds.

    Raises:
        ValueError: the IRI is not one of `citation_iri`.
    """
    found = _CITATION.search(iri)
    if not found:
        raise ValueError(f"{iri!r} is not the IRI of a citation")
    return int(found[1])


@cache
def installed_version() -> str:
    """Version of the installed package, which stands for the extractor where none is named."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - 10 ms, for writers only

    try:
        return version("luocdo")
    except PackageNotFoundError:
        return "0"
