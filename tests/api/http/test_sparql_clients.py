"""The endpoint asked with the tools that people have: SPARQLWrapper, rdflib and curl."""

import csv
import io
import json
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from graph import queries
from tests.api.http.conftest import DECISION, PLAN
from tests.api.http.live import Live, serving

wrapper = pytest.importorskip("SPARQLWrapper", reason="SPARQLWrapper is not installed")

DOCS = Path(__file__).parents[3] / "docs" / "sparql.md"
LUOCDO = rdflib.Namespace("https://w3id.org/luocdo#")
SELECT = f"SELECT DISTINCT ?plan {{ ?plan luocdo:implements <{DECISION}> }} ORDER BY ?plan"
ASK = f"ASK {{ <{PLAN}> luocdo:implements <{DECISION}> }}"
CONSTRUCT = "CONSTRUCT { ?plan luocdo:implements ?it } { ?plan luocdo:implements ?it }"
GRAPH = PLAN + "#graph"


@pytest.fixture(scope="module")
def live(data: Path) -> Iterator[Live]:
    with serving(data, sparql_seconds="30") as server:
        yield server


@pytest.mark.parametrize(
    ("method", "request_method"),
    [("GET", "urlencoded"), ("POST", "urlencoded"), ("POST", "postdirectly")],
)
@pytest.mark.parametrize("form", ["JSON", "XML", "CSV", "TSV"])
def test_sparqlwrapper_gets_rows(live: Live, method: str, request_method: str, form: str) -> None:
    endpoint = wrapper.SPARQLWrapper(live.sparql)
    endpoint.setQuery(SELECT)
    endpoint.setMethod(method)
    endpoint.setRequestMethod(request_method)
    endpoint.setReturnFormat(getattr(wrapper, form))
    found = endpoint.query().convert()
    if form == "JSON":
        plans = [row["plan"]["value"] for row in found["results"]["bindings"]]
    elif form == "XML":
        plans = [uri.firstChild.data for uri in found.getElementsByTagName("uri")]
    else:
        plans = [line.strip("<>\r") for line in found.decode().splitlines()[1:]]
    assert PLAN in plans
    assert plans == sorted(plans)


def test_sparqlwrapper_asks_and_constructs(live: Live) -> None:
    endpoint = wrapper.SPARQLWrapper(live.sparql, defaultGraph=GRAPH)
    endpoint.setReturnFormat(wrapper.JSON)
    endpoint.setQuery(ASK)
    assert endpoint.query().convert() == {"head": {}, "boolean": True}
    endpoint.setQuery(CONSTRUCT)
    for form in (wrapper.TURTLE, wrapper.RDFXML, wrapper.N3):
        endpoint.setReturnFormat(form)
        found = endpoint.query().convert()
        graph = found if isinstance(found, rdflib.Graph) else rdflib.Graph().parse(data=found)
        assert {str(plan) for plan in graph.subjects()} == {PLAN}


def test_sparqlwrapper_says_what_is_wrong(live: Live) -> None:
    endpoint = wrapper.SPARQLWrapper(live.sparql)
    endpoint.setQuery("SELECT * { ?s ?p }")
    with pytest.raises(wrapper.SPARQLExceptions.QueryBadFormed, match="no SPARQL query"):
        endpoint.query()


def test_sparqlwrapper_may_not_update(live: Live) -> None:
    endpoint = wrapper.SPARQLWrapper(live.sparql)
    endpoint.setMethod("POST")
    for request_method in ("urlencoded", "postdirectly"):
        endpoint.setRequestMethod(request_method)
        endpoint.setQuery("CLEAR ALL")
        with pytest.raises(Exception, match=r"refused|415: Unsupported"):
            endpoint.query()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["xml", "json", "csv", "tsv"])
def test_rdflibs_store_gets_rows(live: Live, method: str, form: str) -> None:
    graph = rdflib.Graph(SPARQLStore(live.sparql, method=method, returnFormat=form))
    assert PLAN in {str(row.plan) for row in graph.query(SELECT)}  # type: ignore[union-attr]


