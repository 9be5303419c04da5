"""A graph as pyshacl reads it: look-ups answered from dictionaries, SPARQL by Oxigraph.

rdflib's own store answers a look-up through several layers, and its SPARQL takes milliseconds a
row, three quarters of a validation. Both are replaced behind rdflib's interface, so that what is
decided, and how, remains pyshacl's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from itertools import chain
from typing import Any, Final

import pyoxigraph as ox
from rdflib import Graph, Literal, URIRef
from rdflib.query import Result
from rdflib.store import Store
from rdflib.term import BNode, Identifier, Variable

_STRING: Final = "http://www.w3.org/2001/XMLSchema#string"
_DECIMAL: Final = "http://www.w3.org/2001/XMLSchema#decimal"
_IS_DECIMAL: Final = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)\Z", re.ASCII)  # XSD 1.1, 3.3.3.1
_Triple = tuple[Identifier, Identifier, Identifier]
_Pattern = tuple[Identifier | None, Identifier | None, Identifier | None]


def data_graph(triples: Iterable[ox.Triple]) -> Graph:
    """These triples as one rdflib graph, for reading only."""
    return Graph(_Triples(triples), bind_namespaces="none")


class _Triples(Store):
    """A store of one graph that is never changed."""

    # pyshacl (0.40) wraps every graph in a dataset and asks for this; the contexts stay unused.
    context_aware = True
    graph_aware = True

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        super().__init__()
        self._quads = [ox.Quad(*triple) for triple in triples]
        self._subjects: dict[Identifier, dict[Identifier, list[_Triple]]] = defaultdict(dict)
        self._predicates: dict[Identifier, list[_Triple]] = defaultdict(list)
        # One object for each term: rdflib compares in Python, but dictionaries know identity.
        kept = cache(_rdflib_term)
        for quad in self._quads:
            row = (kept(quad.subject), kept(quad.predicate), kept(quad.object))
            self._subjects[row[0]].setdefault(row[1], []).append(row)
            self._predicates[row[1]].append(row)

    def triples(  # type: ignore[override]  # rdflib's signature names its private types
        self, triple_pattern: _Pattern, *_: object, **__: object
    ) -> Iterator[tuple[_Triple, Iterator[None]]]:
        """The triples that fit a pattern; null fits any term."""
        subject, predicate, value = triple_pattern
        if subject is not None:
            stated = self._subjects.get(subject, {})
            chosen = stated.values() if predicate is None else (stated.get(predicate, ()),)
        elif predicate is not None:
            chosen = (self._predicates.get(predicate, ()),)
        else:
            chosen = self._predicates.values()
        for row in chain.from_iterable(chosen):
            if value is None or row[2] == value:
                yield row, iter(())

    def __len__(self, context: Graph | None = None) -> int:
        """How many triples there are."""
        return len(self._quads)

    def query(self, query: str, *_: object, **__: object) -> Result:  # type: ignore[override]  # fewer arguments are looked at
        """Answer a SELECT of a shape; none of ours uses `$this`, which alone is bound outside."""
        solutions = self._answering.query(query)
        if not isinstance(solutions, ox.QuerySolutions):
            raise TypeError("a SHACL constraint of these shapes is a SELECT")
        names = [Variable(variable.value) for variable in solutions.variables]
        result = Result("SELECT")
        result.vars = names
        result.bindings = [
            {
                name: _rdflib_term(term)
                for name, term in zip(names, solution, strict=True)
                if term is not None
            }
            for solution in solutions
        ]
        return result

    @cached_property
    def _answering(self) -> ox.Store:
        store = ox.Store()
        store.extend(self._quads)
        return store

    def namespaces(self) -> Iterator[tuple[str, URIRef]]:
        """No prefix is bound."""
        return iter(())


def _rdflib_term(term: Any) -> Identifier:
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if term.language:
        return Literal(term.value, lang=term.language)
    datatype = term.datatype.value
    # For rdflib a string with its datatype is another term than one without. It also takes "nan"
    # for a decimal, which nothing can be compared with; as a string the shapes refuse it.
    if datatype == _STRING or (datatype == _DECIMAL and not _IS_DECIMAL.match(term.value)):
        return Literal(term.value)
    return Literal(term.value, datatype=URIRef(datatype))
