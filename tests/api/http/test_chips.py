"""Parts of what was understood are left out one by one, on the page and in the API."""

from urllib.parse import urlencode

import pytest
from fastapi.testclient import TestClient

from tests.api.http.conftest import BROWSER, DECISION
from tests.api.http.pages import Page

QUESTION = "kế hoạch cấp xã năm 2022 triển khai Quyết định 766"


def page(client: TestClient, address: str) -> Page:
    response = client.get(address, headers=BROWSER)
    assert response.status_code == 200
    return Page(response.text)


def without(part: str) -> str:
    return "/?" + urlencode({"q": QUESTION, "without": part})


@pytest.mark.parametrize(
    ("part", "chip"),
    [
        pytest.param("target", "Văn bản:", id="the document"),
        pytest.param("relation", "Quan hệ:", id="the relation"),
        pytest.param("type", "Loại kết quả:", id="the type"),
        pytest.param("issuer", "Cơ quan:", id="the issuer"),
        pytest.param("years", "Năm:", id="the years"),
    ],
)
def test_each_chip_leads_to_the_page_without_it(client: TestClient, part: str, chip: str) -> None:
    def labels(found: Page) -> set[str]:
        named = (values.get("aria-label", "") for tag, values in found.elements if tag == "a")
        return {one for one in named if one.startswith("Không xét ")}

    found = page(client, "/?" + urlencode({"q": QUESTION}))
    assert f"Không xét {chip}" in {label.partition(":")[0] + ":" for label in labels(found)}
    assert without(part) in found.links
    left = page(client, without(part))
    assert f"Không xét {chip}" not in {label.partition(":")[0] + ":" for label in labels(left)}
    assert "Không xét:" in left.text
    assert "/?" + urlencode({"q": QUESTION}) in left.links  # with it again


def test_a_filter_is_dropped_as_a_filter(client: TestClient) -> None:
    given = {"q": QUESTION, "type": "Kế hoạch"}
    links = page(client, "/?" + urlencode(given)).links
    assert not any("without=type" in link for link in links)
    assert any("without=issuer" in link and "type=" in link for link in links)


def test_the_api_leaves_parts_out(client: TestClient) -> None:
    def asked(*parts: str) -> dict[str, object]:
        given = {"q": QUESTION, "without": list(parts)}
        response = client.get("/api/search", params=given)
        assert response.status_code == 200
        query: dict[str, object] = response.json()["query"]
        return query

    whole = asked()
    assert (whole["type"], whole["issuer"], whole["year_from"]) == ("Kế hoạch", "xã", 2022)
    fewer = asked("issuer", "years", "")
    assert (fewer["type"], fewer["issuer"], fewer["year_from"]) == ("Kế hoạch", None, None)
    assert fewer["target"]["urn"] == DECISION  # type: ignore[index]  # an object
    assert fewer["relation"] == "implements"
    assert client.get("/api/search?q=766&without=all").status_code == 422


def test_more_documents_answer_without_a_filter(client: TestClient) -> None:
    def answers(**given: str) -> int:
        found = client.get("/api/search", params={"q": QUESTION, **given}).json()["answer"]
        return len(found)

    assert answers(without="issuer") > answers()
