"""All articles in flat arrays, and stretches of them as bags of distinct terms.

Training draws some thousand stretches a second; with one array of syllables for everything, a
stretch is two numbers and a batch of them a handful of array operations.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray
from scipy import sparse

from index.syllables import pairs
from index.train.articles import Article, Vocabulary

Ints = NDArray[np.int64]
Stretch = tuple[Ints, Ints]
"""Starts and ends (exclusive) of stretches of the corpus, one a bag; an empty one adds nothing."""


@dataclass(frozen=True, slots=True)
class Bags:
    """Bags of distinct rows of the vocabulary; bag i is `rows[borders[i] : borders[i + 1]]`."""

    rows: NDArray[np.int32]
    borders: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.borders) - 1

    def matrix(self, width: int) -> sparse.csr_matrix:
        """Returns a 0/1 matrix of shape (bags, width) with a one for each row of each bag."""
        ones = np.ones(len(self.rows), dtype=np.float32)
        return sparse.csr_matrix((ones, self.rows, self.borders), shape=(len(self), width))

    def and_(self, other: Bags) -> Bags:
        """Returns these bags and then those of `other`."""
        borders = np.append(self.borders, other.borders[1:] + len(self.rows))
        return Bags(np.append(self.rows, other.rows), borders.astype(np.int32))


class Corpus:
    """The articles' texts, titles and the question phrases in one array of vocabulary rows.

    `text`, `title` and `phrase` hold borders: article i's text is `[text[i], text[i + 1])`.
    """

    def __init__(
        self, articles: Sequence[Article], vocabulary: Vocabulary, phrases: Sequence[list[str]] = ()
    ) -> None:
        self._rows = {name: row for row, name in enumerate(vocabulary.names)}
        self.width = len(vocabulary.names)
        self._single: list[int] = []
        self._double: list[int] = []
        self.text = self._borders([article.text for article in articles])
        self.title = self._borders([article.title for article in articles])
        self.phrase = self._borders(phrases)
        # A pair stands at the place of its first syllable; -1 is a term without a row.
        self._syllables = np.array(self._single, dtype=np.int32)
        self._pairs = np.array(self._double, dtype=np.int32)
        del self._single, self._double

    def __len__(self) -> int:
        return len(self.text) - 1

    def _borders(self, texts: Sequence[list[str]]) -> Ints:
        found = [len(self._single)]
        for words in texts:
            self._single += [self._rows.get(word, -1) for word in words]
            self._double += [self._rows.get(pair, -1) for pair in pairs(words)]
            if words:
                self._double.append(-1)
            found.append(len(self._single))
        return np.array(found, dtype=np.int64)

    def bags(
        self,
        parts: Sequence[Stretch],
        thinned: NDArray[np.float64] | None = None,
        random: Generator | None = None,
    ) -> Bags:
        """Returns bags with the distinct syllables and pairs of their stretches.

        Args:
            parts: each part gives a stretch to every bag, in order.
            thinned: the chance of each bag's terms to be left out.
            random: decides about them.
        """
        count = len(parts[0][0])
        starts, ends = (np.concatenate([part[side] for part in parts]) for side in (0, 1))
        lengths = np.maximum(ends - starts, 0)
        bag = np.repeat(np.tile(np.arange(count), len(parts)), lengths)
        before = np.cumsum(lengths) - lengths
        place = np.repeat(starts - before, lengths) + np.arange(int(lengths.sum()))
        whole = place != np.repeat(ends, lengths) - 1
        single, double = self._syllables[place], np.where(whole, self._pairs[place], -1)
        keys = np.concatenate([(bag * self.width + rows)[rows >= 0] for rows in (single, double)])
        keys.sort()
        keys = keys[np.diff(keys, prepend=-1) > 0]
        if thinned is not None and random is not None:
            keys = keys[random.random(len(keys)) >= thinned[keys // self.width]]
        borders = np.searchsorted(keys, np.arange(count + 1) * self.width)
        return Bags((keys % self.width).astype(np.int32), borders.astype(np.int32))

    def articles(self) -> Bags:
        """Returns each article's title and text."""
        return self.bags([(self.title[:-1], self.title[1:]), (self.text[:-1], self.text[1:])])
