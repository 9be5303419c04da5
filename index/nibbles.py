"""Numbers of four bits, two in a byte: how the model's table and the index's rows are stored.

A nibble n stands for n - 8 steps of its row's own length; the steps reach from -7 to 7.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Packed = NDArray[np.uint8]

LARGEST: Final = 7
"""The most steps that a number may be away from 0."""

_ZERO: Final = 8

_TOGETHER: Final = 256
"""Rows that are multiplied at once: what stands between stays in the processor's cache."""


def packed_length(dimensions: int) -> int:
    """Returns how many bytes a row of so many dimensions takes."""
    return (dimensions + 1) // 2


def pack(steps: NDArray[np.float32]) -> Packed:
    """Returns rows of whole numbers from -`LARGEST` to `LARGEST`, shape (n, dimensions), packed."""
    nibbles = (steps + _ZERO).astype(np.uint8)
    if nibbles.shape[1] % 2:
        nibbles = np.pad(nibbles, ((0, 0), (0, 1)), constant_values=_ZERO)
    packed: Packed = nibbles[:, 0::2] | np.left_shift(nibbles[:, 1::2], np.uint8(4))
    return packed


def unpack(packed: Packed, dimensions: int) -> Floats:
    """Returns the steps of packed rows, shape (n, `dimensions`)."""
    steps = np.empty((len(packed), packed.shape[1], 2), np.float32)
    steps[:, :, 0] = packed & 15
    steps[:, :, 1] = packed >> 4
    steps -= _ZERO
    return steps.reshape(len(packed), 2 * packed.shape[1])[:, :dimensions]


def total(packed: Packed, weights: Floats) -> Floats:
    """Returns the weighted sum of the steps of packed rows, with a zero behind an odd last one."""
    # Summed before the two nibbles of a byte are put side by side, which takes half the time.
    sums = np.stack([weights @ part.astype(np.float32) for part in (packed & 15, packed >> 4)])
    return np.asarray(sums.T.ravel() - _ZERO * weights.sum())


def products(packed: Packed, vector: Floats) -> Floats:
    """Returns the inner product of `vector`, shape (dimensions,), with the steps of each row."""
    rows, length = packed.shape
    even, odd = (np.zeros(length, np.float32) for _ in range(2))
    even[: len(vector[0::2])], odd[: len(vector[1::2])] = vector[0::2], vector[1::2]
    # A byte is its low nibble and sixteen times its high one, which is never cut out.
    odd /= 16
    even -= odd
    low = np.empty((min(rows, _TOGETHER), length), np.uint8)
    numbers = np.empty(low.shape, np.float32)
    found = np.empty(rows, np.float32)
    for at in range(0, rows, _TOGETHER):
        part = packed[at : at + _TOGETHER]
        size = len(part)
        numbers[:size] = part
        products = numbers[:size] @ odd
        numbers[:size] = np.bitwise_and(part, 15, out=low[:size])
        found[at : at + size] = numbers[:size] @ even + products
    return np.asarray(found - _ZERO * vector.sum())
