from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import ConfigError
from index.entries import DocumentEntry, FoundPassage
from index.lexical import LexicalIndex
from index.model import Passage
from index.ranking import HybridSearch
from index.reranking import CrossEncoderReranker

_TEXTS = ("giá đất", "đất ở", "giá nước", "giá đất ở đô thị")


def _found(number: int, text: str) -> FoundPassage:
    passage = Passage(f"d{number}:0", f"d{number}", 0, (), 0, len(text), text)
    return FoundPassage(passage, f"urn:d{number}", "", float(-number))


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A cross-encoder of a few hundred weights, drawn and not learned."""
    pytest.importorskip("sentence_transformers", reason="the extra `models` is not installed")
    import torch
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace
    from transformers import (
        BertConfig,
        BertForSequenceClassification,
        PreTrainedTokenizerFast,
    )

    folder = tmp_path_factory.mktemp("cross-encoder")
    words = sorted({word for text in _TEXTS for word in text.split()})
    vocabulary = {name: n for n, name in enumerate(["[PAD]", "[UNK]", "[CLS]", "[SEP]", *words])}
    tokenizer = Tokenizer(WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]  # of the library
        tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]",
        sep_token="[SEP]", model_max_length=64,
    ).save_pretrained(folder)  # fmt: skip
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=len(vocabulary), hidden_size=8, num_hidden_layers=1, num_attention_heads=1,
        intermediate_size=8, max_position_embeddings=64, initializer_range=1.0,
    )  # fmt: skip
    config.num_labels = 1
    BertForSequenceClassification(config).save_pretrained(folder)
    return str(folder)


def test_the_models_scores_set_the_order(model: str) -> None:
    reranker = CrossEncoderReranker(model)
    found = [_found(number, text) for number, text in enumerate(_TEXTS)]
    ranked = reranker.rerank("giá đất", found)
    assert {item.passage.id for item in ranked} == {item.passage.id for item in found}
    scores = [item.score for item in ranked]
    assert scores == sorted(scores, reverse=True)
    assert scores != [item.score for item in found]
    alone = {r.passage.id: r.score for one in found for r in reranker.rerank("giá đất", [one])}
    assert alone == pytest.approx({item.passage.id: item.score for item in ranked}, abs=1e-4)
    assert reranker.rerank("giá đất", []) == []


def test_a_search_asks_it_last(model: str, tmp_path: Path) -> None:
    lexical = LexicalIndex.open(tmp_path / "lexical")
    for number, text in enumerate(_TEXTS):
        item = _found(number, text)
        lexical.put(DocumentEntry(item.passage.document, item.urn, ""), [item.passage])
    lexical.commit(1)
    reranker = CrossEncoderReranker(model)
    search = HybridSearch(lexical, reranker=reranker)
    ranking = search.ranking("giá đất")
    shown = search.shown("giá đất", ranking, len(_TEXTS))
    assert shown == reranker.rerank("giá đất", ranking.found())


def test_a_model_that_is_not_there_is_a_clear_error(tmp_path: Path) -> None:
    pytest.importorskip("sentence_transformers", reason="the extra `models` is not installed")
    with pytest.raises(ConfigError, match="cannot be loaded"):
        CrossEncoderReranker(str(tmp_path / "none"))
