from __future__ import annotations

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.syllables import fold, number_term, number_terms, pairs, spans, syllables


@pytest.mark.parametrize(
    ("text", "exact", "folded"),
    [
        pytest.param("Kế hoạch", ["kế", "hoạch"], ["ke", "hoach"], id="case and marks"),
        pytest.param("hoà hòa", ["hòa", "hòa"], ["hoa", "hoa"], id="one place of tones"),
        pytest.param("quý thuý", ["quý", "thúy"], ["quy", "thuy"], id="qu keeps its tone"),
        pytest.param("hoán", ["hoán"], ["hoan"], id="before a coda tones stay"),
        pytest.param("Đất ÐẤT", ["đất", "đất"], ["dat", "dat"], id="eth for d with stroke"),
        pytest.param("__đậm__ x", ["đậm", "x"], ["dam", "x"], id="markdown underscores"),
        pytest.param("\u0301\u0301 a", ["a"], ["a"], id="a mark alone is no syllable"),
        pytest.param("", [], [], id="nothing"),
    ],
)
def test_syllables(text: str, exact: list[str], folded: list[str]) -> None:
    assert syllables(text) == exact
    assert syllables(text, folded=True) == folded


def test_decomposed_text_gives_the_same_syllables_in_its_own_places() -> None:
    composed = "Ủy ban nhân dân xã"
    decomposed = unicodedata.normalize("NFD", composed)
    assert syllables(decomposed) == syllables(composed)
    assert [decomposed[s.start : s.end] for s in spans(decomposed)] == decomposed.split()


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        pytest.param("61/2018/NĐ-CP", ["61/2018/nd-cp", "61/2018"], id="whole and beginning"),
        pytest.param("0766 / QĐ-TTg", ["766/qd-ttg"], id="zeros and blanks"),
        pytest.param("37-QĐ/TW", ["37-qd/tw"], id="party"),
        pytest.param("66.7/2025/NQ-CP", ["66.7/2025/nq-cp", "66.7/2025"], id="decimal"),
        pytest.param("61\u20112018", [], id="a dash alone makes no number"),
        pytest.param("năm 2024 có 15 xã", [], id="years and counts"),
        pytest.param("05/2020/TT–BGD&ĐT", ["5/2020/tt-bgd&dt", "5/2020"], id="en dash, ampersand"),
    ],
)
def test_number_terms(text: str, terms: list[str]) -> None:
    assert number_terms(text) == terms


def test_spellings_of_one_number_are_one_term() -> None:
    spellings = ("61/2018/NĐ-CP", "061/2018/nđ-cp", "61 / 2018 / ND - CP", "61/2018/NĐ–CP")
    assert {number_term(one) for one in spellings} == {"61/2018/nd-cp"}


@given(st.text(max_size=200))
def test_spans_lie_in_the_text_and_agree_with_syllables(text: str) -> None:
    found = list(spans(text))
    assert [s.exact for s in found] == syllables(text)
    assert all(0 <= s.start < s.end <= len(text) for s in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@given(st.text(max_size=100))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_pairs() -> None:
    assert pairs(["a", "b", "c"]) == ["a_b", "b_c"]
    assert pairs(["a"]) == []
