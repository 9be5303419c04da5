"""Pinpoints before a citation: "điểm a khoản 1 Điều 11", "các Điều 3, 4 và 5", "Chương V".

Nghị định 78/2025/NĐ-CP, Điều 62 fixes the order: from the smallest part to the largest, then the
document.
"""

from __future__ import annotations

import re

from nlp.fold import FoldedText, compare_key

# Two letters are a word: "chứng khoán và Nghị định …", "Điều lệ".
_VALUE = (
    r"(?:\d{1,3}[a-z]{0,2}(?:\.\d{1,3}){0,3}|[ivxlc]{1,7}|(?!va\b)[ivx]{1,5}[a-d]|[a-z]"
    r"|so\s\d{1,3}[a-z]?)\b"
)
_UNIT = re.compile(
    rf"\b(?:(?:cac|tai|tu|nhung)\s+)?(?:tiet|diem|khoan|dieu|muc|tieu\s+muc|chuong|phan|phu\s+luc|mau\s+so"
    rf"|mau\s+bieu|mau|doan|gach\s+dau\s+dong|dong)"
    rf"\s+(?:(?:thu|so)\s+)?{_VALUE}"
    rf"(?:(?:\s*[,;]\s*(?:va\s+)?|\s+va\s+|\s+den\s+|\s+hoac\s+|\s*-\s*){_VALUE}(?!\s*[/]))*"
)
# What a unit can begin with: finding these words first saves a try at every other one.
_UNIT_HEAD = re.compile(
    r"(?:tiet|diem|khoan|dieu|muc|tieu|chuong|phan|phu|mau|doan|gach|dong|cac|tai|tu|nhung)\s"
)
_GAP = re.compile(
    r"[\s,;]*(?:(?:va|cua|thuoc|tai|den|hoac|cac|den\s+het|,)\s+){0,2}(?:va\s+)?(?:cac\s+)?$"
)
# A type word and "số" may stand twice, by a slip of the pen.
_LAST_GAP = re.compile(
    r"[\s,]*(?:(?:cua|thuoc|tai|trong|ban\s+hanh\s+kem\s+theo)\s+)?(?:cac\s+)?(?:[a-z]+\s+[a-z]+\s+so\s+)?$"
)
# Cheap refusal: the last 40 characters before a citation must hold one of these words.
_QUICK = re.compile(
    r"(?:diem|khoan|dieu|muc|chuong|phan|phu\s?luc|mau|tiet|doan)\s+(?:so\s)?[\w.]{1,7}\b"
)
_WINDOW = 260
_LEAD = re.compile(r"(?:cac|tai|nhung)\s+")


def _units(lower: str, start: int, end: int) -> list[re.Match[str]]:
    """The matches of `_UNIT` within `[start, end)`, in order, not overlapping."""
    found: list[re.Match[str]] = []
    for head in _UNIT_HEAD.finditer(lower, start, end):
        if not found or head.start() >= found[-1].end():
            unit = _UNIT.match(lower, head.start(), end)
            if unit is not None:
                found.append(unit)
    return found


def _is_unit(folded: FoldedText, unit: re.Match[str]) -> bool:
    """Whether a line is meant where the words may be others: "dòng 7", not "lao động 7"."""
    if not unit[0].startswith("dong"):
        return True
    return compare_key(folded.surface(unit.start(), unit.start() + 4)) in ("dòng", "dong")


def pinpoint_before(folded: FoldedText, position: int, floor: int) -> tuple[int, int] | None:
    """Span of the pinpoint that ends right before `position`; nothing before `floor` is read."""
    lower = folded.lower
    near = max(floor, position - 60)
    if not _QUICK.search(lower, near, position):
        return None
    start = max(floor, position - _WINDOW)
    units = [u for u in _units(lower, start, position) if _is_unit(folded, u)]
    if not units or not _LAST_GAP.match(lower[units[-1].end() : position]):
        return None
    first = len(units) - 1
    while first and _GAP.match(lower[units[first - 1].end() : units[first].start()]):
        first -= 1
    begin = units[first].start()
    lead = _LEAD.match(lower, begin)
    if lead and lower.startswith(("tai", "nhung"), begin):
        begin = lead.end()
    return begin, units[-1].end()
