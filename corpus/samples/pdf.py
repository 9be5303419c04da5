"""Builds `.pdf` samples with reportlab: embedded font, page numbers, a running foot."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import CondPageBreak, HRFlowable, SimpleDocTemplate
from reportlab.platypus import PageBreak as NewPage
from reportlab.platypus import Paragraph as Text
from reportlab.platypus import Table as Grid

from corpus.errors import UnreadableFile
from corpus.samples.layout import NOTICE, left_foot, number_lines, right_head, title_lines
from corpus.samples.source import (
    FOOTNOTE_MARK,
    Block,
    Box,
    PageBreak,
    Paragraph,
    Signature,
    Source,
    Table,
)

_FONT_FOLDERS = (
    "/usr/share/fonts/truetype/dejavu",
    "/usr/share/fonts/dejavu-serif-fonts",
    "/usr/share/fonts/TTF",
    "/Library/Fonts",
    "/opt/homebrew/share/fonts",
    "C:/Windows/Fonts",
)
_FACES = {"Serif": "DejaVuSerif.ttf", "Serif-Bold": "DejaVuSerif-Bold.ttf"}

_BODY = ParagraphStyle(
    "body", fontName="Serif", fontSize=10.5, leading=14.5, alignment=TA_JUSTIFY, spaceAfter=4
)
_STYLES = {
    "body": ParagraphStyle("indented", _BODY, firstLineIndent=10 * mm),
    "basis": ParagraphStyle("basis", _BODY, firstLineIndent=10 * mm),
    "heading": ParagraphStyle("heading", _BODY, fontName="Serif-Bold", firstLineIndent=10 * mm),
    "centre": ParagraphStyle("centre", _BODY, fontName="Serif-Bold", alignment=TA_CENTER),
}
_HEAD = ParagraphStyle("head", _BODY, fontSize=9, leading=12, alignment=TA_CENTER, spaceAfter=0)
_HEAD_BOLD = ParagraphStyle("head bold", _HEAD, fontName="Serif-Bold")
_FOOT = ParagraphStyle("foot", _BODY, fontSize=8, leading=11, spaceAfter=0)
_CELL = ParagraphStyle("cell", _BODY, fontSize=8.5, leading=11, alignment=0, spaceAfter=0)
_CELL_HEAD = ParagraphStyle("cell head", _CELL, fontName="Serif-Bold", alignment=TA_CENTER)
_RULED = [("GRID", (0, 0), (-1, -1), 0.4, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")]
_UNRULED = [("VALIGN", (0, 0), (-1, -1), "TOP")]
_WIDTH = A4[0] - 45 * mm
_CELL_PADDING = 13.0  # both sides of a cell, in points


@cache
def font_folder() -> Path:
    """Return the folder that holds the fonts DejaVu Serif and DejaVu Serif Bold.

    Raises:
        UnreadableFile: no known folder has them.
    """
    for folder in map(Path, _FONT_FOLDERS):
        if all((folder / name).is_file() for name in _FACES.values()):
            return folder
    raise UnreadableFile(
        "DejaVuSerif.ttf: font not found; install it (Debian, Ubuntu: apt-get install "
        "fonts-dejavu-core; others: https://dejavu-fonts.github.io) to build the PDF samples"
    )


def build_pdf(source: Source) -> bytes:
    """Return the bytes of a `.pdf` file, the same for the same source, fonts and reportlab.

    Raises:
        UnreadableFile: the fonts are not installed.
    """
    for name, file in _FACES.items():
        pdfmetrics.registerFont(TTFont(name, font_folder() / file))
    stream = io.BytesIO()
    template = SimpleDocTemplate(
        stream,
        pagesize=A4,
        leftMargin=28 * mm,
        rightMargin=17 * mm,
        topMargin=20 * mm,
        bottomMargin=20 * mm,
        invariant=1,
        title=source.title,
        subject=NOTICE,
        lang="vi",
    )
    template.build(list(_flow(source)), onFirstPage=_frame, onLaterPages=_frame)
    return stream.getvalue()


def _frame(canvas: Any, template: Any) -> None:
    """Draw the page number (from page 2, top centre, as NĐ 30 wants it) and the running foot."""
    del template
    number = canvas.getPageNumber()
    canvas.setFont("Serif", 9)
    if number > 1:
        canvas.drawCentredString(A4[0] / 2, A4[1] - 13 * mm, str(number))
    canvas.setFont("Serif", 7)
    canvas.drawString(28 * mm, 11 * mm, NOTICE)


def _flow(source: Source) -> Iterator[Any]:
    yield _pair(_lines(source.head, _HEAD_BOLD), _lines(right_head(source), _HEAD_BOLD), _UNRULED)
    yield _pair(_lines(number_lines(source), _HEAD), _lines((source.date_line,), _HEAD), _UNRULED)
    for line in title_lines(source):
        yield Text(escape(line, quote=False), _STYLES["centre"])
    for block in source.blocks:
        if isinstance(block, Paragraph) and block.style == "heading":
            # keepWithNext would also keep a whole table with its heading, unbroken.
            yield CondPageBreak(25 * mm)
        yield _block(block, source)
    if source.footnotes:
        yield HRFlowable(width="30%", hAlign="LEFT", spaceBefore=6)
    for mark, text in source.footnotes.items():
        yield Text(f"<super>{mark}</super> {escape(text, quote=False)}", _FOOT)


def _block(block: Block, source: Source) -> Any:
    match block:
        case Paragraph(text, style):
            return Text(_inline(text), _STYLES[style])
        case Table(rows):
            return _grid(rows)
        case Box(text):
            return Grid([[Text(_inline(text), _BODY)]], [_WIDTH], style=_RULED)
        case PageBreak():
            return NewPage()
        case Signature():
            left = _lines(left_foot(source), _FOOT)
            return _pair(left, _lines(source.sign, _HEAD_BOLD), _UNRULED)


def _lines(lines: tuple[str, ...], style: ParagraphStyle) -> list[Any]:
    return [Text(escape(line, quote=False), style) for line in lines]


def _pair(left: list[Any], right: list[Any], style: list[Any]) -> Any:
    return Grid([[left, right]], [_WIDTH * 0.45, _WIDTH * 0.55], style=style, spaceAfter=6)


def _grid(rows: tuple[tuple[str, ...], ...]) -> Any:
    head, *body = rows
    cells = [[Text(_inline(cell), _CELL_HEAD) for cell in head]]
    cells += [[Text(_inline(cell), _CELL) for cell in row] for row in body]
    return Grid(cells, _widths(rows), repeatRows=1, style=_RULED, spaceAfter=6)


def _widths(rows: tuple[tuple[str, ...], ...]) -> list[float]:
    """Give each column its longest word, so that no date breaks, and share the rest by length."""
    columns = list(zip(*rows, strict=True))
    words = [
        max((_word_width(word) for cell in column for word in cell.split()), default=0.0)
        for column in columns
    ]
    needed = [width + _CELL_PADDING for width in words]
    lengths = [min(max(map(len, column)), 90) for column in columns]
    spare = _WIDTH - sum(needed)
    return [n + spare * length / sum(lengths) for n, length in zip(needed, lengths, strict=True)]


def _word_width(word: str) -> float:
    return float(pdfmetrics.stringWidth(word, _CELL_HEAD.fontName, _CELL.fontSize))


def _inline(text: str) -> str:
    return FOOTNOTE_MARK.sub(r"<super>\1</super>", escape(text, quote=False))
