"""Attached documents and footnotes."""

from __future__ import annotations

import pytest

from nlp.attachments import find_attachments
from nlp.footnotes import find_footnotes

DECISION = "Điều 1. Ban hành Quy chế.\nCHỦ TỊCH\n\nLê Na\n\n"


@pytest.mark.parametrize(
    ("text", "kind", "title"),
    [
        pytest.param("QUY CHẾ\nQuản lý cây xanh\n(Kèm theo Quyết định số 5/QĐ-UBND)\nĐiều 1. A\n",
                     "Quy chế", "Quản lý cây xanh", id="type, title, label"),
        pytest.param("**QUY CHẾ**\n\nQUẢN LÝ CÂY\nXANH\n\n"
                     "*(Ban hành kèm theo Quyết định số 5/QĐ-UBND)*\n",
                     "Quy chế", "QUẢN LÝ CÂY XANH", id="Markdown"),
        pytest.param("PHỤ LỤC II\nDANH MỤC CÂY\n(Kèm theo Kế hoạch số 5/KH-UBND)\n",
                     "Phụ lục", "DANH MỤC CÂY", id="annex"),
        pytest.param("DANH MỤC CÂY XANH\n(Kèm theo Quyết định số: /QĐ-UBND)\n",
                     "Danh mục", "DANH MỤC CÂY XANH", id="list, blank number"),
        pytest.param("PHỤ LỤC\n(Kèm theo Quyết định số 5/QĐ-UBND)\nDANH MỤC CÂY\n\n1. A\n",
                     "Phụ lục", "DANH MỤC CÂY", id="title below the label"),
    ],
)  # fmt: skip
def test_attachment(text: str, kind: str, title: str) -> None:
    whole = DECISION + text
    (found,) = find_attachments(whole, 0, len(whole))
    assert (found.type, found.title) == (kind, title)
    assert found.end == len(whole)
    assert whole[found.start :].startswith(text.lstrip("*").split("\n")[0].strip("* "))


def test_one_ends_where_the_next_begins() -> None:
    text = (
        DECISION
        + "PHỤ LỤC I\nA\n(Kèm theo Nghị định này)\nx\nPHỤ LỤC II\nB\n(Kèm theo Nghị định này)\ny\n"
    )
    first, second = find_attachments(text, 0, len(text))
    assert first.end == second.start


def test_a_type_right_below_the_signature_begins_one() -> None:
    text = DECISION + "KẾ HOẠCH\nTrồng cây\n\nI. MỤC ĐÍCH\n"
    (found,) = find_attachments(text, 0, len(text), signed=DECISION.index("Na") + 2)
    assert (found.type, found.title) == ("Kế hoạch", "Trồng cây")


def test_prose_on_annexes_is_none() -> None:
    text = "Theo mẫu tại Phụ lục I\nban hành kèm theo Thông tư số 5/2020/TT-BYT;\n"
    assert find_attachments(text, 0, len(text)) == ()


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        pytest.param("Theo Luật[1] và Nghị định[2].\n\n[1] Luật A.\n[2] Nghị định B.\n", ["1", "2"],
                     id="in brackets"),
        pytest.param("Theo Luật¹.\n\n¹ Luật A số 5.\n", ["1"], id="raised digits"),
        pytest.param("CÔNG BÁO/Số 1\nKhoản1 này.\nKhoản2 kia.\n1 Khoản này được bãi bỏ.\n"
                     "2 Khoản kia mới.\n",
                     ["1", "2"], id="bare numbers of a gazette page"),
        pytest.param("Khoản này.\n1 Khoản này được bãi bỏ.\n", [], id="no mark above, no gazette"),
    ],
)  # fmt: skip
def test_footnotes(text: str, labels: list[str]) -> None:
    assert [note.label for note in find_footnotes(text)] == labels
