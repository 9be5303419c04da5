from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index.features import NAMES
from index.gathering import Gatherer
from index.lexical import LexicalIndex
from index.ranker import PLAIN
from index.train.ranker.__main__ import sides_of
from index.train.ranker.collection import Article, index_articles, read_articles
from index.train.ranker.questions import MadeQuestion, QuestionMaker, Substitutes
from index.train.ranker.relevance import Judged, figures, judge

_TEXT = (
    "1. Chủ rừng lập phương án phòng cháy cho khu rừng của mình.\n2. Kiểm lâm kiểm tra phương án "
    "mỗi năm một lần và ghi biên bản."
)
_DEFINING = (
    "1. Chủ rừng là tổ chức được giao rừng.\n2. Lâm sản là sản phẩm lấy từ rừng.\n3. Trồng rừng "
    "thay thế là việc trồng lại rừng đã mất."
)


def _article(name: str, title: str, text: str, related: tuple[str, ...] = ()) -> Article:
    return Article(name, "Nghị định về rừng", ("Rừng", title), text, "1", "Rừng", related)


@pytest.fixture
def articles() -> list[Article]:
    return [
        _article("a", "Phương án phòng cháy rừng", _TEXT, ("b",)),
        _article("b", "Kiểm tra việc phòng cháy rừng", _TEXT.replace("Chủ rừng", "Xã")),
        _article("c", "Giải thích từ ngữ", _DEFINING),
        *(_article(f"d{n}", "Hiệu lực thi hành", "Có hiệu lực từ ngày ký.") for n in range(6)),
    ]


def _maker(articles: list[Article], seed: int = 0) -> QuestionMaker:
    terms = ["phòng_cháy", "chữa_cháy", "kiểm_tra", "thanh_tra"]
    vectors = np.array([[9, 1], [9, 2], [1, 9], [2, 9]], np.float32)
    return QuestionMaker(articles, Substitutes(terms, vectors), np.random.default_rng(seed))


def test_the_same_seed_makes_the_same_questions(articles: list[Article]) -> None:
    first, second = (list(_maker(articles).made(articles[0], 20)) for _ in range(2))
    assert first == second
    assert len({question.text for question in first}) > 10
    assert all(q.right == {"a"} and q.left_out == {"b"} for q in first)


def test_words_are_replaced_by_words_used_alike(articles: list[Article]) -> None:
    made = " ".join(q.text for q in _maker(articles).made(articles[0], 80))
    assert "chữa cháy" in made
    assert "thanh tra" in made


def test_an_article_of_definitions_is_asked_what_they_mean(articles: list[Article]) -> None:
    made = {question.text for question in _maker(articles).made(articles[2], 40)}
    assert "lâm sản là gì" in made
    assert any("trồng rừng thay thế" in text for text in made)


def test_nothing_is_asked_about_formalities(articles: list[Article]) -> None:
    assert list(_maker(articles).made(articles[3], 5)) == []


def test_a_related_article_answers_the_title_and_its_own_is_left_out(
    articles: list[Article],
) -> None:
    (question,) = _maker(articles).related(articles[0])
    assert question.right == {"b"}
    assert question.left_out == {"a"}
    assert list(_maker(articles).related(articles[1])) == []


def test_units_are_told_right_from_wrong(articles: list[Article], tmp_path: Path) -> None:
    index_articles(articles, tmp_path, None)
    gatherer = Gatherer(LexicalIndex.open(tmp_path / "lexical", read_only=True), None, None)
    asked = list(_maker(articles).made(articles[0], 5))
    judged = judge(gatherer, asked, 50, 50)
    assert judged.asked == len(asked)
    assert judged.rows.shape == (len(judged.right), len(NAMES))
    for number in range(len(asked)):
        assert judged.right[judged.question == number].sum() == 1
    whole = figures(judged, judged.right.astype(float))
    assert whole.ndcg_10 == whole.recall_1 == 1.0


def test_figures_count_what_was_not_found_as_missed() -> None:
    right = np.array([False, True, False, False])
    rows = np.zeros((4, len(NAMES)))
    judged = Judged(rows[:, : len(PLAIN)], rows, right, np.array([0, 0, 1, 1]), 2)
    found = figures(judged, np.array([2.0, 1.0, 2.0, 1.0]))
    assert found.recall_1 == 0
    assert found.recall_10 == 0.5
    assert found.ndcg_10 == pytest.approx(0.5 / np.log2(3))


