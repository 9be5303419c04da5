"""What search is compared with: bm25s and SQLite FTS5 over whole articles, title twice."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from typing import Any

from bench.collections import Article
from index.syllables import pairs, syllables

Search = Callable[[str], Sequence[str]]
_DEPTH = 100


def _text(article: Article) -> str:
    return f"{article.title} {article.title} {article.text}"


def bm25s_run(articles: Sequence[Article]) -> dict[str, Search]:
    """Returns BM25 (k1 1.2, b 0.75) over syllables, and over syllables and adjacent pairs."""
    import bm25s  # noqa: PLC0415 - a development dependency

    def built(tokens: Callable[[str], list[str]]) -> Search:
        model: Any = bm25s.BM25(k1=1.2, b=0.75)
        model.index([tokens(_text(article)) for article in articles], show_progress=False)

        def search(text: str) -> Sequence[str]:
            known = [t for t in tokens(text) if t in model.vocab_dict]
            if not known:
                return []
            found, _ = model.retrieve([known], k=min(_DEPTH, len(articles)), show_progress=False)
            return [articles[int(i)].id for i in found[0]]

        return search

    return {"bm25s syllables": built(syllables), "bm25s pairs": built(_with_pairs)}


def _with_pairs(text: str) -> list[str]:
    tokens = syllables(text)
    return tokens + pairs(tokens)


def fts5_run(articles: Sequence[Article]) -> dict[str, Search]:
    """Returns SQLite's FTS5 with its own BM25 over syllables."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5(body, content='')")
    rows = ((i, " ".join(syllables(_text(a)))) for i, a in enumerate(articles))
    connection.executemany("INSERT INTO t(rowid, body) VALUES (?, ?)", rows)

    def search(text: str) -> Sequence[str]:
        words = " OR ".join(f'"{word}"' for word in dict.fromkeys(syllables(text)))
        if not words:
            return []
        sql = "SELECT rowid FROM t WHERE t MATCH ? ORDER BY rank LIMIT ?"
        return [articles[int(row[0])].id for row in connection.execute(sql, (words, _DEPTH))]

    return {"SQLite FTS5": search}
