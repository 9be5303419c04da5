from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.entries import DocumentEntry
from index.features import NAMES, QueryTerms, features, idf
from index.model import Passage
from index.sequences import Sequences, pack, query_codes, unpack
from index.syllables import syllables


def _query(text: str, *, plain: bool = False) -> QueryTerms:
    spoken = syllables(text, folded=plain)
    words = list(dict.fromkeys(spoken))
    joined = list(dict.fromkeys(pairwise(spoken)))
    ends = [(words.index(a), words.index(b)) for a, b in joined]
    return QueryTerms(
        query_codes(words, plain=plain), np.ones(len(words)),
        np.array(ends, np.int64).reshape(-1, 2), np.ones(len(joined)), plain,
    )  # fmt: skip


def _sequences(*passages: tuple[str, tuple[str, ...], str]) -> Sequences:
    packed = []
    for number, (name, heading, text) in enumerate(passages):
        passage = Passage(f"{name}:{number}", name, number, heading, 0, len(text), text)
        packed.append(pack(DocumentEntry(name, f"urn:{name}", "Luật Đất đai"), passage))
    return unpack(packed)


def _rows(query: QueryTerms, sequences: Sequences) -> list[dict[str, float]]:
    count = len(sequences)
    rows, _ = features(query, sequences, np.linspace(1, 2, count), np.linspace(0, 0.5, count))
    return [dict(zip(NAMES, row, strict=True)) for row in rows.tolist()]


def _row(question: str, text: str, heading: str = "", *, plain: bool = False) -> dict[str, float]:
    headings = (heading,) if heading else ()
    return _rows(_query(question, plain=plain), _sequences(("a", headings, text)))[0]


@pytest.mark.parametrize(
    ("name", "question", "text", "heading", "value"),
    [
        pytest.param("cover", "giá nhà ở", "giá", "Ở", 2 / 3, id="terms of text and heading"),
        pytest.param("cover", "luật giá", "", "", 1 / 2, id="terms of the document's title"),
        pytest.param("cover_pairs", "giá đất ở", "giá đất", "", 1 / 2, id="pairs"),
        pytest.param("own_share", "giá đất", "", "Giá đất ở đô thị", 2 / 5, id="of the heading"),
        pytest.param("run_body", "giá đất ở", "giá đất ở", "", 1.0, id="the whole in its order"),
        pytest.param("run_body", "giá đất ở", "ở đất giá", "", 0.0, id="another order"),
        pytest.param("run_body", "giá đất ở", "", "giá đất ở", 0.0, id="not in the text"),
        pytest.param("words_relative", "giá", "giá", "", 1.0, id="the best has 1"),
    ],
)
def test_features(name: str, question: str, text: str, heading: str, value: float) -> None:
    assert _row(question, text, heading)[name] == pytest.approx(value)


def test_a_query_without_diacritics_matches_all_forms() -> None:
    assert _row("gia dat", "giá đất", plain=True)["cover_pairs"] == 1
    assert _row("gia dat", "giá đất")["cover_pairs"] == 0


def test_passages_under_one_heading_are_one_row() -> None:
    sequences = _sequences(
        ("a", ("Điều 1",), "giá"), ("a", ("Điều 1",), "đất"), ("b", ("Điều 1",), "giá")
    )
    rows, unit = features(_query("giá đất"), sequences, np.array([3.0, 2.0, 1.0]), np.zeros(3))
    assert unit.tolist() == [unit[0], unit[0], 1 - unit[0]]
    first = dict(zip(NAMES, rows[unit[0]], strict=True))
    assert first["cover"] == 1
    assert first["words_relative"] == 1


def test_terms_that_the_scores_leave_out_are_counted_from_the_passages() -> None:
    query = replace(_query("giá nhà"), unscored=np.array([0.0, 1.5]))
    sequences = _sequences(("a", (), "giá nhà"), ("b", (), "giá đất"))
    rows, unit = features(query, sequences, np.array([1.0, 1.0]), np.zeros(2))
    relative = rows[unit, NAMES.index("words_relative")]
    assert relative[0] == 1
    assert relative[1] < 0.7


def test_the_best_vector_may_be_one_that_was_not_read() -> None:
    sequences = _sequences(("a", (), "giá"))
    rows, _ = features(_query("giá đất"), sequences, np.ones(1), np.array([0.3]), top_dense=0.5)
    assert rows[0, NAMES.index("dense_relative")] == pytest.approx(-0.2)


def test_rare_terms_weigh_more() -> None:
    common, rare, unknown = idf(np.array([90.0, 2.0, 0.0]), 100)
    assert 0 < common < rare < unknown


_WORDS = st.lists(st.sampled_from(["một", "hai", "ba", "bốn", "x"]), max_size=120)


@given(_WORDS, st.lists(st.sampled_from(["một", "hai", "ba", "bốn"]), min_size=2, max_size=5))
def test_runs_are_what_counting_one_by_one_gives(text: list[str], question: list[str]) -> None:
    row = _row(" ".join(question), " ".join(text))
    links = set(pairwise(question))
    run = best = 0
    for pair in pairwise(text):
        run = run + 1 if pair in links else 0
        best = max(best, run)
    assert row["run_body"] == pytest.approx(best / max(len(set(question)) - 1, 1))


@given(_WORDS, _WORDS.filter(bool))
def test_all_features_are_finite(text: list[str], question: list[str]) -> None:
    row = _row(" ".join(question), " ".join(text), " ".join(text[:5]))
    assert all(np.isfinite(value) for value in row.values())
