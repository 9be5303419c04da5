from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.entries import DocumentEntry, FoundPassage
from index.lexical import LexicalIndex
from index.model import Passage
from index.ranking import HybridSearch, grouped
from index.stretches import Embedded
from index.syllables import syllables
from index.vectors import VectorIndex


class _SameFirstLetters:
    """Counts first letters: a crude likeness that goes beyond equal words."""

    name = "letters"
    dimensions = 26

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.zeros((len(texts), 26), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for syllable in syllables(text, folded=True):
                if "a" <= syllable[0] <= "z":
                    row[ord(syllable[0]) - ord("a")] += 1
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / np.where(lengths, lengths, 1), np.float32)

    def encode_passages(self, passages: Sequence[Embedded]) -> list[NDArray[np.float32]]:
        return [self.encode(one.stretches) for one in passages]


def _passage(name: str, text: str) -> Passage:
    return Passage(f"{name}:0", name, 0, (), 0, len(text), text)


@pytest.fixture
def hybrid(tmp_path: Path) -> HybridSearch:
    model = _SameFirstLetters()
    lexical = LexicalIndex.open(tmp_path / "lexical")
    vectors = VectorIndex.open(tmp_path / "vectors", model=model.name, dimensions=model.dimensions)
    for name, text in (("a", "giá đất ở"), ("b", "gia đình"), ("c", "thư viện số")):
        lexical.put(DocumentEntry(name, f"urn:{name}", ""), [_passage(name, text)])
        vectors.put({f"{name}:0": model.encode([text])})
    lexical.commit(1)
    vectors.commit(1)
    return HybridSearch(lexical, vectors, model)


def test_words_and_vectors_count_together(hybrid: HybridSearch) -> None:
    found = hybrid.ranking("giá đất").found()
    assert [item.passage.document for item in found][:2] == ["a", "b"]
    assert found[0].score > found[1].score > 0


def test_a_passage_without_a_common_word_is_found_by_its_vector(hybrid: HybridSearch) -> None:
    assert "urn:c" in hybrid.ranking("trong vườn sau").urns()


def test_a_text_without_words_finds_nothing(hybrid: HybridSearch) -> None:
    assert hybrid.ranking("?!").found() == []


def test_without_vectors_the_words_alone_decide(hybrid: HybridSearch, tmp_path: Path) -> None:
    lexical = LexicalIndex.open(tmp_path / "lexical", read_only=True)
    assert HybridSearch(lexical).ranking("giá đất").urns() == ["urn:a"]


def test_the_order_has_one_answer(hybrid: HybridSearch) -> None:
    assert hybrid.ranking("giá đất").found() == hybrid.ranking("giá đất").found()


def test_passages_of_a_document_come_together(tmp_path: Path) -> None:
    lexical = LexicalIndex.open(tmp_path / "more")
    for name, texts in {"a": ("giá đất ở", "giá đất"), "b": ("giá đất", "giá", "đất")}.items():
        passages = [
            Passage(f"{name}:{n}", name, n, (f"Điều {n}",), 0, len(text), text)
            for n, text in enumerate(texts)
        ]
        lexical.put(DocumentEntry(name, f"urn:{name}", ""), passages)
    lexical.commit(1)
    search = HybridSearch(lexical)
    ranking = search.ranking("giá đất ở")
    found = search.shown("giá đất ở", ranking, documents=2, passages=2)
    assert [item.passage.document for item in found] == ["a", "a", "b", "b"]
    assert found[0].passage.id == "a:0"
    alone = search.shown("giá đất ở", ranking, documents=1, passages=1)
    assert [item.passage.id for item in alone] == ["a:0"]


def test_only_what_is_asked_for_is_read(hybrid: HybridSearch) -> None:
    ranking = hybrid.ranking("giá đất gia đình thư viện", 3)
    assert ranking.urns() == [one.urn for one in ranking.found()]
    assert [one.urn for one, _ in ranking.first(1).candidates()] == ranking.urns()[:1]
    assert len(ranking.first(0)) == 0
    assert ranking.first(0).found() == []
    assert ranking.first(0).urns() == []


@pytest.mark.parametrize("kept", [(True, False, True), (False, False, False), (True, True, True)])
def test_documents_of_a_ranking_can_be_sorted_out(
    hybrid: HybridSearch, kept: tuple[bool, ...]
) -> None:
    ranking = hybrid.ranking("giá đất gia đình thư viện", 3)
    left = [urn for urn, keeps in zip(ranking.urns(), kept, strict=True) if keeps]
    assert ranking.among(kept).urns() == left


def test_grouped_keeps_a_document_together() -> None:
    def found(name: str, score: float) -> FoundPassage:
        document, _, ordinal = name.partition(":")
        passage = Passage(name, document, int(ordinal), (), 0, 1, "x")
        return FoundPassage(passage, "", "", score)

    ranked = [found("a:0", 9), found("b:0", 8), found("a:1", 7), found("a:2", 6), found("c:0", 5)]
    names = [item.passage.id for item in grouped(ranked, documents=2, passages=2)]
    assert names == ["a:0", "a:1", "b:0"]


def test_vectors_read_a_question_with_its_diacritics_put_back(
    hybrid: HybridSearch, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    encode = _SameFirstLetters.encode

    def noted(self: _SameFirstLetters, texts: Sequence[str]) -> NDArray[np.float32]:
        read.extend(texts)
        return encode(self, texts)

    monkeypatch.setattr(_SameFirstLetters, "encode", noted)
    assert hybrid.ranking("gia dat va quyen su dung dat").urns()[0] == "urn:a"
    hybrid.ranking("giá đất và quyền sử dụng đất")
    assert read == ["giá đất và quyền sử dụng đất"] * 2


@pytest.mark.parametrize("text", ["", " ", "\x00", "title:(", "😀", "/", "1/" * 3000, "\ud800"])
def test_no_text_is_an_error(hybrid: HybridSearch, text: str) -> None:
    ranking = hybrid.ranking(text)
    assert len(ranking.found()) == len(ranking)
    assert isinstance(hybrid.shown(text, ranking, 3), list)
