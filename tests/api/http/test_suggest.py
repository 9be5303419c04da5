"""Completions over HTTP; what they find and how they are ordered is tested in tests/index."""

import pytest
from fastapi.testclient import TestClient

from tests.api.http.conftest import BROWSER, DECISION, PLAN
from tests.api.http.pages import Page


@pytest.mark.parametrize(
    ("typed", "urn"),
    [
        pytest.param("766", DECISION, id="serial"),
        pytest.param("qd 766", DECISION, id="short form"),
        pytest.param("Quyết định 766/QĐ-T", DECISION, id="with its type"),
        pytest.param("612/kh", PLAN, id="a plan"),
    ],
)
def test_numbers_are_completed(client: TestClient, typed: str, urn: str) -> None:
    found = client.get("/api/suggest", params={"q": typed}).json()
    assert found["q"] == typed
    first = found["suggestions"][0]
    assert first["urn"] == urn
    assert first["held"] is True
    assert first["page"] == f"/id/{urn}"
    assert client.get(first["page"], headers=BROWSER).status_code == 200


def test_titles_are_completed_without_diacritics(client: TestClient) -> None:
    found = client.get("/api/suggest", params={"q": "phe duyet bo chi so"}).json()
    assert DECISION in [one["urn"] for one in found["suggestions"]]


@pytest.mark.parametrize("typed", ["", " ", "\x00", "%", "'", "*", "\u202e", "zzzzqq", "x" * 4000])
def test_nothing_fits(client: TestClient, typed: str) -> None:
    response = client.get("/api/suggest", params={"q": typed})
    assert response.status_code == 200
    assert response.json()["suggestions"] == []


def test_limit(client: TestClient) -> None:
    assert len(client.get("/api/suggest?q=nghi&limit=2").json()["suggestions"]) == 2
    assert client.get("/api/suggest?q=nghi&limit=21").status_code == 422


def test_hostile_titles_arrive_as_json(client: TestClient) -> None:
    response = client.get("/api/suggest?q=999/KH")
    assert response.headers["content-type"] == "application/json"
    assert "alert(1)\"'" in response.json()["suggestions"][0]["text"]


def test_every_page_has_the_box_its_list_and_its_script(client: TestClient) -> None:
    for path in ("/", "/?q=766", f"/id/{PLAN}", "/docs", "/sparql", "/nope"):
        found = Page(client.get(path, headers=BROWSER).text)
        scripts = [attributes for tag, attributes in found.elements if tag == "script"]
        assert scripts == [{"src": "/static/suggest.js", "defer": ""}]
        assert {"q", "suggestions"} <= set(found.ids)
    script = client.get("/static/suggest.js")
    assert script.headers["content-type"].startswith("text/javascript")
    assert "innerHTML" not in script.text
