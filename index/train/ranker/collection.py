"""Collections of articles: reading them, and indexing them as a library does its documents."""

from __future__ import annotations

import json
import lzma
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from index.embedding import Embedder
from index.entries import DocumentEntry
from index.lexical import LexicalIndex
from index.model import Passage
from index.passages import make_passages
from index.stretches import embedded
from index.vectors import VectorIndex
from nlp.directive import Directive, Header

# "(Điều 1 Luật số 57/2020/QH14 Luật Thanh niên ngày 16/06/2020 của Quốc hội, …": the editors name
# a document in full at its first article and by its number alone afterwards.
_NAMED_SOURCE = re.compile(r"số (\S+) (\S[^()]{3,400}?) ngày \d")
_SOURCE = re.compile(r"số ([^\s,;()]+)")

_BATCH = 512


@dataclass(frozen=True, slots=True)
class Article:
    """One article.

    `source` is the title of the document that it is from, `number` that document's number, `path`
    the headings above it with its own last; `related` names articles that the editors link it to.
    """

    id: str
    source: str
    path: tuple[str, ...]
    text: str
    number: str = ""
    subject: str = ""
    related: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The article's own heading."""
        return self.path[-1] if self.path else ""


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yields the objects of a JSON Lines file, compressed with xz or not."""
    packed = path.suffix == ".xz"
    with (
        lzma.open(path, "rt", encoding="utf-8")
        if packed
        else path.open("r", encoding="utf-8") as lines
    ):
        for line in lines:
            yield json.loads(line)


def read_articles(path: Path, documents: Path | None = None) -> list[Article]:
    """Reads a collection of articles.

    Args:
        path: rows with `id`, `title`, `text` and, where known, `subject`, `heading`, `note` and
            `related`.
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
    subject = row.get("subject") or ""
    above = [subject, *(row.get("heading") or "").split(" / ")]
    path = tuple(part for part in (*above, row["title"]) if part)
    related = tuple(row.get("related") or ())
    return Article(row["id"], titles.get(number, ""), path, row["text"], number, subject, related)


def index_articles(articles: Sequence[Article], folder: Path, embedder: Embedder | None) -> None:
    """Indexes the articles as a library does: passages with title and heading path."""
    lexical = LexicalIndex.open(folder / "lexical")
    vectors = open_vectors(folder, embedder)
    pending: list[Passage] = []
    for article in articles:
        bare = make_passages(article.id, article.text, Directive(Header()))
        passages = [replace(passage, heading=article.path) for passage in bare]
        lexical.put(DocumentEntry(article.id, article.id, article.source), passages)
        pending += passages
        if vectors is not None and embedder is not None and len(pending) >= _BATCH:
            _embed(vectors, embedder, pending)
    if vectors is not None and embedder is not None:
        _embed(vectors, embedder, pending)
        vectors.commit(1)
    lexical.commit(1)
    lexical.close()


def open_vectors(
    folder: Path, embedder: Embedder | None, *, read_only: bool = False
) -> VectorIndex | None:
    """Opens the vectors beside the lexical index; null without a model."""
    if embedder is None:
        return None
    return VectorIndex.open(
        folder / "vectors",
        model=embedder.name,
        dimensions=embedder.dimensions,
        read_only=read_only,
    )


def _embed(vectors: VectorIndex, embedder: Embedder, pending: list[Passage]) -> None:
    rows = embedder.encode_passages([embedded(passage) for passage in pending])
    vectors.put({passage.id: one for passage, one in zip(pending, rows, strict=True)})
    pending.clear()
