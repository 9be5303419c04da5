from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.entries import DocumentEntry, Filters
from index.lexical import LexicalIndex, LexicalIndexError
from index.matching import is_plain
from index.model import Passage
from index.vector_files import hash_of

_TEXTS = {
    "a": ("Kế hoạch 15/KH-UBND: Kiểm soát thủ tục hành chính", "Số hóa hồ sơ tại bộ phận một cửa"),
    "b": ("Quyết định 20/QĐ-UBND: Giá đất", "Bảng giá đất căn cứ Nghị định 61/2018/NĐ-CP"),
    "c": ("Kế hoạch 7/KH-UBND: Chuyển đổi số", "Triển khai Quyết định 766/QĐ-TTg"),
}


def _entry(name: str, year: int = 2024) -> DocumentEntry:
    title, _ = _TEXTS[name]
    kind, number = ("Quyết định" if name == "b" else "Kế hoạch"), title.split(":")[0].split()[-1]
    issuer = {"a": "UBND xã Thạch Châu, tỉnh Hà Tĩnh", "b": "Chủ tịch UBND tỉnh Nghệ An"}.get(name)
    return DocumentEntry(
        name, f"urn:{name}", title, (kind,), number, year, (issuer,) if issuer else ()
    )


def _passage(name: str, text: str | None = None, ordinal: int = 0) -> Passage:
    text = text or _TEXTS[name][1]
    return Passage(f"{name}:{ordinal}", name, ordinal, ("I. NỘI DUNG",), 0, len(text), text)


@pytest.fixture
def index(tmp_path: Path) -> LexicalIndex:
    opened = LexicalIndex.open(tmp_path / "lexical")
    for year, name in enumerate(_TEXTS, 2022):
        opened.put(_entry(name, year), [_passage(name)])
    opened.commit(5)
    return opened


def _found(index: LexicalIndex, text: str, filters: Filters | None = None) -> list[str]:
    return [item.passage.document for item in index.search(text, 10, filters)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        pytest.param("số hóa hồ sơ", "a", id="words of the text"),
        pytest.param("so hoa ho so", "a", id="without diacritics"),
        pytest.param("SỐ HOÁ HỒ SƠ", "a", id="case and the other place of tones"),
        pytest.param("giá đất", "b", id="words of the title"),
        pytest.param("20/QĐ-UBND", "b", id="its own number"),
        pytest.param("20/qd-ubnd", "b", id="its own number without diacritics"),
        pytest.param("766/QĐ-TTg", "c", id="a number in the text"),
        pytest.param("61/2018", "b", id="the beginning of a number"),
    ],
)
def test_the_right_document_comes_first(index: LexicalIndex, text: str, first: str) -> None:
    assert _found(index, text)[0] == first


def test_documents_come_in_the_order_of_the_passages_asked_for(index: LexicalIndex) -> None:
    index.put(_entry("b"), [_passage("b"), _passage("b", ordinal=1)])
    index.commit(6)
    ids = ("c:0", "b:1", "none:0", "a:0", "b:0")
    assert index.documents([hash_of(one) for one in ids]) == ["c", "b", "a"]
    assert index.documents([]) == []


@pytest.mark.parametrize(
    ("filters", "documents"),
    [
        pytest.param(Filters(type="Kế hoạch"), {"a", "c"}, id="type"),
        pytest.param(Filters(type="ke hoach"), {"a", "c"}, id="type without diacritics"),
        pytest.param(Filters(issuer="UBND tỉnh Nghệ An"), {"b"}, id="the chairman's body"),
        pytest.param(Filters(issuer="UBND xã Thạch Châu"), {"a"}, id="without the places above"),
        pytest.param(Filters(issuer="xã"), {"a"}, id="level"),
        pytest.param(Filters(year_from=2023), {"b", "c"}, id="since"),
        pytest.param(Filters(year_from=2023, year_to=2023), {"b"}, id="one year"),
        pytest.param(Filters(documents=("c",)), {"c"}, id="one document"),
        pytest.param(Filters(type="Thông tư"), set(), id="none such"),
    ],
)
def test_filters(index: LexicalIndex, filters: Filters, documents: set[str]) -> None:
    text = "kế hoạch quyết định số hồ sơ giá đất triển khai"
    assert set(_found(index, text, filters)) == documents


def test_a_document_is_replaced_and_removed(index: LexicalIndex) -> None:
    index.put(_entry("a"), [_passage("a", "phòng chống thiên tai"), _passage("a", "bão lũ", 1)])
    index.remove(["b"])
    index.commit(6)
    assert _found(index, "hóa hồ sơ") == []
    assert _found(index, "phòng chống thiên tai") == ["a"]
    assert "b" not in _found(index, "giá đất")
    assert index.size == 3
    assert index.generation == 6


def test_what_is_not_committed_is_not_seen(index: LexicalIndex) -> None:
    index.remove(["a"])
    assert _found(index, "hóa hồ sơ") == ["a"]
    index.close()
    assert LexicalIndex.open(index.path).size == 3


def test_another_process_reads_what_was_committed(index: LexicalIndex) -> None:
    reader = LexicalIndex.open(index.path, read_only=True)
    assert reader.generation == 5
    index.remove(["a"])
    index.commit(7)
    assert reader.size == 3
    reader.reload()
    assert reader.size == 2
    with pytest.raises(LexicalIndexError, match="reading only"):
        reader.remove(["b"])


