"""The words that prove an edge: the sentence around a mention, verbatim.

Directives are written in lines and lists (NĐ 30/2020/NĐ-CP, Phụ lục I): a "Căn cứ" ends with ";",
an item with ";" or ".", a cell of a table with its border. These end a quotation as a full stop
does.
"""

from __future__ import annotations

import re

from nlp.types import document_types

LONGEST = 600
"""Characters on either side of a mention that a quotation holds at most."""

# A title stands below the motto, or below its document's type, on lines that end without a stop.
_ABOVE_A_TITLE = "|".join(
    ["độc lập - tự do - hạnh phúc", *(re.escape(kind.name.lower()) for kind in document_types())]
)
_AHEAD = 20
"""Characters behind a border that tell it."""

_UPPER = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠ-Ỹ"
_BORDER = re.compile(
    r"\t|\|"
    # the line ends as a sentence or a lead-in does
    r"|[.;:!?…/][\"”’)]*[ \r]*\n"
    # the line is the motto or a document's type, which stand above its title
    rf"|(?i:^[ \t*#]*(?:{_ABOVE_A_TITLE})[ \t*\r]*\n)"
    # a blank line, or one that begins an item, an article or another basis
    r"|\n[ \r]*(?=\n)"
    r"|\n[ \r]*(?=(?:[-–+*•#]|\(?\d{1,3}(?:\.\d{1,3}){0,3}[.)]|[a-zđ][.)]|[IVXL]{1,6}[.)])[ \t])"
    r"|\n[ \r]*(?=Căn cứ |Theo đề nghị |Điều \d|Chương [IVXL\d]|Phụ lục |PHỤ LỤC )"
    # a paragraph that opens as preambles do; inside a sentence these words are not capitalised
    r"|\n[ \r]*(?=(?:Thực hiện|Triển khai|Nhằm|Để|Tiếp tục|Trên cơ sở|Xét|Sau khi) )"
    # a stop inside the line; the word before it is longer than an abbreviation ("TP.", "Q.")
    rf"|(?:(?<=[^\W\d_]{{4}})|(?<=\d)|(?<=[)\"”]))[.!?…]+[\"”’]?[ \r]+(?=[\"“]?[{_UPPER}])",
    re.MULTILINE,
)


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the sentence, item or cell that holds `text[start:end]`.

    Args:
        text: the document's text.
        start: where the mention begins; borders inside it do not count.
        end: where it ends.

    Returns:
        A span without blank space at its ends, at most `LONGEST` longer on either side.
    """
    low = max(0, start - LONGEST)
    left = low
    # Some borders are known by what follows them, which may be the mention itself.
    for border in _BORDER.finditer(text, low, min(len(text), start + _AHEAD)):
        if border.end() > start:
            break
        left = border.end()
    high = min(len(text), end + LONGEST)
    border_after = _BORDER.search(text, end, high)
    right = high if border_after is None else _with_stop(text, border_after)
    if left == low > 0:
        left = _next_word(text, left, start)
    if right == high < len(text):
        right = _last_word(text, end, right)
    return _trimmed(text, left, right, start, end)


def _with_stop(text: str, border: re.Match[str]) -> int:
    """Return where the sentence ends: its own stop belongs to it, a cell's border does not."""
    return border.start() if text[border.start()] in "\t|\n" else border.end()


def _next_word(text: str, left: int, start: int) -> int:
    while left < start and not text[left - 1].isspace():
        left += 1
    return left


def _last_word(text: str, end: int, right: int) -> int:
    while right > end and not text[right].isspace():
        right -= 1
    return right


def _trimmed(text: str, left: int, right: int, start: int, end: int) -> tuple[int, int]:
    while left < start and text[left].isspace():
        left += 1
    while right > end and text[right - 1].isspace():
        right -= 1
    return left, right
