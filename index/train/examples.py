"""Pairs of a question-like text and the article that it is about, drawn from official text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.random import Generator

from index.syllables import pairs, syllables
from index.train.articles import EncodedArticle, Ids

_PHRASES = Path(__file__).parent / "question_phrases.txt"


@dataclass(frozen=True, slots=True)
class Batch:
    """Questions and the articles they belong to, row by row, as distinct vocabulary rows."""

    questions: list[Ids]
    answers: list[Ids]


def question_phrases(rows: dict[str, int]) -> list[Ids]:
    """Returns the phrases that people wrap around a topic, as vocabulary rows."""
    lines = _PHRASES.read_text(encoding="utf-8").splitlines()
    texts = [syllables(line) for line in lines if line and not line.startswith("#")]
    return [
        np.array([rows[t] for t in words + pairs(words) if t in rows], dtype=np.int32)
        for words in texts
    ]


class Sampler:
    """Draws batches in which articles meet their neighbours in the codification.

    Neighbours speak of the same subject, so they are each other's hard negatives.
    """

    def __init__(
        self, articles: Sequence[EncodedArticle], phrases: list[Ids], random: Generator
    ) -> None:
        self._articles = articles
        self._phrases = phrases
        self._random = random

    def draw(self, groups: int, group: int) -> Batch:
        """Returns up to `groups` × `group` examples from `groups` neighbourhoods."""
        span = min(group * 2, len(self._articles))
        chosen: set[int] = set()
        for start in self._random.integers(0, len(self._articles) - span + 1, groups):
            chosen.update((start + self._random.permutation(span)[:group]).tolist())
        drawn = [self._example(self._articles[number]) for number in sorted(chosen)]
        return Batch([question for question, _ in drawn], [answer for _, answer in drawn])

    def _example(self, article: EncodedArticle) -> tuple[Ids, Ids]:
        random = self._random
        if random.random() < 0.45 and len(article.title) >= 4:
            question, answer = article.title, self._part(article)
        else:
            question, answer = self._sentence(article)
        if random.random() < 0.3 and len(question) > 6:
            question = question[random.random(len(question)) < 0.75]
        if random.random() < 0.5:
            phrase = self._phrases[random.integers(len(self._phrases))]
            question = np.union1d(question, phrase)
        return question, answer

    def _part(self, article: EncodedArticle) -> Ids:
        """The whole text, or a window as long as a passage."""
        if self._random.random() < 0.6:
            return article.body
        start = int(self._random.integers(0, max(1, len(article.syllables) - 100)))
        window = article.window(start, start + 160)
        return window if len(window) else article.body

    def _sentence(self, article: EncodedArticle) -> tuple[Ids, Ids]:
        """A stretch of 8 to 30 syllables, and the article without it."""
        random, total = self._random, len(article.syllables)
        length = int(random.integers(8, 30))
        start = int(random.integers(0, max(1, total - length)))
        question = article.window(start, start + length)
        rest = np.unique(
            np.concatenate(
                [article.title, article.window(0, start), article.window(start + length, total)]
            )
        )
        whole = np.union1d(article.title, article.body)
        return (question if len(question) else article.body), (rest if len(rest) >= 10 else whole)
