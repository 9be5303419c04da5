"""Articles of the official codification as term ids."""

from __future__ import annotations

import itertools
import json
import lzma
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.syllables import PAIR_JOINER, syllables

Ids = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Article:
    """An article's title and text as syllables."""

    id: str
    title: list[str]
    text: list[str]


@dataclass(frozen=True, slots=True)
class EncodedArticle:
    """An article as rows of the vocabulary.

    `syllables` and `pairs` run in step with the text (shape (n,)); -1 stands where the
    vocabulary has no row. `title` and `body` hold distinct rows only.
    """

    title: Ids
    body: Ids
    syllables: Ids
    pairs: Ids

    def window(self, start: int, end: int) -> Ids:
        """Returns the distinct rows of the text's syllables `start` to `end` (exclusive)."""
        rows = np.concatenate([self.syllables[start:end], self.pairs[start : max(start, end - 1)]])
        return np.unique(rows[rows >= 0])


def read_articles(path: Path) -> Iterator[Article]:
    """Yields the articles of a JSON Lines file (`id`, `title`, `text`), plain or `.xz`."""
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield Article(row["id"], syllables(row["title"]), syllables(row["text"]))


def choose_vocabulary(articles: list[Article], *, rare: int, pairs: int) -> list[str]:
    """Returns the terms that get a row, commonest first: syllables, then pairs.

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
        double.update(set(_pairs(words)))
    kept = [word for word, count in single.most_common() if count >= rare]
    return kept + [pair for pair, _ in double.most_common(pairs)]


def encode_article(article: Article, rows: dict[str, int]) -> EncodedArticle:
    """Returns `article` as rows of the vocabulary `rows`."""
    title = _rows(article.title, rows) + _rows(_pairs(article.title), rows)
    single = np.array(_rows(article.text, rows), dtype=np.int32)
    double = np.array(_rows(_pairs(article.text), rows), dtype=np.int32)
    body = np.unique(np.concatenate([single, double]))
    named = np.unique(np.array(title, dtype=np.int32))
    return EncodedArticle(named[named >= 0], body[body >= 0], single, double)


def _rows(names: list[str], rows: dict[str, int]) -> list[int]:
    return [rows.get(name, -1) for name in names]


def _pairs(words: list[str]) -> list[str]:
    return [f"{a}{PAIR_JOINER}{b}" for a, b in itertools.pairwise(words)]
