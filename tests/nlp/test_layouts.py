"""However a format cuts a citation up, the same document is read, at offsets that fit."""

from __future__ import annotations

import io
import itertools

from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen import canvas

from corpus.readers import read_bytes
from nlp.directive import Directive
from nlp.parse import parse

SENTENCE = (
    "Căn cứ Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ và Kế hoạch số "
    "148/KH-UBND ngày 28/9/2022 của Ủy ban nhân dân huyện Nam Đàn;"
)
WITHOUT_MARKS = (
    "Can cu Nghi dinh so 61/2018/ND-CP ngay 23 thang 4 nam 2018 cua Chinh phu va Ke hoach so "
    "148/KH-UBND ngay 28/9/2022 cua Uy ban nhan dan huyen Nam Dan;"
)
MEANT = [("Nghị định", "61/2018", "2018-04-23"), ("Kế hoạch", "148/KH-UBND", "2022-09-28")]


def meant(directive: Directive) -> list[tuple[str | None, str, str | None]]:
    """Type, number and date of the mentions; the decree's symbol may have lost its marks."""
    return [
        (r.type, (r.number or "").removesuffix("/NĐ-CP").removesuffix("/ND-CP"), r.date)
        for r in directive.references
    ]


def check(text: str, directive: Directive) -> None:
    assert meant(directive) == MEANT
    for reference in directive.references:
        assert text[reference.start : reference.end] == reference.text


@settings(max_examples=40, deadline=None)
@given(st.sets(st.integers(1, len(SENTENCE) - 1), max_size=12))
def test_word_runs(cuts: set[int]) -> None:
    document = Document()
    paragraph = document.add_paragraph()
    places = [0, *sorted(cuts), len(SENTENCE)]
    for number, (start, end) in enumerate(itertools.pairwise(places)):
        paragraph.add_run(SENTENCE[start:end]).bold = bool(number % 2)
    file = io.BytesIO()
    document.save(file)
    source = read_bytes(file.getvalue(), "a.docx")
    check(source.text, parse(source))


@settings(max_examples=15, deadline=None)
@given(st.integers(170, 480), st.sampled_from([10, 11, 12]))
def test_pdf_line_breaks(width: int, size: int) -> None:
    file = io.BytesIO()
    page = canvas.Canvas(file)
    page.setFont("Helvetica", size)
    for number, line in enumerate(simpleSplit(WITHOUT_MARKS, "Helvetica", size, width)):
        page.drawString(70, 750 - number * (size + 3), line)
    page.save()
    source = read_bytes(file.getvalue(), "a.pdf")
    check(source.text, parse(source))
