"""Articles of the official codification, and which of their terms get a vector."""

from __future__ import annotations

import json
import lzma
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from index.syllables import pairs as pairs_of
from index.syllables import syllables

HELD_OUT = 1500
"""Articles that are asked about and not learned from: so many, or a tenth of a small collection."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article's title and text as syllables, and the articles that its editors link it to."""

    id: str
    title: list[str]
    text: list[str]
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The terms that get a row, syllables before pairs, each by falling frequency.

    `counts` (shape (terms,)) says in how many articles a term occurs.
    """

    names: list[str]
    counts: NDArray[np.int32]


def read_articles(path: Path) -> Iterator[Article]:
    """Yields the articles of a JSON Lines file (`id`, `title`, `text`), plain or `.xz`."""
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            related = tuple(row.get("related") or ())
            yield Article(row["id"], syllables(row["title"]), syllables(row["text"]), related)


def held_out(count: int, random: Generator) -> NDArray[np.int64]:
    """Draws the articles that an embedding does not learn from, out of `count`.

    The recipe of the ranker asks about these as well: of an article that it has learned, an
    embedding seems to know more than it does of others.
    """
    return random.permutation(count)[: min(HELD_OUT, count // 10)]


def choose_vocabulary(articles: Sequence[Article], *, rare: int, pairs: int) -> Vocabulary:
    """Returns the terms that get a row.

    Args:
        articles: what is counted; an article counts a term once.
        rare: a syllable in fewer articles than this gets no row.
        pairs: how many of the commonest pairs get one.
    """
    single: Counter[str] = Counter()
    double: Counter[str] = Counter()
    for article in articles:
        words = article.title + article.text
        single.update(set(words))
        double.update(set(pairs_of(words)))
    chosen = [(word, count) for word, count in _ordered(single) if count >= rare]
    chosen += _ordered(double)[:pairs]
    counts = np.array([count for _, count in chosen], dtype=np.int32)
    return Vocabulary([name for name, _ in chosen], counts)


def _ordered(counts: Counter[str]) -> list[tuple[str, int]]:
    # By name where counts are equal: the order of a set of strings is another in each process.
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
