"""The document's type and title (trích yếu), as its header writes them.

NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II.5: the type in capitals on a line of its own, the
title below it; in a công văn "V/v …" stands below the number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.data import lines as data_lines
from nlp.header.types import type_in_capitals
from nlp.header.window import Line, Window
from nlp.letters import LOWER

_TITLE_LIMIT = 25  # lines; the longest title of the gazette texts has 17
_STOP = re.compile(
    r"(?:Căn cứ|Theo đề nghị|Kính gửi|Xét đề nghị|Điều \d|Chương [IV\d]|Phần (?:I|thứ)"
    r"|I\. |1\. |A\. "
    rf"|(?:{'|'.join(data_lines('authorities.txt'))})\b[^{LOWER}]*(?:điện:?)?$"
    r"|\(?(?:Kèm theo|Ban hành kèm theo|kèm theo|ban hành kèm theo)\b)"
)
# "Thông tư số … ngày … có hiệu lực …": how a consolidated text goes on after its title.
_CONSOLIDATED = re.compile(
    r"(?:Luật|Bộ luật|Pháp lệnh|Nghị (?:quyết|định)|Quyết định|Thông tư)\b"
    r"[^;]{0,600}?\d{4}[^;]{0,500}?,? có hiệu lực"
)
_SENTENCE = re.compile(r"(?:Thực hiện|Triển khai|Để |Nhằm |Ngày \d|Trong |Vừa qua|Qua |Xét )")
_ABOUT = re.compile(r"(?:V/[vV]|Về việc|VỀ VIỆC|v/v)\b\s*:?\s*")


@dataclass(frozen=True, slots=True)
class TypeLine:
    """Where the opening names the type, and how many of the window's lines that takes."""

    type: str
    index: int
    count: int
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """The title's words, and its span in the window."""

    text: str
    start: int
    end: int


def find_type_line(lines: tuple[Line, ...], end: int) -> TypeLine | None:
    """Find the line that names the type, among those that begin before `end`."""
    for i, line in enumerate(lines):
        if line.start >= end:
            return None
        for count in (1, 2, 3):
            words = " ".join(x.text for x in lines[i : i + count])
            name = type_in_capitals(words.rstrip("0123456789 *[]"))
            if name:
                return TypeLine(name, i, count)
    return None


def find_glued_type_line(lines: tuple[Line, ...], end: int) -> TypeLine | None:
    """Find a line that begins with the type in capitals and goes on with the title."""
    for i, line in enumerate(lines):
        if line.start >= end:
            return None
        if not line.fresh or not line.text[:6].isupper():
            continue
        words = line.text.split()
        for count in range(min(4, len(words) - 1), 0, -1):
            name = type_in_capitals(" ".join(words[:count]))
            if name:
                return TypeLine(name, i, 0, " ".join(words[count:]))
    return None


def find_title(window: Window, found: TypeLine) -> Title | None:
    """Read the lines below the type until the title ends."""
    first = found.index + found.count
    chosen: list[Line] = []
    for i, line in enumerate(window.lines[first : first + _TITLE_LIMIT]):
        if _STOP.match(line.text) and not (chosen and _continues(chosen[-1], line)):
            break
        if i and _ends_title(chosen[-1], line):
            break
        if i and _CONSOLIDATED.match(
            " ".join(x.text for x in window.lines[first + i : first + i + 9])
        ):
            break
        chosen.append(line)
    if not chosen:
        return None
    words = " ".join(x.text for x in chosen)
    if found.rest and chosen:
        words = found.rest + words[len(chosen[0].text) :]
    return Title(_tidy(words), chosen[0].start, chosen[-1].end)


def _continues(before: Line, line: Line) -> bool:
    """A title in capitals may wrap onto a line that begins like the issuer's."""
    return not line.fresh and before.text.isupper() and line.text.isupper()


def _ends_title(before: Line, line: Line) -> bool:
    if line.text[:1].islower() or before.text.endswith((",", "-", "–")):
        return False
    if line.fresh:
        return not _dangling(before.text, line.text)
    return bool(_SENTENCE.match(line.text)) and not _dangling(before.text, line.text)


_DANGLING = ("và", "của", "về", "theo", "cho", "tại", "trong", "với", "để", "thuộc", "việc")


def _dangling(text: str, below: str) -> bool:
    """Whether a line breaks off at a word that needs what stands `below`."""
    last = text.rsplit(maxsplit=1)[-1].lower()
    # "chuyển đổi số" is whole, "Nghị định số" is not.
    return last in _DANGLING or (last == "số" and below[:1].isdigit())


def find_subject_line(window: Window, start: int, end: int, place: int | None) -> Title | None:
    """Read the "V/v …" of a công văn that stands between `start` and `end`.

    Args:
        window: the opening.
        start: where the number ends.
        end: where the body begins.
        place: where place and date begin, which stand below the subject in flattened columns.
    """
    chosen: list[Line] = []
    for line in window.lines:
        if line.start < start or line.start >= end:
            continue
        if chosen and (line.fresh or (place is not None and line.start <= place < line.end)):
            break
        if chosen or _ABOUT.match(line.text):
            chosen.append(line)
    if not chosen:
        return None
    return Title(_tidy(" ".join(x.text for x in chosen)), chosen[0].start, chosen[-1].end)


def _tidy(words: str) -> str:
    return " ".join(_ABOUT.sub("", words, count=1).split()).strip(' -–.;:*"')
