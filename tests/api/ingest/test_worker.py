"""Whatever goes wrong with a file is an answer of the worker, one line that names the file."""

from pathlib import Path

import pytest

import api.ingest.reading
from api.embedding import rows_of
from api.ingest.messages import Failed, Setup
from api.ingest.worker import parse_file
from corpus.catalog import NewDocument
from corpus.errors import DamagedFile
from corpus.readers import Limits
from tests.api.texts import PLAN

SETUP = Setup(Limits(), "", 4096)


def test_a_document_is_read(tmp_path: Path) -> None:
    path = tmp_path / "kh.txt"
    path.write_text(PLAN, "utf-8")
    found = parse_file(path, SETUP)
    assert isinstance(found, NewDocument)
    assert found.number == "77/KH-UBND"
    assert found.text == PLAN
    assert found.vectors is None
    assert {"77/KH-UBND", "77"} <= set(found.lookup)
    assert [one.date for one in found.citations] == ["2022-03-05"]
    assert "".join(found.text[p.start : p.end] for p in found.passages)


def test_vectors_are_made_where_a_model_is_named(tmp_path: Path) -> None:
    path = tmp_path / "kh.txt"
    path.write_text(PLAN, "utf-8")
    found = parse_file(path, Setup(Limits(), "luocdo-static", 4096))
    assert isinstance(found, NewDocument)
    assert found.vectors is not None
    counts = [len(rows) for rows in rows_of(found.vectors)]
    assert len(counts) == len(found.passages)
    assert min(counts) == 1
    assert max(counts) == 2, "a passage of more than sixty syllables has two stretches"


@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        pytest.param(DamagedFile("kh.txt: is broken"), "DamagedFile", "is broken", id="expected"),
        pytest.param(MemoryError(), "TooLarge", "4096 MB", id="out of memory"),
        pytest.param(RecursionError(), "DamagedFile", "nested", id="nested too deeply"),
        pytest.param(
            ZeroDivisionError("a\nb"), "InternalError", "ZeroDivisionError: a b", id="a defect"
        ),
    ],
)
def test_what_goes_wrong_is_an_answer(
    monkeypatch: pytest.MonkeyPatch, error: BaseException, kind: str, words: str
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(api.ingest.reading, "read_document", fail)
    answer = parse_file(Path("kh.txt"), SETUP)
    assert isinstance(answer, Failed)
    assert answer.kind == kind
    assert words in answer.reason
    assert "kh.txt" in answer.reason
    assert "\n" not in answer.reason
