from __future__ import annotations

import unicodedata
from typing import Any

import pytest

from api.filters import filters_of
from corpus.errors import BadQuery


@pytest.mark.parametrize(
    ("given", "name"),
    [
        pytest.param("Kế hoạch", "Kế hoạch", id="as it is written"),
        pytest.param("kế hoạch", "Kế hoạch", id="lower case"),
        pytest.param("KẾ HOẠCH", "Kế hoạch", id="capitals"),
        pytest.param(" ke  hoach ", "Kế hoạch", id="without diacritics"),
        pytest.param(unicodedata.normalize("NFD", "Kế hoạch"), "Kế hoạch", id="decomposed"),
        pytest.param("nghi dinh", "Nghị định", id="d for đ"),
        pytest.param("KH", "Kế hoạch", id="abbreviation"),
        pytest.param("qđ", "Quyết định", id="abbreviation in lower case"),
        pytest.param("", None, id="empty"),
    ],
)
def test_types_in_any_spelling(given: str, name: str | None) -> None:
    assert filters_of(type=given).type == name


@pytest.mark.parametrize(
    ("given", "level"),
    [
        pytest.param("Tỉnh", "tỉnh", id="capital"),
        pytest.param(unicodedata.normalize("NFD", "tỉnh"), "tỉnh", id="decomposed"),
        pytest.param("trung uong", "trung ương", id="without diacritics"),
    ],
)
def test_levels_in_any_spelling(given: str, level: str) -> None:
    assert filters_of(level=given).level == level


@pytest.mark.parametrize(
    ("given", "said"),
    [
        pytest.param({"type": "kế hoạh"}, "Kế hoạch", id="a slip names what is near"),
        pytest.param({"type": "truyện cười"}, "Nghị định", id="an unknown type names common ones"),
        pytest.param({"type": "x" * 5000}, "…", id="a long one is cut"),
        pytest.param({"level": "bang"}, "trung ương", id="level"),
        pytest.param({"force": "maybe"}, "in_force", id="state of force"),
        pytest.param({"province": "Atlantis"}, "province", id="province"),
        pytest.param({"year_from": 2024, "year_to": 2022}, "after", id="years the wrong way round"),
        pytest.param({"year_from": -1}, "year_from", id="before the calendar"),
        pytest.param({"year_to": 10**19}, "year_to", id="more than an index can hold"),
        pytest.param({"year_to": 99_999}, "2200", id="five digits"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(given: dict[str, Any], said: str) -> None:
    with pytest.raises(BadQuery) as error:
        filters_of(**given)
    assert said in str(error.value)
    assert len(str(error.value)) < 250
    assert "\n" not in str(error.value)
    assert error.value.vietnamese
