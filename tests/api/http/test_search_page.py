from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from fastapi.testclient import TestClient

from tests.api.http.conftest import BROWSER, DECISION, PLAN
from tests.api.http.pages import Page


def page(client: TestClient, path: str) -> Page:
    response = client.get(path, headers=BROWSER)
    assert response.status_code == 200, response.text
    found = Page(response.text)
    assert not found.wrong
    assert not found.open
    return found


def test_the_empty_page_offers_examples_that_can_be_asked(client: TestClient) -> None:
    welcome = page(client, "/")
    examples = [link for link in welcome.links if link.startswith("/?q=")]
    assert len(examples) >= 3
    for example in examples:
        page(client, example)


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("kế hoạch nào triển khai Quyết định 766", id="Vietnamese"),
        pytest.param("ke hoach trien khai qd 766", id="without diacritics"),
        pytest.param("which plans implement Decision 766", id="English"),
    ],
)
def test_plans_with_relation_and_marked_sentence(client: TestClient, query: str) -> None:
    response = client.get("/", params={"q": query})
    found = Page(response.text)
    assert f"/id/{PLAN}" in found.links
    assert "Kế hoạch 612/KH-UBND triển khai, thực hiện" in found.text
    assert "<mark>Quyết định số 766/QĐ-TTg ngày 23 tháng 6 năm 2022</mark>" in response.text
    assert "Văn bản Quyết định 766" in found.text
    assert ("type", "search") in dict(found.elements)["input"].items()


def test_an_indirect_answer_shows_its_way(client: TestClient) -> None:
    found = page(client, "/?q=kế hoạch nào triển khai Quyết định 468&limit=50")
    assert "gián tiếp" in found.text
    assert "→ Quyết định 766/QĐ-TTg" in found.text
    assert "→ Quyết định 468/QĐ-TTg" in found.text


def test_a_proof_leads_to_its_place_in_the_hosts_text(client: TestClient) -> None:
    found = page(client, "/?q=kế hoạch nào triển khai Quyết định 766")
    proofs = [link for link in found.links if link.startswith("/id/") and "#char=" in link]
    assert proofs
    for proof in proofs:
        path, _, fragment = proof.partition("#")
        assert fragment in page(client, path).ids, proof


def test_filters_are_links_that_keep_the_question(client: TestClient) -> None:
    query = "kế hoạch nào triển khai Quyết định 766"
    found = page(client, f"/?q={query}")
    filters = [link for link in found.links if "issuer=" in link or "year_from=" in link]
    assert filters
    for link in filters:
        assert parse_qs(urlsplit(link).query)["q"] == [query]


def test_a_filter_narrows_the_answer_and_can_be_dropped(client: TestClient) -> None:
    everything = page(client, "/?q=Bộ chỉ số phục vụ người dân")
    narrowed = page(client, "/?q=Bộ chỉ số phục vụ người dân&type=Quyết định")
    assert any(PLAN in link for link in everything.links)
    assert not any(PLAN in link for link in narrowed.links)
    assert any(DECISION in link for link in narrowed.links)
    drop = [(attributes["href"]) for tag, attributes in narrowed.elements
            if attributes.get("aria-label", "").startswith("Bỏ lọc")]  # fmt: skip
    assert len(drop) == 1
    assert any(PLAN in link for link in page(client, drop[0]).links)


def test_a_filter_narrows_the_plans_that_implement(client: TestClient) -> None:
    found = page(client, "/?q=kế hoạch nào triển khai Quyết định 766&issuer=xã")
    answers = [link for link in found.links if link.startswith("/id/") and "ke.hoach" in link]
    assert answers
    assert PLAN not in answers[0]


def test_another_document_of_the_same_number_can_be_asked_about(client: TestClient) -> None:
    found = page(client, "/?q=kế hoạch nào triển khai Nghị quyết 01")
    assert "Cũng có thể là" in found.text
    asked = [attributes["href"] for _, attributes in found.elements
             if attributes.get("aria-label", "").startswith("Hỏi về")]  # fmt: skip
    assert asked
    question = parse_qs(urlsplit(asked[0]).query)["q"][0]
    document = question.removeprefix("kế hoạch nào triển khai ").partition(" năm")[0]
    assert document.startswith("Nghị quyết 01/")
    assert f"Văn bản {document}" in page(client, asked[0]).text


def test_a_long_answer_is_cut_and_says_so(client: TestClient) -> None:
    query = "kế hoạch nào triển khai Quyết định 766"
    whole = page(client, f"/?q={query}&limit=100")
    total = len(client.get("/api/search", params={"q": query, "limit": 100}).json()["answer"])
    assert total > 2
    assert "Thêm kết quả" not in whole.text
    cut = page(client, f"/?q={query}&limit=2")
    assert f"{total} văn bản trả lời nêu 2 văn bản đầu" in cut.text
    more = next(link for link in cut.links if "limit=6" in link)
    assert parse_qs(urlsplit(more).query)["q"] == [query]


