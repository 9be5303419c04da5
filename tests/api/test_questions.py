"""What a library answers to questions, from texts to the sentence that is said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from api.library import Library
from api.settings import Settings
from index.entries import Filters
from index.model import Answer

_TEXT = """{body}
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: {number}
{place}, ngày {day:02} tháng {month:02} năm {year}

{kind}
{title}

{text}

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Trần Văn B
"""
_PROVINCE = "ỦY BAN NHÂN DÂN\nTỈNH LÂM ĐỒNG"
_DISTRICT = "ỦY BAN NHÂN DÂN\nHUYỆN ĐỨC TRỌNG\nTỈNH LÂM ĐỒNG"


def _text(
    number: str, date: tuple[int, int, int], title: str, text: str, *, body: str = _PROVINCE
) -> str:
    year, month, day = date
    kind = "KẾ HOẠCH" if "KH" in number else "QUYẾT ĐỊNH"
    return _TEXT.format(
        body=body, number=number, place="Lâm Đồng", year=year, month=month, day=day,
        kind=kind, title=title, text=text,
    )  # fmt: skip


_TEXTS = {
    "rules": _text(
        "10/2020/QĐ-UBND", (2020, 3, 5), "Ban hành Quy định quản lý chợ",
        "Căn cứ Luật Thương mại ngày 14 tháng 6 năm 2005;\n\nĐiều 1. Phạm vi.\nĐiều 2. Quản lý.\n"
        "Điều 3. Quyết định này có hiệu lực từ ngày 20 tháng 3 năm 2020.",
    ),
    "pause": _text(
        "20/2021/QĐ-UBND", (2021, 5, 4), "Tạm ngưng hiệu lực một phần quy định về chợ",
        "Điều 1. Tạm ngưng hiệu lực Điều 2 của Quyết định số 10/2020/QĐ-UBND ngày 05 tháng 3 năm "
        "2020 của UBND tỉnh Lâm Đồng.\nĐiều 2. Các điều khác của Quyết định số 10/2020/QĐ-UBND "
        "tiếp tục có hiệu lực.\nĐiều 3. Quyết định này có hiệu lực từ ngày 10 tháng 5 năm 2021.",
    ),
    "stop": _text(
        "77/QĐ-UBND", (2022, 7, 1), "Về việc đình chỉ thi hành một quyết định",
        "Điều 1. Đình chỉ thi hành Quyết định số 41/QĐ-UBND ngày 02 tháng 6 năm 2022 của UBND "
        "huyện Đức Trọng.",
    ),
    "old": _text(
        "06/2018/QĐ-UBND", (2018, 2, 2), "Về giá nước",
        "Điều 1. Giá nước.\nĐiều 2. Quyết định này có hiệu lực từ ngày 15 tháng 02 năm 2018.",
    ),
    "end": _text(
        "30/2023/QĐ-UBND", (2023, 8, 8), "Về giá nước sạch",
        "Điều 1. Bãi bỏ Quyết định số 06/2018/QĐ-UBND ngày 02 tháng 02 năm 2018 của UBND tỉnh Lâm "
        "Đồng và Quyết định số 06/2016/QĐ-UBND ngày 01 tháng 02 năm 2016 của UBND tỉnh Lâm Đồng.\n"
        "Điều 2. Quyết định này có hiệu lực từ ngày 20 tháng 8 năm 2023.",
    ),
    "scheme": _text(
        "06/QĐ-TTg", (2022, 1, 6), "Phê duyệt Đề án dữ liệu dân cư",
        "Điều 1. Phê duyệt Đề án.\nĐiều 2. Quyết định này có hiệu lực từ ngày ký.",
        body="THỦ TƯỚNG CHÍNH PHỦ",
    ),
    "plan": _text(
        "148/KH-UBND", (2023, 3, 1), "Triển khai Đề án dữ liệu dân cư",
        "Thực hiện Quyết định số 06/QĐ-TTg ngày 06 tháng 01 năm 2022 của Thủ tướng Chính phủ.\n\n"
        "1. Làm sạch dữ liệu.", body=_DISTRICT,
    ),
    "letter": _text(
        "148/KH-UBND", (2024, 4, 2), "Chăm sóc cây xanh đô thị",
        "1. Trồng cây.\n2. Tưới cây.",
    ),
    "report": _text(
        "9/QĐ-UBND", (2024, 6, 3), "Về việc sơ kết",
        "Tổ chức sơ kết Kế hoạch số 148/KH-UBND ngày 01 tháng 3 năm 2023.",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder: Path = tmp_path_factory.mktemp("questions")
    for name, text in _TEXTS.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    settings = Settings(data=folder / "data", workers=1, embedder="none")
    with Library.open(folder / "data", settings, write=True) as library:
        report = library.ingest([folder])
        assert report.added == len(_TEXTS)
        yield library


def _answered(answer: Answer) -> list[tuple[str | None, str]]:
    return [(one.relation, one.title.split(":")[0]) for one in answer.answer]


@pytest.mark.parametrize(
    ("question", "said", "answered"),
    [
        pytest.param("Quyết định 10/2020/QĐ-UBND còn hiệu lực không",
                     "hết hiệu lực một phần) từ 10/05/2021: Quyết định 20/2021/QĐ-UBND ngưng hiệu "
                     "lực một phần (Điều 2)",
                     [("suspends", "Quyết định 20/2021/QĐ-UBND")], id="partly"),
        pytest.param("is Decision 10/2020/QD-UBND still in force",
                     "is partly in force since 2021-05-10: Quyết định 20/2021/QĐ-UBND suspends",
                     [("suspends", "Quyết định 20/2021/QĐ-UBND")], id="in English"),
        pytest.param("Quyết định 41/QĐ-UBND hết hiệu lực chưa",
                     "đang ngưng hiệu lực từ 01/07/2022: Quyết định 77/QĐ-UBND ngưng hiệu lực nó",
                     [("suspends", "Quyết định 77/QĐ-UBND")], id="suspended and not held"),
        pytest.param("Quyết định 06/2018/QĐ-UBND còn hiệu lực không",
                     "đã hết hiệu lực từ 20/08/2023: Quyết định 30/2023/QĐ-UBND bãi bỏ nó",
                     [("repeals", "Quyết định 30/2023/QĐ-UBND")], id="ended"),
        pytest.param("Quyết định 06/QĐ-TTg còn hiệu lực không",
                     "còn hiệu lực (có hiệu lực từ 06/01/2022): không thấy văn bản nào",
                     [], id="in force"),
    ],
)  # fmt: skip
def test_a_question_about_force_is_answered_by_the_state_and_what_brought_it(
    library: Library, question: str, said: str, answered: list[tuple[str, str]]
) -> None:
    answer = library.search(question)
    assert (answer.query.relation, answer.query.direction) == ("repeals", "in")
    assert said in answer.message
    assert _answered(answer) == answered
    assert all(one.evidence for one in answer.answer)


def test_a_law_that_a_newer_one_of_its_name_ended_leads_to_that(library: Library) -> None:
    answer = library.search("Luật Đất đai 2013 còn hiệu lực không")
    assert "đã hết hiệu lực từ 01/08/2024: Luật 31/2024/QH15, cùng tên" in answer.message
    assert "31/2024/QH15" in answer.nearest[0].title


def test_a_law_of_another_year_is_offered_in_its_editions(library: Library) -> None:
    answer = library.search("Luật Đất đai năm 2019")
    assert "nào của năm 2019" in answer.message
    assert {2013, 2024} <= {candidate.year for candidate in answer.candidates}


def test_what_only_changes_a_document_does_not_repeal_it(library: Library) -> None:
    answer = library.search("văn bản nào bãi bỏ Quyết định 10/2020/QĐ-UBND")
    assert answer.answer == ()
    assert answer.message.startswith("Không có văn bản nào trong thư viện bãi bỏ")
    assert "Quyết định 20/2021/QĐ-UBND ngưng hiệu lực một phần" in answer.message
    assert answer.nearest[0].relation == "suspends"


def test_of_several_documents_the_held_one_is_asked_about(library: Library) -> None:
    """A repealed document has an answer to a question about force, and so has any other."""
    answer = library.search("Quyết định 06 còn hiệu lực ko")
    assert answer.query.target is not None
    taken = answer.query.target.urn or ""
    assert taken.endswith(("2022;6-qd-ttg", "2018;6-2018-qd-ubnd"))
    offered = {candidate.number for candidate in answer.candidates}
    assert "06/2016/QĐ-UBND" in offered


@pytest.mark.parametrize(
    ("question", "numbers", "said"),
    [
        pytest.param("kế hoạch nào triển khai Quyết định 06/QĐ-TTg năm 2023",
                     ["Kế hoạch 148/KH-UBND"], "2023 được hiểu là năm của kết quả", id="results"),
        pytest.param("kế hoạch nào triển khai Quyết định 06/QĐ-TTg năm 2022",
                     ["Kế hoạch 148/KH-UBND"], "", id="its own year"),
        pytest.param("kế hoạch nào triển khai Quyết định 06/QĐ-TTg năm 2021",
                     [], "đúng bộ lọc (Kế hoạch, 2021)", id="none of that year"),
        pytest.param("06/QĐ-TTg năm 2024", [], "nào của năm 2024", id="looked up"),
        pytest.param("Quyết định 06/QĐ-TTg năm 2024 còn hiệu lực không", [], "nào của năm 2024",
                     id="its force"),
    ],
)  # fmt: skip
def test_a_year_that_no_document_of_the_number_has(
    library: Library, question: str, numbers: list[str], said: str
) -> None:
    answer = library.search(question)
    assert [title for _, title in _answered(answer)] == numbers
    assert said in answer.message
    assert answer.query.year_from is None
    if "2024" in question:
        assert [candidate.year for candidate in answer.candidates] == [2022]


def test_filters_that_leave_the_answer_out_are_named(library: Library) -> None:
    answer = library.search(
        "văn bản nào bãi bỏ Quyết định 06/2018", filters=Filters(type="Báo cáo")
    )
    assert answer.answer == ()
    assert "bộ lọc (Báo cáo)" in answer.message
    assert [one.relation for one in answer.nearest] == ["repeals"]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        pytest.param("văn bản nào bãi bỏ Quyết định 06/2018", "bộ lọc (căn cứ)", id="Vietnamese"),
        pytest.param("which documents repeal Decision 06/2018", "filters (based on)", id="English"),
    ],
)
def test_relations_are_told_in_words(library: Library, question: str, said: str) -> None:
    answer = library.search(question, filters=Filters(relation="based_on"))
    assert said in answer.message
    assert "based_on" not in answer.message


def test_a_document_asked_for_by_number_is_shown_against_the_filters(library: Library) -> None:
    answer = library.search("06/QĐ-TTg", filters=Filters(type="Kế hoạch"))
    assert _answered(answer) == [(None, "Quyết định 06/QĐ-TTg")]
    assert "không đúng bộ lọc đã chọn (Kế hoạch)" in answer.message


@pytest.mark.parametrize("year", [2023, 2024])
def test_filters_decide_between_documents_of_one_number(library: Library, year: int) -> None:
    filters = Filters(year_from=year, year_to=year)
    answer = library.search("Kế hoạch 148/KH-UBND", filters=filters)
    assert ";148-kh-ubnd" in answer.answer[0].urn
    assert f":{year};" in answer.answer[0].urn
    assert "bộ lọc" not in answer.message


def test_a_document_that_is_not_held_is_shown_where_the_graph_finds_it(library: Library) -> None:
    answer = library.search("Luật Thương mại 2005")
    assert "nơi nhắc đến" in answer.message
    assert [one.title.split(":")[0] for one in answer.nearest] == ["Quyết định 10/2020/QĐ-UBND"]
    assert "Luật Thương mại" in answer.nearest[0].evidence[0].quotation
    assert {hit.urn for hit in answer.hits} <= {answer.nearest[0].urn}


def test_a_document_that_nobody_mentions_is_not_said_to_be(library: Library) -> None:
    answer = library.search("Nghị định 61/2018/NĐ-CP")
    assert answer.answer
    assert "không thấy văn bản nào nhắc đến" in answer.message
    assert answer.nearest == ()


def test_what_a_mention_was_found_not_to_mean_is_no_candidate(library: Library) -> None:
    """The province's decision says "Kế hoạch số 148" and means the district's of that very day."""
    answer = library.search("Kế hoạch 148/KH-UBND năm 2023")
    assert _answered(answer) == [(None, "Kế hoạch 148/KH-UBND")]
    assert answer.candidates == ()
