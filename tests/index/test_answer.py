from __future__ import annotations

import pytest

from index.answer import Answerer
from index.entries import Filters
from index.model import Answer, Target
from index.query import understand
from tests.index.conftest import DOCUMENTS


def _ask(answerer: Answerer, text: str, limit: int = 10) -> Answer:
    return answerer.answer(understand(text), limit)


def _titles(answer: Answer) -> list[str]:
    return [document.title.split(":")[0] for document in answer.answer]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("kế hoạch nào triển khai Quyết định 1777/QĐ-TTg", id="Vietnamese"),
        pytest.param("ke hoach trien khai qd 1777/qd-ttg", id="without diacritics"),
        pytest.param("which plans implement Decision 1777/QD-TTg", id="English"),
    ],
)
def test_implementing_plans_come_first_then_applying_then_through_others(
    answerer: Answerer, text: str
) -> None:
    answer = _ask(answerer, text)
    assert _titles(answer) == ["Kế hoạch 55/KH-UBND", "Kế hoạch 88/KH-UBND", "Kế hoạch 9/KH-UBND"]
    assert [d.relation for d in answer.answer] == ["implements", "applies", "implements"]
    assert [len(d.path) for d in answer.answer] == [2, 2, 3]


def test_every_step_of_a_path_has_its_sentence(answerer: Answerer) -> None:
    answer = _ask(answerer, "kế hoạch nào triển khai Quyết định 1777/QĐ-TTg")
    assert answer.query.target is not None
    for document in answer.answer:
        assert document.path[0] == document.urn
        assert document.path[-1] == answer.query.target.urn
        assert len(document.evidence) == len(document.path) - 1
        for evidence in document.evidence:
            quoted = any(evidence.quotation in text for text in DOCUMENTS.values())
            assert quoted


def test_an_ambiguous_number_says_which_it_took_and_offers_the_others(answerer: Answerer) -> None:
    answer = _ask(answerer, "kế hoạch nào triển khai Quyết định 1777")
    assert _titles(answer)[0] == "Kế hoạch 55/KH-UBND"
    assert "1777/QĐ-TTg" in answer.message
    assert [c.number for c in answer.candidates] == ["1777/QĐ-UBND"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("nghi dinh 88", "Không tìm thấy Nghị định 88", id="another type"),
        pytest.param("Thông tư 88/KH-UBND", "Không tìm thấy Thông tư 88", id="whole number"),
        pytest.param("documents amending Decree 88", "another type", id="English"),
        pytest.param("kế hoạch 88", None, id="the type it has"),
        pytest.param("88/KH-UBND", None, id="no type"),
        pytest.param("Chương trình 88", None, id="a programme by its decision's number"),
    ],
)
def test_a_document_of_another_type_than_was_typed_is_said_to_be_one(
    answerer: Answerer, text: str, said: str | None
) -> None:
    answer = _ask(answerer, text)
    assert answer.query.target is not None
    assert (answer.query.target.urn or "").endswith("88-kh-ubnd")
    if said is None:
        assert "loại" not in answer.message
    else:
        assert said in answer.message
        assert "88/KH-UBND" in answer.message


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(
            "kế hoạch 88 của Bộ Y tế", "Không tìm thấy Kế hoạch 88 của Bộ Y tế", id="body"
        ),
        pytest.param(
            "Plan 88 of the Ministry of Health", "No Kế hoạch 88 of Bộ Y tế", id="English"
        ),
        pytest.param("kế hoạch 88", "", id="none named"),
    ],
)
def test_a_document_of_another_body_than_was_typed_is_said_to_be_one(
    answerer: Answerer, text: str, said: str
) -> None:
    answer = _ask(answerer, text)
    assert answer.query.target is not None
    assert (answer.query.target.urn or "").endswith("88-kh-ubnd")
    assert answer.message.startswith(said)
    assert bool(answer.message) == bool(said)


def test_the_user_may_choose_a_candidate(answerer: Answerer) -> None:
    first = _ask(answerer, "Quyết định 1777")
    query = understand("Quyết định 1777")
    chosen = answerer.answer(
        type(query)(query.text, query.intent, target=Target(urn=first.candidates[0].urn))
    )
    assert chosen.answer[0].urn == first.candidates[0].urn
    assert not chosen.candidates


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        pytest.param("QĐ 1777/QĐ-TTg hết hiệu lực chưa", ["Quyết định 2001/QĐ-TTg"], id="force"),
        pytest.param("QĐ 2001 thay thế văn bản nào", ["Quyết định 1777/QĐ-TTg"], id="out"),
        pytest.param("what replaced decision 1777/QD-TTg", ["Quyết định 2001/QĐ-TTg"], id="in"),
        pytest.param("kế hoạch của xã triển khai QĐ 1777/QĐ-TTg", ["Kế hoạch 9/KH-UBND"], id="xã"),
        pytest.param("plans of Nghe An province implementing decision 1777/QD-TTg",
                     ["Kế hoạch 55/KH-UBND", "Kế hoạch 9/KH-UBND"], id="place"),
        pytest.param("plans of Nghe An people's committee implementing decision 1777/QD-TTg",
                     ["Kế hoạch 55/KH-UBND"], id="issuer"),
        pytest.param("kế hoạch nào năm 2022 triển khai QĐ 1777/QĐ-TTg",
                     ["Kế hoạch 88/KH-UBND"], id="year"),
        pytest.param("kế hoạch 9/KH-UBND triển khai văn bản nào",
                     ["Kế hoạch 55/KH-UBND", "Quyết định 1777/QĐ-TTg"], id="upwards"),
    ],
)  # fmt: skip
def test_relations(answerer: Answerer, text: str, titles: list[str]) -> None:
    assert _titles(_ask(answerer, text)) == titles


