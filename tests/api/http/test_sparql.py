import json
import xml.etree.ElementTree as ET
from urllib.parse import urlencode

import httpx2 as httpx
import pytest
import rdflib
from fastapi.testclient import TestClient

from tests.api.http.conftest import BROWSER, DECISION, PLAN
from tests.api.http.pages import Page

SELECT = f"SELECT DISTINCT ?plan WHERE {{ ?plan luocdo:implements <{DECISION}> }}"
CONSTRUCT = f"CONSTRUCT WHERE {{ <{PLAN}> eli:title ?title }}"
ASK = f"ASK {{ <{PLAN}> luocdo:implements <{DECISION}> }}"

SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
OTHER_GRAPH = DECISION + "#graph"

JSON = "application/sparql-results+json"


def plans(content: bytes) -> set[str]:
    return {row["plan"]["value"] for row in json.loads(content)["results"]["bindings"]}


def test_get(client: TestClient) -> None:
    response = client.get("/sparql", params={"query": SELECT})
    assert response.headers["content-type"] == JSON
    assert PLAN in plans(response.content)


@pytest.mark.parametrize(
    "kind",
    ["application/sparql-query", "application/sparql-query; charset=utf-8"],
)
def test_post_of_the_query_itself(client: TestClient, kind: str) -> None:
    response = client.post("/sparql", content=SELECT, headers={"Content-Type": kind})
    assert PLAN in plans(response.content)


def test_post_of_a_form(client: TestClient) -> None:
    response = client.post("/sparql", data={"query": SELECT})
    assert PLAN in plans(response.content)


@pytest.mark.parametrize(
    ("accept", "query", "media"),
    [
        pytest.param("*/*", SELECT, JSON, id="anything"),
        pytest.param("", SELECT, JSON, id="nothing said"),
        pytest.param("application/json", SELECT, JSON, id="plain JSON"),
        pytest.param("application/sparql-results+xml", SELECT, "application/sparql-results+xml",
                     id="XML"),
        pytest.param("text/csv", SELECT, "text/csv", id="CSV"),
        pytest.param("text/tab-separated-values", SELECT, "text/tab-separated-values", id="TSV"),
        pytest.param(f"{JSON};q=0.1, text/csv;q=0.2", SELECT, "text/csv", id="weighed"),
        pytest.param(f"{JSON};q=0, */*;q=0.1", SELECT, "application/sparql-results+xml",
                     id="anything but JSON"),
        pytest.param("text/turtle, application/sparql-results+xml;q=0.3", SELECT,
                     "application/sparql-results+xml", id="rows or graph"),
        pytest.param("*/*", ASK, JSON, id="ASK"),
        pytest.param("*/*", CONSTRUCT, "text/turtle", id="graph"),
        pytest.param("application/ld+json", CONSTRUCT, "application/ld+json", id="JSON-LD"),
        pytest.param("application/rdf+xml", CONSTRUCT, "application/rdf+xml", id="RDF/XML"),
        pytest.param("application/n-triples", CONSTRUCT, "application/n-triples", id="N-Triples"),
    ],
)  # fmt: skip
def test_negotiation(client: TestClient, accept: str, query: str, media: str) -> None:
    response = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert response.status_code == 200, response.text
    assert response.headers["content-type"].partition(";")[0] == media
    if media == JSON:
        assert json.loads(response.content)
    elif media.endswith("results+xml"):
        assert PLAN in ET.tostring(ET.fromstring(response.content), "unicode")
    elif query == CONSTRUCT:
        graph = rdflib.Graph().parse(data=response.content, format=media)
        assert {str(subject) for subject in graph.subjects()} == {PLAN}
    else:
        assert PLAN in response.text


