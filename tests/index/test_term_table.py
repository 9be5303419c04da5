"""Rows of four bits: what is packed comes back nearly as it was, and sums are sums of rows."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from index.term_table import TermTable, pack, unpacked

_NUMBERS = st.floats(-1e3, 1e3, width=32, allow_subnormal=False)


def _written(folder: Path, vectors: np.ndarray) -> Path:
    packed, scales = pack(vectors)
    np.save(folder / "vectors.npy", packed)
    np.save(folder / "scales.npy", scales)
    return folder


@given(arrays(np.float32, (5, 6), elements=_NUMBERS))
def test_rounding_never_turns_a_sign_nor_exceeds_the_largest_number(
    vectors: np.ndarray,
) -> None:
    back = unpacked(*pack(vectors))
    assert back.shape == vectors.shape
    assert np.all(back * vectors >= 0)
    assert np.all(np.abs(back).max(axis=1) <= np.abs(vectors).max(axis=1) * 1.001 + 1e-11)


def test_random_rows_lose_little() -> None:
    vectors = np.random.default_rng(0).standard_normal((200, 512)).astype(np.float32)
    back = unpacked(*pack(vectors))
    lengths = np.linalg.norm(vectors, axis=1) * np.linalg.norm(back, axis=1)
    assert ((vectors * back).sum(axis=1) / lengths).min() > 0.98


@pytest.mark.parametrize(
    "dimensions",
    [
        pytest.param(None, id="all"),
        pytest.param(4, id="cut between two bytes"),
        pytest.param(3, id="cut within a byte"),
    ],
)
def test_total_is_the_sum_of_the_rows(tmp_path: Path, dimensions: int | None) -> None:
    vectors = np.random.default_rng(1).standard_normal((30, 6)).astype(np.float32)
    table = TermTable(_written(tmp_path, vectors), dimensions)
    ids = np.array([3, 0, 29, 3])
    expected = unpacked(*pack(vectors))[ids].sum(axis=0)[:dimensions]
    assert table.dimensions == len(expected)
    assert np.allclose(table.total(ids), expected, atol=1e-5)


def test_an_odd_number_of_dimensions_cannot_be_packed() -> None:
    with pytest.raises(ValueError, match="even"):
        pack(np.ones((2, 3), np.float32))


def test_rows_of_bytes_are_refused(tmp_path: Path) -> None:
    np.save(tmp_path / "vectors.npy", np.ones((2, 4), np.int8))
    np.save(tmp_path / "scales.npy", np.ones(2, np.float32))
    with pytest.raises(ValueError, match="four bits"):
        TermTable(tmp_path)
