from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from graph.model import DocumentNode
from index.register import Register
from index.suggest import Suggester

_NODES = [
    DocumentNode("u1", "Quyết định", "1777/QĐ-TTg", title="Phê duyệt Chương trình thư viện số"),
    DocumentNode("u2", "Quyết định", "177/QĐ-UBND", title="Giá nước sạch", held=True),
    DocumentNode("u3", "Nghị định", "61/2018/NĐ-CP", year=2018, title="Về cơ chế một cửa"),
    DocumentNode("u4"),
    DocumentNode("u5", "Luật", "72/2025/QH15", title="Tổ chức chính quyền địa phương"),
]


def _register(path: Path, nodes: Iterable[DocumentNode]) -> Register:
    register = Register.open(path / "register")
    for node in nodes:
        register.put(node)
    register.commit(1)
    return register


@pytest.mark.parametrize(
    ("typed", "urns"),
    [
        pytest.param("177", ["u2", "u1"], id="complete number before a longer one"),
        pytest.param("1777/q", ["u1"], id="into the symbol"),
        pytest.param("qd 1777", ["u1"], id="short type"),
        pytest.param("QĐ1777", ["u1"], id="short type without a blank"),
        pytest.param("quyết định 1777/qđ", ["u1"], id="whole type"),
        pytest.param("quyết định số 1777", ["u1"], id="whole type and số"),
        pytest.param("nd 061/20", ["u3"], id="leading zero"),
        pytest.param("NĐ61", ["u3"], id="short type before the number"),
        pytest.param("nghi dinh 61 nam 2018", ["u3"], id="year in words"),
        pytest.param("61-2018-nd-cp", ["u3"], id="other marks"),
        pytest.param("1777 QĐ TTg", ["u1"], id="no marks"),
        pytest.param("qđ-ttg 1777", ["u1"], id="symbol before the number"),
        pytest.param("thu vien", ["u1"], id="inside a title, without diacritics"),
        pytest.param("thư viện s", ["u1"], id="into a word inside a title"),
        pytest.param("MỘT CỬA", ["u3"], id="case"),
        pytest.param("giá  nước", ["u2"], id="doubled blank"),
        pytest.param("luật tổ chức chính q", ["u5"], id="type and title"),
        pytest.param("Quyết định 1777/QĐ-TTg: Phê duyệt", ["u1"], id="a label, typed on"),
        pytest.param("Nghị định 61/2018/NĐ-CP: Về cơ chế một cửa", ["u3"], id="a whole label"),
        pytest.param("qd 1777 thu vi", ["u1"], id="words behind a short form"),
        pytest.param("nghị định 61 năm 2018 về cơ", ["u3"], id="words behind a year"),
        pytest.param("177 giá nước", ["u2"], id="words behind a serial"),
        pytest.param("177 phê duyệt", [], id="words of a longer number"),
        pytest.param("Quyết định 177/QĐ-UBND: ", ["u2"], id="a label up to its title"),
        pytest.param("", [], id="nothing"),
        pytest.param("zzz", [], id="no such beginning"),
        pytest.param("\x00(", [], id="no words"),
        pytest.param("%_'\"--", [], id="marks of query languages"),
    ],
)
def test_suggest(tmp_path: Path, typed: str, urns: list[str]) -> None:
    found = Suggester(_register(tmp_path, _NODES)).suggest(typed)
    assert [one.urn for one in found] == urns


def test_each_document_once_and_no_more_than_asked(tmp_path: Path) -> None:
    nodes = [DocumentNode(f"u{i}", "Kế hoạch", f"{i}/KH-UBND", title="kế hoạch") for i in range(99)]
    found = Suggester(_register(tmp_path, nodes)).suggest("ke hoach", limit=5)
    assert len(found) == len({one.urn for one in found}) == 5


def test_held_ones_first_then_those_cited_most(tmp_path: Path) -> None:
    nodes = [
        DocumentNode(f"u{i}", "Kế hoạch", f"7/KH-{i}", title="x", held=i == 3) for i in range(1, 5)
    ]
    register = _register(tmp_path, nodes)
    register.put_cited("h1", ["u2", "u4"])
    register.put_cited("h2", ["u4"])
    register.commit(2)
    assert [s.urn for s in Suggester(register).suggest("7/kh")] == ["u3", "u4", "u2", "u1"]


def test_a_long_title_is_compared_as_a_whole(tmp_path: Path) -> None:
    title = "Quy định về quản lý và sử dụng kinh phí bảo đảm cho công tác kiểm tra văn bản của "
    nodes = [DocumentNode(f"u{end}", "Thông tư", title=title + end) for end in ("Bộ", "tỉnh")]
    found = Suggester(_register(tmp_path, nodes)).suggest((title + "tỉnh").lower())
    assert [one.urn for one in found] == ["utỉnh"]


@pytest.mark.parametrize("length", [20, 60, 150])
def test_words_at_the_end_of_a_title(tmp_path: Path, length: int) -> None:
    title = f"Triển khai {'x ' * length}trên địa bàn huyện Nam Đàn"
    node = DocumentNode("u1", "Kế hoạch", "148/KH-UBND", title=title, held=True)
    suggester = Suggester(_register(tmp_path, [node]))
    for typed in ("Nam Đàn", "huyen nam d", "địa bàn huyện Nam Đàn"):
        assert [one.urn for one in suggester.suggest(typed)] == ["u1"]


def test_what_changed_is_no_longer_found_under_its_old_name(tmp_path: Path) -> None:
    register = _register(tmp_path, _NODES)
    register.put(DocumentNode("u1", "Quyết định", "1888/QĐ-TTg", title="Khác hẳn", held=True))
    register.remove("u2")
    register.commit(2)
    suggester = Suggester(Register.open(tmp_path / "register", read_only=True))
    assert suggester.suggest("1777") == suggester.suggest("thu vien") == ()
    assert [one.urn for one in suggester.suggest("1888")] == ["u1"]
    assert suggester.suggest("gia nuoc") == ()
