import unicodedata

import pytest

from corpus.source_text import SourceText
from nlp.contract import to_json
from nlp.laws import law_number
from nlp.parse import parse_text
from nlp.types import read_table

AMENDING = "Luật sửa đổi, bổ sung một số điều của Luật Cán bộ, công chức và Luật Viên chức"


@pytest.mark.parametrize(
    ("text", "date", "year", "number"),
    [
        pytest.param(AMENDING, None, None, "52/2019/QH14", id="one edition needs no date"),
        pytest.param(f"{AMENDING} ngày 25/11/2019", "2019-11-25", 2019, "52/2019/QH14", id="day"),
        pytest.param("Luật Đất đai năm 2013", None, 2013, "45/2013/QH13", id="year"),
        pytest.param("Luật Đất đai", None, None, None, id="several editions"),
        pytest.param("Luật Đất đai năm 1901", None, 1901, None, id="no such edition"),
        pytest.param("Luật Không có trong bảng", None, None, None, id="unknown name"),
        pytest.param(
            unicodedata.normalize("NFD", f"{AMENDING} năm 2019"),
            None,
            2019,
            "52/2019/QH14",
            id="NFD",
        ),
    ],
)
def test_law_number(text: str, date: str | None, year: int | None, number: str | None) -> None:
    assert law_number("Luật", text, date, year) == number


def test_source_is_the_number_of_a_law_cited_by_name() -> None:
    text = f"Căn cứ {AMENDING} ngày 25/11/2019;"
    printed = to_json("a.txt", SourceText(text, "text/plain", ""), parse_text(text))
    assert [r["source"] for r in printed["references"]] == ["this", "52/2019/QH14", "52/2019/QH14"]


def test_source_without_number_is_the_law_itself() -> None:
    text = "Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Viên chức năm 1901;"
    printed = to_json("a.txt", SourceText(text, "text/plain", ""), parse_text(text))
    assert printed["references"][1]["source"].startswith("Luật sửa đổi")


def test_editions_are_told_apart_by_number() -> None:
    numbers = [row["number"] for row in read_table("law_editions.tsv") if row["number"]]
    assert len(numbers) == len(set(numbers))
