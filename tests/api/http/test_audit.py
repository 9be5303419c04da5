"""`/api/audit` gives what `luocdo audit` gives."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from api.library import Library
from api.settings import Settings
from tests.api.http.conftest import PLAN


def test_findings_are_those_of_the_library(client: TestClient, settings: Settings) -> None:
    shown = client.get("/api/audit").json()
    with Library.open(settings.data, settings) as library:
        found = library.audit()
    assert [(one["kind"], one["document"]) for one in shown["findings"]] == [
        (one.kind, one.document) for one in found
    ]
    assert sum(shown["counts"].values()) == len(found) > 0


def test_no_folder_of_the_server_is_shown(client: TestClient) -> None:
    files = {one["file"] for one in client.get("/api/audit").json()["findings"]}
    assert not any("/" in name for name in files if name)


def test_one_document_and_one_severity(client: TestClient) -> None:
    shown = client.get("/api/audit", params={"document": PLAN, "severity": "warning"}).json()
    assert {one["document"] for one in shown["findings"]} <= {PLAN}
    assert shown["counts"]["notice"] == 0


@pytest.mark.parametrize(
    ("params", "status"),
    [
        pytest.param({"severity": "terrible"}, 422, id="no such severity"),
        pytest.param({"kind": "nothing"}, 400, id="no such kind"),
        pytest.param({"as_of": "2025-13-1"}, 400, id="no such day"),
        pytest.param({"document": "urn:lex:vn:x:y:2020;1"}, 404, id="no such document"),
    ],
)
def test_what_cannot_be_asked(client: TestClient, params: dict[str, str], status: int) -> None:
    answer = client.get("/api/audit", params=params)
    assert answer.status_code == status
    assert answer.json()["ok"] is False
