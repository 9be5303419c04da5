"""Makes a library of any size by recombining the sentences of a collection of articles.

A passage takes runs of sentences from one article and from others near it in the collection, so
that it stays on one subject as real passages do, and no two are alike. Everything follows from the
seed.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.collections import Article
from index.entries import DocumentEntry
from index.model import Passage
from index.passages import LONG

PASSAGES_A_DOCUMENT = 20
"""Passages of one generated document; the gazette's documents have 60, portal pages 15."""

_NEAR = 12
_SHORTEST = 40
_LONGEST_SENTENCE = 90
_QUERY_SYLLABLES = (6, 18)
_SENTENCE_END = re.compile(r"(?<=[.;:!?])\s+|\n+")
_LABEL = re.compile(r"^(?:\d{1,3}[.)]|[a-zđ][.)]|[-+•])$")


@dataclass(frozen=True, slots=True)
class GeneratedDocument:
    """A document of the generated library with its passages."""

    entry: DocumentEntry
    passages: tuple[Passage, ...]


def sentences_of(text: str) -> list[str]:
    """Returns the sentences of a text, items of lists included, labels of items left out."""
    return [one.strip() for one in _SENTENCE_END.split(text) if not _LABEL.match(one.strip())]


class Recombination:
    """The sentences of a collection, and documents and queries that are made from them."""

    def __init__(self, articles: Sequence[Article], seed: int = 0) -> None:
        """Takes the sentences of `articles`, which stand in the order of their subjects."""
        self._seed = seed
        self._articles = [a for a in articles if len(a.text.split()) >= _SHORTEST // 2]
        self._sentences = [[s for s in sentences_of(a.text) if s] for a in self._articles]

    def documents(self, passages: int) -> Iterator[GeneratedDocument]:
        """Yields documents that hold so many passages together."""
        for number, first in enumerate(range(0, passages, PASSAGES_A_DOCUMENT)):
            draw = random.Random(f"{self._seed}:{number}")
            yield self._document(number, min(PASSAGES_A_DOCUMENT, passages - first), draw)

    def _document(self, number: int, count: int, draw: random.Random) -> GeneratedDocument:
        sha256 = hashlib.sha256(f"{self._seed}:{number}".encode()).hexdigest()
        anchor = draw.randrange(len(self._articles))
        article = self._articles[anchor]
        passages, start = [], 0
        for ordinal in range(count):
            near = self._near(anchor, draw)
            text = self._text(near, draw)
            path = self._articles[near].path
            passages.append(
                Passage(
                    f"{sha256}:{ordinal}", sha256, ordinal, path, start, start + len(text), text
                )
            )
            start += len(text) + 1
        entry = DocumentEntry(
            sha256, f"urn:generated:{number}", article.source, year=2000 + number % 26
        )
        return GeneratedDocument(entry, tuple(passages))

    def _near(self, anchor: int, draw: random.Random) -> int:
        return max(0, min(len(self._articles) - 1, anchor + draw.randint(-_NEAR, _NEAR)))

    def _text(self, anchor: int, draw: random.Random) -> str:
        """A run of sentences of the article itself, then of its neighbours, to a drawn length."""
        wanted = draw.randint(_SHORTEST, LONG)
        chosen: list[str] = []
        size, source = 0, anchor
        while size < wanted:
            pool = self._sentences[source]
            at = draw.randrange(len(pool)) if pool else 0
            for sentence in pool[at : at + draw.randint(1, 4)]:
                words = sentence.split(" ")[:_LONGEST_SENTENCE]
                chosen.append(" ".join(words))
                size += len(words)
            source = self._near(anchor, draw)
        return "\n".join(chosen)

    def queries(self, count: int) -> list[str]:
        """Returns stretches of sentences of the length of what people type."""
        draw = random.Random(f"{self._seed}:queries")
        found: list[str] = []
        while len(found) < count:
            pool = self._sentences[draw.randrange(len(self._sentences))]
            words = draw.choice(pool).split() if pool else []
            if len(words) >= _QUERY_SYLLABLES[0]:
                length = draw.randint(*_QUERY_SYLLABLES)
                at = draw.randrange(max(1, len(words) - length + 1))
                found.append(" ".join(words[at : at + length]))
        return found
