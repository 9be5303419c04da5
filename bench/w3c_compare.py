"""Whether two results of a query are the same: up to blank nodes, and in order where it counts.

Rows are multisets of bindings (SPARQL 1.1 Query Language, 18.3); blank nodes of one result stand
for blank nodes of the other, each for one. Numbers of the same type are the same if their values
are: `1.0E6` and `1.0e6`.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

import rdflib
from rdflib.compare import isomorphic
from rdflib.namespace import RDF, XSD
from rdflib.query import Result
from rdflib.term import BNode, Literal, Node

Row = tuple[Node | None, ...]

RS: Final = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")

FORMATS: Final = {
    "srx": ("application/sparql-results+xml", "xml"),
    "srj": ("application/sparql-results+json", "json"),
    "tsv": ("text/tab-separated-values", "tsv"),
    "csv": ("text/csv", "csv"),
    "ttl": ("text/turtle", "turtle"),
}
"""What to ask for, and rdflib's name for it, by the suffix of the expected result."""

_WHOLE: Final = frozenset(
    XSD[name]
    for name in (
        "integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger",
        "nonPositiveInteger", "negativeInteger", "unsignedInt", "unsignedLong", "unsignedShort",
        "unsignedByte",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a SELECT, each in the order of `names`."""

    names: tuple[str, ...]
    rows: tuple[Row, ...]


Answer = Table | bool | rdflib.Graph


def read(content: bytes, suffix: str) -> Answer:
    """Read a result.

    Args:
        content: its bytes.
        suffix: a key of `FORMATS`.

    Raises:
        ValueError: it is damaged; other errors of rdflib's parsers as well.
    """
    if suffix == "ttl":
        return of_graph(rdflib.Graph().parse(data=content, format="turtle"))
    if suffix == "csv":
        return _csv(content)
    result = Result.parse(io.BytesIO(content), format=FORMATS[suffix][1])
    if result.type == "ASK":
        return bool(result.askAnswer)
    names = tuple(sorted(str(variable) for variable in result.vars or ()))
    rows = tuple(
        tuple(binding.get(rdflib.Variable(name)) for name in names) for binding in result.bindings
    )
    return Table(names, rows)


def of_graph(graph: rdflib.Graph) -> Answer:
    """The rows that a graph describes in the words for result sets; else the graph itself."""
    described = graph.value(predicate=RDF.type, object=RS.ResultSet)
    if described is None:
        return graph
    truth = graph.value(described, RS.boolean)
    if truth is not None:
        return str(truth) == "true"
    names = tuple(sorted(str(name) for name in graph.objects(described, RS.resultVariable)))
    rows = []
    for solution in graph.objects(described, RS.solution):
        bound = {
            str(graph.value(binding, RS.variable)): graph.value(binding, RS.value)
            for binding in graph.objects(solution, RS.binding)
        }
        place = int(str(graph.value(solution, RS["index"]) or 0))
        rows.append((place, tuple(bound.get(name) for name in names)))
    return Table(names, tuple(row for _, row in sorted(rows, key=lambda one: one[0])))


def same(expected: Answer, found: Answer, *, ordered: bool) -> bool:
    """Whether two results are the same; `ordered` where the order of rows counts."""
    if isinstance(expected, Table) and isinstance(found, Table):
        if expected.names != found.names or len(expected.rows) != len(found.rows):
            return False
        first = [tuple(map(_by_value, row)) for row in expected.rows]
        second = [tuple(map(_by_value, row)) for row in found.rows]
        if ordered:
            return _renaming(list(zip(first, second, strict=True))) is not None
        return _same_rows(first, second)
    if isinstance(expected, rdflib.Graph) and isinstance(found, rdflib.Graph):
        return isomorphic(_graph_by_value(expected), _graph_by_value(found))
    return isinstance(expected, bool) and expected is found


def _csv(content: bytes) -> Table:
    """Rows of strings: CSV keeps neither kinds nor types, but blank nodes can be told.

    A cell that is a number is taken for one, since a type's value can be written in several ways.
    """
    lines = list(csv.reader(io.StringIO(content.decode("utf-8"), newline="")))
    order = sorted(range(len(lines[0])), key=lambda at: lines[0][at])
    rows = tuple(tuple(_csv_term(line[at]) for at in order) for line in lines[1:])
    return Table(tuple(lines[0][at] for at in order), rows)


def _csv_term(cell: str) -> Node:
    if cell.startswith("_:"):
        return BNode(cell[2:])
    try:
        return Literal(str(Decimal(cell).normalize()), datatype=XSD.decimal)
    except InvalidOperation:
        return Literal(cell)


def _by_value(term: Node | None) -> Node | None:
    """The term in one way of writing, where its type has several."""
    if not isinstance(term, Literal) or term.datatype is None:
        return term
    written, kind = str(term), term.datatype
    try:
        if kind in _WHOLE:
            written = str(int(written))
        elif kind == XSD.decimal:
            written = f"{Decimal(written).normalize():f}"
        elif kind in (XSD.double, XSD.float):
            written = repr(float(written))
        elif kind == XSD.boolean:
            written = {"1": "true", "0": "false"}.get(written, written)
        elif kind == XSD.string:
            return Literal(written)  # a plain literal since RDF 1.1
    except (ValueError, InvalidOperation):
        pass  # no value of its type: what is written is all there is
    return Literal(written, datatype=kind, normalize=False)


def _graph_by_value(graph: rdflib.Graph) -> rdflib.Graph:
    read_again = rdflib.Graph()
    for triple in graph:
        read_again.add(tuple(_by_value(term) or term for term in triple))  # type: ignore[arg-type]
    return read_again


def _same_rows(expected: Sequence[Row], found: Sequence[Row]) -> bool:
    """Whether some renaming of blank nodes makes one multiset of rows the other."""
    ground = [Counter(row for row in rows if not _blank(row)) for rows in (expected, found)]
    if ground[0] != ground[1]:
        return False
    wanted = sorted((row for row in expected if _blank(row)), key=_shape)
    left = sorted((row for row in found if _blank(row)), key=_shape)
    if [_shape(row) for row in wanted] != [_shape(row) for row in left]:
        return False
    return _search(wanted, left, {})


def _search(wanted: list[Row], left: list[Row], renaming: dict[Node, Node]) -> bool:
    if not wanted:
        return True
    for at, row in enumerate(left):
        if _shape(row) == _shape(wanted[0]):
            tried = _renaming([(wanted[0], row)], renaming)
            if tried is not None and _search(wanted[1:], left[:at] + left[at + 1 :], tried):
                return True
    return False


def _renaming(
    pairs: Sequence[tuple[Row, Row]], begun: dict[Node, Node] | None = None
) -> dict[Node, Node] | None:
    """The one-to-one renaming that makes these rows equal, pair by pair; null where none does."""
    renaming = dict(begun or {})
    taken = {new: old for old, new in renaming.items()}
    for expected, found in pairs:
        for one, other in zip(expected, found, strict=True):
            if isinstance(one, BNode) and isinstance(other, BNode):
                if renaming.setdefault(one, other) != other or taken.setdefault(other, one) != one:
                    return None
            elif one != other:
                return None
    return renaming


def _blank(row: Row) -> bool:
    return any(isinstance(term, BNode) for term in row)


def _shape(row: Row) -> tuple[str, ...]:
    return tuple(
        "_" if isinstance(term, BNode) else "" if term is None else term.n3() for term in row
    )
