"""LambdaMART over the features of found units (Burges 2010), as arrays for `index.trees`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final

import numpy as np

from index.features import NAMES
from index.train.ranker.relevance import Floats, Judged
from index.trees import Trees, no_trees

EITHER_WAY: Final = frozenset({"body_length", "own_length"})
"""Features that may lower a score as well; more of any other never does, whatever was learned."""


def boosted(
    taught: Judged,
    held: Judged,
    columns: Sequence[int],
    base: Floats,
    *,
    trees: int,
    leaves: int,
    seed: int,
) -> Trees:
    """Returns trees learned from `taught`, as many as do best on `held`; none if each does harm.

    Args:
        taught: what to learn from.
        held: what says when to stop.
        columns: the features that may be asked.
        base: weights of a sum of features (shape (len(NAMES),)) that the trees are to correct.
        trees: how many at most.
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
        taught.rows[:, chosen], taught.right, group=_sizes(taught),
        init_score=taught.rows @ base, eval_X=held.rows[:, chosen], eval_y=held.right,
        eval_group=[_sizes(held)], eval_init_score=[held.rows @ base], eval_at=[10],
        callbacks=[lightgbm.early_stopping(40, verbose=False)],
    )  # fmt: skip
    dumped = fitted.booster_.dump_model(num_iteration=fitted.best_iteration_)
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
    """Returns weights of `NAMES` that part right from wrong units, none of them below zero.

    A logistic regression on differences within a question (RankNet without a hidden layer; Burges
    et al. 2005) between the right unit and the wrong ones that words alone place highest.
    """
    from scipy.optimize import minimize  # noqa: PLC0415 - of the extra `models`

    differences = _differences(taught)[:, columns]
    scale = differences.std(axis=0).clip(1e-9)
    unit = differences / scale

    def loss(weights: Floats) -> tuple[float, Floats]:
        margin = unit @ weights
        slope = -1 / (1 + np.exp(np.clip(margin, -50, 50)))
        value = np.logaddexp(0, -margin).mean() + 1e-3 * (weights**2).sum()
        return float(value), unit.T @ slope / len(unit) + 2e-3 * weights

    start = np.full(len(columns), 0.1)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[(0, None)] * len(columns))
    weights = np.zeros(len(NAMES))
    weights[list(columns)] = found.x / scale
    return weights


def _differences(judged: Judged, depth: int = 20) -> Floats:
    words = judged.rows[:, NAMES.index("words_relative")]
    found = []
    borders = np.flatnonzero(np.diff(judged.question, prepend=-1, append=-1))
    for start, end in pairwise(borders):
        right = judged.right[start:end]
        if right.any():
            wrong = np.flatnonzero(~right)
            hardest = wrong[np.argsort(-words[start:end][wrong])[:depth]]
            rows = judged.rows[start:end]
            found.append(rows[right][:1] - rows[hardest])
    return np.concatenate(found)