def test_an_article_that_is_left_out_does_not_set_the_scale(
    articles: list[Article], tmp_path: Path
) -> None:
    index_articles(articles, tmp_path, None)
    gatherer = Gatherer(LexicalIndex.open(tmp_path / "lexical", read_only=True), None, None)
    question = MadeQuestion("phương án phòng cháy rừng", frozenset("b"), frozenset("a"))
    judged = judge(gatherer, [question], 50, 50)
    assert judged.plain[:, PLAIN.index("words_relative")].max() == 1
    assert judged.rows[:, NAMES.index("words_relative")].max() == 1
    assert judged.right.sum() == 1
    first = judged.first(np.array([1.0, 0.0]), 1)
    assert first.right.tolist() == [True]


def test_no_document_teaches_and_is_held_out() -> None:
    articles = [replace(_article(str(n), "t", "x"), number=str(n // 3)) for n in range(300)]
    asked = [MadeQuestion("", frozenset((str(n),)), frozenset()) for n in range(300)]
    sides = sides_of(asked, articles)
    assert (sides.reshape(100, 3) == sides[::3, None]).all()
    assert 0.2 < (sides == 1).mean() < 0.4
    taught, held = (int(np.flatnonzero(sides == side)[0]) for side in (0, 1))
    both = MadeQuestion("", frozenset((str(taught), str(held))), frozenset())
    assert sides_of([both], articles).tolist() == [-1]


def _judged(seed: int, questions: int = 400) -> Judged:
    """Ten units a question; `cover` tells the right one, words and vectors say a little."""
    random = np.random.default_rng(seed)
    rows = random.random((questions * 10, len(NAMES)))
    question = np.repeat(np.arange(questions), 10)
    telling = rows[:, NAMES.index("cover")]
    right = telling == np.repeat(telling.reshape(questions, 10).max(axis=1), 10)
    rows[:, [NAMES.index(name) for name in PLAIN]] += 0.3 * right[:, None]
    plain = rows[:, [NAMES.index(name) for name in PLAIN]]
    return Judged(plain, rows, right, question, questions)


def test_the_learned_scorers_follow_what_tells_right_from_wrong() -> None:
    pytest.importorskip("lightgbm", reason="the extra `models` is not installed")
    from index.train.ranker.boosting import boosted, linear

    judged = _judged(0)
    columns = range(len(NAMES))
    weights = linear(judged, columns)
    assert weights.argmax() == NAMES.index("cover")
    assert weights.min() >= 0
    trees = boosted(judged, columns, weights * 0, trees=60, leaves=8, seed=0)
    assert figures(judged, trees.sum(judged.rows)).recall_1 > 0.8


def test_features_that_say_the_same_weigh_the_same() -> None:
    pytest.importorskip("scipy", reason="the extra `models` is not installed")
    from index.train.ranker.boosting import linear

    weights = linear(_judged(1, 2000), [NAMES.index(name) for name in PLAIN])
    words, dense = (weights[NAMES.index(name)] for name in PLAIN)
    assert words == pytest.approx(dense, rel=0.2)


@pytest.mark.parametrize("dense", [False, True])
def test_the_choice_is_the_best_that_was_tried(dense: bool) -> None:
    pytest.importorskip("lightgbm", reason="the extra `models` is not installed")
    from index.train.ranker.choice import Split, choose

    choice = choose({"made": Split(_judged(0), _judged(2))}, dense=dense, seed=0)
    best = max(one["made"].ndcg_10 for one in choice.tried.values())
    assert choice.figures["made"].ndcg_10 == pytest.approx(best)
    assert (choice.staged.first[PLAIN.index("dense")] > 0) == dense
    assert choice.figures["made"].ndcg_10 > choice.tried[choice.name.split(",")[0]]["made"].ndcg_10


def test_titles_of_documents_come_from_the_notes(tmp_path: Path) -> None:
    note = "(Điều {} Luật số 5/2020/QH14 Luật Nước ngày 16/06/2020 của Quốc hội, có hiệu lực)"
    rows = [
        {"id": "1", "title": "Nước", "text": "x", "note": note.format(1), "related": ["2"]},
        {"id": "2", "title": "Mưa", "text": "y", "note": "(Điều 2 Luật số 5/2020/QH14, có)"},
    ]
    path = tmp_path / "articles.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    read = read_articles(path)
    assert [article.source for article in read] == ["Luật Nước", "Luật Nước"]
    assert read[0].related == ("2",)
