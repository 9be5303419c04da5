from __future__ import annotations

import pytest

from index.answer import Answerer
from index.entries import Filters
from index.limits import described, inapplicable, years_described
from index.model import Answer
from index.query import understand


def _ask(answerer: Answerer, text: str, filters: Filters | None = None, limit: int = 10) -> Answer:
    return answerer.answer(understand(text), limit, filters)


def _first(answer: Answer) -> list[str]:
    return [title.split(":")[0] for title in dict.fromkeys(hit.title for hit in answer.hits)]


def test_what_guessed_filters_leave_out_is_shown_where_it_fits_clearly_better(
    answerer: Answerer,
) -> None:
    answer = _ask(answerer, "xây dựng giá dịch vụ thoát nước cấp xã 2021")
    assert answer.query.issuer == "xã"
    assert _first(answer)[0] == "Kế hoạch 9/KH-UBND"
    assert "Quyết định 1777/QĐ-UBND" in _first(answer)[1:]
    assert "(xã, 2021)" in answer.message
    assert "xây dựng giá dịch vụ thoát nước" in answer.message


def test_a_document_of_another_type_whose_title_is_the_topic_is_shown_too(
    answerer: Answerer,
) -> None:
    answer = _ask(answerer, "kế hoạch về thư viện số mới")
    assert answer.query.type == "Kế hoạch"
    assert _first(answer)[0].startswith("Kế hoạch")
    assert _first(answer)[-1] == "Quyết định 2001/QĐ-TTg"
    assert "tên nói đúng về “thư viện số mới”" in answer.message


@pytest.mark.parametrize(
    ("text", "english"),
    [
        pytest.param("plans of Quang Tri province about kangaroos", True, id="English"),
        pytest.param("kế hoạch của tỉnh Quảng Trị về kanguru", False, id="Vietnamese"),
    ],
)
def test_where_no_word_fits_the_documents_within_the_filters_are_shown(
    answerer: Answerer, text: str, english: bool
) -> None:
    answer = _ask(answerer, text)
    assert _first(answer) == ["Kế hoạch 88/KH-UBND"]
    assert ("No word of" if english else "Không tìm thấy từ nào") in answer.message


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_both_keep_within_the_limit(answerer: Answerer, limit: int) -> None:
    answer = _ask(answerer, "xây dựng giá dịch vụ thoát nước cấp xã 2021", limit=limit)
    assert 0 < len({hit.document for hit in answer.hits}) <= limit
    assert "Quyết định 1777/QĐ-UBND" in _first(answer)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("kế hoạch của xã về tủ sách số", id="what passes speaks of it"),
        pytest.param(
            "kế hoạch của xã về xây dựng bể nuôi trồng thủy sản", id="nothing speaks of it"
        ),
        pytest.param("văn bản của UBND tỉnh Quảng Trị", id="no topic"),
    ],
)
def test_guessed_filters_hold_where_nothing_is_clearly_better(
    answerer: Answerer, text: str
) -> None:
    answer = _ask(answerer, text)
    assert answer.hits
    assert not answer.message


def test_chosen_filters_hold_whatever_they_leave_out(answerer: Answerer) -> None:
    chosen = Filters(level="xã", year_from=2021, year_to=2021)
    answer = _ask(answerer, "xây dựng giá dịch vụ thoát nước", chosen)
    assert set(_first(answer)) == {"Kế hoạch 9/KH-UBND"}
    assert "bộ lọc" not in answer.message


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        pytest.param("khai thác khoáng sản biển sâu", False, id="not one of its pairs"),
        pytest.param("khai thac khoang san bien sau", False, id="the same without marks"),
        pytest.param("giá dịch vụ thoát nước", True, id="the words of a passage"),
        pytest.param("gia dich vu thoat nuoc", True, id="the same without marks"),
        pytest.param("deep sea mining of minerals", True, id="English: the words tell nothing"),
        pytest.param("nước", True, id="one word"),
    ],
)
def test_a_topic_that_no_passage_speaks_of_is_said_to_be_one(
    answerer: Answerer, text: str, plain: bool
) -> None:
    assert ("nói rõ" in _ask(answerer, text).message) != plain


def test_where_chosen_filters_leave_nothing_nothing_is_shown(answerer: Answerer) -> None:
    answer = _ask(answerer, "giá dịch vụ thoát nước", Filters(type="Thông tư"))
    assert answer.hits == ()
    assert "bộ lọc đã chọn (Thông tư)" in answer.message
    guessed = _ask(
        answerer, "xây dựng giá dịch vụ thoát nước cấp xã 2021", Filters(type="Quyết định")
    )
    assert "Quyết định 1777/QĐ-UBND" in _first(guessed)
    assert not any(title.startswith("Kế hoạch") for title in _first(guessed))


def test_only_what_was_guessed_is_said_to_be_guessed(answerer: Answerer) -> None:
    chosen = Filters(type="Kế hoạch")
    answer = _ask(answerer, "xây dựng số hóa tài liệu quý hiếm cấp xã", chosen)
    assert "(xã)" in answer.message


@pytest.mark.parametrize(
    ("text", "facets"),
    [
        pytest.param("55/KH-UBND", ("relation",), id="one document"),
        pytest.param("thư viện số", ("relation",), id="a topic"),
        pytest.param("kế hoạch nào triển khai Quyết định 1777/QĐ-TTg", (), id="a relation"),
    ],
)
def test_filters_that_mean_nothing_for_a_question_are_said_not_to_apply(
    answerer: Answerer, text: str, facets: tuple[str, ...]
) -> None:
    filters = Filters(type="Quyết định", relation="implements")
    assert inapplicable(understand(text), filters) == facets
    answer = _ask(answerer, text, filters)
    assert ("không áp dụng" in answer.message) is bool(facets)


def test_what_is_chosen_limits_no_document_that_is_asked_for_by_its_number(
    answerer: Answerer,
) -> None:
    answer = _ask(answerer, "55/KH-UBND", Filters(type="Quyết định"))
    assert answer.query.type is None
    assert [one.title.split(":")[0] for one in answer.answer] == ["Kế hoạch 55/KH-UBND"]
    assert "bộ lọc đã chọn (Quyết định)" in answer.message


def test_passages_beside_keep_to_what_is_chosen(answerer: Answerer) -> None:
    chosen = Filters(type="Quyết định")
    texts = ("4321/2031/NĐ-CP về thư viện số", "kế hoạch nào triển khai Quyết định 1777/QĐ-TTg")
    for text in texts:
        assert all(title.startswith("Quyết định") for title in _first(_ask(answerer, text, chosen)))


@pytest.mark.parametrize(
    ("first", "last", "vietnamese", "english"),
    [
        pytest.param(None, 2021, "đến 2021", "until 2021", id="until"),
        pytest.param(2023, None, "từ 2023", "from 2023", id="from"),
        pytest.param(2023, 2023, "2023", "2023", id="one"),
        pytest.param(2022, 2024, "2022–2024", "2022–2024", id="several"),
        pytest.param(None, None, "", "", id="none"),
    ],
)
def test_years_in_words(first: int | None, last: int | None, vietnamese: str, english: str) -> None:
    assert years_described(first, last) == vietnamese
    assert years_described(first, last, english=True) == english


def test_filters_in_words() -> None:
    filters = Filters(type="Kế hoạch", place=("tỉnh Nghệ An", "UBND tỉnh Nghệ An"), year_to=2021)
    assert described(filters) == "Kế hoạch, tỉnh Nghệ An, đến 2021"
