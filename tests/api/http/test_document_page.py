import re

import pytest
from fastapi.testclient import TestClient

from api.http.document_text import linked_text
from api.library import Library
from api.settings import Settings
from corpus.catalog import Mention
from corpus.catalog.records import MentionStatus
from tests.api.http.conftest import BROWSER, DECISION, EVIL_PLAN, PLAN
from tests.api.http.pages import Page


def page(client: TestClient, path: str) -> Page:
    response = client.get(path, headers=BROWSER)
    assert response.status_code == 200, response.text
    found = Page(response.text)
    assert not found.wrong
    return found


def test_header_facts(client: TestClient) -> None:
    found = page(client, f"/id/{PLAN}").text
    assert "Cơ quan ban hành UBND tỉnh Nghệ An" in found
    assert "Ngày ban hành 30/08/2022" in found
    assert "Tệp na-kh-766.docx" in found


def test_relations_both_ways_with_their_sentence(client: TestClient) -> None:
    response = client.get(f"/id/{PLAN}")
    found = Page(response.text)
    assert "triển khai, thực hiện" in found.text
    assert "được triển khai, thực hiện bởi" in found.text
    assert f"/id/{DECISION}" in found.links
    assert "<mark>Quyết định số 766/QĐ-TTg ngày 23 tháng 6 năm 2022</mark>" in response.text


def test_the_lineage_is_drawn_with_its_proofs(client: TestClient) -> None:
    response = client.get(f"/id/{PLAN}", headers=BROWSER)
    drawing = Page(response.text.split('<div class="scroll"')[1].split("</svg>")[0])
    assert f"/id/{DECISION}" in drawing.links
    assert "Lược đồ quanh Kế hoạch 612/KH-UBND" in drawing.text
    assert "“Thực hiện Quyết định số 766/QĐ-TTg" in drawing.text
    link = next(one for one in Page(response.text).links if "format=svg" in one)
    whole = client.get(link)
    assert whole.status_code == 200
    assert whole.text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<svg ')


def test_a_document_that_is_tied_to_nothing_is_not_drawn(client: TestClient) -> None:
    urn = "urn:lex:vn:quoc.hoi:luat:2013;43-2013-qh13"  # of the authority records alone
    response = client.get(f"/id/{urn}", headers=BROWSER)
    assert response.status_code == 200
    assert "<svg" not in response.text


def test_documents_that_are_like_it_with_what_both_cite(client: TestClient) -> None:
    found = page(client, f"/id/{PLAN}")
    similar = found.text.split("Văn bản tương tự")[1].split("Toàn văn")[0]
    assert "Kế hoạch 512/KH-UBND" in similar, "another province's plan for the same decision"
    assert "Cùng viện dẫn" in similar
    assert "Kế hoạch 612/KH-UBND" not in similar.split("Thường được")[0], "never itself"


def test_documents_that_are_cited_beside_it(client: TestClient) -> None:
    found = page(client, f"/id/{DECISION}")
    together = found.text.split("Thường được viện dẫn cùng")[1].split("Toàn văn")[0]
    assert "Nghị định 61/2018/NĐ-CP" in together
    assert re.search(r"– cùng trong \d+ văn bản", together)


def test_the_whole_text_stands_on_the_page_unchanged(
    client: TestClient, settings: Settings
) -> None:
    response = client.get(f"/id/{PLAN}")
    shown = response.text.split('<div class="text">')[1].split("</div>")[0]
    words = "".join(Page(shown).words)
    with Library.open(settings.data, settings) as library:
        assert words == library.text(PLAN)


def test_every_mention_is_linked_and_every_citation_has_its_place(
    client: TestClient, settings: Settings
) -> None:
    found = page(client, f"/id/{PLAN}")
    with Library.open(settings.data, settings) as library:
        edges = list(library.edges(host=PLAN))
    assert edges
    for edge in edges:
        assert f"c{edge.mention}" in found.ids
        assert f"char={edge.evidence.start}" in found.ids
    linked = [a["href"] for tag, a in found.elements if tag == "a" and a.get("class") == "mention"]
    assert f"/id/{DECISION}" in linked


def test_tasks_stand_in_a_table(client: TestClient) -> None:
    found = page(client, f"/id/{PLAN}")
    assert "table" in [tag for tag, _ in found.elements]
    assert "Chủ trì" in found.text
    assert any(re.fullmatch(rf"/id/{re.escape(PLAN)}#char=\d+", link) for link in found.links)


def test_lineage_is_a_nested_list_up_and_down(client: TestClient) -> None:
    response = client.get(f"/id/{DECISION}?depth=3")
    lineage = response.text.split('id="lineage"')[1].split("</section>")[0]
    up, down = lineage.split("Được triển khai, dựa vào bởi")
    assert "Nghị định 61/2018/NĐ-CP" in up
    assert "Kế hoạch 612/KH-UBND" in down
    below = down.split("203/KH-UBND</a>")[1].split("<ul>")[1].split("</ul>")[0]
    assert "19/KH-UBND" in below, "the ward's plan stands below the town's"


def test_a_cited_document_without_text_has_a_page(client: TestClient) -> None:
    found = page(client, f"/id/{PLAN}")
    for link in dict.fromkeys(link for link in found.links if link.startswith("/id/")):
        other = page(client, link.partition("#")[0])
        if "Thư viện không có toàn văn" in other.text:
            assert "text" not in other.ids
            return
    pytest.fail("all cited documents are held")


@pytest.mark.parametrize("part", [2, 999_999_999])
def test_a_part_that_the_text_has_not(client: TestClient, part: int) -> None:
    assert client.get(f"/id/{PLAN}?part={part}").status_code == 404


def mention(ordinal: int, start: int, end: int, *, urn: str | None = None) -> Mention:
    status: MentionStatus = "resolved" if urn else "unresolved"
    return Mention(
        ordinal, start, end, EVIL_PLAN[start:end], "numbered", "cites", status, urn, "", 1.0
    )


@pytest.mark.parametrize(
    "spans",
    [
        pytest.param([], id="none"),
        pytest.param([(0, 10), (12, 30)], id="side by side"),
        pytest.param([(0, 30), (5, 9), (9, 12)], id="one inside another"),
        pytest.param([(0, 10), (5, 15)], id="crossing"),
        pytest.param([(0, 5), (5, 9)], id="touching"),
        pytest.param([(len(EVIL_PLAN) - 4, len(EVIL_PLAN))], id="at the end"),
        pytest.param([(3, 3)], id="empty"),
    ],
)
def test_marking_never_changes_the_text(spans: list[tuple[int, int]]) -> None:
    mentions = [mention(n, start, end, urn="urn:x") for n, (start, end) in enumerate(spans)]
    found = Page(str(linked_text(EVIL_PLAN, mentions, [0, 7, len(EVIL_PLAN)])))
    assert "".join(found.words) == EVIL_PLAN
    assert not found.wrong
    assert len(found.ids) == len(set(found.ids))
    for start, end in spans:
        if start < end:
            assert f"char={start}" in found.ids


def test_parts_join_to_the_whole() -> None:
    mentions = [mention(0, 90, 110), mention(1, 140, 160, urn="urn:x")]
    parts = [
        linked_text(EVIL_PLAN, mentions, start=start, end=start + 100)
        for start in range(0, len(EVIL_PLAN), 100)
    ]
    assert "".join("".join(Page(str(part)).words) for part in parts) == EVIL_PLAN
