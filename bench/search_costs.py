"""What search costs: indexing, adding one document, opening, and answering end to end."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import numpy as np

from bench.collections import Article
from index.embedding import Embedder
from index.entries import Filters
from index.expansion import expanded
from index.lexical import LexicalIndex
from index.marking import highlights
from index.narrowed import NarrowedSearch
from index.query import understand
from index.ranking import HybridSearch
from index.train.ranker.collection import index_articles, open_vectors

_DOCUMENTS = 10
_OPENINGS = 5


def indexing(
    articles: Sequence[Article], folder: Path, embedder: Embedder | None
) -> dict[str, float]:
    """Indexes the articles into `folder` and returns seconds, memory (GB) and size."""
    wall, cpu = time.perf_counter(), time.process_time()
    index_articles(articles, folder, embedder)
    text = sum(len(article.text.encode()) for article in articles)
    return {
        "articles": len(articles),
        "indexing s": round(time.perf_counter() - wall, 1),
        "indexing CPU s": round(time.process_time() - cpu, 1),
        "peak GB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, 2),
        "index / text": round(_size(folder) / text, 2),
    }


def adding(
    articles: Sequence[Article], folder: Path, embedder: Embedder | None
) -> dict[str, float]:
    """Returns the seconds that indexing one more document takes, until it can be searched."""
    longest = max(articles, key=lambda article: len(article.text))
    started = time.perf_counter()
    index_articles([longest], folder, embedder)
    return {"adding s": round(time.perf_counter() - started, 2)}


def opening(folder: Path, embedder: Embedder | None) -> dict[str, float]:
    """Returns the seconds until the indexes in `folder` can be asked, the median of some tries."""
    taken = []
    for _ in range(_OPENINGS):
        started = time.perf_counter()
        opened(folder, embedder).ranking("văn bản", 1).found()
        taken.append(time.perf_counter() - started)
    return {"opening s": round(float(np.median(taken)), 3)}


def opened(folder: Path, embedder: Embedder | None) -> HybridSearch:
    """Returns a search over the indexes in `folder`, by words alone where there is no model."""
    lexical = LexicalIndex.open(folder / "lexical", read_only=True)
    return HybridSearch(lexical, open_vectors(folder, embedder, read_only=True), embedder)


def end_to_end(search: HybridSearch, questions: Sequence[str]) -> dict[str, float]:
    """Returns the milliseconds from a typed text to passages with highlights.

    Understanding the query, the search itself and what is shown of ten documents; there is no
    graph to be asked in a collection of articles.
    """
    today, narrowed = date.today(), NarrowedSearch(search, None)

    def answer(text: str) -> object:
        query = understand(text, today=today)
        words = expanded(query.text)
        ranking = narrowed.ranking(words, _DOCUMENTS, Filters())
        found = narrowed.shown(words, ranking, _DOCUMENTS)
        return highlights(words, [one.passage.text for one in found])

    return timed(answer, questions)


def timed(answer: Callable[[str], object], questions: Sequence[str]) -> dict[str, float]:
    """Returns percentiles of the wall and CPU milliseconds of `answer`."""
    wall, cpu = [], []
    for text in questions:
        started, used = time.perf_counter(), time.process_time()
        answer(text)
        wall.append(time.perf_counter() - started)
        cpu.append(time.process_time() - used)
    (p50, p95), (cpu50, cpu95) = (np.percentile(one, (50, 95)) * 1000 for one in (wall, cpu))
    values = {"p50 ms": p50, "p95 ms": p95, "p50 CPU ms": cpu50, "p95 CPU ms": cpu95}
    return {name: round(float(value), 1) for name, value in values.items()}


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
