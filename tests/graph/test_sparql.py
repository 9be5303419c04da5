from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from corpus.errors import BadQuery, NotALibrary, QueryLimit
from graph import queries, terms
from graph.sparql import SparqlLimits, SparqlService
from graph.sparql_refusal import refuse
from graph.sparql_results import preferences
from graph.store import GraphStore
from tests.graph import examples as ex

DOCS = Path(__file__).resolve().parents[2] / "docs" / "sparql.md"
LIMITS = SparqlLimits(seconds=20, rows=500, bytes=400_000, megabytes=1024)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sparql") / "graph"
    with GraphStore.open(path) as store:
        store.put(ex.library(), generation=1)
    return path


@pytest.fixture(scope="module")
def service(folder: Path) -> Iterator[SparqlService]:
    with SparqlService(folder, LIMITS) as opened:
        yield opened


def rows(service: SparqlService, query: str, **options: Any) -> list[dict[str, str]]:
    bindings = json.loads(service.query(query, "json", **options).content)["results"]["bindings"]
    return [{name: term["value"] for name, term in row.items()} for row in bindings]


def test_select_finds_the_plans(service: SparqlService) -> None:
    found = rows(service, f"SELECT ?plan {{ ?plan luocdo:implements <{ex.DECISION}> }}")
    assert {row["plan"] for row in found} == {ex.PROVINCE, ex.DISTRICT}


@pytest.mark.parametrize("name", queries.names())
def test_saved_queries_run_and_are_documented(service: SparqlService, name: str) -> None:
    text = queries.load(name)
    assert service.query(text).content
    assert text.startswith("# ")
    assert f"`{name}`" in DOCS.read_text(encoding="utf-8")


def test_saved_cascade_goes_through_other_plans(service: SparqlService) -> None:
    found = {row["plan"] for row in rows(service, queries.load("cascade"))}
    assert found == {ex.PROVINCE, ex.DISTRICT, ex.COMMUNE, ex.OTHER}


def test_saved_eli_relations_use_elis_words(service: SparqlService) -> None:
    turtle = service.query(queries.load("eli-relations"), "nt").content.decode()
    assert f"<{ex.PROVINCE}> <{terms.ELI}implements> <{ex.DECISION}> ." in turtle
    assert terms.LUOCDO not in turtle


def test_unknown_saved_query_lists_the_known() -> None:
    with pytest.raises(BadQuery, match="cascade"):
        queries.load("nothing")


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("json", "application/sparql-results+json"),
        ("application/json;q=0.5, text/csv;q=0.9", "text/csv"),
        ("tsv", "text/tab-separated-values"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("*/*", "application/sparql-results+json"),
        ("text/html, */*;q=0.1", "application/sparql-results+json"),
        ("text/*", "text/csv"),
        ("", "application/sparql-results+json"),
    ],
)
def test_solutions_come_in_the_format_asked_for(
    service: SparqlService, accept: str, media_type: str
) -> None:
    query = f"SELECT ?c ?q {{ ?c oa:exact ?q ; rdf:subject <{ex.PROVINCE}> }} ORDER BY ?c"
    result = service.query(query, accept)
    assert result.media_type == media_type
    text = result.content.decode()
    assert f"{ex.PROVINCE}#c0" in text
    if media_type == "text/csv":
        assert len(list(csv.reader(io.StringIO(text)))) == 4
    elif not media_type.endswith("json") and "tab" not in media_type:
        assert len(list(ox.parse_query_results(result.content, ox.QueryResultsFormat.XML))) == 3  # type: ignore[arg-type]


@pytest.mark.parametrize("accept", ["turtle", "nt", "application/rdf+xml", "application/ld+json"])
@pytest.mark.parametrize(
    "query", [f"DESCRIBE <{ex.PROVINCE}>", f"CONSTRUCT WHERE {{ <{ex.PROVINCE}> ?p ?o }}"]
)
def test_graphs_come_in_the_format_asked_for(
    service: SparqlService, query: str, accept: str
) -> None:
    result = service.query(query, accept)
    syntax = ox.RdfFormat.from_media_type(result.media_type)
    triples = {quad.triple for quad in ox.parse(result.content, syntax)}
    fact = (ox.NamedNode(ex.PROVINCE), ox.NamedNode(terms.RELATION_IRI["implements"]))
    assert ox.Triple(*fact, ox.NamedNode(ex.DECISION)) in triples


