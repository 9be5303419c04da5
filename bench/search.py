"""Measures search on a test collection.

    python -m bench.search --corpus phapdien_articles.jsonl.xz --queries zalo_queries.dev.jsonl

Prints the measures of every run with paired bootstrap intervals beside bm25s (syllables; syllables
and pairs) and SQLite FTS5 over the same texts, the latencies of one process with the index on disk,
and what indexing costs. A document's place is that of its best passage.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.baselines import bm25s_run, fts5_run
from bench.collections import Article, Question, read_articles, read_questions
from bench.measures import MEASURES, interval, measure
from index.embedding import Embedder
from index.entries import DocumentEntry
from index.lexical import LexicalIndex
from index.passages import make_passages
from index.ranking import HybridSearch
from index.syllables import fold
from index.vectors import VectorIndex
from nlp.directive import Directive, Header

Search = Callable[[str], Sequence[str]]
Scores = NDArray[np.float64]

_DEPTH = 100
_PASSAGES = 300
_BATCH = 512


@dataclass(frozen=True, slots=True)
class Run:
    """The measures of each question and the seconds that each took."""

    name: str
    scores: Scores
    seconds: NDArray[np.float64]


def index_articles(articles: Sequence[Article], folder: Path, embedder: Embedder | None) -> None:
    """Indexes the articles as a library does: passages with title and heading path."""
    lexical = LexicalIndex.open(folder / "lexical")
    vectors = _vectors(folder, embedder)
    pending: list[tuple[str, str]] = []
    for article in articles:
        bare = make_passages(article.id, article.text, Directive(Header()))
        passages = [replace(passage, heading=article.path) for passage in bare]
        lexical.put(DocumentEntry(article.id, article.id, article.source), passages)
        pending += [(p.id, f"{article.title}\n{p.text}") for p in passages]
        if vectors is not None and embedder is not None and len(pending) >= _BATCH:
            _embed(vectors, embedder, pending)
    if vectors is not None and embedder is not None:
        _embed(vectors, embedder, pending)
        vectors.commit(1)
    lexical.commit(1)
    lexical.close()


def _vectors(
    folder: Path, embedder: Embedder | None, *, read_only: bool = False
) -> VectorIndex | None:
    if embedder is None:
        return None
    return VectorIndex.open(
        folder / "vectors",
        model=embedder.name,
        dimensions=embedder.dimensions,
        read_only=read_only,
    )


def _embed(vectors: VectorIndex, embedder: Embedder, pending: list[tuple[str, str]]) -> None:
    if pending:
        rows = embedder.encode([text for _, text in pending])
        vectors.put({name: row for (name, _), row in zip(pending, rows, strict=True)})
        pending.clear()


def run(name: str, questions: Sequence[Question], search: Search) -> Run:
    """Asks every question once and measures what comes back."""
    scores, seconds = [], []
    for question in questions:
        started = time.perf_counter()
        ranked = search(question.text)
        seconds.append(time.perf_counter() - started)
        scores.append(measure(ranked, question.relevant))
    return Run(name, np.array(scores), np.array(seconds))


def searches(folder: Path, embedder: Embedder | None) -> dict[str, Search]:
    """Returns the rankings that the library offers, by name."""
    lexical = LexicalIndex.open(folder / "lexical", read_only=True)
    found = {"lexical": _by_passages(HybridSearch(lexical))}
    vectors = _vectors(folder, embedder, read_only=True)
    if vectors is not None and embedder is not None:
        model, index = embedder, vectors
        found["hybrid"] = _by_passages(HybridSearch(lexical, index, model))

        def dense(text: str) -> Sequence[str]:
            near = index.search(model.encode([text])[0], _PASSAGES)
            return list(dict.fromkeys(name.rpartition(":")[0] for name, _ in near))[:_DEPTH]

        found["dense"] = dense
    return found


def _by_passages(hybrid: HybridSearch) -> Search:
    def search(text: str) -> Sequence[str]:
        found = hybrid.search(text, _PASSAGES)
        return list(dict.fromkeys(item.passage.document for item in found))[:_DEPTH]

    return search


def report(runs: Sequence[Run], reference: Run) -> list[dict[str, object]]:
    """Returns one row a run: the measures, the 95 % interval of nDCG@10 and of its lead."""
    rows: list[dict[str, object]] = []
    for one in runs:
        values = dict(zip(MEASURES, one.scores.mean(axis=0).round(4).tolist(), strict=True))
        _, low, high = interval(one.scores[:, 0])
        lead, lead_low, lead_high = interval(one.scores[:, 0] - reference.scores[:, 0])
        p50, p95 = np.percentile(one.seconds, (50, 95)) * 1000
        rows.append(
            {"run": one.name, **values, "interval": [round(low, 4), round(high, 4)],
             f"lead over {reference.name}": [round(x, 4) for x in (lead, lead_low, lead_high)],
             "p50 ms": round(float(p50), 1), "p95 ms": round(float(p95), 1)}
        )  # fmt: skip
    return rows


def main() -> None:
    """Runs the measurement from the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True, help="articles, JSON Lines (.xz)")
    parser.add_argument("--queries", type=Path, required=True, help="questions, JSON Lines")
    parser.add_argument("--documents", type=Path, help="titles of documents by number")
    parser.add_argument("--embedder", default="", help="model name; empty measures without one")
    parser.add_argument("--index", type=Path, help="keep the index in this folder")
    parser.add_argument("--out", type=Path, help="write the figures to this file as well")
    parser.add_argument("--no-baselines", action="store_true", help="leave bm25s and FTS5 out")
    options = parser.parse_args()
    folder = options.index or Path(tempfile.mkdtemp(prefix="luocdo-bench-"))
    documents = options.documents or options.corpus.with_name("phapdien_documents.jsonl")
    articles = read_articles(options.corpus, documents if documents.exists() else None)
    questions = read_questions(options.queries)
    embedder = _load(options.embedder)
    if not (folder / "lexical").exists():
        started = time.perf_counter()
        index_articles(articles, folder, embedder)
        _print_costs(articles, folder, time.perf_counter() - started)
    runs = [] if options.no_baselines else [
        run(name, questions, search)
        for name, search in {**bm25s_run(articles), **fts5_run(articles)}.items()
    ]  # fmt: skip
    own = searches(folder, embedder)
    for name, search in own.items():
        runs.append(run(name, questions, search))
    plain = [replace(q, text=fold(q.text)) for q in questions]
    runs += [run(f"{name}, no diacritics", plain, search) for name, search in own.items()]
    best = next((one for one in runs if one.name == "bm25s pairs"), runs[0])
    rows = report(runs, best)
    for row in rows:
        print(json.dumps(row, ensure_ascii=False))
    if options.out:
        result = {"corpus": options.corpus.name, "queries": options.queries.name, "runs": rows}
        options.out.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", "utf-8")
    if options.index is None:
        shutil.rmtree(folder)


def _load(name: str) -> Embedder | None:
    if not name:
        return None
    from index.embedder import load_embedder  # noqa: PLC0415 - only where a model is measured

    return load_embedder(name)


def _print_costs(articles: Sequence[Article], folder: Path, seconds: float) -> None:
    text = sum(len(article.text.encode()) for article in articles)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(
        json.dumps(
            {"articles": len(articles), "indexing s": round(seconds, 1), "peak GB": round(peak, 2),
             "index / text": round(size / text, 2)}
        )
    )  # fmt: skip


if __name__ == "__main__":
    main()