@pytest.mark.parametrize(
    ("accept", "query"),
    [
        pytest.param("image/png", SELECT, id="no result at all"),
        pytest.param("text/turtle", SELECT, id="a graph of rows"),
        pytest.param("text/csv", CONSTRUCT, id="rows of a graph"),
        pytest.param("*/*;q=0", SELECT, id="nothing"),
    ],
)
def test_not_acceptable(client: TestClient, accept: str, query: str) -> None:
    response = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert response.status_code == 406
    assert "offered" in response.json()["error"]


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("", id="empty"),
        pytest.param("  ", id="blank"),
        pytest.param("SELEKT", id="no SPARQL"),
        pytest.param("SELECT * WHERE { ?s ?p", id="cut off"),
        pytest.param("SELECT * WHERE { ?s ?p ?o } \x00", id="NUL"),
        pytest.param("INSERT DATA { <urn:a> <urn:b> <urn:c> }", id="INSERT"),
        pytest.param("DROP ALL", id="DROP"),
        pytest.param("LOAD <http://example.com/x.ttl>", id="LOAD"),
        pytest.param("SELECT * { SERVICE <http://example.com/> { ?s ?p ?o } }", id="SERVICE"),
        pytest.param("SELECT * FROM <http://example.com/> { ?s ?p ?o }", id="FROM elsewhere"),
        pytest.param("SELECT * WHERE {" + "{" * 5000, id="nested"),
        pytest.param("#" * 20_000 + " SELECT", id="long comment"),
    ],
)
def test_refused_queries(client: TestClient, query: str) -> None:
    for response in (
        client.get("/sparql", params={"query": query}),
        client.post("/sparql", data={"query": query}),
    ):
        assert response.status_code == 400, response.text
        assert response.json()["ok"] is False
        assert "\n" not in response.json()["error"]


def test_nothing_is_ever_changed(client: TestClient) -> None:
    before = client.get("/api/export", params={"format": "nq"}).content
    for update in ("DELETE WHERE { ?s ?p ?o }", "CLEAR ALL"):
        client.post("/sparql", content=update, headers={"Content-Type": "application/sparql-query"})
        client.post("/sparql", data={"update": update})
        client.post(
            "/sparql", content=update, headers={"Content-Type": "application/sparql-update"}
        )
    assert client.get("/api/export", params={"format": "nq"}).content == before


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        pytest.param("application/sparql-update", "CLEAR ALL", 415, id="update"),
        pytest.param("text/plain", SELECT, 415, id="plain text"),
        pytest.param("", SELECT, 415, id="no type"),
        pytest.param("application/sparql-query", b"\xff\xfe", 400, id="not UTF-8"),
        pytest.param("application/sparql-query", b"", 400, id="empty"),
        pytest.param("application/sparql-query", b"#" * 150_000, 400, id="too long"),
        pytest.param("application/sparql-query", b"#" * 300_000, 413, id="huge"),
        pytest.param("application/x-www-form-urlencoded", b"a" * 3_000_000, 413, id="huge form"),
        pytest.param("application/x-www-form-urlencoded", b"query=%ff%fe&query=x", 400, id="two"),
        pytest.param("application/x-www-form-urlencoded", b"&" * 100 + b"a=1" * 9, 400, id="none"),
        pytest.param("application/x-www-form-urlencoded", b"update=DROP+ALL", 400, id="update"),
        pytest.param("application/x-www-form-urlencoded", b"query=ASK{}&using-graph-uri=a:b", 400,
                     id="update's dataset"),
        pytest.param("application/sparql-query; charset=utf-16", "ASK {}".encode("utf-16"), 415,
                     id="UTF-16"),
        pytest.param("application/sparql-query;charset", b"", 400, id="half a parameter"),
        pytest.param("multipart/form-data; boundary=x", b"--x\r\n", 415, id="multipart"),
    ],
)  # fmt: skip
def test_refused_posts(client: TestClient, kind: str, body: bytes, status: int) -> None:
    response = client.post("/sparql", content=body, headers={"Content-Type": kind} if kind else {})
    assert response.status_code == status, response.text
    assert response.json() == {"ok": False, "status": status, "error": response.json()["error"]}


GRAPH = PLAN + "#graph"
COUNT = "SELECT (COUNT(*) AS ?n) { ?plan luocdo:implements ?it }"


def number(response: httpx.Response) -> int:
    assert response.status_code == 200, response.text
    return int(response.json()["results"]["bindings"][0]["n"]["value"])


