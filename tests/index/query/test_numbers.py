"""Years that no search for document numbers need look at, and the names of types."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.query.naming import types_in
from index.query.numbers import numbers_alone, years_alone


@pytest.mark.parametrize(
    ("plain", "years"),
    [
        pytest.param("ke hoach nam 2024", ["2024"], id="a year"),
        pytest.param("giai doan 2021-2025", ["2021", "2025"], id="a period"),
        pytest.param("tu 2021 - 2023, quan 1", ["2021", "2023"], id="a period with blanks"),
        pytest.param("quyet dinh so 2022", [], id="behind the word for number"),
        pytest.param("no. 2022", [], id="behind the English word"),
        pytest.param("2022/qd-ubnd", [], id="with its symbol"),
        pytest.param("2022 qd ubnd", [], id="with its symbol apart"),
        pytest.param("31/2024/qh15", [], id="in a number"),
        pytest.param("31 2024 qh15", [], id="before a parliament's term"),
        pytest.param("12345 20245", [], id="in longer numbers"),
    ],
)
def test_years_alone(plain: str, years: list[str]) -> None:
    assert [year[0] for year in years_alone(plain)] == years


_PIECES = st.sampled_from(
    ["2021", "2024", "15", "-", "/", " ", ".", "so", "nam", "qd", "ttg", "ubnd", "qh15", "nd", "ve"]
)


@given(st.lists(_PIECES, max_size=8).map("".join))
def test_every_number_but_a_year_has_digits_outside_years_alone(plain: str) -> None:
    years = [year.span() for year in years_alone(plain)]
    for match in numbers_alone(plain):
        start, end = match.span("number")
        digits = [place for place in range(start, end) if plain[place].isdigit()]
        if all(any(first <= place < last for first, last in years) for place in digits):
            assert (start, end) in years
            assert not match["marker"]


@pytest.mark.parametrize(
    ("plain", "named"),
    [
        pytest.param("ke hoach hay nghi  dinh", ["ke hoach", "nghi  dinh"], id="two, any blanks"),
        pytest.param("nghi quyet lien tich 1", ["nghi quyet lien tich"], id="the longest name"),
        pytest.param("qd766 va nd-cp", ["nd"], id="whole words"),
        pytest.param("nghi. dinh", [], id="no name goes over a stop"),
        pytest.param("ke\x00hoach", [], id="nor over what is claimed"),
    ],
)
def test_types_in(plain: str, named: list[str]) -> None:
    found = list(types_in(plain))
    assert [one.words for one in found] == named
    assert all(plain[one.start : one.end] == one.words for one in found)
