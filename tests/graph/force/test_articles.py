import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.force.articles import covers, part_in, parts_of


@pytest.mark.parametrize(
    ("pinpoint", "parts"),
    [
        pytest.param("Điều 7", {("7", "", "")}, id="an article"),
        pytest.param("khoản 1 Điều 11", {("11", "1", "")}, id="a clause"),
        pytest.param("điểm đ khoản 2 Điều 3a", {("3a", "2", "đ")}, id="a point, not d"),
        pytest.param(
            "các Điều 3, 4 và 5", {("3", "", ""), ("4", "", ""), ("5", "", "")}, id="list"
        ),
        pytest.param(
            "từ Điều 5 đến Điều 7", {("5", "", ""), ("6", "", ""), ("7", "", "")}, id="range"
        ),
        pytest.param(
            "các khoản 1, 2 Điều 3; Điều 7",
            {("3", "1", ""), ("3", "2", ""), ("7", "", "")},
            id="several",
        ),
        pytest.param("Phụ lục II", set(), id="no article"),
    ],
)
def test_parts(pinpoint: str, parts: set[tuple[str, str, str]]) -> None:
    assert parts_of(pinpoint) == parts


@pytest.mark.parametrize(
    ("larger", "smaller", "held"),
    [
        pytest.param("Điều 7", "khoản 2 Điều 7", True, id="a clause of it"),
        pytest.param("khoản 2 Điều 7", "Điều 7", False, id="the other way round"),
        pytest.param("khoản 1 Điều 7", "khoản 2 Điều 7", False, id="another clause"),
        pytest.param("Phụ lục I", "phụ  lục I", True, id="the same words"),
        pytest.param("Chương II", "Điều 7", False, id="articles of a chapter are not known"),
        pytest.param("", "", False, id="nothing"),
    ],
)
def test_covers(larger: str, smaller: str, held: bool) -> None:
    assert covers(larger, smaller) is held


def test_part_in_words() -> None:
    assert part_in(" hiệu lực Điều 7 của Quy định") == "Điều 7"
    assert part_in(" toàn bộ ") is None


@given(st.text(alphabet="điềukhoảnm 1234,đến và", max_size=80))
def test_never_fails_and_covers_itself(text: str) -> None:
    if parts_of(text):
        assert covers(text, text)
