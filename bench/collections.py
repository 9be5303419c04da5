"""Reads test collections: articles and questions with the articles that answer them."""

from __future__ import annotations

import json
import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# "(Điều 1 Luật số 57/2020/QH14 Luật Thanh niên ngày 16/06/2020 của Quốc hội, …": the editors name
# a document in full at its first article and by its number alone afterwards.
_NAMED_SOURCE = re.compile(r"số (\S+) (\S[^()]{3,400}?) ngày \d")
_SOURCE = re.compile(r"số ([^\s,;()]+)")


@dataclass(frozen=True, slots=True)
class Article:
    """One article: `source` is the title of the document that it is from, `path` its headings."""

    id: str
    source: str
    path: tuple[str, ...]
    text: str

    @property
    def title(self) -> str:
        """The article's own heading."""
        return self.path[-1] if self.path else ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question and the ids of the articles that answer it."""

    id: str
    text: str
    relevant: frozenset[str]


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yields the objects of a JSON Lines file, compressed with xz or not."""
    packed = path.suffix == ".xz"
    with lzma.open(path, "rt", encoding="utf-8") if packed else path.open("r") as lines:
        for line in lines:
            yield json.loads(line)


def read_articles(path: Path, documents: Path | None = None) -> list[Article]:
    """Reads a collection of articles.

    Args:
        path: rows with `id`, `title`, `text` and, where known, `subject`, `heading` and `note`.
        documents: rows `so_hieu`, `loai`, `ten`: titles of documents by number.

    Returns:
        The articles with the titles of the documents that they are from, as an ingested document
        has its title: from the notes of the collection itself, then from `documents`.
    """
    rows = list(read_rows(path))
    titles = _titles(documents) if documents else {}
    for row in rows:
        for number, title in _NAMED_SOURCE.findall(row.get("note") or ""):
            titles.setdefault(number, title)
    return [_article(row, titles) for row in rows]


def _titles(documents: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in read_rows(documents):
        kind, title = row["loai"], row["ten"]
        named = title.lower().startswith(kind.lower())
        found.setdefault(row["so_hieu"], title if named else f"{kind} {title}")
    return found


def _article(row: dict[str, Any], titles: dict[str, str]) -> Article:
    source = _SOURCE.search(row.get("note") or "")
    number = source[1] if source else row["id"].partition("#")[0]
    above = [row.get("subject") or "", *(row.get("heading") or "").split(" / ")]
    path = tuple(part for part in (*above, row["title"]) if part)
    return Article(row["id"], titles.get(number, ""), path, row["text"])


def read_questions(path: Path) -> list[Question]:
    """Reads questions: rows with `id`, `text`, `relevant`."""
    return [Question(r["id"], r["text"], frozenset(r["relevant"])) for r in read_rows(path)]
