"""Force over HTTP and on pages: the state of a day, part by part, each with its sentence."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.http import create_app
from api.library import Library
from api.settings import Settings
from tests.api.http.conftest import BROWSER, DECISION
from tests.api.http.pages import Page

DECREE = "urn:lex:vn:chinh.phu:nghi.dinh:2018;61-2018-nd-cp"
AMENDING = "urn:lex:vn:chinh.phu:nghi.dinh:2021;107-2021-nd-cp"
SAMPLES = Path(__file__).parents[3] / "corpus" / "samples" / "documents"


@pytest.mark.parametrize(
    ("day", "state"),
    [
        pytest.param("2018-04-23", "not_yet", id="issued, not begun"),
        pytest.param("2019-01-01", "in_force", id="begun"),
        pytest.param("2022-01-01", "partly", id="amended"),
        pytest.param("1900-01-01", "not_yet", id="the first day that may be asked for"),
    ],
)
def test_the_state_of_a_day(client: TestClient, day: str, state: str) -> None:
    found = client.get(f"/api/force/{DECREE}", params={"date": day}).json()
    assert (found["urn"], found["on"], found["state"]) == (DECREE, day, state)


def test_each_fact_has_its_proof(client: TestClient) -> None:
    found = client.get(f"/api/force/{DECREE}?date=2022-01-01").json()
    changed = next(fact for fact in found["facts"] if fact["effect"] == "changes")
    assert changed["by"] == AMENDING
    assert changed["relation"] == "amends"
    assert "61/2018/NĐ-CP" in changed["evidence"]["quotation"]
    assert all(fact["evidence"] or fact["record"] or fact["source"] for fact in found["facts"])


def test_without_a_day_it_is_today(client: TestClient) -> None:
    found = client.get(f"/api/force/{DECISION}").json()
    assert found["on"] >= "2025-01-01"
    assert found["state"] == "in_force"


def test_documents_of_the_records_alone_have_force_too(client: TestClient) -> None:
    found = client.get("/api/force/urn:lex:vn:quoc.hoi:luat:2013;43-2013-qh13?date=2020-01-01")
    assert found.json()["facts"][0]["source"] == "record"


@pytest.mark.parametrize(
    "day", ["1899-12-31", "2201-01-01", "9999-12-31", "2025-02-30", "hôm nay", "2025", "2025-W01-1"]
)
def test_a_day_out_of_range_is_one_line(client: TestClient, day: str) -> None:
    response = client.get(f"/api/force/{DECREE}", params={"date": day})
    assert response.status_code == 400
    assert response.json()["error"].startswith("date ")
    assert "\n" not in response.json()["error"]


def test_the_page_says_it_with_proof_and_for_another_day(client: TestClient) -> None:
    found = Page(client.get(f"/id/{DECREE}?date=2022-01-01", headers=BROWSER).text)
    assert "Hiệu lực Hết hiệu lực một phần" in found.text
    assert "được sửa đổi, bổ sung từ 06/12/2021, bởi Nghị định 107/2021/NĐ-CP" in found.text
    assert not found.wrong
    day = next(a for tag, a in found.elements if tag == "input" and a.get("type") == "date")
    assert day["value"] == "2022-01-01"
    assert "Hiệu lực Chưa có hiệu lực" in Page(
        client.get(f"/id/{DECREE}?date=2018-04-30", headers=BROWSER).text
    ).text  # fmt: skip


@pytest.fixture(scope="module")
def suspending(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A library in which one article of a decision is suspended."""
    data = tmp_path_factory.mktemp("suspending") / "data"
    settings = Settings(data=data, workers=1, embedder="none")
    names = ("ld-qd-quydinh-2023.docx", "ld-qd-tamngung.md")
    with Library.open(data, settings, write=True) as library:
        library.ingest([SAMPLES / name for name in names])
    with (
        Library.open(data, settings) as library,
        TestClient(create_app(library), base_url="http://localhost") as client,
    ):
        yield client


def test_article_by_article(suspending: TestClient) -> None:
    name = {"name": "22/2023/QĐ-UBND"}
    (urn,) = (one["urn"] for one in suspending.get("/api/resolve", params=name).json()["documents"])
    found = suspending.get(f"/api/force/{urn}?date=2025-01-01").json()
    assert found["state"] == "partly"
    (article,) = found["articles"]
    assert (article["pinpoint"], article["effect"]) == ("Điều 7", "suspends")
    assert "Điều 7" in article["fact"]["evidence"]["quotation"]
    page = Page(suspending.get(f"/id/{urn}?date=2025-01-01", headers=BROWSER).text)
    assert "Điều 7 ngưng hiệu lực từ 10/12/2023" in page.text
