"""Bags of terms are what the loader makes of the same texts; the vocabulary has one order."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from index.syllables import syllables
from index.terms import term_ids
from index.train.articles import Article, choose_vocabulary
from index.train.corpus import Corpus
from index.train.examples import Mixture, Sampler

_TEXTS = (
    ("Giao đất", "hộ gia đình được giao đất ở và được giao đất vườn"),
    ("Học phí", "học sinh được miễn học phí"),
    ("", "một hai"),
)
_ARTICLES = [Article(str(n), syllables(a), syllables(b)) for n, (a, b) in enumerate(_TEXTS)]
_VOCABULARY = choose_vocabulary(_ARTICLES, rare=1, pairs=100)
_ROWS = {name: row for row, name in enumerate(_VOCABULARY.names)}
_CORPUS = Corpus(_ARTICLES, _VOCABULARY, [["là", "gì"]])


@pytest.mark.parametrize("number", range(len(_TEXTS)))
def test_a_text_is_the_bag_that_the_loader_reads(number: int) -> None:
    bags = _CORPUS.bags([(_CORPUS.text[:-1], _CORPUS.text[1:])])
    rows = bags.rows[bags.borders[number] : bags.borders[number + 1]]
    assert rows.tolist() == sorted(term_ids(_TEXTS[number][1], _ROWS).tolist())


def test_a_pair_does_not_reach_beyond_its_stretch() -> None:
    start = _CORPUS.text[:1]
    bags = _CORPUS.bags([(start, start + 2)])
    assert [_VOCABULARY.names[row] for row in bags.rows] == [
        name for name in _VOCABULARY.names if name in {"hộ", "gia", "hộ_gia"}
    ]


def test_an_empty_stretch_gives_an_empty_bag() -> None:
    bags = _CORPUS.bags([(np.array([0, 4, 9]), np.array([3, 4, 9]))])
    assert np.diff(bags.borders).tolist()[1:] == [0, 0]


def test_the_vocabulary_is_ordered_by_frequency_then_name() -> None:
    singles = [name for name in _VOCABULARY.names if "_" not in name]
    counts = _VOCABULARY.counts[: len(singles)].tolist()
    assert singles == [n for _, n in sorted(zip([-c for c in counts], singles, strict=True))]
    assert _VOCABULARY.names[: len(singles)] == singles, "syllables stand before pairs"


def _drawn(mixture: Mixture, length: int) -> tuple[csr_matrix, csr_matrix]:
    words = [f"từ{n}" for n in range(length)]
    articles = [Article(str(n), [], [f"{n}{w}" for w in words]) for n in range(8)]
    corpus = Corpus(articles, choose_vocabulary(articles, rare=1, pairs=0), [["là", "gì"]])
    sampler = Sampler(corpus, np.arange(8), mixture, np.random.default_rng(0))
    batch = sampler.draw(groups=2, group=4)
    assert len(batch.questions) == len(batch.passages) > 1
    return batch.questions.matrix(corpus.width), batch.passages.matrix(corpus.width)


def test_a_stretch_that_is_asked_about_is_not_in_its_passage() -> None:
    questions, passages = _drawn(Mixture(phrase=0.0, thinned=0.0, whole=1.0), 60)
    assert questions.multiply(passages).nnz == 0
    own = np.asarray((questions + passages).sum(axis=1)).ravel()
    assert np.all(own == 60), "together they are the whole text of one article"


def test_question_and_passage_are_a_part_of_the_text() -> None:
    mixture = Mixture(phrase=0.0, thinned=0.0, whole=0.0, window=(40, 101))
    questions, passages = _drawn(mixture, 300)
    assert questions.multiply(passages).nnz == 0
    own = np.asarray((questions + passages).sum(axis=1)).ravel()
    assert np.all((own >= 40) & (own <= 100))
    assert len(set(own.tolist())) > 1, "lengths are drawn"
