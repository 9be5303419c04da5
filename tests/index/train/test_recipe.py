"""The recipe on a small corpus: it learns, exports, and both loaders give the same vectors."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import ConfigError
from index.embedder import BUNDLED, StaticEmbedder, load_embedder
from index.stretches import Embedded
from index.term_table import TermTable
from index.terms import term_ids

pytest.importorskip("sentence_transformers", reason="the extra `models` is not installed")

_TOPICS = {
    "thuế": ("Kê khai thuế", "người nộp thuế kê khai thuế giá trị gia tăng theo từng quý"),
    "đất": ("Giao đất ở", "hộ gia đình được giao đất ở theo hạn mức của địa phương"),
    "trường": ("Học phí phổ thông", "học sinh trường công lập được miễn học phí hằng năm"),
    "y tế": ("Bảo hiểm y tế", "người bệnh khám chữa bệnh được quỹ bảo hiểm y tế chi trả"),
}


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("recipe") / "articles.jsonl"
    rows = [
        {
            "id": f"{word}-{number}",
            "title": f"{title} trường hợp số {number}",
            "text": f"{text}. Trường hợp {number} thì {text} và nộp hồ sơ tại bộ phận {number}. "
            f"Cơ quan {word} xem xét, quyết định trong {number} ngày làm việc.",
        }
        for word, (title, text) in _TOPICS.items()
        for number in range(60)
    ]
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    return path


@pytest.fixture(scope="module")
def trained(articles: Path) -> tuple[Path, Path]:
    out, other = articles.parent / "model", articles.parent / "other"
    arguments = [str(articles), str(out), "--steps", "30", "--dimensions", "32", "--pairs", "300"]
    command = [sys.executable, "-m", "index.train", *arguments]
    subprocess.run([*command, "--sentence-transformers", str(other)], check=True)
    return out, other


def test_related_texts_are_nearer_than_others(trained: tuple[Path, Path]) -> None:
    model = StaticEmbedder(trained[0])
    tax, land, question = model.encode(
        ["kê khai thuế giá trị gia tăng", "giao đất ở theo hạn mức", "nộp thuế theo quý"]
    )
    assert question @ tax > question @ land


def test_sentence_transformers_gives_the_same_vectors(trained: tuple[Path, Path]) -> None:
    from sentence_transformers import SentenceTransformer

    texts = [text for _, text in _TOPICS.values()] + ["một câu không có từ nào quen: xyzzy"]
    own = StaticEmbedder(trained[0]).encode(texts)
    theirs = SentenceTransformer(str(trained[1]), device="cpu", trust_remote_code=True)
    assert np.allclose(own, theirs.encode(texts), atol=1e-5)


def test_heading_and_stretch_of_a_passage_are_added_up(trained: tuple[Path, Path]) -> None:
    model, table = StaticEmbedder(trained[0]), TermTable(trained[0])
    names = (trained[0] / "terms.txt").read_text("utf-8").split("\n")
    row_of = {name: row for row, name in enumerate(names)}
    passages = [
        Embedded("Giao đất ở", ("hộ gia đình được giao đất ở", "theo hạn mức của địa phương")),
        Embedded("", ("",)),
        *(Embedded(f"Điều {n}", (f"người nộp thuế số {n}",)) for n in range(20)),
    ]
    for passage, rows in zip(passages, model.encode_passages(passages), strict=True):
        texts = (passage.heading, *passage.stretches)
        sums = [table.total(term_ids(text, row_of)) for text in texts]
        expected = np.array([sums[0] + one for one in sums[1:]])
        lengths = np.linalg.norm(expected, axis=1, keepdims=True)
        assert np.allclose(rows, expected / lengths.clip(1e-12), atol=1e-5)


def test_a_folder_of_a_model_loads_by_its_path(trained: tuple[Path, Path]) -> None:
    assert load_embedder(str(trained[0])).dimensions == 32


def test_a_model_that_brings_code_is_refused(trained: tuple[Path, Path]) -> None:
    with pytest.raises(ConfigError, match="cannot be loaded"):
        load_embedder(str(trained[1]))


def test_bundled_model_knows_what_belongs_together() -> None:
    model = load_embedder()
    a, b, c = model.encode(
        ["xử phạt vi phạm giao thông đường bộ", "phạt tiền người điều khiển xe ô tô", "học phí"]
    )
    assert a @ b > a @ c
    assert model.dimensions == 512


def test_bundled_model_cut_to_fewer_dimensions_keeps_unit_length() -> None:
    vectors = load_embedder(f"{BUNDLED}/64").encode(["kiểm soát thủ tục hành chính"])
    assert vectors.shape == (1, 64)
    assert np.isclose(np.linalg.norm(vectors), 1.0)


def test_text_without_known_terms_is_a_row_of_zeros() -> None:
    assert not load_embedder().encode(["", "☃☃☃"]).any()


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(f"{BUNDLED}/999", id="more dimensions than the model has"),
        pytest.param(f"{BUNDLED}/x", id="dimensions that are no number"),
        pytest.param("/no/such/model", id="neither a folder nor a model"),
    ],
)
def test_unknown_models_are_refused_in_one_line(name: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_embedder(name)
    assert "\n" not in str(caught.value)
