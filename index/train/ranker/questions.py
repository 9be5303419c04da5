"""Questions made from official text, with the articles that answer each.

Three kinds, because each teaches what the others cannot. "Made" ones are about one article: its
title, a stretch of its sentences or a word that it defines; people ask in fewer and other words
than the law, so stretches are left out, pairs replaced by pairs that are used alike, parts
reordered and a phrase of asking put around. They are about articles that the embedding has not
learned from, as an office's own documents are; "known" ones are made alike about articles that it
has learned from, as the laws of the State are. "Related" ones are the title of one article, which
is left out of what may be found, answered by those that the editors of the codification relate to
it: other people's words for the same matter, not ours.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from index.syllables import PAIR_JOINER, syllables
from index.train.ranker.collection import Article

_PHRASES = Path(__file__).parents[1] / "question_phrases.txt"
_BREAK = re.compile(r"[.;:!?\n]+\s*")
_LABEL = re.compile(r"^\s*(?:\d{1,3}|[a-zđ])[.)]\s*")
_DEFINED = re.compile(
    r"^(?:\d{1,3}\.|[a-zđ]\)) ([^,;:.()\n]{4,60}?) (?:là|được hiểu là) ", re.MULTILINE
)
_DEFINING = (
    ((), ("là", "gì")),
    ((), ("là", "như", "thế", "nào")),
    (("thế", "nào", "là"), ()),
    (("khái", "niệm"), ()),
    (("như", "thế", "nào", "được", "gọi", "là"), ()),
)

_COMMON_TITLE = 5
"""A title of more articles than this ("Phạm vi điều chỉnh") names none of them."""

_DEFINITIONS = 3
"""From so many defined words on, an article is asked what they mean."""

_SHORTEST, _LONGEST, _LONGEST_NAME = 6, 26, 8
_FEWEST_WORDS = 4
_ALIKE = 0.3


@dataclass(frozen=True, slots=True)
class MadeQuestion:
    """A question with the articles that answer it.

    `left_out` are articles that are neither right nor wrong and are not to be counted.
    """

    text: str
    right: frozenset[str]
    left_out: frozenset[str]


class Substitutes:
    """Pairs of syllables that are used alike, after their vectors in an embedding."""

    def __init__(
        self, terms: Sequence[str], vectors: NDArray[np.float32], *, closest: int = 8
    ) -> None:
        """Take the pairs among `terms`; `vectors` has a row for each of these."""
        rows = [i for i, term in enumerate(terms) if PAIR_JOINER in term and not _has_digit(term)]
        self._terms = [terms[row] for row in rows]
        self._places = {term: place for place, term in enumerate(self._terms)}
        chosen = np.asarray(vectors[rows], np.float32)
        self._vectors = chosen / np.linalg.norm(chosen, axis=1, keepdims=True).clip(1e-9)
        self._closest = closest
        self._known: dict[str, list[str]] = {}

    def of(self, pair: str) -> list[str]:
        """Returns the pairs closest to `pair`, best first; none for an unknown one."""
        place = self._places.get(pair)
        if place is None:
            return []
        if pair not in self._known:
            scores = self._vectors @ self._vectors[place]
            near = np.argsort(-scores)[1 : 4 * self._closest]
            names = [self._terms[n] for n in near if scores[n] > _ALIKE]
            self._known[pair] = [n for n in names if _apart(pair, n)][: self._closest]
        return self._known[pair]


def _has_digit(term: str) -> bool:
    return any(c.isdigit() for c in term)


def _apart(one: str, other: str) -> bool:
    """Tells pairs that may replace each other from those that overlap in running text."""
    (a, b), (c, d) = one.split(PAIR_JOINER), other.split(PAIR_JOINER)
    return b != c and a != d


class QuestionMaker:
    """Makes questions about articles; everything follows from the generator's seed."""

    def __init__(
        self, articles: Sequence[Article], substitutes: Substitutes, random: Generator
    ) -> None:
        self._titles = Counter(article.title.casefold() for article in articles)
        self._substitutes = substitutes
        self._random = random
        lines = _PHRASES.read_text("utf-8").splitlines()
        self._phrases = [syllables(line) for line in lines if line and not line.startswith("#")]

    def made(self, article: Article, count: int) -> Iterator[MadeQuestion]:
        """Yields up to `count` questions about an article; none about one of form alone."""
        defined = [syllables(m[1]) for m in _DEFINED.finditer(article.text)]
        defined = [words for words in defined if 2 <= len(words) <= _LONGEST_NAME]
        sentences = [s for s in _sentences(article.text) if len(s) >= _SHORTEST]
        telling = self._is_telling(article)
        left_out = frozenset(article.related) - {article.id}
        for _ in range(count):
            if len(defined) >= _DEFINITIONS:
                words = self._definition(defined)
            elif telling:
                words = self._asked(self._topic(syllables(article.title), sentences))
            else:
                return
            if len(words) >= _FEWEST_WORDS:
                yield MadeQuestion(" ".join(words), frozenset((article.id,)), left_out)

    def related(self, article: Article) -> Iterator[MadeQuestion]:
        """Yields a question from the article's title, if its editors relate others to it."""
        right = frozenset(article.related) - {article.id}
        if not right or not self._is_telling(article):
            return
        words = syllables(article.title)
        if self._random.random() < 0.5:
            words = self._said_otherwise(words)
        if len(words) >= _FEWEST_WORDS:
            text = " ".join(self._asked(words))
            yield MadeQuestion(text, right, frozenset((article.id,)))

    def _is_telling(self, article: Article) -> bool:
        common = self._titles[article.title.casefold()] > _COMMON_TITLE
        return not common and len(syllables(article.title)) >= 3

    def _definition(self, defined: list[list[str]]) -> list[str]:
        name = defined[int(self._random.integers(len(defined)))]
        before, after = _DEFINING[int(self._random.integers(len(_DEFINING)))]
        return [*before, *name, *after]

    def _topic(self, title: list[str], sentences: list[list[str]]) -> list[str]:
        random, parts = self._random, []
        way = random.random()
        if way < 0.65 or not sentences:
            parts.append(self._said_otherwise(title[:_LONGEST]))
        if way >= 0.4 and sentences:
            sentence = sentences[int(random.integers(len(sentences)))]
            length = int(random.integers(_SHORTEST, 16 if parts else _LONGEST))
            start = int(random.integers(0, max(1, len(sentence) - length + 1)))
            parts.append(self._said_otherwise(sentence[start : start + length]))
        random.shuffle(parts)
        return [word for part in parts for word in part]

    def _said_otherwise(self, words: list[str]) -> list[str]:
        """Drops stretches of words and replaces pairs, each as often as a draw for the whole."""
        random = self._random
        drop, replace = random.uniform(0.0, 0.35), random.uniform(0.0, 0.3)
        said: list[str] = []
        at = 0
        while at < len(words):
            length = int(random.integers(2, 5))
            stretch = words[at : at + length]
            at += length
            if random.random() < drop:
                continue
            if len(stretch) >= 2 and random.random() < replace:
                names = self._substitutes.of(PAIR_JOINER.join(stretch[:2]))
                if names:
                    name = names[int(random.integers(len(names)))]
                    stretch = [*name.split(PAIR_JOINER), *stretch[2:]]
            said += stretch
        return said

    def _asked(self, words: list[str]) -> list[str]:
        random = self._random
        phrase = self._phrases[int(random.integers(len(self._phrases)))]
        draw = random.random()
        if draw < 0.55:
            return words + phrase
        return phrase + words if draw < 0.75 else words


def _sentences(text: str) -> list[list[str]]:
    return [syllables(_LABEL.sub("", piece)) for piece in _BREAK.split(text) if piece]
