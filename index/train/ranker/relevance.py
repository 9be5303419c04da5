"""Rows for training a ranker: the units found for made questions, told right from wrong."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from index.gathering import Gathered, Gatherer
from index.ranker import Staged
from index.train.ranker.questions import MadeQuestion

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Judged:
    """Units found for questions.

    `plain` are the features that the first stage sums, as a search has them, and `rows` all
    features. `right` tells the units of the articles that answer, `question` numbers the questions,
    ascending. `asked` counts all questions: one whose article was not found counts as missed.
    """

    plain: Floats
    rows: Floats
    right: NDArray[np.bool_]
    question: Ints
    asked: int

    def of(self, questions: NDArray[np.bool_]) -> Judged:
        """Returns the units of the questions marked, numbered as before."""
        return replace(self._those(questions[self.question]), asked=int(questions.sum()))

    def numbered_from(self, first: int) -> Judged:
        """Returns the same with all questions' numbers raised by `first`."""
        return replace(self, question=self.question + first)

    def first(self, weights: Floats, depth: int) -> Judged:
        """Returns the units that a sum of plain features (`index.ranker.Staged`) places first."""
        return self._those(_ranks(self, self.plain @ weights) < depth)

    def _those(self, kept: NDArray[np.bool_]) -> Judged:
        plain, rows, right = self.plain[kept], self.rows[kept], self.right[kept]
        return Judged(plain, rows, right, self.question[kept], self.asked)


@dataclass(frozen=True, slots=True)
class Figures:
    """Means over questions: nDCG@10, and shares found in the first 1, 10 and 100."""

    ndcg_10: float
    recall_1: float
    recall_10: float
    recall_100: float


def judge(
    gatherer: Gatherer, questions: Sequence[MadeQuestion], by_words: int, by_vectors: int
) -> Judged:
    """Asks all questions and keeps the units found, but for those that a question leaves out."""
    found: list[Judged] = []
    for number, question in enumerate(questions):
        gathered = _without(gatherer.gather(question.text, by_words, by_vectors), question.left_out)
        if not len(gathered.matches):
            continue
        first = gathered.order[gathered.starts]
        articles = [one.document for one in gathered.matches.read(first.tolist())]
        right = np.array([article in question.right for article in articles])
        rows = gathered.features(np.arange(len(first)))
        found.append(Judged(gathered.plain(), rows, right, np.full(len(first), number), 0))
    return joined(found, len(questions))


def _without(gathered: Gathered, left_out: Set[str]) -> Gathered:
    """Returns what a search would gather if these articles were not in the index."""
    every = range(len(gathered.matches))
    articles = [one.document for one in gathered.matches.read(every)] if left_out else []
    if left_out.isdisjoint(articles):
        return gathered
    return gathered.among(np.flatnonzero([article not in left_out for article in articles]))


def joined(parts: Sequence[Judged], asked: int) -> Judged:
    """Returns the units of all parts, their questions as they are numbered."""
    return Judged(
        np.concatenate([one.plain for one in parts]),
        np.concatenate([one.rows for one in parts]),
        np.concatenate([one.right for one in parts]),
        np.concatenate([one.question for one in parts]),
        asked,
    )


def scores_of(judged: Judged, staged: Staged) -> Floats:
    """Returns the score of each row, question by question."""
    starts = np.flatnonzero(np.diff(judged.question, prepend=-1))
    plain, rows = (np.split(array, starts[1:]) for array in (judged.plain, judged.rows))
    parts = zip(plain, rows, strict=True)
    return np.concatenate([staged.scores(one, every.__getitem__) for one, every in parts])


def _ranks(judged: Judged, scores: Floats) -> Ints:
    """Returns the place of each row within its question, from 0."""
    order = np.lexsort((-scores, judged.question))
    ranks = np.empty(len(scores), np.int64)
    ranks[order] = np.arange(len(scores))
    return ranks - np.searchsorted(judged.question, judged.question)


def figures(judged: Judged, scores: Floats) -> Figures:
    """Returns how well `scores` (one a row) put the right article first."""
    rank = _ranks(judged, scores)
    best = np.full(int(judged.question.max(initial=0)) + 1, np.iinfo(np.int64).max)
    np.minimum.at(best, judged.question[judged.right], rank[judged.right])
    gains = np.where(best < 10, 1 / np.log2(np.minimum(best, 10) + 2), 0)
    total = max(judged.asked, 1)
    return Figures(
        float(gains.sum() / total), *(float((best < k).sum() / total) for k in (1, 10, 100))
    )
