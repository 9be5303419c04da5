import csv
import io
import json
import xml.etree.ElementTree as ET
import zipfile

import pytest
import rdflib
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.answers import answer_to_json
from api.http.export import MEDIA_TYPES
from api.http.search import SearchResult, Understood
from api.library import Library
from api.settings import Settings
from graph.exports import SUFFIXES
from index.model import Query
from tests.api.http.conftest import DECISION, EVIL_NAME, PLAN

LATE = """BỘ NỘI VỤ
Số: 88/QĐ-BNV
Hà Nội, ngày 02 tháng 3 năm 2021

QUYẾT ĐỊNH
Về việc đến muộn

Căn cứ Nghị định số 61/2018/NĐ-CP;
"""


def test_search_gives_the_plans_with_their_sentence(client: TestClient) -> None:
    found = client.get("/api/search", params={"q": "which plans implement Decision 766"}).json()
    assert found["query"]["intent"] == "relation"
    assert found["query"]["target"]["urn"] == DECISION
    plan = next(document for document in found["answer"] if document["urn"] == PLAN)
    assert plan["relation"] == "implements"
    assert plan["path"] == [PLAN, DECISION]
    assert "Quyết định số 766/QĐ-TTg" in plan["evidence"][0]["quotation"]


def test_search_answers_as_the_library_does(client: TestClient, settings: Settings) -> None:
    shown = client.get("/api/search", params={"q": "766/QĐ-TTg", "limit": 3}).json()
    with Library.open(settings.data, settings) as library:
        answer = json.loads(json.dumps(answer_to_json(library.search("766/QĐ-TTg", 3))))
    for untimed in (shown, answer):
        untimed.pop("took_ms")
    assert shown == answer


def test_the_described_answer_is_the_real_one(client: TestClient) -> None:
    found = client.get("/api/search", params={"q": "kế hoạch nào triển khai QĐ 766"}).json()
    assert SearchResult.model_validate(found).model_dump(mode="json") == found
    assert set(Understood.model_fields) == set(Query.__dataclass_fields__) - {"text", "place"}


def test_search_filters(client: TestClient) -> None:
    asked = {"q": "Bộ chỉ số phục vụ người dân", "type": "Kế hoạch", "issuer": "tỉnh"}
    hits = client.get("/api/search", params=asked).json()["hits"]
    assert PLAN in {hit["urn"] for hit in hits}
    assert all(":ke.hoach:" in hit["urn"] for hit in hits)
    assert all("huyen" not in hit["urn"] for hit in hits)


def test_document(client: TestClient) -> None:
    found = client.get(f"/api/documents/{PLAN}").json()
    assert found["number"] == "612/KH-UBND"
    assert found["held"] is True
    assert found["files"] == ["na-kh-766.docx"], "names alone"
    assert any(edge["object"] == DECISION for edge in found["states"])
    assert all(edge["host"] == PLAN for edge in found["states"])
    assert found["stated_by"]
    assert all(edge["host"] != PLAN for edge in found["stated_by"])


@pytest.mark.parametrize(
    ("direction", "held"), [("up", {DECISION}), ("down", set()), ("both", {DECISION})]
)
def test_lineage(client: TestClient, direction: str, held: set[str]) -> None:
    found = client.get(f"/api/lineage/{PLAN}", params={"direction": direction}).json()
    levels = {node["document"]["urn"]: node["level"] for node in found["nodes"]}
    assert levels.pop(PLAN) == 0
    assert held <= set(levels)
    if direction != "both":
        assert all((level < 0) == (direction == "up") for level in levels.values())
    assert all(edge["evidence"]["quotation"] for edge in found["edges"])


def test_lineage_keeps_to_relations_and_day(client: TestClient) -> None:
    found = client.get(f"/api/lineage/{PLAN}?relation=implements&relation=guides").json()
    assert {edge["relation"] for edge in found["edges"]} <= {"implements", "guides"}
    early = client.get(f"/api/lineage/{DECISION}", params={"as_of": "2022-07-01"}).json()
    assert PLAN not in {node["document"]["urn"] for node in early["nodes"]}


