"""Equal numbers side by side."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.runs import grouped, starts_of

_NUMBERS = st.lists(st.integers(0, 9) | st.integers(2**63, 2**63 + 3), max_size=40)


@given(_NUMBERS)
def test_groups_are_those_of_unique(numbers: list[int]) -> None:
    values = np.array(numbers, np.uint64)
    group, order, starts = grouped(values)
    distinct, expected = np.unique(values, return_inverse=True)
    assert np.array_equal(group, expected)
    assert np.array_equal(values[order][starts], distinct)
    assert np.array_equal(order, np.argsort(values, kind="stable"))


def test_starts_of_nothing() -> None:
    assert not len(starts_of(np.zeros(0, np.int64)))
