"""Rows for training a ranker: the units found for made questions, told right from wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.features import NAMES
from index.gathering import Gatherer
from index.ranker import PLAIN, Staged
from index.train.ranker.questions import MadeQuestion

_PLAIN = [NAMES.index(name) for name in PLAIN]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Judged:
    """Units found for questions.

    `rows` are their features, `right` tells those of the articles that answer,
    `question` numbers the questions, ascending. `asked` counts all questions: one whose article
    was not found counts as missed.
    """

    rows: Floats
    right: NDArray[np.bool_]
    question: Ints
    asked: int

    def of(self, questions: NDArray[np.bool_]) -> Judged:
        """Returns the units of the questions marked, numbered as before."""
        kept = questions[self.question]
        return Judged(self.rows[kept], self.right[kept], self.question[kept], int(questions.sum()))


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
    rows, right, numbers = [], [], []
    for number, question in enumerate(questions):
        gathered = gatherer.gather(question.text, by_words, by_vectors)
        if not len(gathered.matches):
            continue
        first = gathered.order[gathered.starts]
        articles = [one.document for one in gathered.matches.read(first.tolist())]
        features = gathered.features(np.arange(len(first)))
        kept = np.array([article not in question.left_out for article in articles])
        rows.append(features[kept])
        right.append(np.array([article in question.right for article in articles])[kept])
        numbers.append(np.full(int(kept.sum()), number))
    return Judged(np.concatenate(rows), np.concatenate(right), np.concatenate(numbers), number + 1)


def scores_of(judged: Judged, staged: Staged) -> Floats:
    """Returns the score of each row, question by question."""
    starts = np.flatnonzero(np.diff(judged.question, prepend=-1))
    parts = np.split(judged.rows, starts[1:])
    return np.concatenate([staged.scores(part[:, _PLAIN], part.__getitem__) for part in parts])


def figures(judged: Judged, scores: Floats) -> Figures:
    """Returns how well `scores` (one a row) put the right article first."""
    order = np.lexsort((-scores, judged.question))
    first = np.searchsorted(judged.question, judged.question)
    rank = np.empty(len(scores), np.int64)
    rank[order] = np.arange(len(scores))
    rank -= first
    best = np.full(int(judged.question.max(initial=0)) + 1, np.iinfo(np.int64).max)
    np.minimum.at(best, judged.question[judged.right], rank[judged.right])
    gains = np.where(best < 10, 1 / np.log2(np.minimum(best, 10) + 2), 0)
    total = max(judged.asked, 1)
    return Figures(
        float(gains.sum() / total), *(float((best < k).sum() / total) for k in (1, 10, 100))
    )
