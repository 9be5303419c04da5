"""A person's decisions over HTTP: kept, marked, taken back, and never taken from strangers."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from api.http import create_app
from api.http.decisions import takes_decisions
from api.library import Library
from api.settings import Settings
from tests.api.http.conftest import BROWSER
from tests.api.texts import COMMUNE_PLAN, DECISION, PLAN

PLAN_URN = "urn:lex:vn;nghe.an.tinh:ubnd:ke.hoach:2022;77-kh-ubnd"
MEANT = "urn:lex:vn:thu.tuong.chinh.phu:quyet.dinh:2021;9999-qd-ttg"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[TestClient]:
    """A client of a library of its own."""
    folder, data = tmp_path / "in", tmp_path / "data"
    folder.mkdir()
    (folder / "qd-1234.txt").write_text(DECISION, "utf-8")
    (folder / "kh-77.txt").write_text(PLAN, "utf-8")
    (folder / "kh-12.md").write_text(COMMUNE_PLAN, "utf-8")
    settings = Settings(data=data, workers=1, embedder="none")
    with Library.open(data, settings, write=True) as library:
        library.ingest([folder])
    with (
        Library.open(data, settings) as library,
        TestClient(create_app(library), base_url="http://localhost") as client,
    ):
        yield client


def mention(client: TestClient, relation: str = "implements") -> dict[str, Any]:
    found = client.get(f"/api/references/{PLAN_URN}").json()
    assert found["urn"] == PLAN_URN
    chosen: dict[str, Any] = next(one for one in found["mentions"] if one["relation"] == relation)
    return chosen


def decide(client: TestClient, name: str, urn: str = MEANT, **headers: str) -> Any:
    body = {"mention": name, "urn": urn}
    return client.post("/api/resolve", json=body, headers=headers)


def test_a_decision_is_kept_marked_and_taken_back(served: TestClient) -> None:
    before = mention(served)
    assert (before["status"], before["decided"]) == ("resolved", False)
    assert before["file"] == "kh-77.txt", "a name, without the folders of the server"

    response = decide(served, before["id"])
    assert response.status_code == 200
    assert response.json() == mention(served)
    assert response.json()["urn"] == MEANT
    assert response.json()["decided"] is True
    assert response.json()["reason"] == "decided by a person"

    edges = served.get(f"/api/documents/{PLAN_URN}").json()["states"]
    marked = [edge for edge in edges if edge["decided"]]
    assert [(edge["relation"], edge["object"]) for edge in marked] == [("implements", MEANT)]
    into = served.get(f"/api/documents/{MEANT}").json()["stated_by"]
    assert [(edge["subject"], edge["decided"]) for edge in into] == [(PLAN_URN, True)]
    page = served.get(f"/id/{PLAN_URN}", headers=BROWSER).text
    assert '<span class="chip">do người xác định</span>' in page
    assert "(do người xác định)" in page
    turtle = served.get(f"/id/{PLAN_URN}", headers={"Accept": "text/turtle"}).text
    assert turtle.count("luocdo:decided true") == 1

    undone = served.delete("/api/resolve", params={"mention": before["id"]})
    assert undone.status_code == 200
    assert undone.json() == before == mention(served)
    edges = served.get(f"/api/documents/{PLAN_URN}").json()["states"]
    assert not any(edge["decided"] for edge in edges)


def test_a_decision_survives_a_new_ingest_of_a_changed_file(
    served: TestClient, tmp_path: Path
) -> None:
    decide(served, mention(served)["id"])
    changed = PLAN.replace("I. MỤC ĐÍCH", "I. MỤC ĐÍCH, YÊU CẦU")
    (tmp_path / "in" / "kh-77.txt").write_text(changed, "utf-8")
    settings = Settings(data=tmp_path / "data", workers=1, embedder="none")
    with Library.open(settings.data, settings, write=True) as library:
        assert library.ingest([tmp_path / "in"]).changed == 1
    found = mention(served)
    assert (found["urn"], found["decided"]) == (MEANT, True)
    assert served.delete("/api/resolve", params={"mention": found["id"]}).json()["decided"] is False


def test_taking_back_what_was_never_decided_changes_nothing(served: TestClient) -> None:
    before = mention(served)
    assert served.delete("/api/resolve", params={"mention": before["id"]}).json() == before


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({}, 200, id="no browser"),
        pytest.param({"Origin": "http://localhost"}, 200, id="its own page"),
        pytest.param({"Origin": "https://localhost"}, 200, id="behind a proxy that speaks https"),
        pytest.param({"Sec-Fetch-Site": "same-origin"}, 200, id="fetched by its own page"),
        pytest.param({"Sec-Fetch-Site": "none"}, 200, id="typed by the user"),
        pytest.param({"Origin": "https://evil.example"}, 403, id="another site"),
        pytest.param({"Origin": "null"}, 403, id="a sandbox or a file"),
        pytest.param({"Origin": "http://localhost:8080"}, 403, id="another port"),
        pytest.param({"Origin": "http://localhost.evil.example"}, 403, id="a name like ours"),
        pytest.param({"Origin": "http://localhost@evil.example"}, 403, id="our name as a user"),
        pytest.param({"Origin": "http://[::1"}, 403, id="no address"),
        pytest.param({"Origin": "file://localhost"}, 403, id="another scheme"),
        pytest.param({"Sec-Fetch-Site": "cross-site"}, 403, id="fetched by another site"),
        pytest.param({"Sec-Fetch-Site": "same-site"}, 403, id="fetched by a sister site"),
    ],
)
def test_only_own_pages_decide(served: TestClient, headers: dict[str, str], status: int) -> None:
    name = mention(served)["id"]
    for response in (
        decide(served, name, **headers),
        served.delete("/api/resolve", params={"mention": name}, headers=headers),
    ):
        assert response.status_code == status
        if status == 403:
            assert "another site" in response.json()["error"]
            assert not [name for name in response.headers if name.startswith("access-control-")]
    if status == 403:
        assert mention(served)["decided"] is False


@pytest.mark.parametrize(
    "kind",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "", "text/json"],
)
def test_what_a_form_can_send_is_refused(served: TestClient, kind: str) -> None:
    body = json.dumps({"mention": mention(served)["id"], "urn": MEANT})
    response = served.post("/api/resolve", content=body, headers={"Content-Type": kind})
    assert response.status_code == 415
    assert mention(served)["decided"] is False


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        pytest.param(b"", 422, "decision: ", id="nothing"),
        pytest.param(b"[]", 422, "decision: ", id="a list"),
        pytest.param(b"{", 422, "decision: ", id="half a JSON"),
        pytest.param(b"\xff\xfe", 422, "decision: ", id="no UTF-8"),
        pytest.param(b"[" * 10_000, 422, "decision: ", id="deep"),
        pytest.param(b'{"mention": "0123456789ab:1"}', 422, "urn: ", id="no URN"),
        pytest.param(b'{"mention": 5, "urn": "x"}', 422, "mention: ", id="a number"),
        pytest.param(b'{"mention": "a", "urn": null}', 422, "urn: ", id="null"),
        pytest.param(b'{"mention": "a", "urn": "b", "x": 1}', 422, "x: ", id="a field too many"),
        pytest.param(b'{"mention": "%s", "urn": "b"}' % (b"a" * 101), 422, "mention: ", id="long"),
        pytest.param(b'{"mention": "zz:1", "urn": "%s"}' % MEANT.encode(), 400, "zz:1", id="name"),
        pytest.param(
            b'{"mention": "0123456789ab:1", "urn": "%s"}' % MEANT.encode(), 404, "no mention",
            id="no such mention",
        ),
        pytest.param(b" " * 17_000, 413, "decision: longer", id="large"),
    ],
)  # fmt: skip
def test_a_decision_that_cannot_be_used(
    served: TestClient, body: bytes, status: int, words: str
) -> None:
    response = served.post(
        "/api/resolve", content=body, headers={"Content-Type": "application/json"}
    )
    assert response.status_code == status
    assert words in response.json()["error"]
    assert "\n" not in response.json()["error"]


@pytest.mark.parametrize(
    "urn", ["", "x", "urn:lex:vn", "urn:lex:vn:a:b:c;d", "javascript:alert(1)", "urn:lex:vn:\x00"]
)
def test_a_urn_that_is_none_is_refused(served: TestClient, urn: str) -> None:
    response = decide(served, mention(served)["id"], urn)
    assert response.status_code == 400
    assert "is no URN" in response.json()["error"]
    assert mention(served)["decided"] is False


@limits(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80), st.text(max_size=80))
def test_anything_can_be_sent(served: TestClient, name: str, urn: str) -> None:
    body = json.dumps({"mention": name, "urn": urn})
    headers = {"Content-Type": "application/json"}
    response = served.post("/api/resolve", content=body, headers=headers)
    assert response.status_code in (400, 404, 422)
    assert "\n" not in response.json()["error"]


def test_while_another_process_writes_it_is_told_to_wait(
    served: TestClient, tmp_path: Path
) -> None:
    name = mention(served)["id"]
    settings = Settings(data=tmp_path / "data", workers=1, embedder="none")
    with Library.open(settings.data, settings, write=True):
        responses = [decide(served, name), served.delete("/api/resolve", params={"mention": name})]
    for response in responses:
        assert response.status_code == 503
        assert "is being written" in response.json()["error"]
        assert str(tmp_path) not in response.text
    assert decide(served, name).status_code == 200


def test_decisions_at_the_same_time_wait_for_one_another(served: TestClient) -> None:
    names = [mention(served, "implements")["id"], mention(served, "self")["id"]]
    answers: list[int] = []
    threads = [
        threading.Thread(target=lambda name=name: answers.append(decide(served, name).status_code))
        for name in names * 2
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [200] * 4
    assert mention(served)["decided"] is True


@pytest.mark.parametrize(
    ("decisions", "host", "taken"),
    [
        ("local", "127.0.0.1", True), ("local", "::1", True), ("local", "localhost", True),
        ("local", "0.0.0.0", False), ("local", "::", False), ("local", "10.0.0.7", False),
        ("local", "luocdo.lan", False), ("all", "0.0.0.0", True), ("none", "127.0.0.1", False),
    ],
)  # fmt: skip
def test_who_may_decide(decisions: str, host: str, taken: bool) -> None:
    assert takes_decisions(Settings(decisions=decisions, host=host)) is taken


def test_a_server_that_takes_none_says_so(tmp_path: Path) -> None:
    data = tmp_path / "data"
    settings = Settings(data=data, workers=1, embedder="none", decisions="none")
    Library.open(data, settings, write=True).close()
    with (
        Library.open(data, settings) as library,
        TestClient(create_app(library), base_url="http://localhost") as client,
    ):
        response = decide(client, "0123456789ab:1")
    assert response.status_code == 403
    assert "setting decisions" in response.json()["error"]


def test_mentions_of_a_document_that_is_not_held(served: TestClient) -> None:
    assert served.get(f"/api/references/{MEANT}").status_code == 404
