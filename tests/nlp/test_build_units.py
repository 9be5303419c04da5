from __future__ import annotations

from collections import Counter

import pytest

from nlp.build_units import restore_name, split_type


@pytest.mark.parametrize(
    ("full", "expected"),
    [
        ("Thị trấn Cẩm Giang", ("thị trấn", "Cẩm Giang")),
        ("Thành phố Hồ Chí Minh", ("thành phố", "Hồ Chí Minh")),
        ("Quận 1", ("quận", "1")),
    ],
)
def test_types_are_split_off(full: str, expected: tuple[str, str]) -> None:
    assert split_type(full) == expected


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        pytest.param("xãtamdân", "xã Tam Dân", id="cut into two syllables that are known"),
        pytest.param("phườngsapả", "phường Sa Pả", id="a rare second syllable"),
        pytest.param("xãthanhan", "xã Thanh An", id="a name that stands elsewhere"),
    ],
)
def test_lost_names_are_restored(key: str, expected: str) -> None:
    syllables = Counter({"tam": 9, "dân": 5, "sa": 3, "pả": 1, "th": 0})
    assert restore_name(key, {"thanhan": "Thanh An"}, syllables) == expected
