"""What is searched for beside the words that were typed."""

from __future__ import annotations

import pytest

from index.expansion import expanded


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("chuyển đổi số", "chuyển đổi số", id="nothing to add"),
        pytest.param("rà soát TTHC", "rà soát TTHC thủ tục hành chính", id="an abbreviation"),
        pytest.param("ra soat tthc", "ra soat tthc thu tuc hanh chinh", id="without marks"),
        pytest.param("low emission zone", "low emission zone vung phat thai thap", id="English"),
        pytest.param("quanr lys chaats thair", "quản lý chất thải", id="keys that were typed"),
    ],
)
def test_expanded(text: str, expected: str) -> None:
    assert expanded(text) == expected


def test_a_library_defines_abbreviations_of_its_own() -> None:
    assert expanded("họp BCĐ", (("BCĐ", "Ban Chỉ đạo"),)) == "họp BCĐ Ban Chỉ đạo"
