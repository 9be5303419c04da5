"""Words and vectors together are no worse than either alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from bench.collections import read_articles, read_questions
from bench.measures import interval, measure
from index.embedder import load_embedder
from index.lexical import LexicalIndex
from index.ranking import HybridSearch
from index.train.ranker.collection import index_articles, open_vectors

_ROOT = Path(__file__).resolve().parents[2]
_DATA = _ROOT.parent / "shared" / "data"
_RESULTS = _ROOT / "bench" / "results" / "search.json"


def test_fusion_never_loses_to_its_best_part(tmp_path: Path) -> None:
    corpus, queries = _DATA / "alqac2022_articles.jsonl.xz", _DATA / "alqac2022_queries.jsonl"
    if not corpus.exists():
        pytest.skip("the test collections are not here")
    questions = read_questions(queries)
    embedder = load_embedder()
    index_articles(read_articles(corpus), tmp_path, embedder)
    lexical = LexicalIndex.open(tmp_path / "lexical", read_only=True)
    vectors = open_vectors(tmp_path, embedder, read_only=True)
    assert vectors is not None

    def ranked(search: HybridSearch) -> Callable[[str], Sequence[str]]:
        return lambda text: [one.passage.document for one in search.ranking(text, 50).found()]

    def dense(text: str) -> Sequence[str]:
        keys, _ = vectors.search(embedder.encode([text])[0], 50)
        return lexical.documents(keys.tolist())

    def ndcg(search: Callable[[str], Sequence[str]]) -> NDArray[np.float64]:
        found = [(list(dict.fromkeys(search(q.text))), q.relevant) for q in questions]
        return np.array([measure(names, relevant)[0] for names, relevant in found])

    words = ndcg(ranked(HybridSearch(lexical)))
    together = ndcg(ranked(HybridSearch(lexical, vectors, embedder)))
    assert words.mean() > 0.9
    for part in (words, ndcg(dense)):
        _, _, most = interval(together - part)
        assert most >= 0, "behind a part by more than chance (paired bootstrap, 95 %)"


@pytest.mark.parametrize("measured", json.loads(_RESULTS.read_text("utf-8"))["collections"])
def test_no_measured_collection_has_a_part_that_is_better(measured: dict[str, object]) -> None:
    runs = measured["runs"]
    assert isinstance(runs, list)
    found = {row["run"]: row for row in runs}
    for part in ("lexical", "dense"):
        assert found["hybrid"]["interval"][1] >= found[part]["nDCG@10"]
