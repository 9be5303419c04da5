"""Numbers of four bits, two in a byte."""

from __future__ import annotations

import numpy as np
import pytest

from index.nibbles import pack, packed_length, products, unpack


@pytest.mark.parametrize(
    "shape",
    [
        pytest.param((3, 8), id="an even length"),
        pytest.param((3, 7), id="an odd length"),
        pytest.param((0, 8), id="no rows: a text without known terms"),
    ],
)
def test_what_is_packed_is_unpacked(shape: tuple[int, int]) -> None:
    steps = np.random.default_rng(1).integers(-7, 8, shape).astype(np.float32)
    packed = pack(steps)
    assert packed.shape == (shape[0], packed_length(shape[1]))
    assert np.array_equal(unpack(packed, shape[1]), steps)


@pytest.mark.parametrize("length", [8, 7, 1])
@pytest.mark.parametrize("rows", [0, 1, 256, 600])
def test_products_are_those_of_what_is_unpacked(rows: int, length: int) -> None:
    random = np.random.default_rng(rows + length)
    steps = random.integers(-7, 8, (rows, length)).astype(np.float32)
    vector = random.normal(size=length).astype(np.float32)
    assert products(pack(steps), vector) == pytest.approx(steps @ vector, abs=1e-4)