def test_the_request_chooses_the_dataset(client: TestClient) -> None:
    address = f"/sparql?{urlencode({'default-graph-uri': GRAPH})}"
    direct = {"Content-Type": "application/sparql-query"}
    several = number(client.get("/sparql", params={"query": COUNT}))
    one = number(client.get("/sparql", params={"query": COUNT, "default-graph-uri": GRAPH}))
    assert 0 < one < several
    assert number(client.post(address, content=COUNT, headers=direct)) == one
    assert number(client.post(address, data={"query": COUNT})) == one
    form = {"query": COUNT, "default-graph-uri": [GRAPH, OTHER_GRAPH]}
    other = number(client.get("/sparql", params={"query": COUNT, "default-graph-uri": OTHER_GRAPH}))
    assert number(client.post("/sparql", data=form)) == one + other
    named = {"query": COUNT, "named-graph-uri": GRAPH}
    assert number(client.get("/sparql", params=named)) == 0
    inside = COUNT.replace("{", "{ GRAPH ?g {") + "}"
    assert number(client.post("/sparql", data={**named, "query": inside})) == one
    over = COUNT.replace("{", f"FROM <{OTHER_GRAPH}> {{")
    assert number(client.get("/sparql", params={"query": over})) == other != one
    assert number(client.post(address, data={"query": over})) == one


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
@pytest.mark.parametrize("value", ["http://example.com/", "no IRI", "", "\ud800"])
def test_graphs_from_elsewhere_are_refused(client: TestClient, name: str, value: str) -> None:
    asked = urlencode({"query": SELECT, name: value.encode("utf-8", "surrogatepass")})
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    get, post = client.get(f"/sparql?{asked}"), client.post("/sparql", content=asked, headers=form)
    for response in (get, post):
        assert response.status_code == 400
        assert "no graph" in response.json()["error"]


@pytest.mark.parametrize("accept", ["text/turtle", "application/rdf+xml", "*/*", ""])
def test_the_endpoint_describes_itself(client: TestClient, accept: str) -> None:
    response = client.get("/sparql", headers={"Accept": accept})
    media = response.headers["content-type"].partition(";")[0]
    graph = rdflib.Graph().parse(data=response.content, format=media)
    endpoint = rdflib.URIRef("http://localhost/sparql")
    assert (endpoint, SD.endpoint, endpoint) in graph
    assert (endpoint, SD.supportedLanguage, SD.SPARQL11Query) in graph
    assert len(set(graph.objects(endpoint, SD.resultFormat))) == 8


def test_options_and_head(client: TestClient) -> None:
    options = client.options("/sparql")
    assert (options.status_code, options.content) == (204, b"")
    assert options.headers["allow"] == "GET, HEAD, OPTIONS, POST"
    assert "application/sparql-query" in options.headers["accept-post"]
    head = client.head("/sparql", params={"query": SELECT}, headers={"Accept": "text/csv"})
    assert head.headers["content-type"].startswith("text/csv")
    assert head.content == b""
    for method in ("PUT", "DELETE", "PATCH"):
        refused = client.request(method, "/sparql", content=SELECT)
        assert refused.status_code == 405
        assert "GET" in refused.headers["allow"]


def test_several_queries(client: TestClient) -> None:
    response = client.get("/sparql", params=[("query", SELECT), ("query", ASK)])
    assert response.status_code == 400


def test_a_browser_gets_a_form_and_a_table(client: TestClient) -> None:
    form = Page(client.get("/sparql", headers=BROWSER).text)
    assert "textarea" in dict(form.elements)
    table = Page(client.get("/sparql", params={"query": SELECT}, headers=BROWSER).text)
    assert f"/id/{PLAN}" in table.links
    graph = client.get("/sparql", params={"query": CONSTRUCT}, headers=BROWSER)
    assert "612" in Page(graph.text).text or "Triển khai" in Page(graph.text).text
    assert "true" in Page(client.get("/sparql", params={"query": ASK}, headers=BROWSER).text).text
    wrong = client.get("/sparql", params={"query": "SELEKT <script>"}, headers=BROWSER)
    assert wrong.status_code == 400
    assert "<script>" not in wrong.text
    assert "alert" in [attributes.get("role") for _, attributes in Page(wrong.text).elements]


def test_the_example_of_the_form_gives_rows(client: TestClient) -> None:
    form = Page(client.get("/sparql", headers=BROWSER).text)
    example = "".join(form.words).split("Câu truy vấn")[1].split("Chạy")[0].strip()
    table = Page(client.get("/sparql", params={"query": example}, headers=BROWSER).text)
    assert f"/id/{PLAN}" in table.links
