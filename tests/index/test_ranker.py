from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.features import NAMES
from index.ranker import KINDS, PLAIN, Ranker, RankerError, Scorer, Staged, load_ranker, save_ranker
from index.trees import Trees, no_trees

_WHERE = NAMES.index


def _stump(feature: str, threshold: float, low: float, high: float) -> Trees:
    """One tree of one question."""
    return Trees(
        np.array([[_WHERE(feature), 0, 0]]),
        np.array([[threshold, np.inf, np.inf]]),
        np.array([[1, 1, 2]]),
        np.array([[2, 1, 2]]),
        np.array([[0.0, low, high]]),
        1,
    )


def _rows(**values: list[float]) -> np.ndarray:
    count = len(next(iter(values.values())))
    rows = np.zeros((count, len(NAMES)))
    for name, column in values.items():
        rows[:, _WHERE(name)] = column
    return rows


def _plain(rows: np.ndarray) -> np.ndarray:
    return np.asarray(rows[:, [_WHERE(name) for name in PLAIN]])


def _scores(ranker: Ranker, rows: np.ndarray, *, with_vectors: bool) -> np.ndarray:
    return ranker.scores(_plain(rows), rows.__getitem__, with_vectors=with_vectors)


def test_a_tree_parts_at_its_threshold() -> None:
    rows = _rows(cover=[0.2, 0.5, 0.6])
    assert _stump("cover", 0.5, -1.0, 2.0).sum(rows).tolist() == [-1.0, -1.0, 2.0]


def test_no_trees_add_nothing() -> None:
    assert no_trees().sum(_rows(cover=[1.0, 2.0])).tolist() == [0.0, 0.0]


def test_weights_and_trees_add_up() -> None:
    weights = np.zeros(len(NAMES))
    weights[_WHERE("dense")] = 2.0
    scorer = Scorer(weights, _stump("cover", 0.5, 0.0, 1.0))
    assert scorer.scores(_rows(dense=[0.5, 0.5], cover=[0.0, 1.0])).tolist() == [1.0, 2.0]


@pytest.mark.parametrize(
    ("depth", "order"),
    [
        pytest.param(0, [0, 1, 2, 3], id="the plain sum alone"),
        pytest.param(2, [1, 0, 2, 3], id="only the first two are ordered anew"),
        pytest.param(9, [3, 2, 1, 0], id="all of them are"),
    ],
)
def test_the_second_stage_orders_the_first_places(depth: int, order: list[int]) -> None:
    first = np.array([float(name == "dense") for name in PLAIN])
    second = np.where(np.arange(len(NAMES)) == _WHERE("cover"), 1.0, 0.0)
    staged = Staged(first, depth, Scorer(second, no_trees()))
    rows = _rows(dense=[0.9, 0.8, 0.7, 0.6], cover=[0.1, 0.2, 0.3, 9.0])
    read: list[int] = []

    def features_of(units: np.ndarray) -> np.ndarray:
        read.extend(units.tolist())
        return np.asarray(rows[units])

    assert np.argsort(-staged.scores(_plain(rows), features_of)).tolist() == order
    assert sorted(read) == list(range(min(depth, 4)))


def test_what_is_saved_scores_the_same(tmp_path: Path) -> None:
    weights = np.linspace(0, 1, len(NAMES))
    first = np.array([0.5, 2.0])
    stages = {
        "words": Staged(first, 4, Scorer(weights, no_trees())),
        "vectors": Staged(first, 4, Scorer(weights, _stump("dense", 0.25, -1.0, 1.0))),
    }
    save_ranker(tmp_path / "ranker.npz", stages)
    loaded, rows = (
        load_ranker(tmp_path / "ranker.npz"),
        np.random.default_rng(0).random((9, len(NAMES))),
    )
    for with_vectors in (False, True):
        expected = _scores(Ranker(stages), rows, with_vectors=with_vectors)
        assert _scores(loaded, rows, with_vectors=with_vectors) == pytest.approx(expected)


def test_a_file_for_other_features_is_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "old.npz", names=np.array(["cover"]))
    with pytest.raises(RankerError, match="other features"):
        load_ranker(tmp_path / "old.npz")


_VALUE = st.floats(0, 1, width=32)


@pytest.mark.parametrize("with_vectors", [False, True], ids=KINDS)
@given(row=st.lists(_VALUE, min_size=len(NAMES), max_size=len(NAMES)), more=_VALUE, at=st.data())
def test_more_of_what_speaks_for_a_passage_never_lowers_it(
    with_vectors: bool, row: list[float], more: float, at: st.DataObject
) -> None:
    speaking = [n for n, name in enumerate(NAMES) if not name.endswith("_length")]
    raised = list(row)
    raised[at.draw(st.sampled_from(speaking))] += more
    low, high = _scores(load_ranker(), np.array([row, raised]), with_vectors=with_vectors)
    assert high >= low - 1e-6
