"""Page heads of Công báo inside a sentence: what is read runs on, offsets count the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.pages import join_pages
from nlp.parse import parse_text

BELOW = "\n\n \n \nCÔNG BÁO/Số 12 + 13/Ngày 05-02-2023 \n95 \n \n"
ABOVE = "\n\n \n36 \nCÔNG BÁO/Số 12/Ngày 05-02-2023 \n \n"
FULL = "Các cơ quan, đơn vị có liên quan chịu trách nhiệm trước pháp luật về việc này theo"
HEAD = "CHÍNH PHỦ\nSố: 20/2023/NĐ-CP\nHà Nội, ngày 03 tháng 02 năm 2023\nNGHỊ ĐỊNH\nVề việc A\n"


@pytest.mark.parametrize("head", [BELOW, ABOVE, BELOW.replace("\n", "\r\n")])
@pytest.mark.parametrize(
    ("above", "below"),
    [
        pytest.param("quy định về việc thu", "phí bảo trì đường bộ.", id="small letter"),
        pytest.param("do Ủy ban nhân dân huyện và", "Sở Xây dựng báo cáo.", id="conjunction"),
        pytest.param(FULL + " đề nghị của Bộ", "Tài chính và các bộ.", id="full line"),
    ],
)
def test_runs_on(above: str, below: str, head: str) -> None:
    joined = join_pages(above + head + below)
    assert joined.text.split() == (above + " " + below).split()
    at = joined.text.index(below)
    assert joined.origin(at) == len(above + head)


@pytest.mark.parametrize(
    ("above", "below"),
    [
        pytest.param("Các bộ báo cáo hằng năm.", "tiếp theo", id="sentence ends"),
        pytest.param("gồm các nội dung", "b) Báo cáo hằng năm", id="list item"),
        pytest.param("gồm các nội dung về", "Điều 5. Báo cáo", id="article"),
        pytest.param("Người lập biểu", "Thủ trưởng đơn vị", id="short line, capital"),
        pytest.param("MẪU BÁO CÁO", "năm trước", id="capitals"),
        pytest.param("quy định\n2 Điểm này được bổ sung theo", "hằng năm", id="note at the foot"),
        pytest.param(FULL + " đề nghị của bộ", "Thông tư này có hiệu lực.", id="its own subject"),
    ],
)
def test_stays_apart(above: str, below: str) -> None:
    text = "Chương I\n" + above + BELOW + below
    assert join_pages(text).text == text


@pytest.mark.parametrize("head", [BELOW, ABOVE])
def test_repeal_across_pages(head: str) -> None:
    text = (
        HEAD + "Điều 9. Hiệu lực thi hành\n1. Nghị định này có hiệu lực từ ngày ký.\n"
        "2. Nghị định số 18/2015/NĐ-CP ngày 14 tháng 02 năm 2015 của Chính phủ quy định về thu"
        f"{head}phí bảo trì hết hiệu lực kể từ ngày Nghị định này có hiệu lực.\n"
    )
    directive = parse_text(text)
    repealed = next(r for r in directive.references if r.number == "18/2015/NĐ-CP")
    assert (repealed.relation, repealed.partial, repealed.pieces) == ("repeals", False, ())
    assert repealed.cue_span is not None
    assert text[repealed.cue_span.start : repealed.cue_span.end] == "hết hiệu lực"
    ends = next(effect for effect in directive.effects if effect.effect == "until")
    assert text[ends.start :].startswith("Nghị định số 18/2015")
    assert ends.object is not None
    assert directive.references[ends.object] == repealed


def test_mention_across_pages_has_two_pieces() -> None:
    text = f"{HEAD}Căn cứ Luật A;\nĐiều 1. Bãi bỏ Nghị định{BELOW}số 18/2015/NĐ-CP.\n"
    (found,) = [r for r in parse_text(text).references if r.number == "18/2015/NĐ-CP"]
    assert found.relation == "repeals"
    assert found.text == text[found.start : found.end]
    assert [text[p.start : p.end].strip() for p in found.pieces] == [
        "Nghị định",
        "số 18/2015/NĐ-CP",
    ]


_PARTS = st.sampled_from(
    [BELOW, ABOVE, "thu\n", "phí, ", "Nghị định số 18/2015/NĐ-CP ", "\n", "3 "]
)


@given(st.lists(_PARTS, max_size=12))
def test_offsets_hold(parts: list[str]) -> None:
    text = "".join(parts)
    joined = join_pages(text)
    assert all(text[joined.origin(i)] == c for i, c in enumerate(joined.text))
    for reference in parse_text(text).references:
        assert reference.text == text[reference.start : reference.end]
