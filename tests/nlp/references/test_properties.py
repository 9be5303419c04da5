import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.references import find_references
from tests.nlp.references.reading import COMMUNE

PIECES = st.sampled_from(
    ["Căn cứ ", "Nghị định ", "số ", "30/2020/NĐ-CP", " ngày 05/3/2020", " của Chính phủ", ";\n",
     "Quyết định số 749/QĐ-TTg", "Luật Cư trú", " sửa đổi, bổ sung ", " và ", ", ",
      "khoản 1 Điều 2 ",
     "(", ")", "\n\n", "¹ ", "[1] ", "được sửa đổi bởi ", "hết hiệu lực", "Đề án 06", "/",
      "Kế hoạch số\n",
     "12/KH-UBND", "Kế hoạch này", "Nghị định trên",
      "phê duyệt Đề án đổi mới cơ chế một cửa liên thông"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=30).map("".join)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_spans_are_texts_and_links_lead_somewhere(text: str) -> None:
    found = find_references(text, COMMUNE)
    assert found == find_references(text, COMMUNE)
    assert [r.start for r in found] == sorted(r.start for r in found)
    for reference in found:
        assert text[reference.start : reference.end] == reference.text
        for index in (reference.subject, reference.antecedent):
            assert index is None or 0 <= index < len(found)
        seen = {reference.start}
        above = reference.subject
        while above is not None:
            assert found[above].start not in seen
            seen.add(found[above].start)
            above = found[above].subject


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_decomposed_text_gives_the_same_mentions(text: str) -> None:
    plain = find_references(text, COMMUNE)
    decomposed = find_references(unicodedata.normalize("NFD", text), COMMUNE)
    assert [(r.type, r.number, r.date, r.relation) for r in plain] == [
        (r.type, r.number and unicodedata.normalize("NFC", r.number), r.date, r.relation)
        for r in decomposed
    ]


@settings(max_examples=100, deadline=None)
@given(TEXTS, TEXTS)
def test_concatenation_finds_what_the_parts_have(first: str, second: str) -> None:
    gap = "\n\nĐoạn văn bản khác.\n\n"
    whole = {(r.start, r.text) for r in find_references(first + gap + second, COMMUNE)}
    shift = len(first) + len(gap)
    numbered = ("numbered", "law", "law_bare", "programme")
    for reference in find_references(second, COMMUNE):
        if reference.kind in numbered:
            assert (reference.start + shift, reference.text) in whole
    for reference in find_references(first, COMMUNE):
        if reference.kind in numbered:
            assert (reference.start, reference.text) in whole


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ĐQNđ/0123456789-–. \n\r,;sốđiềukhoản\u0301\u00ad|\t*()", max_size=200))
def test_any_text_is_read_without_error(text: str) -> None:
    for reference in find_references(text, COMMUNE):
        assert text[reference.start : reference.end] == reference.text