@pytest.mark.parametrize(
    ("name", "urn"),
    [
        pytest.param("766/QĐ-TTg", DECISION, id="number"),
        pytest.param("qd 766", DECISION, id="short, without diacritics"),
        pytest.param(DECISION, DECISION, id="URN"),
        pytest.param("na-kh-766.docx", PLAN, id="file name"),
    ],
)
def test_resolve(client: TestClient, name: str, urn: str) -> None:
    found = client.get("/api/resolve", params={"name": name}).json()
    assert urn in [document["urn"] for document in found["documents"]]


def test_resolve_finds_nothing(client: TestClient) -> None:
    response = client.get("/api/resolve", params={"name": "987654/XX-YYY"})
    assert response.status_code == 200
    assert response.json()["documents"] == []


def test_files_with_odd_names_are_found(client: TestClient) -> None:
    found = client.get("/api/resolve", params={"name": EVIL_NAME}).json()["documents"]
    assert [document["files"] for document in found] == [[EVIL_NAME]]


def test_every_format_has_its_media_type() -> None:
    assert set(MEDIA_TYPES) == set(SUFFIXES)


@pytest.mark.parametrize("name", sorted(SUFFIXES))
def test_export(client: TestClient, name: str) -> None:
    asked = {"format": name, "urn": PLAN, "depth": "1"}
    response = client.get("/api/export", params=asked)
    assert response.status_code == 200
    assert response.headers["content-type"] == MEDIA_TYPES[name]
    suffix = SUFFIXES[name]
    assert response.headers["content-disposition"] == f'attachment; filename="luocdo{suffix}"'
    content = response.content
    assert content == client.get("/api/export", params=asked).content, "not reproducible"
    if name in ("turtle", "n-triples", "json-ld", "rdf-xml", "n-quads", "trig"):
        dataset = rdflib.Dataset()
        dataset.parse(data=content, format=MEDIA_TYPES[name].partition(";")[0])
        assert any(str(subject) == PLAN for subject, _, _, _ in dataset.quads())
    elif name in ("graphml", "gexf", "svg"):
        assert PLAN in ET.tostring(ET.fromstring(content), "unicode")
    elif name == "csv":
        assert any(PLAN in row for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    elif name == "xlsx":
        assert "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(content)).namelist()
    elif name == "bundle":
        assert "manifest.json" in zipfile.ZipFile(io.BytesIO(content)).namelist()
    else:
        assert PLAN in content.decode()


def test_an_unknown_format_is_told_all_that_there_are(client: TestClient) -> None:
    error = client.get("/api/export", params={"format": "pdf"}).json()["error"]
    assert error.endswith("choose " + ", ".join(SUFFIXES))


def test_the_whole_library_is_exported_without_a_document(client: TestClient) -> None:
    part = client.get("/api/export", params={"format": "nt", "urn": DECISION, "depth": 0})
    everything = client.get("/api/export", params={"format": "nt"})
    assert 0 < len(part.content) < len(everything.content)


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        pytest.param("text/turtle", "text/turtle", id="Turtle"),
        pytest.param("application/ld+json", "application/ld+json", id="JSON-LD"),
        pytest.param("text/html", "text/html", id="page"),
        pytest.param("*/*", "text/html", id="anything"),
        pytest.param("", "text/html", id="nothing said"),
        pytest.param("text/html;q=0.2, text/turtle;q=0.9", "text/turtle", id="weighed"),
        pytest.param("text/*;q=0.5, text/html;q=0", "text/turtle", id="all text but HTML"),
    ],
)
def test_a_document_in_the_form_that_is_asked_for(
    client: TestClient, accept: str, media: str
) -> None:
    response = client.get(f"/id/{PLAN}", headers={"Accept": accept})
    assert response.status_code == 200
    assert response.headers["content-type"].partition(";")[0] == media
    assert response.headers["vary"] == "Accept"
    if media != "text/html":
        graph = rdflib.Dataset()
        graph.parse(data=response.content, format=media)
        assert rdflib.URIRef(DECISION) in {part for quad in graph.quads() for part in quad[:3]}


