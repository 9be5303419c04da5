"""The library of generated passages: what is there already is not made again."""

import json
import shutil
from pathlib import Path

import pytest

from api.library import Library
from bench.passages import adding, ask
from bench.passages_library import MEASURES, complete
from bench.recombination import Recombination
from index.lexical import LexicalIndex
from index.train.ranker.collection import Article

_SENTENCE = "Cơ quan thứ {n} kiểm tra việc quản lý đất đai, xây dựng và môi trường của xã thứ {n}."
_PASSAGES = 60


@pytest.fixture(scope="module")
def made() -> Recombination:
    articles = [
        Article(str(n), f"Luật số {n}", (f"Điều {n}",), " ".join([_SENTENCE.format(n=n)] * 8))
        for n in range(30)
    ]
    return Recombination(articles)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, made: Recombination) -> Path:
    path = tmp_path_factory.mktemp("passages")
    complete(path, made, _PASSAGES)
    (path / "queries.json").write_text(json.dumps(made.queries(12)), "utf-8")
    return path


def _costs(folder: Path) -> dict[str, float]:
    costs: dict[str, float] = json.loads((folder / MEASURES).read_text("utf-8"))["CPU seconds"]
    return costs


def test_generated_documents_are_found_in_the_library(folder: Path, made: Recombination) -> None:
    generated = {document.entry.sha256 for document in made.documents(_PASSAGES)}
    with Library.open(folder / "data") as library:
        hits = library.search("quản lý đất đai và môi trường").hits
    assert generated & {hit.document for hit in hits}


def test_only_what_is_missing_is_made_again(folder: Path, made: Recombination) -> None:
    assert set(_costs(folder)) == {"vectors", "lexical", "register"}
    (folder / MEASURES).write_text('{"CPU seconds": {"register": -1}}', "utf-8")
    shutil.rmtree(folder / "data" / "lexical")
    complete(folder, made, _PASSAGES)
    assert set(_costs(folder)) == {"register", "lexical"}
    assert _costs(folder)["register"] == -1
    assert LexicalIndex.open(folder / "data" / "lexical", read_only=True).size >= _PASSAGES


def test_a_document_can_be_added_again_and_again(folder: Path) -> None:
    for _ in range(2):
        assert adding(folder / "data")["clock"] > 0


def test_a_library_is_measured(folder: Path) -> None:
    ask(folder)
    measures = json.loads((folder / MEASURES).read_text("utf-8"))
    assert measures["search"]["queries"] == 12
    assert measures["recall@10"]["mean"] == 1.0
