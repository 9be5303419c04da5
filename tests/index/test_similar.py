from __future__ import annotations

from pathlib import Path

import pytest

from graph.model import DocumentNode
from index.embedder import load_embedder
from index.entries import DocumentEntry
from index.lexical import LexicalIndex
from index.model import Passage
from index.register import Register
from index.similar import SimilarDocuments
from index.stretches import embedded
from index.vectors import VectorIndex

# Title, text, what it cites.
_TEXTS = {
    "đất 1": ("Giá đất năm 2024", "Bảng giá đất ở, đất trồng lúa tại đô thị", ["luật đất đai"]),
    "đất 2": ("Bồi thường về đất", "Bồi thường khi thu hồi đất trồng lúa", ["luật đất đai"]),
    "số 1": ("Chuyển đổi số cấp xã", "Dịch vụ công trực tuyến, dữ liệu số", ["đề án 06"]),
    "số 2": ("Hạ tầng số", "Trung tâm dữ liệu, kết nối mạng, dịch vụ công", ["đề án 06"]),
    "rừng": ("Phòng cháy rừng", "Trực gác lửa rừng mùa khô", []),
}


def _similar(path: Path, *, embedded: bool) -> SimilarDocuments:
    register, lexical = Register.open(path / "r"), LexicalIndex.open(path / "l")
    model = load_embedder()
    vectors = VectorIndex.open(path / "v", model=model.name, dimensions=model.dimensions)
    for urn, (title, text, cites) in _TEXTS.items():
        name = f"{urn}:0"
        register.put(DocumentNode(urn, "Kế hoạch", title=title, held=True, sha256=urn))
        register.put_cited(urn, [*cites, "hiến pháp"])
        lexical.put(DocumentEntry(urn, urn, title), [Passage(name, urn, 0, (), 0, len(text), text)])
        vectors.put({name: model.encode([f"{title} {text}"])})
    for store in (register, lexical, vectors):
        store.commit(1)
    return SimilarDocuments(register, lexical, vectors if embedded else None)


@pytest.mark.parametrize("embedded", [True, False])
@pytest.mark.parametrize(
    ("urn", "best"),
    [("đất 1", "đất 2"), ("đất 2", "đất 1"), ("số 1", "số 2"), ("số 2", "số 1")],
)
def test_the_best_is_of_the_same_matter(
    tmp_path: Path, urn: str, best: str, *, embedded: bool
) -> None:
    found = _similar(tmp_path, embedded=embedded).similar(urn)
    assert found[0].node.urn == best
    assert urn not in {one.node.urn for one in found}
    # The rarer of the two documents that both cite comes first.
    assert [node.urn for node in found[0].shared] == [_TEXTS[urn][2][0], "hiến pháp"]
    assert found[0].shared_count == 2
    if embedded:
        assert found[0].passage is not None
        assert found[0].passage.document == best
        assert found[0].beside is not None
        assert found[0].beside.text == _TEXTS[urn][1]


def test_no_more_than_asked_and_nothing_for_others(tmp_path: Path) -> None:
    similar = _similar(tmp_path, embedded=True)
    assert len(similar.similar("đất 1", limit=2)) == 2
    assert similar.similar("hiến pháp") == similar.similar("nowhere") == ()


def test_signatures_and_recipients_are_no_likeness(tmp_path: Path) -> None:
    closings = ("Nơi nhận:\n- Như trên;\n- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Văn B")
    said = ("Bảng giá đất ở, đất trồng lúa", "Phòng cháy rừng mùa khô")
    register, lexical = Register.open(tmp_path / "r"), LexicalIndex.open(tmp_path / "l")
    model = load_embedder()
    vectors = VectorIndex.open(tmp_path / "v", model=model.name, dimensions=model.dimensions)
    for urn, words in zip(("a", "b"), said, strict=True):
        texts = (words, *closings)
        register.put(DocumentNode(urn, "Kế hoạch", title=words, held=True, sha256=urn))
        register.put_cited(urn, ["luật"])
        passages = [Passage(f"{urn}:{n}", urn, n, (), 0, len(t), t) for n, t in enumerate(texts)]
        lexical.put(DocumentEntry(urn, urn, words), passages)
        vectors.put(
            {
                one.id: model.encode([f"{part.heading} {stretch}" for stretch in part.stretches])
                for one in passages
                for part in [embedded(one)]
            }
        )
    for store in (register, lexical, vectors):
        store.commit(1)
    [found] = SimilarDocuments(register, lexical, vectors).similar("a")
    assert found.passage is not None
    assert found.beside is not None
    assert (found.passage.text, found.beside.text) == (said[1], said[0])
