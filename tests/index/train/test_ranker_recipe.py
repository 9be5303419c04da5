from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from index.features import NAMES
from index.lexical import LexicalIndex
from index.train.ranker.collection import Article, index_articles, read_articles
from index.train.ranker.questions import QuestionMaker, Substitutes
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
    from index.gathering import Gatherer

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
    judged = Judged(np.zeros((4, len(NAMES))), right, np.array([0, 0, 1, 1]), 2)
    found = figures(judged, np.array([2.0, 1.0, 2.0, 1.0]))
    assert found.recall_1 == 0
    assert found.recall_10 == 0.5
    assert found.ndcg_10 == pytest.approx(0.5 / np.log2(3))


def test_the_learned_scorers_follow_what_tells_right_from_wrong() -> None:
    pytest.importorskip("lightgbm", reason="the extra `models` is not installed")
    from index.train.ranker.boosting import boosted, linear

    random = np.random.default_rng(0)
    rows = random.random((4000, len(NAMES)))
    telling = NAMES.index("cover")
    question = np.repeat(np.arange(400), 10)
    right = rows[:, telling] == np.repeat(rows[:, telling].reshape(400, 10).max(axis=1), 10)
    judged = Judged(rows, right, question, 400)
    columns = range(len(NAMES))
    weights = linear(judged, columns)
    assert weights.argmax() == telling
    assert weights.min() >= 0
    trees = boosted(judged, judged, columns, weights * 0, trees=60, leaves=8, seed=0)
    assert figures(judged, trees.sum(rows)).recall_1 > 0.8


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