@pytest.mark.parametrize("accept", ["json", "xml", "csv", "tsv"])
def test_ask_answers(service: SparqlService, accept: str) -> None:
    assert b"true" in service.query(f"ASK {{ <{ex.PROVINCE}> ?p ?o }}", accept).content
    assert b"false" in service.query("ASK { <urn:x> ?p ?o }", accept).content


def test_format_of_the_wrong_kind_is_named(service: SparqlService) -> None:
    with pytest.raises(BadQuery, match="text/turtle"):
        service.query("CONSTRUCT WHERE { ?s ?p ?o }", "text/html")


def test_terms_survive_every_format(service: SparqlService) -> None:
    query = 'SELECT ("a\\"\\n\\t<&>đ"@vi AS ?a) (01 AS ?b) ("x" AS ?c) (?no AS ?d) {}'
    for accept, syntax in (
        ("json", ox.QueryResultsFormat.JSON),
        ("xml", ox.QueryResultsFormat.XML),
        ("tsv", ox.QueryResultsFormat.TSV),
    ):
        content = service.query(query, accept).content
        (row,) = ox.parse_query_results(content, syntax)  # type: ignore[misc]
        assert row["a"] == ox.Literal('a"\n\t<&>đ', language="vi")
        assert row["c"] == ox.Literal("x")
        assert row["d"] is None


def test_dataset_can_be_chosen(service: SparqlService) -> None:
    graph = terms.graph_iri(ex.OTHER)
    count = "(COUNT(DISTINCT ?s) AS ?n)"
    pattern = "{ ?s luocdo:applies|luocdo:implements ?o }"
    assert rows(service, f"SELECT {count} {pattern}") == [{"n": "4"}]
    assert rows(service, f"SELECT {count} FROM <{graph}> {pattern}") == [{"n": "1"}]
    prefixed = f"PREFIX g: <{graph[:-5]}> SELECT {count} FROM g:graph {pattern}"
    assert rows(service, prefixed) == [{"n": "1"}]
    assert rows(service, f"SELECT {count} {pattern}", default_graphs=[graph]) == [{"n": "1"}]
    named = f"SELECT {count} {{ GRAPH ?g {pattern} }}"
    assert rows(service, named, named_graphs=[graph]) == [{"n": "1"}]
    assert rows(service, f"SELECT {count} {pattern}", named_graphs=[graph]) == [{"n": "0"}]


def test_relative_iris_are_those_of_the_base(service: SparqlService) -> None:
    query = "SELECT (<x> AS ?x) (STR(<#y>) AS ?y) {}"
    found = {"x": "http://h.org/x", "y": "http://h.org/sparql#y"}
    assert rows(service, query, base="http://h.org/sparql") == [found]
    with pytest.raises(BadQuery, match=r"<http://h\.org/g> is refused"):
        service.query("SELECT * FROM <g> {}", base="http://h.org/sparql")
    with pytest.raises(BadQuery):
        service.query(query)


