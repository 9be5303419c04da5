"""How answers are printed for people."""

from pathlib import Path

import pytest

from api.commands.answering import print_answer
from api.library import Library
from index.model import Answer, AnsweredDocument, Query

DECISION = "urn:lex:vn:thu.tuong.chinh.phu:quyet.dinh:2022;1234-qd-ttg"
PLAN = "urn:lex:vn;nghe.an.tinh:ubnd:ke.hoach:2022;77-kh-ubnd"
UNKNOWN = "urn:lex:vn;nghe.an.tinh:ubnd:ke.hoach:2023;5-kh-ubnd"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        pytest.param("kế hoạch nào triển khai QĐ 1234", "gián tiếp", id="Vietnamese"),
        pytest.param("which plans implement Decision 1234", "indirect", id="English"),
    ],
)
def test_an_indirect_answer_shows_its_way(
    data: Path, capsys: pytest.CaptureFixture[str], question: str, words: str
) -> None:
    way = AnsweredDocument(UNKNOWN, "Kế hoạch 5/KH-UBND", "implements", (UNKNOWN, PLAN, DECISION))
    direct = AnsweredDocument(PLAN, "Kế hoạch 77/KH-UBND", "implements", (PLAN, DECISION))
    with Library.open(data) as library:
        print_answer(library, Answer(Query(question, "relation"), answer=(way, direct)))
    out = capsys.readouterr().out
    assert f"{words}: {UNKNOWN} → Kế hoạch 77/KH-UBND → Quyết định 1234/QĐ-TTg" in out
    assert out.count(f"{words}: ") == 1


def test_a_message_stands_for_nothing_found(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Library.open(data) as library:
        print_answer(library, Answer(Query("số hóa"), message="Không có."))
        print_answer(library, Answer(Query("số hóa")))
    assert capsys.readouterr().out.splitlines()[::2] == ["Không có.", "Không tìm thấy gì."]
