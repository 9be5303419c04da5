"""Structure: what begins a unit, what does not, and how units nest."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.canonical import canonicalise
from nlp.directive import Section
from nlp.structure import find_sections, sections_of


def outline(text: str) -> list[str]:
    """The units as "level label heading", indented by depth."""
    return [
        "  " * (len(s.path) - 1) + " ".join(filter(None, (s.level, s.label, s.heading)))
        for s in find_sections(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Chương I\nQUY ĐỊNH CHUNG\n\nMục 1\nPHẠM VI\n\nĐiều 1. Phạm vi\n"
            "1. Một.\na) Hai;\nb) Ba.\n"
            "2. Bốn.\nĐiều 2. Đối tượng\nNăm.\nChương II\nTHI HÀNH\nĐiều 3. Hiệu lực\nSáu.\n",
            [
                "chuong Chương I QUY ĐỊNH CHUNG", "  muc Mục 1 PHẠM VI", "    dieu Điều 1 Phạm vi",
                "      khoan 1", "        diem a", "        diem b", "      khoan 2",
                "    dieu Điều 2 Đối tượng", "chuong Chương II THI HÀNH", "  dieu Điều 3 Hiệu lực",
            ],
            id="normative: chương, mục, điều, khoản, điểm",
        ),
        pytest.param(
            "Phần thứ nhất\nCHUNG\nChương I\nA\nMục 1. X\nTiểu mục 1. Y\nĐiều 1. Z\nAbc.\n",
            [
                "phan Phần thứ nhất CHUNG", "  chuong Chương I A", "    muc Mục 1 X",
                "      tieu_muc Tiểu mục 1 Y", "        dieu Điều 1 Z",
            ],
            id="phần and tiểu mục",
        ),
        pytest.param(
            "I. MỤC ĐÍCH\n1. Yêu cầu\n1.1. Đối với xã\n- Làm cây.\n+ Nhỏ.\n"
            "1.2. Đối với thôn\na) Một;\n"
            "II. TỔ CHỨC\n1. Sở Nội vụ theo dõi.\n",
            [
                "roman I MỤC "
                "ĐÍCH", "  arabic 1 Yêu cầu", "    decimal 1.1 Đối với xã", "      dash -",
                "      dash +", "    decimal 1.2 Đối với thôn", "      letter a",
                "roman II TỔ CHỨC", "  arabic 1",
            ],
            id="plan: I., 1., 1.1., a), -",
        ),
        pytest.param(
            "**Điều 1.** Một.\n\n## **Điều 2. Đối\ntượng áp dụng**\n\n1. Hai.\n",
            ["dieu Điều 1", "dieu Điều 2 Đối tượng áp dụng", "  khoan 1"],
            id="Markdown, heading broken over lines",
        ),
        pytest.param(
            "Điều 1. Một\nAi nộp theo quy định tại\nĐiều 5. của Luật này và khoản\n"
            "2. Điều 7 thì thôi.\n"
            "Điều 2. Hai\nBa.\n",
            ["dieu Điều 1 Một", "dieu Điều 2 Hai"],
            id="a number at a wrapped line's start is none",
        ),
        pytest.param(
            "Điều 5 của Luật Đất đai quy định.\nKhoản 1 Điều 2 được sửa đổi.\n", [],
            id="running text has no units",
        ),
        pytest.param(
            "Điều 1. Sửa đổi\n1. Sửa đổi Điều 5 như sau:\n“Điều 5. Mới\n1. Một.\n"
            "Điều 5a. Thêm\nHai.”.\n"
            "2. Bãi bỏ Điều 6.\nĐiều 2. Hiệu lực\nBa.\n",
            [
                "dieu Điều 1 Sửa đổi", "  khoan 1 Sửa đổi Điều 5 như sau", "    quoted “”",
                "      dieu Điều 5 Mới", "        khoan 1", "      dieu Điều 5a Thêm", "  khoan 2",
                "dieu Điều 2 Hiệu lực",
            ],
            id="quoted new wording does not break the outer articles",
        ),
        pytest.param(
            "Điều 1. Sửa đổi\n“Điều 5. Từ “cây” là\n1. “gỗ” tốt;”\nĐiều 2. Hai\nBa.\n",
            ["dieu Điều 1 Sửa đổi", "  quoted “”", "    dieu Điều 5 Từ “cây” là", "      khoan 1",
             "dieu Điều 2 Hai"],
            id="quotations inside a quotation",
        ),
        pytest.param(
            "Điều 1. Một\n“Điều 9. Không đóng\nĐiều 2. Hai\nBa.\n",
            ["dieu Điều 1 Một", "dieu Điều 2 Hai"],
            id="a quotation that never closes swallows nothing",
        ),
        pytest.param(
            "Điều 3. Ba\nBốn./.\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nPHỤ LỤC I\n"
            "DANH MỤC CÂY\n1. Keo.\n",
            ["dieu Điều 3 Ba", "annex Phụ lục I DANH MỤC CÂY", "  arabic 1"],
            id="recipients are no units; an annex stands beside the articles",
        ),
        pytest.param("1\tKeo\tSở\n2\tThông\tSở\n", [], id="rows of a table with tabs are no units"),
    ],
)  # fmt: skip
def test_outline(text: str, expected: list[str]) -> None:
    assert outline(text) == expected


def test_path_and_span() -> None:
    text = "Điều 4. Tên\n1. Một.\na) Hai.\nĐiều 5. Khác\n"
    point = find_sections(text)[2]
    assert point.path == ("Điều 4", "1", "a")
    assert text[point.start : point.end] == "a) Hai."


def test_barriers_end_every_unit() -> None:
    text = "Điều 1. Một\n1. Hai.\nKẾ HOẠCH\nI. BA\n"
    sections = sections_of(text, (text.index("KẾ"),))
    assert sections[0].end <= text.index("KẾ")
    assert sections[-1].path == ("I",)


def check_nesting(text: str, sections: tuple[Section, ...]) -> None:
    for i, section in enumerate(sections):
        assert 0 <= section.start <= section.end <= len(text)
        if section.parent is not None:
            assert section.parent < i
            parent = sections[section.parent]
            assert parent.start <= section.start
            assert section.end <= parent.end
            assert section.path[:-1] == parent.path
    for before, after in pairwise(sections):
        assert before.start <= after.start
    siblings: dict[int | None, Section] = {}
    for section in sections:
        previous = siblings.get(section.parent)
        assert previous is None or previous.end <= section.start
        siblings[section.parent] = section


PIECES = [
    "Điều 1. A", "Điều 2.", "1. B", "2. C", "a) D", "đ) E", "- F", "I. G", "II. H", "1.1. I",
    "“Điều 7. J", "K”.", "\"L", "M\"", "Chương I", "PHỤ LỤC I", "Nơi nhận:", "abc", "", " ",
    "[1] N", "¹ O", "**", "|",
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_units_nest_and_siblings_do_not_overlap(lines: list[str]) -> None:
    text = "\n".join(lines)
    sections = find_sections(text)
    check_nesting(text, sections)
    assert sections == find_sections(text)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=20))
def test_composition_and_line_ends_change_only_offsets(lines: list[str]) -> None:
    text = "\n".join(lines)
    other = unicodedata.normalize("NFD", text).replace("\n", "\r\n")
    before, after = find_sections(text), find_sections(other)
    assert [(s.level, s.label, s.heading, s.path) for s in before] == [
        (s.level, s.label, s.heading, s.path) for s in after
    ]
    for a, b in zip(before, after, strict=True):
        there = canonicalise(other[b.start : b.end]).text
        assert there == text[a.start : a.end]
