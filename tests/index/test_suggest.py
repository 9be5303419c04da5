from __future__ import annotations

import pytest

from graph.model import DocumentNode
from index.suggest import Suggester

_NODES = [
    DocumentNode("u1", "Quyết định", "1777/QĐ-TTg", title="Phê duyệt Chương trình thư viện số"),
    DocumentNode("u2", "Quyết định", "177/QĐ-UBND", title="Giá nước sạch", held=True),
    DocumentNode("u3", "Nghị định", "61/2018/NĐ-CP", title="Về cơ chế một cửa"),
    DocumentNode("u4"),
]


@pytest.mark.parametrize(
    ("typed", "urns"),
    [
        pytest.param("177", ["u2", "u1"], id="beginning of a number, held first"),
        pytest.param("1777/q", ["u1"], id="into the symbol"),
        pytest.param("qd 1777", ["u1"], id="short type"),
        pytest.param("quyết định 1777/qđ", ["u1"], id="whole type"),
        pytest.param("nd 061/20", ["u3"], id="leading zero"),
        pytest.param("thu vien", ["u1"], id="inside a title, without diacritics"),
        pytest.param("MỘT CỬA", ["u3"], id="case"),
        pytest.param("giá  nước", ["u2"], id="doubled blank"),
        pytest.param("", [], id="nothing"),
        pytest.param("zzz", [], id="no such beginning"),
        pytest.param("\x00(", [], id="no words"),
    ],
)
def test_suggest(typed: str, urns: list[str]) -> None:
    assert [one.urn for one in Suggester(_NODES).suggest(typed)] == urns


def test_each_document_once_and_no_more_than_asked() -> None:
    nodes = [DocumentNode(f"u{i}", "Kế hoạch", f"{i}/KH-UBND", title="kế hoạch") for i in range(99)]
    found = Suggester(nodes).suggest("ke hoach", limit=5)
    assert len(found) == len({one.urn for one in found}) == 5
