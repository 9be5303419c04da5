"""Errors on pages speak Vietnamese, those of the API English."""

import pytest
from fastapi.testclient import TestClient

from api.http.refusals import refused
from index.language import is_english
from tests.api.http.conftest import BROWSER, DECISION, PLAN
from tests.api.http.pages import Page

UNKNOWN = "urn:lex:vn:chinh.phu:nghi.dinh:1999;1-nd-cp"


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        pytest.param("/?q=766&limit=0", 422, "limit: phải từ 1 trở lên", id="no result"),
        pytest.param("/?q=766&limit=101", 422, "limit: không được quá 100", id="too many results"),
        pytest.param("/?q=766&limit=x", 422, "limit: phải là số nguyên", id="no number"),
        pytest.param("/?q=766&year_from=12", 400, "year_from: 12 ngoài phạm vi", id="an odd year"),
        pytest.param("/?q=766&understand=x", 422, "understand: phải là true", id="neither"),
        pytest.param("/?q=766&province=Atlantis", 400, "tên “Atlantis”", id="no province"),
        pytest.param("/?q=766&force=maybe", 400, "force: “maybe” không phải", id="no state"),
        pytest.param(f"/id/{UNKNOWN}", 404, "thư viện không có văn bản này", id="no document"),
        pytest.param(f"/id/{PLAN}?part=99", 404, "không có phần 99", id="no part"),
        pytest.param(f"/id/{DECISION}?date=hôm", 400, "“hôm” không phải là một ngày", id="no day"),
        pytest.param(f"/id/{DECISION}?date=1800-01-01", 400, "ngoài phạm vi", id="an odd day"),
        pytest.param("/nothing", 404, "Không có gì ở địa chỉ này", id="no route"),
    ],
)
def test_a_page_says_in_vietnamese_what_is_wrong(
    client: TestClient, address: str, status: int, words: str
) -> None:
    response = client.get(address, headers=BROWSER)
    assert response.status_code == status
    shown = Page(response.text).text
    assert words in shown
    if address.startswith("/id/"):
        return  # no JSON is offered there
    programs = client.get(address, headers={"Accept": "application/json"})
    assert programs.status_code == status
    assert words not in programs.json()["error"]
    assert is_english(programs.json()["error"])


def test_a_host_of_another_name_is_refused_in_vietnamese(client: TestClient) -> None:
    response = client.get("/", headers={**BROWSER, "Host": "evil.example"})
    assert (response.status_code, "hosts" in response.text) == (421, True)
    assert "Máy chủ không mang tên này" in response.text


def test_what_no_table_names_is_still_said() -> None:
    assert refused({"type": "something_new", "msg": "Odd"}) == "không hợp lệ."
