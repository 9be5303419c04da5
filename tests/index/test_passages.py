from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from index.model import Passage
from index.passages import LONG, make_passages
from index.syllables import surfaces
from nlp.directive import Directive, Header, Section, SectionLevel


def _cut(text: str, *sections: Section) -> tuple[Passage, ...]:
    return make_passages("f" * 64, text, Directive(Header(), sections=sections))


def _covers(text: str, passages: tuple[Passage, ...]) -> bool:
    position = 0
    for passage in passages:
        if text[position : passage.start].strip() or passage.start < position:
            return False
        position = passage.end
    return not text[position:].strip()


def test_each_article_is_a_passage_with_its_heading() -> None:
    first = "Điều 1. Phạm vi\n" + "quy định này áp dụng cho mọi cơ quan. " * 12
    second = "Điều 2. Đối tượng\n" + "quy định này áp dụng cho mọi người. " * 12
    text = first + second
    found = _cut(
        text,
        Section("dieu", "Điều 1", "Phạm vi", 0, len(first), None, ("Điều 1",)),
        Section("dieu", "Điều 2", "Đối tượng", len(first), len(text), None, ("Điều 2",)),
    )
    assert [p.heading for p in found] == [("Điều 1. Phạm vi",), ("Điều 2. Đối tượng",)]
    assert [p.text for p in found] == [text[p.start : p.end] for p in found]


def test_a_bare_heading_goes_with_what_follows() -> None:
    head = "I. MỤC ĐÍCH\n"
    body = "1. Nội dung. " + "thực hiện kế hoạch này nghiêm túc. " * 8
    text = head + body
    found = _cut(
        text,
        Section("roman", "I", "MỤC ĐÍCH", 0, len(text), None, ("I",)),
        Section("arabic", "1", "Nội dung", len(head), len(text), 0, ("I", "1")),
    )
    assert len(found) == 1
    assert found[0].heading == ("I. MỤC ĐÍCH",)


def test_long_text_is_cut_after_sentences() -> None:
    text = "Đây là một câu có chín âm tiết rõ. " * 100
    found = _cut(text)
    assert len(found) > 3
    assert all(p.text.endswith(".") for p in found)
    assert all(len(surfaces(p.text)) <= LONG for p in found)


def test_a_sentence_without_end_is_cut_between_words() -> None:
    found = _cut("chữ " * 1000)
    assert all(len(surfaces(p.text)) <= LONG for p in found)
    assert _covers("chữ " * 1000, found)


def test_ids_count_up() -> None:
    found = _cut("một câu dài vừa phải. " * 200)
    assert [p.id for p in found] == [f"{'f' * 64}:{i}" for i in range(len(found))]


@st.composite
def _sectioned(draw: st.DrawFn) -> tuple[str, tuple[Section, ...]]:
    text = draw(st.text(alphabet="aă .\n;1", max_size=3000))
    count = draw(st.integers(0, 6))
    names: list[SectionLevel] = ["dieu", "khoan", "roman", "arabic", "dash"]
    levels = st.sampled_from(names)
    sections: list[Section] = []
    for index in range(count):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, len(text)))
        parent = draw(st.one_of(st.none(), st.integers(0, index - 1))) if index else None
        sections.append(Section(draw(levels), str(index), "đề mục", start, end, parent, ()))
    return text, tuple(sections)


@given(_sectioned())
@settings(max_examples=60, deadline=None)
def test_passages_leave_out_nothing_and_overlap_nowhere(
    case: tuple[str, tuple[Section, ...]],
) -> None:
    text, sections = case
    assert _covers(text, _cut(text, *sections))
