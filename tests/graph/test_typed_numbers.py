from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.typed_numbers import written, year_within


@pytest.mark.parametrize(
    ("typed", "number", "year"),
    [
        pytest.param("61/2018/NĐ-CP", "61/2018/NĐ-CP", 2018, id="as it is written"),
        pytest.param("766/QĐ-TTg", "766/QĐ-TTg", None, id="no year"),
        pytest.param("61-2018-NĐ-CP", "61/2018/NĐ-CP", 2018, id="dashes, as in names of files"),
        pytest.param("156/18", "156/2018", 2018, id="a short year"),
        pytest.param("17/79", "17/1979", 1979, id="a short year of the last century"),
        pytest.param("61/2018/NĐCP", "61/2018/NĐ-CP", 2018, id="no dash in the symbol"),
        pytest.param("148/khubnd", "148/kh-ubnd", None, id="no dash, small letters"),
        pytest.param("09/NQ-TU", "09-NQ/TU", None, id="the Party's, as the State writes"),
        pytest.param("14-CT-HU", "14-CT/HU", None, id="the Party's, dashes alone"),
        pytest.param("17-NQ/TW", "17-NQ/TW", None, id="the Party's as it is written"),
        pytest.param("31/2024/QH15", "31/2024/QH15", 2024, id="the National Assembly's"),
        pytest.param("41/TTLT/BTC-BYT", "41/TTLT/BTC-BYT", None, id="slashes in the symbol stay"),
        pytest.param("766", "766", None, id="bare"),
        pytest.param("so hoa", "so hoa", None, id="no number"),
    ],
)
def test_numbers_as_documents_bear_them(typed: str, number: str, year: int | None) -> None:
    assert written(typed) == number
    assert year_within(typed) == year


@given(st.text(alphabet="0123456789/- NĐCPqdtgUHabc", max_size=30))
def test_writing_it_again_changes_nothing(typed: str) -> None:
    assert written(written(typed)) == written(typed)
