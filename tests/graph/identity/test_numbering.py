from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.numbering import normalise_number, split_number

SAME = [
    pytest.param("05/NQ-CP", "5/NQ-CP", id="padding"),
    pytest.param("005/NQ-CP", "5/NQ-CP", id="more padding"),
    pytest.param("61 /2018/ NĐ - CP", "61/2018/NĐ-CP", id="blanks"),
    pytest.param("61/2018/NĐ–CP", "61/2018/NĐ-CP", id="en dash"),
    pytest.param("61/2018/NĐ\u2011CP", "61/2018/NĐ-CP", id="non-breaking hyphen"),
    pytest.param("61/2018/NĐ\u00a0-\u00a0CP", "61/2018/NĐ-CP", id="non-breaking spaces"),
    pytest.param("45/2020/ND-CP", "45/2020/NĐ-CP", id="D for Đ"),
    pytest.param("45/2020/N\u00d0-CP", "45/2020/NĐ-CP", id="Icelandic eth"),
    pytest.param("45/2020/N\u0189-CP", "45/2020/NĐ-CP", id="African D"),
    pytest.param("766/QD-TTg", "766/QĐ-TTg", id="decision without đ"),
    pytest.param("766/QĐ-TTG", "766/QĐ-TTg", id="capitals"),
    pytest.param("766/qđ-ttg", "766/QĐ-TTg", id="small letters"),
    pytest.param("12/2021/NQ-HDND", "12/2021/NQ-HĐND", id="council without đ"),
    pytest.param("01/2018/TT-BGD&ĐT", "1/2018/TT-BGDĐT", id="ampersand"),
    pytest.param("30a/2008/NQ-CP", "30a/2008/NQ-CP", id="letter stays"),
    pytest.param("30A/2008/NQ-CP", "30a/2008/NQ-CP", id="letter in capitals"),
    pytest.param("66.7/2025/NQ-CP", "66.7/2025/NQ-CP", id="decimal stays"),
    pytest.param("66,7/2025/NQ-CP", "66.7/2025/NQ-CP", id="decimal comma"),
    pytest.param("37 - QĐ/TW", "37-QĐ/TW", id="party number"),
    pytest.param("08-QĐi/TW", "8-QĐi/TW", id="party number, mixed case"),
    pytest.param("77/2015/QH13", "77/2015/QH13", id="National Assembly"),
    pytest.param("77/2015/qh13", "77/2015/QH13", id="in small letters"),
    pytest.param("12/TTr-SNV", "12/TTr-SNV", id="mixed case symbol"),
    pytest.param("12/TTR-SNV", "12/TTr-SNV", id="mixed case lost"),
    pytest.param("61/2018/NĐ-CP.", "61/2018/NĐ-CP", id="full stop"),
    pytest.param("61/2018-NĐ-CP", "61/2018/NĐ-CP", id="dash behind the year"),
    pytest.param("2846/BCĐ (CQTT)", "2846/BCĐ(CQTT)", id="brackets stay"),
]


@pytest.mark.parametrize(("written", "normal"), SAME)
def test_one_number_has_one_spelling(written: str, normal: str) -> None:
    assert normalise_number(written) == normal
    assert normalise_number(normal) == normal


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("34/QĐ-TTg", "34/2021/QĐ-TTg", id="the year is a part of the number"),
        pytest.param("30/NQ-CP", "30a/NQ-CP", id="the letter is a part of the number"),
        pytest.param("66/NQ-CP", "66.7/NQ-CP", id="so is the decimal"),
        pytest.param("15/KH-UBND", "15/QĐ-UBND", id="each type has its series"),
        pytest.param("37-QĐ/TW", "37/QĐ-TW", id="the Party writes otherwise"),
        pytest.param("12/HĐ-SYT", "12/HD-SYT", id="contract and guideline"),
        pytest.param("2356/QĐ-UBND", "2536/QĐ-UBND", id="exchanged digits"),
    ],
)
def test_different_numbers_stay_apart(first: str, second: str) -> None:
    assert normalise_number(first) != normalise_number(second)


@pytest.mark.parametrize(
    ("number", "serial", "year", "symbol", "party"),
    [
        ("61/2018/NĐ-CP", "61", 2018, "NĐ-CP", False),
        ("61/2018", "61", 2018, "", False),
        ("766", "766", None, "", False),
        ("37-QĐ/TW", "37", None, "QĐ/TW", True),
        ("/KH-UBND", "", None, "KH-UBND", False),
        ("", "", None, "", False),
        ("1/KH-BCA-C06", "1", None, "KH-BCA-C06", False),
        ("198/2009/TTLT/BTC-BCT", "198", 2009, "TTLT/BTC-BCT", False),
        ("619/TTg", "619", None, "TTg", False),
    ],
)
def test_numbers_are_taken_apart(
    number: str, serial: str, year: int | None, symbol: str, party: bool
) -> None:
    parts = split_number(number)
    assert (parts.serial, parts.year, parts.symbol, parts.party) == (serial, year, symbol, party)


@given(st.text(max_size=200))
def test_any_text_is_taken_apart_and_stays_so(text: str) -> None:
    once = normalise_number(text)
    assert normalise_number(once) == once


@given(
    st.integers(1, 99999),
    st.sampled_from(["", "a", "b"]),
    st.one_of(st.none(), st.integers(1946, 2030)),
    st.sampled_from(["NĐ-CP", "QĐ-TTg", "KH-UBND", "TT-BTC", "NQ-HĐND", "VPCP-KSTT", "QH13"]),
)
def test_normal_spelling_is_a_fixed_point(
    serial: int, letter: str, year: int | None, symbol: str
) -> None:
    number = "/".join(filter(None, (f"{serial}{letter}", str(year or ""), symbol)))
    assert normalise_number(number) == number
    assert normalise_number("0" + number.replace("-", " – ").replace("Đ", "Ð")) == number
