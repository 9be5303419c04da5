"""Measures search on test collections.

    python -m bench search --corpus phapdien_articles.jsonl.xz --queries zalo_queries.dev.jsonl

Prints the measures of every run with paired bootstrap intervals beside bm25s (syllables; syllables
and pairs) and SQLite FTS5 over the same texts, the latencies of one process with the index on disk,
and what indexing costs. A document's place is that of its best passage. Several collections may be
given, a file of questions for each corpus.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.baselines import bm25s_run, fts5_run
from bench.collections import Article, Question, read_articles, read_questions
from bench.measures import MEASURES, interval, measure
from bench.search_costs import adding, end_to_end, indexing, opened, opening, timed
from index.embedder import BUNDLED, load_embedder
from index.embedding import Embedder
from index.lexical import LexicalIndex
from index.ranking import HybridSearch
from index.syllables import fold
from index.train.ranker.collection import open_vectors

Search = Callable[[str], Sequence[str]]

_DEPTH = 100
_PASSAGES = 400
_NO_EMBEDDER = "none"


@dataclass(frozen=True, slots=True)
class Run:
    """The measures of each question, and how long answering took."""

    name: str
    scores: NDArray[np.float64]
    times: dict[str, float]


def run(name: str, questions: Sequence[Question], search: Search) -> Run:
    """Asks every question once and measures what comes back."""
    ranked: dict[str, Sequence[str]] = {}
    texts = [question.text for question in questions]
    times = timed(lambda text: ranked.__setitem__(text, search(text)), texts)
    scores = [measure(ranked[question.text], question.relevant) for question in questions]
    return Run(name, np.array(scores), times)


def searches(folder: Path, embedder: Embedder | None) -> dict[str, Search]:
    """Returns the rankings that the library offers, by name."""
    found = {"lexical": _by_passages(opened(folder, None))}
    if embedder is not None:
        found["hybrid"] = _by_passages(opened(folder, embedder))
        found["dense"] = _dense(folder, embedder)
    return found


def _by_passages(hybrid: HybridSearch) -> Search:
    def search(text: str) -> Sequence[str]:
        found = hybrid.ranking(text, _PASSAGES).of_documents(_DEPTH, 1)
        return [one.document for one, _ in found.candidates()]

    return search


def _dense(folder: Path, embedder: Embedder) -> Search:
    vectors = open_vectors(folder, embedder, read_only=True)
    lexical = LexicalIndex.open(folder / "lexical", read_only=True)

    def search(text: str) -> Sequence[str]:
        if vectors is None:
            return []
        near = vectors.nearest(embedder.encode([text])[0], _PASSAGES)
        return lexical.documents(near.tolist())[:_DEPTH]

    return search


def report(runs: Sequence[Run], reference: Run) -> list[dict[str, object]]:
    """Returns one row a run: the measures, the 95 % interval of nDCG@10 and of its lead."""
    rows: list[dict[str, object]] = []
    for one in runs:
        values = dict(zip(MEASURES, one.scores.mean(axis=0).round(4).tolist(), strict=True))
        _, low, high = interval(one.scores[:, 0])
        lead = interval(one.scores[:, 0] - reference.scores[:, 0])
        rows.append(
            {"run": one.name, **values, "interval": [round(low, 4), round(high, 4)],
             f"lead over {reference.name}": [round(x, 4) for x in lead], **one.times}
        )  # fmt: skip
    return rows


def measured(
    articles: Sequence[Article],
    questions: Sequence[Question],
    folder: Path,
    embedder: Embedder | None,
    baselines: bool,
) -> dict[str, object]:
    """Returns all figures of one collection; indexes it into `folder` if that is empty."""
    costs: dict[str, float] = {}
    if not (folder / "lexical").exists():
        costs |= indexing(articles, folder, embedder)
    costs |= opening(folder, embedder)
    own = searches(folder, embedder)
    runs = [run(name, questions, search) for name, search in own.items()]
    plain = [replace(q, text=fold(q.text)) for q in questions]
    runs += [run(f"{name}, no diacritics", plain, own[name]) for name in own if name != "dense"]
    texts = [question.text for question in questions]
    costs |= {f"end to end {k}": v for k, v in end_to_end(opened(folder, embedder), texts).items()}
    others = {**bm25s_run(articles), **fts5_run(articles)} if baselines else {}
    runs = [run(name, questions, search) for name, search in others.items()] + runs
    best = next((one for one in runs if one.name == "bm25s pairs"), runs[0])
    rows = report(runs, best)
    costs |= adding(articles, folder, embedder)
    costs["load average"] = round(os.getloadavg()[0], 1)
    for row in (costs, *rows):
        print(json.dumps(row, ensure_ascii=False), flush=True)
    return {"articles": len(articles), "questions": len(questions), "costs": costs, "runs": rows}


def main() -> None:
    """Runs the measurement from the command line."""
    options = _arguments()
    embedder = None if options.embedder == _NO_EMBEDDER else load_embedder(options.embedder)
    found = []
    for corpus, queries in zip(options.corpus, options.queries, strict=True):
        documents = options.documents or corpus.with_name("phapdien_documents.jsonl")
        articles = read_articles(corpus, documents if documents.exists() else None)
        questions = read_questions(queries)
        folder = options.index or Path(tempfile.mkdtemp(prefix="luocdo-bench-"))
        print(f"{corpus.name}, {queries.name}", flush=True)
        figures = measured(articles, questions, folder, embedder, not options.no_baselines)
        found.append({"corpus": corpus.name, "queries": queries.name, **figures})
        if options.index is None:
            shutil.rmtree(folder)
    if options.out:
        text = json.dumps({"collections": found}, ensure_ascii=False, indent=1)
        options.out.write_text(text + "\n", "utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    add = parser.add_argument
    add("--corpus", type=Path, nargs="+", required=True, help="articles, JSON Lines (.xz)")
    add("--queries", type=Path, nargs="+", required=True, help="questions, JSON Lines")
    add("--documents", type=Path, help="titles of documents by number")
    add("--embedder", default=BUNDLED, help=f"model name, or {_NO_EMBEDDER}")
    add("--index", type=Path, help="keep the index in this folder (of one collection)")
    add("--out", type=Path, help="write the figures to this file as well")
    add("--no-baselines", action="store_true", help="leave bm25s and FTS5 out")
    options = parser.parse_args()
    if len(options.corpus) != len(options.queries):
        parser.error("as many files of questions as of articles are needed")
    if options.index and len(options.corpus) > 1:
        parser.error("--index goes with one collection")
    return options


if __name__ == "__main__":
    main()
