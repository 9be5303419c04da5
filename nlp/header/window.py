"""The plain lines at the beginning of a document, where its header stands.

Markdown's marks are taken out, table cells and tabs part lines, and every line knows whether it
begins something new (after a blank line, a cell border, a rule or where bold begins), because
header fields are told apart by such borders as much as by their words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.canonical import Canonical, remove
from nlp.letters import UPPER

# The opening of any real document fits in here; gazette pages and portal tables included.
WINDOW = 9000
_MARKUP = re.compile(r"\*+|<(?!br\b)[/a-zA-Z][^<>\n]{0,60}>|\\(?=[*_.\-])|[¹²³⁴⁵⁶⁷⁸⁹⁰]+")
_MOTTO = re.compile(
    r"C[ỘO]NG\s+H[ÒO]A\s+X[ÃA]\s+H[ỘO]I\s+CH[ỦU]\s+NGH[ĨI]A\s+VI[ỆE]T\s+NAM"
    r"|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM"
)
_BODY = re.compile(
    r"^[ \t|#>\"]*(?:Căn\s+cứ|Kính\s+gửi|KÍNH\s+GỬI|Điều\s+1\b|Chương\s+I\b|CHƯƠNG\s+I\b"
    r"|Thực\s+hiện\s+(?!.{0,30}\n\n))",
    re.MULTILINE,
)
# Lines right after the body's beginning may still belong to a title that begins like a body.
_BELOW_BODY = 1500
# The rule under an issuer's name or the motto parts what stands beside it like a cell's border.
_TEAR = re.compile(
    r"[\t|]| {4,}|<br\s?/?>|(?<=[^\W\d_])(?:_{3,}|[-–—=]{4,})"
    rf"|(?<=[{UPPER}])[ ]{{0,3}}(?=Số[ ]?:)"
)
_RULE = re.compile(r"^[\s\-–—_=*.·+o]*$")
_FURNITURE = re.compile(
    r"^(?:CÔNG BÁO\s*/|(?:Ký|Người ký)( bởi)?\s*:|Email\s*:|Cơ quan\s*:|(?:Thời gian|Ngày) ký\s*:"
    r"|VĂN BẢN (?:QUY PHẠM )?PHÁP LUẬT( KHÁC)?$|VĂN BẢN HỢP NHẤT\s*-"
    r"|PHẦN VĂN BẢN|\d{1,7}$|trang \d+"
    r"|(?:DỰ THẢO|Dự thảo)\b|\+?\d{2}:\d{2}$)"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line or cell of the window: its span there, its words, and whether it begins a block."""

    start: int
    end: int
    text: str
    fresh: bool


@dataclass(frozen=True, slots=True)
class Window:
    """The opening of a document.

    Attributes:
        plain: the opening without markup, with its map into the canonical text.
        offset: where the opening begins in the canonical text.
        lines: its lines, without blank ones, rules and page furniture.
        body: where the body begins at the latest: the first "Căn cứ", "Kính gửi", "Điều 1" …
    """

    plain: Canonical
    offset: int
    lines: tuple[Line, ...]
    body: int

    @property
    def text(self) -> str:
        """The opening's words."""
        return self.plain.text

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Carry a span of the opening into the canonical text."""
        return self.offset + self.plain.origin(start), self.offset + self.plain.end_origin(end)


def open_window(text: str, start: int) -> Window:
    """Cut out and clean the opening of the document that begins at or after `start`."""
    offset = _beginning(text, start)
    raw = text[offset : offset + WINDOW]
    plain = remove(raw, _MARKUP)
    body = _BODY.search(plain.text)
    end = body.start() if body else len(plain.text)
    return Window(plain, offset, tuple(_lines(raw, plain, end + _BELOW_BODY)), end)


def _beginning(text: str, start: int) -> int:
    """Skip what stands before the header, if the motto says that it begins much later."""
    if re.search(
        r"^[ \t|*#]{0,20}(?:\w{1,9} ){0,2}[Ss]ố\s{0,9}:", text[start : start + 2500], re.MULTILINE
    ):
        return start
    motto = _MOTTO.search(text, start, start + 8 * WINDOW)
    return max(start, motto.start() - 1500) if motto else start


def find_mottos(text: str) -> list[tuple[int, int]]:
    """Spans of the national or the Party's motto."""
    return [m.span() for m in _MOTTO.finditer(text)]


def _lines(raw: str, plain: Canonical, end: int) -> list[Line]:
    found: list[Line] = []
    fresh, position = True, 0
    for row in plain.text[:end].split("\n"):
        cells = _TEAR.split(row)
        at = position
        for cell in cells:
            begin = plain.text.find(cell, at)
            at = begin + len(cell)
            words = cell.strip(" #>\t")
            if not words or _RULE.match(words) or _FURNITURE.match(words):
                fresh = True
                continue
            begin += cell.find(words)
            marked = raw[plain.origin(begin) - 1 : plain.origin(begin)] == "*"
            found.append(Line(begin, begin + len(words), " ".join(words.split()), fresh or marked))
            fresh = len(cells) > 1
        position += len(row) + 1
    return found
