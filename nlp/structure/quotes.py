"""Quoted stretches that hold text of another document: the new wording in amending articles.

"Sửa đổi Điều 5 như sau: “Điều 5. …”": what stands between the quotation marks is structure of the
amended document, and must not break the structure of the amending one.
"""

from __future__ import annotations

import re

# A quotation mark in running text that is still open after so many characters was never closed.
_INLINE_LIMIT = 2000
# The longest new wording in the gazette texts has some 40 000 characters.
_BLOCK_LIMIT = 80_000
_MARK = re.compile(r"[“”\"]")
_UNIT = re.compile(r"\s*(?:Điều|Chương|Mục|Phụ lục|\d{1,3}[a-zđ]?\.|[a-zđ]{1,2}\d?\)|-)\s")
_AFTER = re.compile(r"[ \t]*[.;,]?[ \t*]*(?:\n|\Z)")
# With what `_begins_line` and `_AFTER` can be satisfied: a look spares most marks the pattern.
_MAY_STAND_BEFORE = frozenset("\n \t*_|>")
_MAY_STAND_AFTER = frozenset("\n \t*.;,")


def find_quoted(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Find quotations that begin a line and hold several lines, or one that is a unit.

    Args:
        text: canonical text.
        start: where to begin.
        end: where to stop.

    Returns:
        Spans from after the opening mark to before the closing one, in order, never overlapping
        (a quotation inside a quotation belongs to the outer one).
    """
    found: list[tuple[int, int]] = []
    opened: list[tuple[int, bool, str]] = []
    for match in _MARK.finditer(text, start, len(text) if end is None else end):
        at, mark = match.start(), match.group()
        if mark != "”" and _begins_line(text, at):
            opened.append((at + 1, True, mark))
        elif mark == "“":
            opened.append((at + 1, False, mark))
        elif mark == "”" or _ends_line(text, at + 1):
            span = _close(opened, at, mark)
            if span and (text.find("\n", *span) >= 0 or _UNIT.match(text, *span)):
                found.append(span)
    return _outermost(found)


def _ends_line(text: str, at: int) -> bool:
    rest = text[at : at + 1]
    return (not rest or rest in _MAY_STAND_AFTER) and _AFTER.match(text, at) is not None


def _begins_line(text: str, at: int) -> bool:
    if at and text[at - 1] not in _MAY_STAND_BEFORE:
        return False
    before = text[max(0, at - 8) : at].rstrip(" \t*_|>")
    return before.endswith("\n") or (not before and at < 8)


def _close(opened: list[tuple[int, bool, str]], end: int, mark: str) -> tuple[int, int] | None:
    wanted = "“" if mark == "”" else '"'
    while opened:
        start, block, kind = opened[-1]
        limit = _BLOCK_LIMIT if block else _INLINE_LIMIT
        if end - start > limit:
            opened.pop()
            continue
        if kind != wanted:
            if not block:
                opened.pop()
                continue
            return None
        opened.pop()
        return (start, end) if block else None
    return None


def _outermost(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept
