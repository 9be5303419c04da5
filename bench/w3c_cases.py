"""The W3C's SPARQL 1.1 test cases, read from their manifests.

What the words of a manifest mean: "Test case structure" beside the cases (W3C, 2012).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import rdflib
from rdflib.collection import Collection
from rdflib.namespace import RDF, RDFS

MF: Final = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT: Final = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT: Final = rdflib.Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
DAWG: Final = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-dawg#")
HT: Final = rdflib.Namespace("http://www.w3.org/2011/http#")
CNT: Final = rdflib.Namespace("http://www.w3.org/2011/content#")

BASE: Final = "http://www.w3.org/2009/sparql/docs/tests/data-sparql11/"
GROUPS: Final = (
    "aggregates", "bind", "bindings", "cast", "construct", "csv-tsv-res", "exists", "functions",
    "grouping", "json-res", "negation", "project-expression", "property-path", "protocol",
    "subquery", "syntax-query",
)  # fmt: skip
"""Folders of the query language, the result formats and the protocol."""

_KINDS: Final[dict[rdflib.term.Node, str]] = {
    MF.QueryEvaluationTest: "evaluation",
    MF.CSVResultFormatTest: "evaluation",
    MF.PositiveSyntaxTest11: "positive syntax",
    MF.NegativeSyntaxTest11: "negative syntax",
    MF.ProtocolTest: "protocol",
}


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request of a protocol test and what must come back.

    `status` is "2xx" or "4xx"; `form` is "boolean", "tabular", "RDF" or empty; `truth` the answer
    to an ASK where one is expected.
    """

    method: str
    target: str
    content_type: str
    body: bytes
    status: str
    form: str
    truth: bool | None


@dataclass(frozen=True, slots=True)
class Case:
    """One test.

    Attributes:
        group: its folder.
        name: as its IRI ends.
        kind: "evaluation", "positive syntax", "negative syntax" or "protocol".
        folder: where its files are.
        default: files of the default graph.
        named: files of the named graphs, each with the graph's name.
        query: file of the query; null for the protocol.
        result: file of the result; null where none is compared.
        exchanges: requests of a protocol test.
        approved: the working group approved it; the rest was added later and has no standing.
    """

    group: str
    name: str
    kind: str
    folder: Path
    default: tuple[Path, ...] = ()
    named: tuple[tuple[str, Path], ...] = ()
    query: Path | None = None
    result: Path | None = None
    exchanges: tuple[Exchange, ...] = ()
    approved: bool = False

    @property
    def base(self) -> str:
        """The IRI that the relative ones of the query are relative to."""
        return f"{BASE}{self.group}/{self.query.name if self.query else ''}"


def cases(root: Path) -> Iterator[Case]:
    """Yield the cases of `GROUPS` in the order of their manifests.

    Args:
        root: the unpacked folder `sparql11`.
    """
    for group in GROUPS:
        folder = root / group
        graph = rdflib.Graph().parse(
            folder / "manifest.ttl", format="turtle", publicID=f"{BASE}{group}/manifest.ttl"
        )
        listed = next(graph.objects(None, MF.entries), None)
        if listed is None:
            raise ValueError(f"{folder}: the manifest has no entries")
        for entry in Collection(graph, listed):
            kind = next(
                (_KINDS[one] for one in graph.objects(entry, RDF.type) if one in _KINDS), ""
            )
            name = str(entry).partition("#")[2]
            approved = (entry, DAWG.approval, DAWG.Approved) in graph
            if kind == "protocol":
                # Updates are refused here; their tests say nothing of queries.
                if "update" not in name:
                    yield replace(_protocol(graph, entry, folder, name), approved=approved)
            elif kind:
                yield replace(_query(graph, entry, folder, name, kind), approved=approved)


def _query(
    graph: rdflib.Graph, entry: rdflib.term.Node, folder: Path, name: str, kind: str
) -> Case:
    action, result = graph.value(entry, MF.action), graph.value(entry, MF.result)
    if kind.endswith("syntax"):
        return Case(folder.name, name, kind, folder, query=_file(folder, action))
    return Case(
        folder.name, name, kind, folder,
        default=tuple(_file(folder, one) for one in graph.objects(action, QT.data)),
        named=tuple(
            (str(one), _file(folder, one))
            for one in sorted(graph.objects(action, QT.graphData), key=str)
        ),
        query=_file(folder, graph.value(action, QT.query)),
        result=_file(folder, result),
    )  # fmt: skip


def _protocol(graph: rdflib.Graph, entry: rdflib.term.Node, folder: Path, name: str) -> Case:
    named = tuple(
        (str(graph.value(one, RDFS.label)), _file(folder, graph.value(one, UT.graph)))
        for one in graph.objects(entry, UT.graphData)
    )
    action = graph.value(entry, MF.action)
    requests = graph.value(action, HT.requests)
    if requests is None:
        raise ValueError(f"{name}: has no requests")
    exchanges = tuple(_exchange(graph, one) for one in Collection(graph, requests))
    return Case(folder.name, name, "protocol", folder, named=named, exchanges=exchanges)


def _exchange(graph: rdflib.Graph, request: rdflib.term.Node) -> Exchange:
    body, answer = graph.value(request, HT.body), graph.value(request, HT.resp)
    headers = graph.value(request, HT.headers)
    content_type = ""
    for header in Collection(graph, headers) if headers is not None else ():
        if str(graph.value(header, HT.fieldName)).lower() == "content-type":
            content_type = str(graph.value(header, HT.fieldValue))
    content = b""
    if body is not None:
        encoding = str(graph.value(body, CNT.characterEncoding))
        content = str(graph.value(body, CNT.chars)).encode(encoding)
    statuses = {str(one)[-3:] for one in graph.objects(answer, MF.expectedStatus)}
    truth = graph.value(answer, MF.expectedBoolean)
    return Exchange(
        str(graph.value(request, HT.methodName)),
        str(graph.value(request, HT.absolutePath)),
        content_type,
        content,
        "2xx" if "2xx" in statuses else "4xx",
        str(graph.value(answer, MF.expectedFormat) or ""),
        None if truth is None else str(truth) == "true",
    )


def _file(folder: Path, iri: rdflib.term.Node | None) -> Path:
    return folder / str(iri).rpartition("/")[2]
