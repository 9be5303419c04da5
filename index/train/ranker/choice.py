"""Learns rankers from judged questions and chooses among them on those that were held out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from index.features import NAMES
from index.ranker import Scorer, Staged
from index.train.ranker.boosting import boosted, linear
from index.train.ranker.relevance import Figures, Judged, figures, joined, scores_of
from index.trees import no_trees

DENSE_WEIGHTS: Final = (0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0)
"""Weights of vectors beside words in the first stage."""

DEPTHS: Final = (20, 30, 50, 70, 100)
"""How many units of the first stage the second may order anew; it learns from the last number."""

CHANCE: Final = 0.001
"""Of depths whose nDCG@10 differs by less the shallowest is taken: what is read takes time. Of
weights whose recall does, the smallest."""

LEAVES: Final = (4, 8, 15)
TREES: Final = 100

_NOTHING: Final = Scorer(np.zeros(len(NAMES)), no_trees())

ByKind = Mapping[str, Figures]
"""Figures by kind of question."""


@dataclass(frozen=True, slots=True)
class Split:
    """Questions of one kind: those that teach, and those held out that choose."""

    taught: Judged
    held: Judged


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen and by what name, and the held-out figures of all that was tried."""

    name: str
    staged: Staged
    tried: Mapping[str, ByKind]

    @property
    def figures(self) -> ByKind:
        """The figures of what was chosen."""
        return self.tried[self.name]


def choose(
    questions: Mapping[str, Split], *, dense: bool, seed: int, floor: ByKind | None = None
) -> Choice:
    """Returns what does best on the held-out questions.

    The first stage is the sum that finds most in a hundred, the second the scorer with the best
    first ten: of those that do not lose to `floor` on any kind of question, or of all where each
    loses on one.

    Args:
        questions: by kind.
        dense: vectors were asked too.
        seed: of the learners' draws.
        floor: the figures of the best part, here the ranker by words alone.
    """
    sums = {f"sum {w}": np.array([1.0, w]) for w in (DENSE_WEIGHTS if dense else (0.0,))}
    tried = {name: _measured(questions, Staged(sums[name], 0, _NOTHING)) for name in sums}
    base = _first_of_the_best({name: _mean(one, "recall_100") for name, one in tried.items()})
    first = sums[base]
    taught = _taught(questions).first(first, DEPTHS[-1])
    scorers = _learned(taught, dense=dense, seed=seed)
    whole = {f"{base}, {name}": Staged(first, DEPTHS[-1], one) for name, one in scorers.items()}
    tried |= {name: _measured(questions, one) for name, one in whole.items()}
    allowed = [name for name in whole if _keeps(tried[name], floor)] or list(whole)
    best = max(allowed, key=lambda name: _mean(tried[name], "ndcg_10"))
    second = whole[best].second
    by_depth = {f"{best}, first {depth}": Staged(first, depth, second) for depth in DEPTHS}
    tried |= {name: _measured(questions, one) for name, one in by_depth.items()}
    chosen = _first_of_the_best({name: _mean(tried[name], "ndcg_10") for name in by_depth})
    return Choice(chosen, by_depth[chosen], tried)


def _learned(taught: Judged, *, dense: bool, seed: int) -> dict[str, Scorer]:
    columns = [n for n, name in enumerate(NAMES) if dense or "dense" not in name]
    weighed = linear(taught, columns)
    found = {"linear": Scorer(weighed, no_trees())}
    for leaves in LEAVES:
        trees = boosted(taught, columns, weighed, trees=TREES, leaves=leaves, seed=seed)
        found[f"linear and trees of {leaves} leaves"] = Scorer(weighed, trees)
    return found


def _first_of_the_best(means: Mapping[str, float]) -> str:
    return next(name for name, mean in means.items() if mean >= max(means.values()) - CHANCE)


def _keeps(found: ByKind, floor: ByKind | None) -> bool:
    return floor is None or all(found[of].ndcg_10 >= floor[of].ndcg_10 - CHANCE for of in found)


def _measured(questions: Mapping[str, Split], staged: Staged) -> ByKind:
    return {of: figures(one.held, scores_of(one.held, staged)) for of, one in questions.items()}


def _mean(found: ByKind, name: str) -> float:
    return float(np.mean([getattr(one, name) for one in found.values()]))


def _taught(questions: Mapping[str, Split]) -> Judged:
    """Returns what teaches of all kinds, its questions numbered on."""
    parts, first = [], 0
    for split in questions.values():
        parts.append(split.taught.numbered_from(first))
        first += int(split.taught.question.max(initial=0)) + 1
    return joined(parts, sum(one.asked for one in parts))
