"""Pairs of a question-like text and the passage that it is about, drawn from official text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from index.syllables import syllables
from index.train.corpus import Bags, Corpus, Ints, Stretch

_PHRASES = Path(__file__).parent / "question_phrases.txt"

_SHORTEST_TITLE = 3
_FEWEST_LEFT = 12


@dataclass(frozen=True, slots=True)
class Mixture:
    """What the examples are made of; numbers from 0 to 1 are chances.

    A question is the article's title (`titles`) or a stretch of `sentence` syllables of its text;
    it gets a `phrase` of asking, and loses `thinning` of its terms (`thinned`). Its answer is the
    whole text (`whole`) or, as an index holds them (`index.stretches`), a part of some length
    (`window`, in syllables): without the title if that is the question, else with it and without
    the stretch.
    """

    titles: float = 0.45
    sentence: tuple[int, int] = (8, 30)
    phrase: float = 0.5
    thinned: float = 0.3
    thinning: float = 0.25
    whole: float = 0.1
    window: tuple[int, int] = (40, 101)


@dataclass(frozen=True, slots=True)
class Batch:
    """Questions and the passages they belong to, row by row."""

    questions: Bags
    passages: Bags


def question_phrases() -> list[list[str]]:
    """Returns the phrases that people wrap around a topic, as syllables."""
    lines = _PHRASES.read_text(encoding="utf-8").splitlines()
    return [syllables(line) for line in lines if line and not line.startswith("#")]


class Sampler:
    """Draws batches in which articles meet their neighbours in the codification.

    Neighbours speak of the same subject, so they are each other's hard negatives.
    """

    def __init__(self, corpus: Corpus, taught: Ints, mixture: Mixture, random: Generator) -> None:
        """Draw from the articles whose numbers are `taught`, ascending."""
        self._corpus = corpus
        self._taught = taught
        self._mixture = mixture
        self._random = random

    def draw(self, groups: int, group: int) -> Batch:
        """Returns up to `groups` × `group` examples from `groups` neighbourhoods."""
        random = self._random
        span = min(group * 2, len(self._taught))
        starts = random.integers(0, len(self._taught) - span + 1, groups)
        near = random.random((groups, span)).argsort(axis=1)[:, :group]
        return self._examples(self._taught[np.unique(starts[:, None] + near)])

    def _examples(self, articles: Ints) -> Batch:
        corpus, random, mixture = self._corpus, self._random, self._mixture
        count = len(articles)
        title = (corpus.title[articles], corpus.title[articles + 1])
        titled = random.random(count) < mixture.titles
        titled &= title[1] - title[0] >= _SHORTEST_TITLE
        window = self._windows(articles)
        stretch = self._within(window)
        thinned = np.where(random.random(count) < mixture.thinned, mixture.thinning, 0.0)
        parts = [_kept(title, titled), _kept(stretch, ~titled), self._phrases(count)]
        questions = corpus.bags(parts, thinned, random)
        length = window[1] - window[0]
        cut = ~titled & (length - (stretch[1] - stretch[0]) >= _FEWEST_LEFT)
        before = (window[0], np.where(cut, stretch[0], window[1]))
        after = _kept((stretch[1], window[1]), cut)
        return Batch(questions, corpus.bags([_kept(title, ~titled), before, after]))

    def _windows(self, articles: Ints) -> Stretch:
        """The whole text, or a part of it around a place anywhere in it."""
        random = self._random
        start, end = self._corpus.text[articles], self._corpus.text[articles + 1]
        whole = random.random(len(articles)) < self._mixture.whole
        length = random.integers(*self._mixture.window, len(articles))
        place = start + (random.random(len(articles)) * (end - start)).astype(np.int64)
        first = place - (random.random(len(articles)) * length).astype(np.int64)
        first = np.where(whole, start, np.maximum(start, np.minimum(first, end - length)))
        return first, np.where(whole, end, np.minimum(end, first + length))

    def _within(self, window: Stretch) -> Stretch:
        count = len(window[0])
        length = self._random.integers(*self._mixture.sentence, count)
        room = np.maximum(window[1] - window[0] - length, 1)
        first = window[0] + (self._random.random(count) * room).astype(np.int64)
        return first, np.minimum(window[1], first + length)

    def _phrases(self, count: int) -> Stretch:
        borders = self._corpus.phrase
        number = self._random.integers(0, len(borders) - 1, count)
        wanted = self._random.random(count) < self._mixture.phrase
        return _kept((borders[number], borders[number + 1]), wanted)


def _kept(stretch: Stretch, where: NDArray[np.bool_]) -> Stretch:
    return np.where(where, stretch[0], 0), np.where(where, stretch[1], 0)