def test_words_alone(client: TestClient) -> None:
    found = page(client, "/?q=which plans implement Decision 766&understand=false")
    assert "Tìm theo ý câu hỏi" in found.text
    assert "văn bản trả lời" not in found.text


def test_nothing_found_is_said(client: TestClient) -> None:
    found = page(client, "/?q=zzzzqqqq")
    assert any(attributes.get("role") == "status" for _, attributes in found.elements)


@pytest.mark.parametrize("path", ["/", "/?q=766", "/docs", f"/id/{DECISION}", "/sparql"])
def test_pages_load_nothing_from_elsewhere(client: TestClient, path: str) -> None:
    found = page(client, path)
    for tag, attributes in found.elements:
        assert tag not in ("iframe", "object", "embed", "style", "base"), tag
        assert "style" not in attributes
        if tag in ("link", "img", "script"):
            assert attributes.get("href", attributes.get("src", "")).startswith("/static/")


@pytest.mark.parametrize(
    ("facet", "value", "words"),
    [
        pytest.param("level", "tỉnh", "Tỉnh", id="level"),
        pytest.param("province", "tỉnh Nghệ An", "Tỉnh Nghệ An", id="province"),
        pytest.param("force", "in_force", "Còn hiệu lực", id="force"),
        pytest.param("type", "Kế hoạch", "Kế hoạch", id="type"),
        pytest.param("relation", "implements", "Triển khai, thực hiện", id="relation"),
    ],
)
def test_each_facet_narrows_and_can_be_dropped(
    client: TestClient, facet: str, value: str, words: str
) -> None:
    query = "kế hoạch nào triển khai Quyết định 766"
    path = "/?" + urlencode({"q": query, facet: value, "limit": 100})
    found = page(client, path)
    drop = next(a for _, a in found.elements if a.get("aria-label") == f"Bỏ lọc {words}")
    assert facet not in parse_qs(urlsplit(drop["href"]).query)
    asked: dict[str, str | int] = {"q": query, facet: value, "limit": 100}
    answers = client.get("/api/search", params=asked).json()["answer"]
    assert PLAN in {one["urn"] for one in answers}
    assert all(facet != "province" or "nghe.an" in one["urn"] for one in answers)


def test_levels_and_provinces_are_offered(client: TestClient) -> None:
    found = page(client, "/?q=kế hoạch nào triển khai Quyết định 766&limit=100")
    assert "Cấp" in found.text
    assert "Tỉnh, thành phố hiện nay" in found.text
    assert any("province=" in link for link in found.links)


@pytest.mark.parametrize(
    "wrong", ["level=bang", "province=Atlantis", "force=maybe", "relation=likes"]
)
def test_a_filter_that_does_not_exist(client: TestClient, wrong: str) -> None:
    response = client.get(f"/?q=766&{wrong}", headers=BROWSER)
    assert response.status_code == 400
    assert wrong.partition("=")[0] in response.text
    assert client.get(f"/api/search?q=766&{wrong}").status_code in (400, 422)


@pytest.mark.parametrize("path", ["/", "/?q=766", "/docs", f"/id/{PLAN}", "/sparql", "/nope"])
def test_pages_are_accessible(client: TestClient, path: str) -> None:
    found = Page(client.get(path, headers=BROWSER).text)
    tags = [tag for tag, _ in found.elements]
    labelled = {attributes.get("for") for tag, attributes in found.elements if tag == "label"}
    assert dict(found.elements)["html"]["lang"] == "vi"
    assert tags.count("main") == 1
    assert len(found.ids) == len(set(found.ids)), "an id stands twice"
    for tag, attributes in found.elements:
        if tag in ("input", "textarea"):
            assert attributes["id"] in labelled
        for name in ("aria-labelledby", "aria-describedby"):
            assert name not in attributes or attributes[name] in found.ids
        if tag == "a" and attributes["href"].startswith("#"):
            assert attributes["href"][1:] in found.ids
    levels = [int(tag[1]) for tag in tags if tag in ("h1", "h2", "h3")]
    assert all(after <= before + 1 for before, after in zip([1, *levels], levels, strict=False))


def test_where_one_document_is_looked_up_nothing_is_said_to_be_filtered(client: TestClient) -> None:
    found = page(client, "/?q=766/QĐ-TTg&type=Kế hoạch")
    assert any(DECISION in link for link in found.links)
    assert "Đang lọc" not in found.text
    assert "không đúng bộ lọc đã chọn (Kế hoạch)" in found.text


def test_a_place_named_without_its_body_is_shown_as_a_place(client: TestClient) -> None:
    found = page(client, "/?q=thủ tục hành chính ở Nghệ An trước năm 2023")
    assert "Địa bàn tỉnh Nghệ An" in found.text
    assert "Năm đến 2022" in found.text