def test_one_process_writes(index: LexicalIndex) -> None:
    other = LexicalIndex.open(index.path)
    with pytest.raises(LexicalIndexError, match="another process"):
        other.remove(["a"])


def test_no_index_to_read(tmp_path: Path) -> None:
    with pytest.raises(LexicalIndexError, match="ingest documents first"):
        LexicalIndex.open(tmp_path / "none", read_only=True)


def test_an_index_of_another_version(index: LexicalIndex) -> None:
    index.close()
    stamp = index.path / "luocdo-generation.json"
    stamp.write_text('{"schema": 999, "generation": 5}', "utf-8")
    with pytest.raises(LexicalIndexError, match="another version"):
        LexicalIndex.open(index.path)


def test_passages_by_id_and_scores(index: LexicalIndex) -> None:
    assert index.passages(["a:0", "none"])["a:0"].passage == _passage("a")
    keys = [hash_of(name) for name in ("a:0", "b:0", "none")]
    among = index.matches_among(keys, "số hóa hồ sơ")
    scored = {one.id: one.score for one in among.read(range(len(among)))}
    assert scored == {"a:0": pytest.approx(index.search("số hóa hồ sơ")[0].score), "b:0": 0}


def test_what_was_found_can_be_read_after_a_commit(index: LexicalIndex) -> None:
    found = index.matches("giá đất")
    index.remove(["b"])
    index.commit(6)
    assert found.read([0])[0].found().passage == _passage("b")
    assert len(index.matches("giá đất")) == 0


def test_matches_know_their_documents_and_units_unread(index: LexicalIndex) -> None:
    index.put(_entry("a"), [_passage("a", "hồ sơ một"), _passage("a", "hồ sơ hai", 1)])
    index.commit(6)
    found = index.matches("hồ sơ")
    assert found.keys.tolist() == [hash_of(one.id) for one in found.read(range(len(found)))]
    assert len(set(found.documents.tolist())) == len(set(found.units.tolist())) == 1


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "\x00\x01", "AND OR NOT", "title:(", '"', "a~2", "[* TO *]", "/re.*/", "+-!{}^*",
        "'; DROP TABLE documents; --", "😀😀", "x" * 100_000, "kế hoạch " * 20_000, "\u0301", "./.",
        "1/" * 5000, "((((", "văn", "\ud800",
    ],
)  # fmt: skip
def test_no_text_is_an_error(index: LexicalIndex, text: str) -> None:
    assert isinstance(index.search(text), tuple)


@given(st.text(max_size=300))
@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_may_be_searched(index: LexicalIndex, text: str) -> None:
    assert len(index.search(text, 2)) <= 2


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        pytest.param("so hoa ho so", True, id="no marks"),
        pytest.param("số hóa hồ sơ", False, id="marks"),
        pytest.param("ke hoach trien khai qđ 766", True, id="a lone đ"),
        pytest.param("766", True, id="a number"),
    ],
)
def test_is_plain(text: str, plain: bool) -> None:
    assert is_plain(text) is plain


def _many(path: Path) -> LexicalIndex:
    lexical = LexicalIndex.open(path / "many")
    for i in range(40):
        words = f"quy định về {'lúa' if i < 3 else 'cá'} số {i}"
        passages = [Passage(f"d{i}:0", f"d{i}", 0, (), 0, len(words), words)]
        lexical.put(DocumentEntry(f"d{i}", f"u{i}", ""), passages)
    lexical.commit(1)
    return lexical


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("quy lúa", 3, id="the common syllable finds nothing by itself"),
        pytest.param("quy định lúa", 40, id="pairs are kept"),
        pytest.param("quy", 40, id="nothing else was asked for"),
        pytest.param("quy lua", 3, id="without diacritics"),
    ],
)
def test_common_syllables_of_a_large_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, found: int
) -> None:
    monkeypatch.setattr("index.common_terms.LARGE", 10)
    lexical = _many(tmp_path)
    hits = lexical.candidates(text, 100)
    assert len(hits) == found
    if "lúa" in text:
        assert {hit.document for hit in hits[:3]} == {"d0", "d1", "d2"}
    # A passage has the same score however it was found.
    among = lexical.matches_among([hash_of(hit.id) for hit in hits], text)
    named = {one.id: one.score for one in among.read(range(len(among)))}
    assert named == {hit.id: pytest.approx(hit.score) for hit in hits}


@pytest.mark.parametrize(
    ("enough", "found"),
    [
        pytest.param(30, 20, id="pairs are enough to find by"),
        pytest.param(1000, 40, id="too few: the syllables are asked too"),
    ],
)
def test_a_text_of_common_syllables_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, enough: int, found: int
) -> None:
    monkeypatch.setattr("index.common_terms.LARGE", 10)
    monkeypatch.setattr("index.common_terms.ENOUGH", enough)
    lexical = LexicalIndex.open(tmp_path / "lexical")
    for i in range(40):
        words = "quy định chung về việc đó" if i % 2 else "chung quy việc đó định về"
        passages = [Passage(f"d{i}:0", f"d{i}", 0, (), 0, len(words), words)]
        lexical.put(DocumentEntry(f"d{i}", f"u{i}", ""), passages)
    lexical.commit(1)
    assert len(lexical.candidates("quy định chung", 100)) == found


def test_a_small_index_leaves_nothing_out(tmp_path: Path) -> None:
    assert len(_many(tmp_path).candidates("quy lúa", 100)) == 40
