"""Canonical copies and their maps; dates."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.canonical import canonicalise
from nlp.dates import find_date, iso_date

LETTERS = st.text(
    st.sampled_from("aăâđeêioôơuưyAĐẾ \n\r\t\u200b\u0301\u0323\u0302ệữ5/-\u2011\u00a0"), max_size=60
)


@settings(max_examples=200, deadline=None)
@given(LETTERS)
def test_every_character_maps_back_to_itself(text: str) -> None:
    copy = canonicalise(text)
    for i in range(len(copy.text)):
        start, end = copy.origin(i), copy.end_origin(i + 1)
        assert 0 <= start < end <= len(text)
        assert canonicalise(text[start:end]).text in (copy.text[i], copy.text[i].replace("-", "-"))
        assert copy.position(start) == i


@settings(max_examples=100, deadline=None)
@given(LETTERS)
def test_a_canonical_text_is_its_own_copy(text: str) -> None:
    once = canonicalise(text).text
    assert canonicalise(unicodedata.normalize("NFC", once)).text == unicodedata.normalize(
        "NFC", once
    )


@pytest.mark.parametrize(
    ("text", "copy"),
    [
        pytest.param("Quye\u0302\u0301t \u0111i\u0323nh", "Quyết định", id="NFD"),
        pytest.param("Quy\u00ea\u0301t", "Quyết", id="half composed"),
        pytest.param("a\r\nb", "a\nb", id="CRLF"),
        pytest.param("QÐ\u2011UBND", "QĐ-UBND", id="other Đ and hyphen"),
        pytest.param("Uỷ ban", "Ủy ban", id="tone of Ủy"),
        pytest.param(
            "thuỷ lợi, hoàn, quỷ", "thuỷ lợi, hoàn, quỷ", id="other words keep their tone"
        ),
        pytest.param("s\u00adố\u200b 5\u00a0", "số 5 ", id="invisible characters"),
    ],
)
def test_what_is_rewritten(text: str, copy: str) -> None:
    assert canonicalise(text).text == copy


@pytest.mark.parametrize(
    ("parts", "iso"),
    [
        (("5", "1", "2024"), "2024-01-05"),
        ((None, "01", "2024"), "2024-01"),
        (("5", " ", "2024"), "2024"),
        (("31", "2", "2024"), "2024-02"),
        (("5", "13", "2024"), "2024"),
        (("5", "1", None), None),
        (("5", "1", "1024"), None),
    ],
)
def test_iso_date(parts: tuple[str | None, str | None, str | None], iso: str | None) -> None:
    assert iso_date(*parts) == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("ngày 05 tháng 01 năm 2024", "2024-01-05"),
        ("ngày 5/1/2024", "2024-01-05"),
        ("5.1.2024", "2024-01-05"),
        ("05-01-2024", "2024-01-05"),
        ("ngày 05\ntháng 01\nnăm 2024", "2024-01-05"),
        ("5/1.2024", None),
        ("15/2024/QĐ-UBND", None),
        ("31/02/2024", None),
    ],
)
def test_find_date(text: str, iso: str | None) -> None:
    found = find_date(text)
    assert (found[2] if found else None) == iso