REFUSED = [
    pytest.param("INSERT DATA { <a:b> <a:c> <a:d> }", "INSERT", id="update"),
    pytest.param("PREFIX a: <a:> # x\n DELETE WHERE { ?s ?p ?o }", "DELETE", id="update later"),
    pytest.param("LOAD <http://localhost/x>", "LOAD", id="load"),
    pytest.param("DROP ALL", "DROP", id="drop"),
    pytest.param("SELECT * { SERVICE <http://[::1]:1/> { ?s ?p ?o } }", "SERVICE", id="service"),
    pytest.param(
        "SELECT * { ?s ?p <http://x/service#> SERVICE <a:b> {} }", "SERVICE",
        id="service where another one seems to begin a comment",
    ),
    pytest.param("SELECT * {service\n#c\nsilent ?x{}}", "SERVICE", id="service, spread out"),
    pytest.param("SELECT*{?s?p 1SERVICE<a:b>{}}", "SERVICE", id="service without spaces"),
    pytest.param("PREFIX a:<a:>SELECT*{SERVICE a:b{}}", "SERVICE", id="service by a prefix"),
    pytest.param("PREFIX :<a:>SELECT*{SERVICE:b{}}", "SERVICE", id="service by the empty prefix"),
    pytest.param(
        "SELECT * { FILTER(?a<'>' ) SERVICE <a:b> {} FILTER('>'>?b) }", "SERVICE",
        id="service where a lexer sees a string",
    ),
    pytest.param(
        "SELECT * { FILTER(?a<?b)SERVICE#>\n<a:b> {} }", "SERVICE",
        id="service where a lexer sees an IRI",
    ),
    pytest.param(
        "SELECT * { \\u0053ERVICE <a:b> {} }", "SERVICE", id="service in escaped letters"
    ),
    pytest.param("SELECT * { ?s ?p trueSERVICE <a:b> {} }", "SERVICE", id="service and a literal"),
    pytest.param(
        "PREFIX service: <a:> SELECT * { ?s ?p service:c . SERVICE service:b {} }", "SERVICE",
        id="service beside the word elsewhere",
    ),
    pytest.param("SELECT * { ?s ?p } # service", r"^this is no SPARQL query: error at 1:\d+, near",
                 id="an error beside the word"),
    pytest.param("SELECT * FROM <http://x.org/g> { ?s ?p ?o }", "no such graph", id="from"),
    pytest.param("BASE <http://x.org/> SELECT * FROM <g> {}", "<http://x.org/g>.*no such graph",
                 id="from, relative"),
    pytest.param("SELECT * FROM<http://x.org/g>{}", "no such graph", id="from without spaces"),
    pytest.param("SELECT * FROM luocdo:g {}", "no such graph", id="from by a known prefix"),
    pytest.param("SELECT * FROM <http://x.org/\\u0067> {}", "x.org/g> is", id="from, escaped"),
    pytest.param("SELECT * { ?s x:y ?o }", "the prefix x: is not declared", id="unknown prefix"),
    pytest.param(
        "PREFIX x: <http://x.org/> SELECT * FROM NAMED x:g {}", "no such graph", id="from named"
    ),
    pytest.param("SELECT * { _:a dc:x ?o", "error at 1:", id="syntax after known prefixes"),
    pytest.param("SELECT * { ?s ?p }", "no SPARQL", id="syntax"),
    pytest.param("", "no SPARQL", id="empty"),
    pytest.param("SELECT * {}\x00", "NUL", id="NUL"),
]  # fmt: skip


@pytest.mark.parametrize(("query", "message"), REFUSED)
def test_refused(service: SparqlService, query: str, message: str) -> None:
    with pytest.raises(BadQuery, match=message) as raised:
        service.query(query)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    "query",
    [
        pytest.param('SELECT * { ?s ?p "customer service" }', id="the word in a string"),
        pytest.param("SELECT * { ?s ?p <http://x.org/service> }", id="the word in an IRI"),
        pytest.param("# the service ?x\nSELECT * { ?s <a:b> 1 }# service <a:b> {}", id="comments"),
        pytest.param("PREFIX service: <a:> SELECT * { ?s service:b ?o }", id="as a prefix"),
        pytest.param("PREFIX a: <a:> SELECT * { ?s a:service ?service }", id="as a name"),
        pytest.param(
            "PREFIX Service: <a:> SELECT * { ?a Service:Service <b:c> }", id="in capitals"
        ),
        pytest.param('SELECT * { ?service ?SERVICE "x"@service ; ?serxice ?x }', id="as much else"),
        pytest.param("SELECT * { _:service ?p '\\u0053ERVICE' }", id="with an escape"),
        pytest.param("SELECT * { ?s ?p 'SERVICE <a:b> {}' }", id="a whole clause in a string"),
        pytest.param('SELECT * { ?s ?p "insert" } # update', id="update's words elsewhere"),
        pytest.param('SELECT * { ?s ?p "FROM <http://x.org/>" }', id="FROM in a string"),
        pytest.param("PREFIX from: <a:> SELECT * { ?s from:x ?o }", id="FROM as a prefix"),
        pytest.param("SELECT * { ?s <http://x.org/FROM> ?from }", id="FROM in other places"),
        pytest.param("# INSERT\nPREFIX insert: <a:> SELECT * { ?s insert:insert ?o }", id="INSERT"),
    ],
)
def test_not_refused_for_a_word(service: SparqlService, query: str) -> None:
    assert not rows(service, query)


