"""Which language a question is in."""

import json
from pathlib import Path

import pytest

from index.language import is_english

QUERIES = Path(__file__).parents[2] / "bench/queries"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("which plans replace Decision 766/QĐ-TTg", id="marks in a symbol"),
        pytest.param(
            "decisions of UBND tỉnh Bình Định implementing Decree 107/2021/ND-CP", id="a body"
        ),
        pytest.param("Is Decree 63/2010/NĐ-CP still in force?", id="a state"),
        pytest.param("circular guiding Luật Nhà ở", id="a law"),
        pytest.param("land use fees in Nghệ An", id="a province"),
        pytest.param("administrative procedures", id="no small word"),
        pytest.param("tax", id="one word"),
        pytest.param("Notice 15/TB-VPCP (2024)", id="a type and its number"),
        pytest.param("minimum wage 2024", id="a year"),
        pytest.param("plans from Bac Ninh on land", id="names and links that are syllables"),
        pytest.param("ND 01/2021/ND-CP replaced by", id="a Vietnamese short form"),
        pytest.param("DECISION 766 REPLACED BY", id="capitals alone"),
    ],
)
def test_english(text: str) -> None:
    assert is_english(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("van ban nao thay the qd 263", id="thay thế"),
        pytest.param("lam the nao de dang ky khai sinh cho con", id="thế nào"),
        pytest.param("vb thay the nd 63/2010/nd-cp", id="short forms"),
        pytest.param("qd 45/2016 bi thay the boi qd nao", id="passive"),
        pytest.param("bao cao tai chinh", id="no question word"),
        pytest.param("co the in giay to o dau", id="in ấn"),
        pytest.param("nghij ddinhj 61 bij thay thees", id="Telex"),
        pytest.param("thongtu nao huongdan nghidinh 46/2014", id="no blanks"),
        pytest.param("đăng ký xe online", id="a loan word"),
        pytest.param("Nghị định 33/2023/NĐ-CP còn hiệu lực không", id="marks"),
        pytest.param("QUYẾT ĐỊNH 766", id="capitals alone"),
        pytest.param("Da Nang", id="a name alone"),
        pytest.param("766/QĐ-TTg", id="a number alone"),
        pytest.param("", id="nothing"),
    ],
)
def test_vietnamese(text: str) -> None:
    assert not is_english(text)


@pytest.mark.parametrize(
    ("name", "english", "share"),
    [
        # Numbers and names alone, and halves of Vietnamese, are among the English ones.
        pytest.param("english", True, 0.97, id="English"),
        pytest.param("formal", False, 1.0, id="Vietnamese"),
        pytest.param("sloppy", False, 0.99, id="without diacritics, shortened"),
    ],
)
def test_questions_of_the_benchmark(name: str, english: bool, share: float) -> None:
    lines = (QUERIES / f"{name}.jsonl").read_text("utf-8").splitlines()
    told = [is_english(json.loads(line)["text"]) == english for line in lines]
    assert sum(told) >= share * len(told)