def test_nothing_does_it_is_said_with_what_comes_nearest(answerer: Answerer) -> None:
    answer = _ask(answerer, "which circulars implement Decision 1777/QD-TTg")
    assert answer.answer == ()
    assert answer.message.startswith("No document in this library implements")
    assert answer.nearest[0].title.startswith("Kế hoạch 55/KH-UBND")
    answer = _ask(answerer, "văn bản nào đính chính Quyết định 1777/QĐ-TTg")
    assert answer.answer == ()
    assert "Không có văn bản nào trong thư viện đính chính" in answer.message
    assert answer.nearest


def test_a_related_answer_says_that_it_is_only_related(answerer: Answerer) -> None:
    answer = _ask(answerer, "which documents does plan 88/KH-UBND implement")
    assert [d.relation for d in answer.answer] == ["applies"]
    assert "otherwise" in answer.message


def test_a_number_finds_its_document_and_its_passages(answerer: Answerer) -> None:
    answer = _ask(answerer, "55/KH-UBND")
    assert _titles(answer) == ["Kế hoạch 55/KH-UBND"]
    assert answer.hits
    assert {hit.urn for hit in answer.hits} == {answer.answer[0].urn}


def test_a_number_that_nobody_knows_is_said_to_be_unknown(answerer: Answerer) -> None:
    unknown = _ask(answerer, "Nghị định 4321/2031/NĐ-CP")
    assert unknown.answer == ()
    assert "Không tìm thấy văn bản Nghị định 4321/2031/NĐ-CP" in unknown.message


@pytest.mark.parametrize(
    ("text", "first"),
    [
        pytest.param("số hóa tài liệu quý hiếm", "55/KH-UBND", id="words"),
        pytest.param("tu sach so", "9/KH-UBND", id="without diacritics"),
        pytest.param("kế hoạch văn hóa đọc Quảng Trị 2022", "88/KH-UBND", id="filters"),
        pytest.param("quyết định về giá dịch vụ thoát nước", "1777/QĐ-UBND", id="type"),
    ],
)
def test_a_topic_finds_passages(answerer: Answerer, text: str, first: str) -> None:
    hits = _ask(answerer, text).hits
    assert first in hits[0].title
    assert hits[0].highlights
    assert all(hits[0].text[h.start : h.end] for h in hits[0].highlights)


def test_filters_that_fit_nothing_are_dropped_aloud(answerer: Answerer) -> None:
    answer = _ask(answerer, "thông tư về thư viện số năm 2019")
    assert answer.hits
    assert "Thông tư, 2019" in answer.message


def test_filters_set_beside_the_text_hold(answerer: Answerer) -> None:
    query = understand("kế hoạch nào triển khai Quyết định 1777/QĐ-TTg")
    answer = answerer.answer(query, 10, Filters(issuer="xã"))
    assert _titles(answer) == ["Kế hoạch 9/KH-UBND"]
    assert answer.query.issuer == "xã"


def test_facets_count_what_was_found(answerer: Answerer) -> None:
    facets = _ask(answerer, "kế hoạch nào triển khai Quyết định 1777/QĐ-TTg").facets
    assert facets["type"] == {"Kế hoạch": 3}
    assert facets["level"] == {"tỉnh": 2, "xã": 1}
    assert facets["relation"] == {"implements": 2, "applies": 1}


def test_the_limit_is_one_of_passages_and_leaves_the_answer_whole(answerer: Answerer) -> None:
    answer = _ask(answerer, "kế hoạch nào triển khai Quyết định 1777/QĐ-TTg", limit=1)
    assert len(answer.answer) == 3
    assert len({hit.document for hit in answer.hits}) <= 1


def test_an_answer_that_is_cut_says_so(answerer: Answerer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.relation_answers.MAX_DOCUMENTS", 2)
    answer = _ask(answerer, "kế hoạch nào triển khai Quyết định 1777/QĐ-TTg")
    assert len(answer.answer) == 2
    assert "3 văn bản" in answer.message


@pytest.mark.parametrize(
    "text",
    ["", "   ", "😀", "\x00\x07", "AND (", "'; DROP TABLE x; --", "và của là", "x" * 100_000, '"',
     "QĐ " * 3000, "1/" * 3000, "triển khai " * 2000 + "QĐ 1777"],
)  # fmt: skip
def test_any_text_has_an_answer(answerer: Answerer, text: str) -> None:
    answer = _ask(answerer, text)
    assert answer.answer or answer.hits or answer.message