def test_a_form_that_is_not_offered(client: TestClient) -> None:
    response = client.get(f"/id/{PLAN}", headers={"Accept": "image/png"})
    assert response.status_code == 406
    assert "text/turtle" in response.json()["error"]


def test_health(client: TestClient) -> None:
    found = client.get("/healthz").json()
    assert found["ok"] is True
    assert found["documents"] > 5
    assert found["generation"] > 0


def test_what_is_ingested_while_serving_is_seen(
    client: TestClient, app: FastAPI, settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    before = client.get("/healthz").json()
    late = tmp_path_factory.mktemp("late") / "muộn.txt"
    late.write_text(LATE, "utf-8")
    with Library.open(settings.data, settings, write=True) as library:
        assert not library.ingest([late], workers=1).failed
    after = client.get("/healthz").json()
    assert after["generation"] > before["generation"]
    assert client.get("/api/resolve", params={"name": "88/QĐ-BNV"}).json()["documents"]


RECORDED = "urn:lex:vn:quoc.hoi:luat:2013;43-2013-qh13"


@pytest.mark.parametrize("media", ["text/turtle", "application/ld+json"])
def test_a_document_of_the_records_alone_as_data(client: TestClient, media: str) -> None:
    response = client.get(f"/id/{RECORDED}", headers={"Accept": media})
    assert response.status_code == 200
    assert response.headers["content-type"].partition(";")[0] == media
    graph = rdflib.Dataset()
    graph.parse(data=response.content, format=media)
    said = {
        str(value) for _, _, value, _ in graph.quads((rdflib.URIRef(RECORDED), None, None, None))
    }
    assert {"43/2013/QH13", "Quốc hội", "Luật"} <= said


@pytest.mark.parametrize("name", sorted(set(SUFFIXES) - {"bundle"}))
def test_export_of_a_document_of_the_records_alone(client: TestClient, name: str) -> None:
    response = client.get("/api/export", params={"format": name, "urn": RECORDED})
    assert response.status_code == 200
    if name in ("n-triples", "graphml", "svg", "dot"):
        assert RECORDED in response.text


@pytest.mark.parametrize(
    "name",
    ["type", "issuer", "level", "province", "force", "relation", "year_from", "year_to", "limit",
     "understand"],
)  # fmt: skip
def test_an_empty_parameter_is_not_given(client: TestClient, name: str) -> None:
    asked = {"q": "Bộ chỉ số phục vụ người dân"}
    given = client.get("/api/search", params=asked | {name: ""})
    assert given.status_code == 200
    plain = client.get("/api/search", params=asked).json()
    assert given.json() | {"took_ms": 0} == plain | {"took_ms": 0}
    assert client.get("/", params=asked | {name: ""}).status_code == 200


@pytest.mark.parametrize(
    "years",
    ["year_from=2024&year_to=2022", "year_from=-1", "year_to=18446744073709551616",
     "year_from=99999"],
)  # fmt: skip
def test_years_that_cannot_be(client: TestClient, years: str) -> None:
    response = client.get(f"/api/search?q=766&{years}")
    assert response.status_code == 400
    assert "year_" in response.json()["error"]
    assert client.get(f"/?q=766&{years}").status_code == 400


def test_a_relation_is_said_to_mean_nothing_for_a_topic(client: TestClient) -> None:
    asked = {"q": "Bộ chỉ số phục vụ người dân", "relation": "implements"}
    assert "không áp dụng" in client.get("/api/search", params=asked).json()["message"]
    shown = client.get("/", params=asked).text
    assert "không áp dụng" in shown
    assert "Đang lọc" not in shown


def test_types_are_taken_in_any_spelling(client: TestClient) -> None:
    asked = {"q": "Bộ chỉ số phục vụ người dân"}
    found = [client.get("/api/search", params=asked | {"type": name}).json()["hits"]
             for name in ("Kế hoạch", "ke hoach", "KH")]  # fmt: skip
    assert found[0]
    assert found[0] == found[1] == found[2]
    assert "Kế hoạch <span" in client.get("/", params=asked | {"type": "ke hoach"}).text
