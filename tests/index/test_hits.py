from __future__ import annotations

import pytest

from index.hits import merged
from index.model import Hit


def _hits(documents: str) -> list[Hit]:
    return [Hit(name, name, name, (), 0, 1, "x", (), 1.0) for name in documents]


@pytest.mark.parametrize(
    ("first", "others", "limit", "shown"),
    [
        pytest.param("aa", "bac", 3, "aabc", id="each document once, the first ones before"),
        pytest.param("ab", "cd", 1, "a", id="no more documents than asked for"),
        pytest.param("", "bc", 2, "bc", id="others alone"),
    ],
)
def test_merged(first: str, others: str, limit: int, shown: str) -> None:
    assert "".join(hit.document for hit in merged(_hits(first), _hits(others), limit)) == shown
