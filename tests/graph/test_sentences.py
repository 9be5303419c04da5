import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.sentences import LONGEST, sentence_around

NUMBER = "766/QĐ-TTg"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param(
            "Căn cứ Luật A;\nCăn cứ Quyết định số 766/QĐ-TTg ngày 23/6/2022;\nXét tình hình",
            "Căn cứ Quyết định số 766/QĐ-TTg ngày 23/6/2022;",
            id="a basis ends with a semicolon",
        ),
        pytest.param(
            "Đã họp xong. Thực hiện Quyết định 766/QĐ-TTg của Thủ tướng. Ủy ban giao Sở.",
            "Thực hiện Quyết định 766/QĐ-TTg của Thủ tướng.",
            id="a full stop before a capital",
        ),
        pytest.param(
            "UBND TP. Huế thực hiện 766/QĐ-TTg năm 2023.",
            "UBND TP. Huế thực hiện 766/QĐ-TTg năm 2023.",
            id="an abbreviation is no end",
        ),
        pytest.param(
            "Thực hiện Quyết định\n766/QĐ-TTg ngày 23\ntháng 6 năm 2022\n\nNgười ký",
            "Thực hiện Quyết định\n766/QĐ-TTg ngày 23\ntháng 6 năm 2022",
            id="a broken line goes on, a blank one ends",
        ),
        pytest.param(
            "a) Việc một\nb) Việc hai theo 766/QĐ-TTg\nc) Việc ba",
            "b) Việc hai theo 766/QĐ-TTg",
            id="list items stand alone",
        ),
        pytest.param(
            "Độc lập - Tự do - Hạnh phúc\nSố: 148/KH-UBND\nKẾ HOẠCH\nTriển khai Quyết định "
            "766/QĐ-TTg\ntrên địa bàn huyện\n\nThực hiện",
            "Triển khai Quyết định 766/QĐ-TTg\ntrên địa bàn huyện",
            id="a title begins below its document's type",
        ),
        pytest.param(
            "KẾ HOẠCH\nTriển khai Quyết định 766/QĐ-TTg\nThực hiện Kế hoạch số 6 của tỉnh:",
            "Triển khai Quyết định 766/QĐ-TTg",
            id="a title ends where the preamble opens",
        ),
        pytest.param(
            "**CHỈ THỊ** \nVề thực hiện Kế hoạch 766/QĐ-TTg\n\nNăm nay",
            "Về thực hiện Kế hoạch 766/QĐ-TTg",
            id="the type may be set in bold",
        ),
        pytest.param(
            "1\tTriển khai 766/QĐ-TTg\tSở Nội vụ", "Triển khai 766/QĐ-TTg", id="a table's cell"
        ),
        pytest.param("| 1 | Theo 766/QĐ-TTg | Sở |", "Theo 766/QĐ-TTg", id="a Markdown cell"),
        pytest.param("766/QĐ-TTg", "766/QĐ-TTg", id="nothing else in the text"),
        pytest.param("Tiêu đề\n- 766/QĐ-TTg;\nsau", "- 766/QĐ-TTg;", id="right behind a border"),
        pytest.param("Xong rồi. 766/QĐ-TTg", "Xong rồi. 766/QĐ-TTg", id="no capital, no end"),
    ],
)
def test_the_sentence_around_a_mention(text: str, sentence: str) -> None:
    start = text.index(NUMBER)
    left, right = sentence_around(text, start, start + len(NUMBER))
    assert text[left:right] == sentence


def test_a_border_may_be_known_by_the_mention_itself() -> None:
    text = "QUYẾT ĐỊNH\nTHỦ TƯỚNG CHÍNH PHỦ\nCăn cứ Luật A;\n"
    start = text.index("Căn cứ")
    left, right = sentence_around(text, start, text.index(";"))
    assert text[left:right] == "Căn cứ Luật A;"


def test_an_endless_sentence_is_cut_between_words() -> None:
    text = "từng " * 1000 + NUMBER + " chữ" * 1000
    start = text.index(NUMBER)
    left, right = sentence_around(text, start, start + len(NUMBER))
    assert right - left <= 2 * LONGEST + len(NUMBER)
    assert text[left:right].startswith("từng ")
    assert text[left:right].endswith(" chữ")


@given(st.text(alphabet="aĐ1 .;\n\t|-", max_size=2000), st.data())
def test_a_sentence_always_holds_its_mention(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    left, right = sentence_around(text, start, end)
    assert 0 <= left <= start <= end <= right <= len(text)
