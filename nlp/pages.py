"""Sentences that a page break cuts in two: a copy of the text in which they run on.

Between two pages of Công báo stands the gazette's own line ("CÔNG BÁO/Số …/Ngày …"), with the
page's number on the line above or below it. It is no part of the document that the pages print.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.canonical import Canonical, remove_spans
from nlp.letters import UPPER

# The line, the page's number above or below it, and the blank lines around both.
_BLANK = r"(?:[ \t\r]*+\n){0,12}+"
_LINE = r"[ \t]*(?:\d{1,4}[ \t]+)?CÔNG BÁO[ \t]*/[ \t]*Số[^\n]{1,60}\n"
_NUMBER = r"[ \t]*\d{1,4}[ \t\r]*\n"
_HEAD = re.compile(rf"\n{_BLANK}(?:{_NUMBER}{_LINE}|{_LINE}{_BLANK}(?:{_NUMBER})?){_BLANK}")
_MARK = "CÔNG BÁO"
_LONGEST_LINE = 400
# A line of running text fills the page's width; what is shorter was ended by its writer.
_FULL = 50
_ENDS = re.compile(r"(?:[.;:!?…|][\"”’)\]*]{0,3}|[\"”])\s*\Z")
_GOES_ON = re.compile(
    r"(?:,|\b(?:và|hoặc|của|số|ngày|tháng|năm|tại|theo|các|Điều|khoản|điểm))\s*\Z"
)
# What begins a unit or a list's item, a footnote, a table.
_OPENS = re.compile(
    r"\s*(?:[-+–*#>|(\[“\"¹²³⁴⁵⁶⁷⁸⁹]|\d{1,3}(?:\.\d{1,3}){0,3}[.)/]\s|\d{1,3}\s+[^\W\d_]"
    r"|[a-zđ]{1,2}[.)]|[IVX]{1,5}[.)]|[A-Z][.)]\s|Căn cứ\b|Nơi nhận"
    r"|(?:Điều|Chương|Mục|Phần|Phụ lục|Khoản|Mẫu|Mẫu số)\s+[\dIVX])"
)
# A sentence's subject, with a capital though no full stop was printed before it.
_HOST = re.compile(r"(?:Luật|Pháp lệnh|Nghị định|Nghị quyết|Quyết định|Thông tư|Chỉ thị)\s+này\b")
# A note at a page's foot: what stands below it goes on with the page, not with the note.
_AT_FOOT = re.compile(rf"\n[ \t]*(?:\d{{1,3}}[ \t]+[\"“(]?[{UPPER}]|\[\d|[¹²³⁴⁵⁶⁷⁸⁹])")
_LONGEST_PAGE = 6000
# A note, the stamp of who signed the file, a preamble's line that a new one follows.
_NOTE = re.compile(
    r"(?:Ngày ký:|Ký bởi:|Căn cứ\b|Theo đề nghị\b|Xét\b|\d{1,3}\s+[^\W\d_]|\[\d|[¹²³⁴⁵⁶⁷⁸⁹])"
)


def join_pages(text: str) -> Canonical:
    """Return a copy without the page heads that stand inside a sentence, with the map back.

    Heads between sentences stay: the blank lines around them part what should stay apart.
    Linear in the length; a text without such heads is not copied.
    """
    if _MARK not in text:
        return Canonical(text)
    return remove_spans(text, _inside_sentences(text))


def _inside_sentences(text: str) -> Iterator[tuple[int, int]]:
    page = 0
    for head in _HEAD.finditer(text):
        start, end = head.span()
        begin, page = max(page, start - _LONGEST_PAGE), end
        above = text[max(text.rfind("\n", 0, start) + 1, start - _LONGEST_LINE) : start]
        stop = text.find("\n", end)
        below = text[end : min(stop if stop >= 0 else len(text), end + _LONGEST_LINE)]
        if _runs_on(above.strip(), below.strip()) and not _has_notes(text, begin, start):
            yield start + 1, end  # one line break stays


def _runs_on(above: str, below: str) -> bool:
    """Whether the line below a page head goes on with the sentence above it."""
    if not above or not below or _ENDS.search(above) or _OPENS.match(below) or _NOTE.match(above):
        return False
    if above.isupper() or below.isupper() or below.isdigit():
        return False
    joined = _GOES_ON.search(above) is not None and not above.endswith(",")
    if below[0].islower() or joined:
        return True
    return len(above) >= _FULL and _HOST.match(below) is None


def _has_notes(text: str, start: int, end: int) -> bool:
    """Whether a line of a page begins with a note's mark, no number that the line above needs."""
    return any(
        _GOES_ON.search(text, max(start, mark.start() - 12), mark.start()) is None
        for mark in _AT_FOOT.finditer(text, start, end)
    )
