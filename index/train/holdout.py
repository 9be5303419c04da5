"""How well vectors find articles that they did not learn from.

Two kinds of question: the title of a held-out article, which must find that article's text; and the
title of any article, which must find those that the editors of the codification link to it, other
people's words for the same matter. Links are not learned from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from index.stretches import STRETCH
from index.train.articles import Article
from index.train.corpus import Bags, Corpus, Ints, Stretch
from index.train.initial import Matrix

SHORTEST_TITLE = 4
SHORTEST_TEXT = 20
LINKED = 1500
_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class HoldoutFigures:
    """Means over questions; the best article that answers a question counts."""

    ndcg_10: float
    recall_1: float
    recall_100: float


@dataclass(frozen=True, slots=True)
class _Task:
    """Questions, the numbers of the articles that answer each, and one that must not be found."""

    questions: Bags
    right: list[list[int]]
    left_out: list[int]
    titled: bool


class Holdout:
    """Questions about held-out articles, and the stretches of all among which they are sought.

    Stretches and titles are added up as an index does it (`index.stretches`).
    """

    def __init__(
        self, corpus: Corpus, articles: Sequence[Article], held: Ints, random: Generator
    ) -> None:
        """Make the questions: titles of `held`, and of `LINKED` articles that `random` draws."""
        owners, self._firsts, stretches = _stretches(corpus)
        self._width = corpus.width
        text = corpus.bags([stretches]).matrix(self._width)
        titles = _titles(corpus, np.arange(len(corpus))).matrix(self._width)
        self._pools = {True: text + titles[owners], False: text}
        telling = np.diff(corpus.title) >= SHORTEST_TITLE
        named = held[telling[held] & (np.diff(corpus.text)[held] > SHORTEST_TEXT)]
        own = [[number] for number in named.tolist()]
        number = {article.id: place for place, article in enumerate(articles)}
        links = {
            place: sorted({number[name] for name in article.related if name in number} - {place})
            for place, article in enumerate(articles)
            if telling[place]
        }
        linked = np.array([place for place, others in links.items() if others], dtype=np.int64)
        linked = random.permutation(linked)[:LINKED]
        others = [links[place] for place in linked.tolist()]
        tasks = {
            "titles": _Task(_titles(corpus, named), own, [-1] * len(own), False),
            "links": _Task(_titles(corpus, linked), others, linked.tolist(), True),
        }
        self._tasks = {name: task for name, task in tasks.items() if task.right}

    def measure(self, vectors: Matrix) -> Mapping[str, HoldoutFigures]:
        """Returns the figures of `vectors` (shape terms × dimensions) by kind of question."""
        return {name: self._figures(task, vectors) for name, task in self._tasks.items()}

    def _figures(self, task: _Task, vectors: Matrix) -> HoldoutFigures:
        questions = _unit(task.questions.matrix(self._width) @ vectors)
        passages = _unit(self._pools[task.titled] @ vectors)
        ranks = []
        for at in range(0, len(questions), _AT_ONCE):
            scores = questions[at : at + _AT_ONCE] @ passages.T
            for row, one in enumerate(np.maximum.reduceat(scores, self._firsts, axis=1)):
                if task.left_out[at + row] >= 0:
                    one[task.left_out[at + row]] = -np.inf
                ranks.append(int((one > one[task.right[at + row]].max()).sum()))
        rank = np.array(ranks)
        gain = np.where(rank < 10, 1 / np.log2(rank + 2), 0)
        return HoldoutFigures(*(round(float(x.mean()), 4) for x in (gain, rank == 0, rank < 100)))


def _stretches(corpus: Corpus) -> tuple[Ints, Ints, Stretch]:
    """The article of each stretch, the first stretch of each article, and where they stand."""
    lengths = np.diff(corpus.text)
    counts = np.maximum(1, -(-lengths // STRETCH))
    owners, firsts = np.repeat(np.arange(len(corpus)), counts), np.cumsum(counts) - counts
    steps = np.maximum(1, counts - 1)[owners]
    over = np.maximum(0, lengths - STRETCH)[owners]
    starts = corpus.text[owners] + over * (np.arange(len(owners)) - firsts[owners]) // steps
    return owners, firsts, (starts, np.minimum(starts + STRETCH, corpus.text[owners + 1]))


def _titles(corpus: Corpus, articles: Ints) -> Bags:
    return corpus.bags([(corpus.title[articles], corpus.title[articles + 1])])


def _unit(rows: Matrix) -> Matrix:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True).clip(1e-9)
    return np.asarray(rows / lengths, dtype=np.float32)
