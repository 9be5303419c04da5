"""What an endpoint says of itself (SPARQL 1.1 Service Description, W3C, 21 March 2013)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pyoxigraph as ox

from graph import terms
from graph.sparql_results import GRAPHS, ROWS

SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_FORMAT_NAMES: Final = {
    "application/sparql-results+json": "SPARQL_Results_JSON",
    "application/sparql-results+xml": "SPARQL_Results_XML",
    "text/csv": "SPARQL_Results_CSV",
    "text/tab-separated-values": "SPARQL_Results_TSV",
    "text/turtle": "Turtle",
    "application/n-triples": "N-Triples",
    "application/rdf+xml": "RDF_XML",
    "application/ld+json": "JSON-LD",
}
"""Names after W3C's list of unique URIs for file formats."""


def describe(endpoint: str, media_type: str) -> bytes:
    """The description of a read-only endpoint whose default graph is the union of all.

    Args:
        endpoint: the IRI that queries are sent to.
        media_type: one of `graph.sparql_results.GRAPHS`.

    Raises:
        ValueError: `endpoint` is no IRI.
    """
    prefixes = {"sd": SD, "formats": _FORMATS, **terms.PREFIXES}
    triples = list(_triples(ox.NamedNode(endpoint)))
    return ox.serialize(triples, format=GRAPHS[media_type], prefixes=prefixes) or b""


def _triples(endpoint: ox.NamedNode) -> Iterator[ox.Triple]:
    # The endpoint names itself: a service needs no second name, and no node of ours is blank.
    dataset = ox.NamedNode(endpoint.value + "#dataset")
    graph = ox.NamedNode(endpoint.value + "#default")
    kind = ox.NamedNode(terms.TYPE)
    yield ox.Triple(endpoint, kind, _sd("Service"))
    yield ox.Triple(endpoint, _sd("endpoint"), endpoint)
    yield ox.Triple(endpoint, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    yield ox.Triple(endpoint, _sd("feature"), _sd("UnionDefaultGraph"))
    for media_type in (*ROWS, *GRAPHS):
        name = ox.NamedNode(_FORMATS + _FORMAT_NAMES[media_type])
        yield ox.Triple(endpoint, _sd("resultFormat"), name)
    yield ox.Triple(endpoint, _sd("defaultDataset"), dataset)
    yield ox.Triple(dataset, kind, _sd("Dataset"))
    yield ox.Triple(dataset, _sd("defaultGraph"), graph)
    yield ox.Triple(graph, kind, _sd("Graph"))


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(SD + name)
