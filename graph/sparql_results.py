"""Results of SPARQL queries in the formats of the protocol, within limits.

Rows are counted as they come, so that a query which gives too many is stopped and not first
collected. JSON (SPARQL 1.1 Query Results JSON) is written here; Oxigraph converts it to the rest.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final

import pyoxigraph as ox

from corpus.errors import BadQuery, QueryLimit
from graph import terms

_XSD_STRING: Final = terms.XSD + "string"

ROWS: Final[dict[str, ox.QueryResultsFormat]] = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
GRAPHS: Final[dict[str, ox.RdfFormat]] = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}
_ROW_ALIASES: Final = {
    "application/json": "application/sparql-results+json",
    "application/xml": "application/sparql-results+xml",
    "text/xml": "application/sparql-results+xml",
    "text/plain": "text/csv",
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
_GRAPH_ALIASES: Final = {
    "application/json": "application/ld+json",
    "application/xml": "application/rdf+xml",
    "text/xml": "application/rdf+xml",
    "text/plain": "application/n-triples",
    "application/x-turtle": "text/turtle",
    "json": "application/ld+json",
    "jsonld": "application/ld+json",
    "json-ld": "application/ld+json",
    "xml": "application/rdf+xml",
    "rdf": "application/rdf+xml",
    "turtle": "text/turtle",
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "n-triples": "application/n-triples",
}


def media_ranges(accept: str) -> list[tuple[str, float]]:
    """The ranges of an Accept header with their weights, 0 to 1 (RFC 9110, 12.5.1), as they stand.

    A weight that is no number from 0 to 1 counts as 0: what cannot be read is not wanted.
    """
    ranges = []
    for part in accept.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip() == "q":
                try:
                    weight = float(value)
                except ValueError:
                    weight = 0.0
        ranges.append((name, weight if 0 <= weight <= 1 else 0.0))
    return ranges


def preferences(accept: str) -> list[str]:
    """The media types of an Accept header, or of a short name, best first."""
    liked = [(name, weight) for name, weight in media_ranges(accept) if name and weight > 0]
    return [name for name, _ in sorted(liked, key=lambda one: -one[1])] or ["*/*"]


def choose(accept: str, offered: Sequence[str], aliases: dict[str, str]) -> str:
    """The offered media type that an Accept header likes best.

    Raises:
        BadQuery: it likes none.
    """
    for wanted in preferences(accept):
        name = aliases.get(wanted, wanted)
        for media_type in offered:
            group = media_type.split("/")[0] + "/*"
            if name in (media_type, group, "*/*"):
                return media_type
    raise BadQuery(f"no result in {accept!r}; this query gives {', '.join(offered)}")


def write(
    result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples,
    accept: str,
    max_rows: int,
    max_bytes: int,
) -> tuple[str, bytes]:
    """The media type chosen from `accept`, and the result in it.

    Raises:
        BadQuery: `accept` names no format of this kind of result.
        QueryLimit: there are more rows, or more bytes, than allowed.
    """
    if isinstance(result, ox.QueryTriples):
        media_type = choose(accept, list(GRAPHS), _GRAPH_ALIASES)
        triples = _bounded_triples(result, max_rows, max_bytes)
        data = ox.serialize(triples, format=GRAPHS[media_type], prefixes=terms.PREFIXES)
        return media_type, data or b""
    media_type = choose(accept, list(ROWS), _ROW_ALIASES)
    if isinstance(result, ox.QueryBoolean):
        return media_type, result.serialize(format=ROWS[media_type]) or b""
    data = _json_of_solutions(result, max_rows, max_bytes)
    if ROWS[media_type] != ox.QueryResultsFormat.JSON:
        rows = ox.parse_query_results(data, ox.QueryResultsFormat.JSON)
        data = rows.serialize(format=ROWS[media_type]) or b""
    return media_type, data


def _bounded_triples(
    triples: Iterable[ox.Triple], max_rows: int, max_bytes: int
) -> list[ox.Triple]:
    """The triples, each once, in the order of their N-Triples lines."""
    found: dict[str, ox.Triple] = {}
    size = 0
    for triple in triples:
        line = str(triple)
        if line not in found:
            found[line] = triple
            size += len(line)
            _check(len(found), size, max_rows, max_bytes, "triples")
    return [found[line] for line in sorted(found)]


def _json_of_solutions(solutions: ox.QuerySolutions, max_rows: int, max_bytes: int) -> bytes:
    names = [variable.value for variable in solutions.variables]
    rows: list[str] = []
    size = 0
    for solution in solutions:
        bound = {
            name: _json_of_term(term)
            for name, term in zip(names, solution, strict=True)
            if term is not None
        }
        rows.append(json.dumps(bound, ensure_ascii=False, separators=(",", ":")))
        size += len(rows[-1])
        _check(len(rows), size, max_rows, max_bytes, "rows")
    head = json.dumps({"vars": names}, ensure_ascii=False)
    return f'{{"head":{head},"results":{{"bindings":[{",".join(rows)}]}}}}'.encode()


def _json_of_term(term: object) -> dict[str, Any]:
    match term:
        case ox.NamedNode():
            return {"type": "uri", "value": term.value}
        case ox.BlankNode():
            return {"type": "bnode", "value": term.value}
        case ox.Literal():
            return _json_of_literal(term)
        case ox.Triple():
            parts = zip(("subject", "predicate", "object"), term, strict=True)
            return {"type": "triple", "value": {name: _json_of_term(part) for name, part in parts}}
        case _:
            raise TypeError(f"{term!r} is no RDF term")


def _json_of_literal(term: ox.Literal) -> dict[str, Any]:
    value: dict[str, Any] = {"type": "literal", "value": term.value}
    if term.language:
        value["xml:lang"] = term.language
        if term.direction:
            value["its:dir"] = str(term.direction)
    elif term.datatype.value != _XSD_STRING:
        value["datatype"] = term.datatype.value
    return value


def _check(rows: int, size: int, max_rows: int, max_bytes: int, what: str) -> None:
    if rows > max_rows:
        raise QueryLimit(f"the query gives more than {max_rows} {what}; add LIMIT {max_rows}")
    if size > max_bytes:
        raise QueryLimit(f"the result is over {max_bytes} bytes; ask for less, or add LIMIT")
