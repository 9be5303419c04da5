"""Terms that a large index is not asked for."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from index.common_terms import LARGE, MOST_ENTRIES, common_terms

_SIZE = 100 * LARGE
_COUNTS = {
    "của": _SIZE // 2, "nước": _SIZE // 10, "thải": 50, "của_nước": MOST_ENTRIES // 2,
    "nước_thải": MOST_ENTRIES - _SIZE // 10 - 200, "thải_ra": 60,
}  # fmt: skip


def _frequencies(terms: Sequence[str], *, plain: bool) -> list[int]:
    return [_COUNTS.get(term, 0) for term in terms]


@pytest.mark.parametrize(
    ("text", "size", "left_out"),
    [
        pytest.param("của nước thải", LARGE - 1, set(), id="a small index"),
        pytest.param("thải ra", _SIZE, set(), id="none is common"),
        pytest.param("của thải", _SIZE, {"của"}, id="a common syllable"),
        pytest.param("của của", _SIZE, set(), id="no other syllable and no pair"),
        pytest.param("nước thải", _SIZE, set(), id="just few enough entries"),
        pytest.param(
            "của nước thải ra", _SIZE, {"của", "nước_thải"}, id="the commonest pair is one too many"
        ),
        pytest.param("", _SIZE, set(), id="nothing"),
    ],
)
def test_common_terms(text: str, size: int, left_out: set[str]) -> None:
    assert common_terms(text, size, _frequencies) == left_out


def test_one_term_is_always_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.common_terms.MOST_ENTRIES", 1)
    assert common_terms("nước", _SIZE, _frequencies) == set()
    assert common_terms("nước thải", _SIZE, _frequencies) == {"nước", "nước_thải"}
