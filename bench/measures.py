"""Measures of ranked results, with bootstrap intervals."""

from __future__ import annotations

import math
from collections.abc import Sequence, Set

import numpy as np
from numpy.typing import NDArray

MEASURES = ("nDCG@10", "R@1", "R@10", "R@100", "MRR@10")
_RESAMPLES = 2000


def measure(ranked: Sequence[str], relevant: Set[str]) -> tuple[float, ...]:
    """Returns the values of `MEASURES` for one question (binary relevance).

    R@k is the share of the relevant documents among the first k (Järvelin & Kekäläinen 2002 for
    nDCG with the logarithm to base 2).
    """
    gains = [1.0 if name in relevant else 0.0 for name in ranked[:100]]
    discounts = [1 / math.log2(rank + 2) for rank in range(10)]
    found = sum(g * d for g, d in zip(gains, discounts, strict=False))
    ideal = sum(discounts[: len(relevant)])
    first = next((rank for rank, gain in enumerate(gains[:10]) if gain), None)
    total = len(relevant)
    return (
        found / ideal,
        sum(gains[:1]) / total,
        sum(gains[:10]) / total,
        sum(gains) / total,
        0.0 if first is None else 1 / (first + 1),
    )


def interval(values: NDArray[np.float64], seed: int = 0) -> tuple[float, float, float]:
    """Returns the mean of `values` and its 95 % percentile bootstrap interval."""
    draws = np.random.default_rng(seed).integers(0, len(values), (_RESAMPLES, len(values)))
    means = values[draws].mean(axis=1)
    low, high = np.percentile(means, (2.5, 97.5))
    return float(values.mean()), float(low), float(high)