# The standard gives the answer to an ASK no form in CSV and TSV.
@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["xml", "json"])
def test_rdflibs_store_matches_triples(live: Live, method: str, form: str) -> None:
    graph = rdflib.Graph(SPARQLStore(live.sparql, method=method, returnFormat=form))
    assert (rdflib.URIRef(PLAN), LUOCDO.implements, rdflib.URIRef(DECISION)) in graph
    assert (rdflib.URIRef(PLAN), LUOCDO.amends, rdflib.URIRef(DECISION)) not in graph
    objects = set(graph.objects(rdflib.URIRef(PLAN), LUOCDO.implements))
    assert rdflib.URIRef(DECISION) in objects


def test_rdflibs_store_over_one_graph(live: Live) -> None:
    store = SPARQLStore(live.sparql, context_aware=True)
    whole = rdflib.Graph(SPARQLStore(live.sparql))
    one = rdflib.Graph(store, identifier=rdflib.URIRef(GRAPH))
    assert 0 < len(one) < len(whole)
    pattern = (None, LUOCDO.implements, rdflib.URIRef(DECISION))
    assert {str(plan) for plan in one.subjects(*pattern[1:])} == {PLAN}
    built = whole.query(CONSTRUCT).graph
    assert built is not None
    assert set(one.subject_objects(LUOCDO.implements)) < set(built.subject_objects())


needs_curl = pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")


def curl(*arguments: str) -> str:
    command = ["curl", "-sS", "--max-time", "60", *arguments]
    return subprocess.run(
        command, check=True, capture_output=True, text=True, encoding="utf-8"
    ).stdout


@needs_curl
@pytest.mark.parametrize("ways", [["-G"], []], ids=["GET", "POST"])
def test_curl(live: Live, ways: list[str]) -> None:
    asked = ["--data-urlencode", f"query={SELECT}", live.sparql]
    rows = curl(*ways, "-H", "Accept: text/csv", *asked)
    assert [PLAN] in list(csv.reader(io.StringIO(rows)))
    assert PLAN in curl(*ways, "-H", "Accept: text/tab-separated-values", *asked)
    assert json.loads(curl(*ways, *asked))["head"]["vars"] == ["plan"]
    xml = curl(*ways, "-H", "Accept: application/sparql-results+xml", *asked)
    assert PLAN in ET.tostring(ET.fromstring(xml), "unicode")


@needs_curl
def test_curl_posts_the_query_itself(live: Live, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text(CONSTRUCT, "utf-8")
    for media in ("text/turtle", "application/n-triples", "application/rdf+xml"):
        answer = curl(
            "-H", "Content-Type: application/sparql-query", "-H", f"Accept: {media}",
            "--data-binary", f"@{tmp_path / 'q.rq'}", live.sparql,
        )  # fmt: skip
        assert rdflib.URIRef(PLAN) in set(
            rdflib.Graph().parse(data=answer, format=media).subjects()
        )


@needs_curl
def test_curl_shows_head_and_options(live: Live) -> None:
    assert "HTTP/1.1 200" in curl("-I", f"{live.sparql}?query=ASK%7B%7D")
    assert "allow: GET, HEAD, OPTIONS, POST" in curl("-i", "-X", "OPTIONS", live.sparql)


@pytest.mark.parametrize("name", queries.names())
def test_saved_queries_run(live: Live, name: str) -> None:
    endpoint = wrapper.SPARQLWrapper(live.sparql)
    endpoint.setQuery(queries.load(name))
    kind = wrapper.TURTLE if endpoint.queryType == "CONSTRUCT" else wrapper.JSON
    endpoint.setReturnFormat(kind)
    assert endpoint.query().convert()


@pytest.mark.parametrize("text", re.findall(r"```sparql\n(.*?)```", DOCS.read_text("utf-8"), re.S))
def test_the_manuals_queries_give_rows(live: Live, text: str) -> None:
    endpoint = wrapper.SPARQLWrapper(live.sparql)
    endpoint.setReturnFormat(wrapper.JSON)
    endpoint.setQuery(text)
    found = endpoint.query().convert()
    assert found.get("boolean") or found["results"]["bindings"]
