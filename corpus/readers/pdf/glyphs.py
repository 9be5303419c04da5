"""The characters of a PDF page with their places, joined to runs of one line.

Coordinates are those of the page as it is read: x to the right, y upwards, in points.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from corpus.encodings import convert, encoding_of_font
from corpus.readers.pdf.rules import Rules, find_rules

# In parts of the font's height.
_SAME_LINE = 0.3
_BACK = 0.6
_WORD_GAP = 0.18
# pdfium makes up spaces, also between two fonts in one word: those need a gap.
_MADE_UP_GAP = 0.06
# Runs are cut at wide word spaces and put together again with the whole line in view.
_WIDEST_SPACE = 0.5
_RAISED = 0.15
_SMALLER = 0.8
_SLANT = 0.02
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# pdfium's sign for a hyphen that parts a word at a line's end.
_LINE_HYPHENS = {"\x02": "\u00ad", "\ufffe": "\u00ad", "\uffff": "\u00ad"}


@dataclass(slots=True)
class Run:
    """Consecutive characters of one line and one column.

    Attributes:
        text: the characters; spaces inside, none at the ends.
        x0, x1: left and right edge.
        y: the baseline.
        size: the font's height.
        style: "b" for bold and "i" for italic letters, as the font's name tells.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    style: str = ""

    @property
    def centre(self) -> float:
        """Middle between the edges."""
        return (self.x0 + self.x1) / 2


@dataclass(slots=True)
class _Glyph:
    index: int
    char: str
    x0: float
    x1: float
    y: float
    size: float
    angle: int
    # The gap that parts it from the glyph before as a new word, in parts of the height: small
    # after a space.
    needed: float


@dataclass(frozen=True, slots=True)
class PageGlyphs:
    """A page's runs in the order of its content, its rules, and its edges to left and right."""

    runs: list[Run]
    rules: Rules
    left: float
    right: float


