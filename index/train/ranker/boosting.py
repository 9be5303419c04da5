"""LambdaMART over the features of found units (Burges 2010), as arrays for `index.trees`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from index.features import NAMES
from index.train.ranker.relevance import Floats, Ints, Judged
from index.trees import Trees, no_trees

EITHER_WAY: Final = frozenset({"body_length", "own_length"})
"""Features that may lower a score as well; more of any other never does, whatever was learned."""

_PENALTY: Final = 1e-3
"""On the squares of the weights, against what a few questions alone would teach."""


def boosted(
    taught: Judged, columns: Sequence[int], base: Floats, *, trees: int, leaves: int, seed: int
) -> Trees:
    """Returns trees learned from `taught`.

    Args:
        taught: what to learn from.
        columns: the features that may be asked.
        base: weights of a sum of features (shape (len(NAMES),)) that the trees are to correct.
        trees: how many.
        leaves: of one tree.
        seed: of the draws.
    """
    import lightgbm  # noqa: PLC0415 - of the extra `models`

    chosen = list(columns)
    model = lightgbm.LGBMRanker(
        n_estimators=trees, num_leaves=leaves, max_depth=5, learning_rate=0.06,
        min_child_samples=200, reg_lambda=10.0, colsample_bytree=0.6, subsample=0.7,
        subsample_freq=1, lambdarank_truncation_level=20, random_state=seed, n_jobs=1,
        monotone_constraints=[int(NAMES[c] not in EITHER_WAY) for c in chosen],
        deterministic=True, force_row_wise=True, verbose=-1,
    )  # fmt: skip
    fitted = model.fit(
        taught.rows[:, chosen], taught.right, group=_sizes(taught), init_score=taught.rows @ base
    )
    dumped = fitted.booster_.dump_model()
    if not dumped["tree_info"]:
        return no_trees()
    return _arrays([tree["tree_structure"] for tree in dumped["tree_info"]], chosen)


def _sizes(judged: Judged) -> Any:
    return np.unique(judged.question, return_counts=True)[1]


def _arrays(roots: Sequence[dict[str, Any]], columns: Sequence[int]) -> Trees:
    tables = [_table(root, columns) for root in roots]
    width = max(len(table) for table, _ in tables)
    filled = np.zeros((len(tables), width, 5))
    for number, (table, _) in enumerate(tables):
        filled[number, : len(table)] = table
    whole = filled[:, :, (0, 2, 3)].astype(np.int64)
    return Trees(
        whole[:, :, 0], filled[:, :, 1], whole[:, :, 1], whole[:, :, 2], filled[:, :, 4],
        max(depth for _, depth in tables),
    )  # fmt: skip


def _table(root: dict[str, Any], columns: Sequence[int]) -> tuple[list[list[float]], int]:
    """Returns a tree's nodes (feature, threshold, left, right, value), and its depth."""
    rows: list[list[float]] = []

    def add(node: dict[str, Any]) -> tuple[int, int]:
        place = len(rows)
        rows.append([0, np.inf, place, place, float(node.get("leaf_value", 0.0))])
        if "split_feature" not in node:
            return place, 0
        left, left_depth = add(node["left_child"])
        right, right_depth = add(node["right_child"])
        feature = columns[node["split_feature"]]
        rows[place] = [feature, node["threshold"], left, right, 0.0]
        return place, 1 + max(left_depth, right_depth)

    _, depth = add(root)
    return rows, depth


def linear(taught: Judged, columns: Sequence[int]) -> Floats:
    """Returns weights of `NAMES`, none of them below zero, of a sum that parts right from wrong.

    A conditional logit (McFadden 1974; the loss of ListNet, Cao et al. 2007): of a question's units
    one is drawn with odds that grow with the exponential of its score, and the draw is to be right.
    All units count. A choice of hard ones by one feature would make that feature seem worthless.
    """
    from scipy.optimize import minimize  # noqa: PLC0415 - of the extra `models`

    chosen = list(columns)
    rows, right, starts, question = _answered(taught)
    scale = rows[:, chosen].std(axis=0).clip(1e-9)
    unit = rows[:, chosen] / scale

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = unit @ weights
        odds = np.exp(scores - np.maximum.reduceat(scores, starts)[question])
        good = np.where(right, odds, 0)
        total, hit = np.add.reduceat(odds, starts), np.add.reduceat(good, starts)
        slope = unit.T @ (odds / total[question] - good / hit[question])
        value = np.log(total / hit).mean() + _PENALTY * (weights**2).sum()
        return float(value), slope / len(starts) + 2 * _PENALTY * weights

    start = np.full(len(chosen), 0.1)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[(0, None)] * len(chosen))
    weights = np.zeros(len(NAMES))
    weights[chosen] = found.x / scale
    return weights


def _answered(judged: Judged) -> tuple[Floats, NDArray[np.bool_], Ints, Ints]:
    """Returns the units of questions that have a right one, where each begins, and its number."""
    sizes = _sizes(judged)
    starts = np.cumsum(sizes) - sizes
    kept = np.repeat(np.logical_or.reduceat(judged.right, starts), sizes)
    _, first, question = np.unique(judged.question[kept], return_index=True, return_inverse=True)
    return judged.rows[kept], judged.right[kept], first, question