OVER_LIMITS = [
    pytest.param("SELECT * { ?s ?p ?o . ?a ?b ?c }", "rows", id="cartesian product"),
    pytest.param("CONSTRUCT { ?s ?p ?c } { ?s ?p ?o . ?a ?b ?c }", "triples", id="huge CONSTRUCT"),
    pytest.param("SELECT * { ?s ?p ?o }" + " " * 1_000_000, "characters", id="1 MB of text"),
    pytest.param("SELECT * {" + "{" * 5000 + "}" * 5001, "nests", id="deep nesting"),
    pytest.param("SELECT * {" + "?s ?p ?o ." * 9000 + "}", "too complex", id="crashes the parser"),
    pytest.param(
        'SELECT ?x { VALUES ?a { "' + "x" * 8000 + '" } BIND('
        + "CONCAT(?a,?a,?a,?a,?a,?a,?a,?a) AS ?b) BIND(CONCAT(?b,?b,?b,?b,?b,?b,?b,?b) AS ?x) }",
        "bytes", id="one huge value",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("query", "message"), OVER_LIMITS)
def test_over_a_limit(service: SparqlService, query: str, message: str) -> None:
    with pytest.raises(QueryLimit, match=message):
        service.query(query)
    assert rows(service, "SELECT (1 AS ?x) {}") == [{"x": "1"}]  # and the service goes on


SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def test_time_limit_ends_the_process(folder: Path) -> None:
    with SparqlService(folder, SparqlLimits(seconds=1.5, processes=1)) as service:
        assert rows(service, "SELECT (1 AS ?x) {}")
        # The query itself would take hours.
        with pytest.raises(QueryLimit, match=r"longer than 1\.5 s"):
            service.query(SLOW)
        assert rows(service, "SELECT (1 AS ?x) {}")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits what is allocated")
def test_memory_limit_ends_the_process(folder: Path) -> None:
    eats = (
        "SELECT (COUNT(DISTINCT ?x) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i "
        "BIND(CONCAT(STR(?a), STR(?c), STR(?d), STR(?f), STR(?g), STR(?i)) AS ?y) "
        "BIND(CONCAT(?y, ?y, ?y, ?y, ?y, ?y, ?y, ?y) AS ?x) }"
    )
    with SparqlService(folder, SparqlLimits(seconds=60, megabytes=400)) as service:
        assert rows(service, "SELECT (1 AS ?x) {}")
        with pytest.raises(QueryLimit, match="400 MB"):
            service.query(eats)


def test_newly_published_data_is_seen(tmp_path: Path) -> None:
    with GraphStore.open(tmp_path / "graph") as store:
        store.publish()
        with SparqlService(tmp_path / "graph", LIMITS) as service:
            assert not rows(service, "SELECT * { ?s luocdo:held true }")
            store.put(ex.library(), generation=1)
            store.publish()
            assert len(rows(service, "SELECT * { ?s luocdo:held true }")) == 4


def test_bare_store_keeps_its_default_graph(tmp_path: Path) -> None:
    store = ox.Store(str(tmp_path / "bare"))
    store.load("<urn:a> <urn:b> 1 .", format=ox.RdfFormat.TURTLE)
    store.load('<urn:a> <urn:b> "2" <urn:g> .', format=ox.RdfFormat.N_QUADS)
    store.flush()
    del store
    with SparqlService(tmp_path / "bare", LIMITS, union=False) as service:
        assert rows(service, "SELECT ?o { ?s ?p ?o }") == [{"o": "1"}]
        assert rows(service, "SELECT ?o { GRAPH ?g { ?s ?p ?o } }") == [{"o": "2"}]


def test_missing_store_says_what_to_do(tmp_path: Path) -> None:
    with (
        SparqlService(tmp_path / "none", LIMITS) as service,
        pytest.raises(NotALibrary, match="luocdo ingest"),
    ):
        service.query("ASK {}")


def test_refusing_ends_whatever_is_repeated() -> None:
    for text in (
        "service " * 12_000,
        "service#\n" * 11_000,
        "'\\" * 49_000,
        "\\" * 90_000,
        "FROM " * 19_000,
        "a." * 49_000,
        "<a" * 49_000,
        ":%" * 49_000,
        "?" * 99_000,
        "\\u0053" * 16_000,
        "''' " * 24_000,
        "PREFIX a:" * 11_000,
        "<" * 99_000,
        "#" * 99_000,
    ):
        refuse(text, "", holds=lambda _: True, parse=lambda _: None)


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("text/csv", ["text/csv"]),
        ("a/b;q=0.1, c/d, e/f;q=0.5", ["c/d", "e/f", "a/b"]),
        ("a/b;q=0, c/d;q=x", ["*/*"]),
        ("text/turtle;charset=utf-8;q=0.3", ["text/turtle"]),
    ],
)
def test_accept_header_is_read(accept: str, expected: list[str]) -> None:
    assert preferences(accept) == expected
