"""The literal texts that tell which patterns of questions cannot match."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.query.wording import needles, read_rows, spaced


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        pytest.param("thay the( cho)?", {"thay"}, id="the longest word, the first of equal ones"),
        pytest.param("amend(s|ing)?|revis(e|es)", {"amend", "revis"}, id="one of each branch"),
        pytest.param("(van )?(con|het) (hieu luc)", {"con", "het"}, id="of the first group needed"),
        pytest.param("sd ?bst", {"bst"}, id="a blank that may be missing"),
        pytest.param("cits?", {"cit"}, id="a letter that may be missing"),
        pytest.param("(a)?", {""}, id="nothing is needed"),
        pytest.param("(diem a )*(dieu|khoan) #", {"dieu", "khoan"}, id="a group that may repeat"),
        pytest.param("(tam )?((dinh) chi)", {"chi"}, id="a group within the first one needed"),
    ],
)
def test_needles(pattern: str, expected: set[str]) -> None:
    assert needles(pattern) == expected


@given(st.data())
def test_what_a_pattern_of_the_table_matches_holds_a_needle(data: st.DataObject) -> None:
    pattern = data.draw(st.sampled_from([row["pattern"] for row in read_rows("query_cues.tsv")]))
    match = data.draw(st.from_regex(re.compile(spaced(pattern)), fullmatch=True))
    assert any(needle in match for needle in needles(pattern))
