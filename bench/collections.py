"""Reads test collections: articles and questions with the articles that answer them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from index.train.ranker.collection import Article, read_articles, read_rows

__all__ = ["Article", "Question", "read_articles", "read_questions", "read_rows"]


@dataclass(frozen=True, slots=True)
class Question:
    """A question and the ids of the articles that answer it."""

    id: str
    text: str
    relevant: frozenset[str]


def read_questions(path: Path) -> list[Question]:
    """Reads questions: rows with `id`, `text`, `relevant`."""
    return [Question(r["id"], r["text"], frozenset(r["relevant"])) for r in read_rows(path)]
