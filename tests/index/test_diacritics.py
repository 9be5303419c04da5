"""Diacritics put back into texts typed without them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.diacritics import DiacriticRestorer, bundled_restorer
from index.syllables import fold

RESTORER = DiacriticRestorer(
    {
        "kế": 90,
        "ke": 2,
        "kê": 40,
        "hoạch": 90,
        "hoách": 1,
        "khai": 120,
        "thuế": 200,
        "thuê": 150,
        "đất": 80,
        "dạt": 3,
        "kế_hoạch": 88,
        "kê_khai": 38,
        "khai_thuế": 30,
        "thuê_đất": 60,
        "thuế_đất": 5,
    }
)


@pytest.mark.parametrize(
    ("plain", "marked"),
    [
        pytest.param("ke hoach", "kế hoạch", id="a pair decides between forms"),
        pytest.param("ke khai thue", "kê khai thuế", id="each pair decides for its own"),
        pytest.param("thue dat", "thuê đất", id="đ comes back too"),
        pytest.param("thue", "thuế", id="alone the commonest form wins"),
        pytest.param("KE HOACH", "kế hoạch", id="capitals are read alike"),
        pytest.param("kê hoach", "kê hoạch", id="a marked syllable is meant so"),
        pytest.param("ke hoach 61/2018/nd-cp", "kế hoạch 61/2018/nd-cp", id="numbers stay"),
        pytest.param("xyzzy, ke  hoach!", "xyzzy, kế  hoạch!", id="unknown words and blanks stay"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_the_likeliest_row_of_syllables_comes_back(plain: str, marked: str) -> None:
    assert RESTORER.restored(plain) == marked


@given(st.text(alphabet="kehoachtdư ếạ1/.,-\n", max_size=80))
def test_nothing_but_marks_and_capitals_changes(text: str) -> None:
    assert fold(RESTORER.restored(text)) == fold(text)


def test_a_long_text_is_read_in_bounded_time_and_kept_whole() -> None:
    text = "ke hoach " * 20_000
    assert fold(RESTORER.restored(text)) == text


@pytest.mark.parametrize(
    ("plain", "marked"),
    [
        pytest.param("thu tuc hanh chinh", "thủ tục hành chính", id="procedures"),
        pytest.param("giay chung nhan quyen su dung dat",
                     "giấy chứng nhận quyền sử dụng đất", id="land certificates"),
        pytest.param("xu phat vi pham hanh chinh", "xử phạt vi phạm hành chính", id="sanctions"),
    ],
)  # fmt: skip
def test_the_bundled_counts_know_the_language_of_law(plain: str, marked: str) -> None:
    assert bundled_restorer()(plain) == marked