def read_page(page: pdfium.PdfPage) -> PageGlyphs:
    """Reads what stands on a page.

    The page is turned so that most of its text is upright; text at other angles (watermarks,
    stamps) is left out.
    """
    textpage = page.get_textpage()
    try:
        glyphs = list(_glyphs(textpage))
        if not glyphs:
            return PageGlyphs([], Rules(), 0.0, 0.0)
        angle = Counter(glyph.angle for glyph in glyphs).most_common(1)[0][0]
        rules = find_rules(page, angle)
        upright = [glyph for glyph in glyphs if glyph.angle == angle]
        width, height = page.get_size()
        if (page.get_rotation() // 90) % 2:
            width, height = height, width
        left, right = ((0.0, width), (0.0, height), (-width, 0.0), (-height, 0.0))[angle]
        return PageGlyphs(list(_runs(upright, textpage, rules)), rules, left, right)
    finally:
        textpage.close()


def _glyphs(textpage: pdfium.PdfTextPage) -> Iterator[_Glyph]:
    handle = textpage.raw
    x, y = ctypes.c_double(), ctypes.c_double()
    box, matrix = pdfium_c.FS_RECTF(), pdfium_c.FS_MATRIX()
    needed = _WORD_GAP
    for index in range(textpage.count_chars()):
        code = pdfium_c.FPDFText_GetUnicode(handle, index)
        char = chr(code) if 0 < code < 0x110000 else ""
        char = _LINE_HYPHENS.get(char, char)
        if not char or char.isspace() or pdfium_c.FPDFText_IsGenerated(handle, index) == 1:
            made_up = not char or pdfium_c.FPDFText_IsGenerated(handle, index) == 1
            needed = min(needed, _MADE_UP_GAP if made_up else -_SAME_LINE)
            continue
        pdfium_c.FPDFText_GetCharOrigin(handle, index, x, y)
        pdfium_c.FPDFText_GetLooseCharBox(handle, index, box)
        pdfium_c.FPDFText_GetMatrix(handle, index, matrix)
        angle = _angle(matrix)
        if angle is None:
            continue
        x0, x1 = _turned(box, angle)
        # The height of the letters' boxes depends on the font's own metrics, the size does not.
        size = pdfium_c.FPDFText_GetFontSize(handle, index) * math.hypot(matrix.c, matrix.d)
        yield _Glyph(index, char, x0, x1, _baseline(x.value, y.value, angle), size, angle, needed)
        needed = _WORD_GAP


def _angle(matrix: pdfium_c.FS_MATRIX) -> int | None:
    """The direction of reading in quarters counter-clockwise; null for slanting text."""
    along, up = abs(matrix.a), abs(matrix.b)
    if min(along, up) > _SLANT * max(along, up):
        return None
    if along >= up:
        return 0 if matrix.a >= 0 else 2
    return 1 if matrix.b > 0 else 3


def _turned(box: pdfium_c.FS_RECTF, angle: int) -> tuple[float, float]:
    """Left and right edge of a box in the direction of reading."""
    match angle:
        case 0:
            return box.left, box.right
        case 1:
            return box.bottom, box.top
        case 2:
            return -box.right, -box.left
        case _:
            return -box.top, -box.bottom


def _baseline(x: float, y: float, angle: int) -> float:
    return (y, -x, -y, x)[angle]


def _runs(glyphs: list[_Glyph], textpage: pdfium.PdfTextPage, rules: Rules) -> Iterator[Run]:
    start = 0
    for i in range(1, len(glyphs) + 1):
        if i == len(glyphs) or not _goes_on(glyphs[i - 1], glyphs[i], rules):
            yield _run(glyphs[start:i], textpage)
            start = i


def _goes_on(before: _Glyph, glyph: _Glyph, rules: Rules) -> bool:
    size = max(before.size, glyph.size, 1.0)
    # A raised mark stands higher, within the height of the line.
    near = _SAME_LINE if abs(before.size - glyph.size) < 0.1 * size else 2 * _SAME_LINE
    if abs(before.y - glyph.y) > near * size:
        return False
    gap = glyph.x0 - before.x1
    if not -_BACK * size < gap < _WIDEST_SPACE * size:
        return False
    # A rule can only stand in a gap; inside a word it need not be looked for.
    return gap < 1 or not rules.part(before.x1, glyph.x0, glyph.y + glyph.size / 4)


def _run(glyphs: list[_Glyph], textpage: pdfium.PdfTextPage) -> Run:
    main = max(glyphs, key=lambda glyph: glyph.size)
    pieces: list[str] = []
    last: _Glyph | None = None
    for glyph in glyphs:
        if last is not None and _parted(last, glyph):
            pieces.append(" ")
        raised = glyph.y - main.y > _RAISED * main.size and glyph.size < _SMALLER * main.size
        pieces.append(glyph.char.translate(_SUPERSCRIPTS) if raised else glyph.char)
        last = glyph
    text = "".join(pieces)
    font = _font(textpage, main.index)
    encoding = encoding_of_font(font)
    return Run(
        convert(text, encoding, font=font) if encoding else text,
        min(glyph.x0 for glyph in glyphs),
        max(glyph.x1 for glyph in glyphs),
        main.y,
        main.size,
        _style(font),
    )


def _style(font: str) -> str:
    name = font.lower()
    bold = "bold" in name or "black" in name
    return "b" * bold + "i" * ("italic" in name or "oblique" in name)


def _parted(last: _Glyph, glyph: _Glyph) -> bool:
    return glyph.x0 - last.x1 > glyph.needed * max(last.size, glyph.size)


def _font(textpage: pdfium.PdfTextPage, index: int) -> str:
    buffer = ctypes.create_string_buffer(256)
    length = pdfium_c.FPDFText_GetFontInfo(textpage.raw, index, buffer, 256, None)
    return buffer.value.decode("utf-8", errors="replace") if 0 < length <= 256 else ""
