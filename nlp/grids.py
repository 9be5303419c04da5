"""Rows of cells from the ways in which files lay out tables.

A reader's own tables; lines with tabs; Markdown rows between pipes; a web page's cells on lines of
their own between lines that hold only a pipe; cells that each begin with a tab; and bare lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

_TABBED = re.compile(r"^[^\n\t]*(?:\t[^\n\t]*){2,}$", re.MULTILINE)
_PIPED = re.compile(r"^[ \t]*\|[^\n|]*(?:\|[^\n|]*){2,}\|[ \t]*$", re.MULTILINE)
_PIPE_LINE = re.compile(r"^[ \t]*\|[ \t]*$", re.MULTILINE)
_TAB_CELL = re.compile(r"^[ ]?\t(?=[^\t\n]*\S)", re.MULTILINE)
_AFTER_TABLE = re.compile(r"\n\n\n|\n[ ]*(?:Phụ lục|PHỤ LỤC|Nơi nhận|\((?:Ban hành k|K)èm theo)")
_ORDER_HEAD = re.compile(r"(?:TT|STT|Số TT|Số thứ tự|SỐ TT)[ ]*$", re.MULTILINE)
_LINE = re.compile(r"^[ \t]*\S[^\n]*$", re.MULTILINE)
# Heads of lines are told apart by these words before all of a table's lines are read.
_TASK_HEAD = re.compile(r"(?i:nội\s+dung|nhiệm\s+vụ|công\s+việc|hoạt\s+động|chỉ\s+tiêu|công\s+tác)")
_HEAD_REACH = 160
# Lines between two tabbed rows of one table: a page break.
_PAGE_GAP = 200
_LONGEST_CELL = 4000
# What stands around the words of a cell.
_MARGIN = " \n\t*|"
_LONGEST_TABLE = 60_000


class Cell(NamedTuple):
    """A cell: its span in the canonical text."""

    start: int
    end: int


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows that stand together; `flat` where a row's end is not marked and has to be counted."""

    rows: tuple[Row, ...]
    flat: bool = False


def tabbed_grids(text: str, start: int, end: int) -> Iterator[Grid]:
    """Grids of lines with tabs, and of Markdown rows between pipes."""
    for pattern, mark in ((_TABBED, "\t"), (_PIPED, "|")):
        if mark not in text[start:end]:
            continue
        rows: list[Row] = []
        last = start
        for match in pattern.finditer(text, start, end):
            if rows and match.start() - last > _PAGE_GAP:
                yield Grid(tuple(rows))
                rows = []
            rows.append(_split(text, match.start(), match.end(), mark))
            last = match.end()
        if rows:
            yield Grid(tuple(rows))


def _split(text: str, start: int, end: int, mark: str) -> Row:
    cells: list[Cell] = []
    line = text[start:end]
    if mark == "|":
        indent = line.index("|") + 1
        line, start = line[indent : line.rindex("|")], start + indent
    at = start
    for part in line.split(mark):
        cells.append(_trimmed(text, at, at + len(part)))
        at += len(part) + len(mark)
    return tuple(cells)


def piped_cells(text: str, start: int, end: int) -> Iterator[Grid]:
    """Flat grids of a web page's cells, which stand between lines that hold only a pipe."""
    pipes = [m.span() for m in _PIPE_LINE.finditer(text, start, end)]
    cells: list[Cell] = []
    for (_, begin), (stop, _) in pairwise(pipes):
        if stop - begin > _LONGEST_CELL:
            if len(cells) > 3:
                yield Grid((tuple(cells),), flat=True)
            cells = []
            continue
        cells.append(_trimmed(text, begin, stop))
    if len(cells) > 3:
        yield Grid((tuple(cells),), flat=True)


def piped_rows(text: str, start: int, end: int) -> Grid:
    """Rows of a web page's cells: between two lines that hold only a pipe and touch, a row ends."""
    pipes = [m.span() for m in _PIPE_LINE.finditer(text, start, end)]
    rows: list[Row] = []
    cells: list[Cell] = []
    for (_, begin), (stop, _) in pairwise(pipes):
        touching = stop - begin <= 1
        if not touching and stop - begin <= _LONGEST_CELL:
            cells.append(_trimmed(text, begin, stop))
        elif cells:
            rows.append(tuple(cells))
            cells = []
    return Grid((*rows, tuple(cells)))


def tab_cells(text: str, start: int, end: int) -> Iterator[Grid]:
    """Flat grids of cells that each begin a line with a tab."""
    begins = [m.end() for m in _TAB_CELL.finditer(text, start, end)]
    cells: list[Cell] = []
    for begin, after in zip(begins, [*begins[1:], end], strict=False):
        cell = _trimmed(text, begin, min(after, begin + _LONGEST_CELL))
        gap = _AFTER_TABLE.search(text, cell.start, cell.end)
        cut = Cell(cell.start, gap.start()) if gap else cell
        cells.append(_trimmed(text, cut.start, cut.end))
        if text[cut.end : after].strip():
            yield Grid((tuple(cells),), flat=True)
            cells = []
    if cells:
        yield Grid((tuple(cells),), flat=True)


def _order_lines(text: str, start: int, end: int) -> Iterator[int]:
    """Yield the beginnings of lines that hold nothing but the head of an ordinals' column."""
    for head in _ORDER_HEAD.finditer(text, start, end):
        line = max(text.rfind("\n", start, head.start()) + 1, start)
        if not text[line : head.start()].strip(" "):
            yield line


def line_cells(text: str, start: int, end: int) -> Iterator[Grid]:
    """Flat grids of bare lines, each from a line that heads an ordinals' column on."""
    begins = list(_order_lines(text, start, end))
    for begin, after in zip(begins, [*begins[1:], end], strict=False):
        if not _TASK_HEAD.search(text, begin, min(after, begin + _HEAD_REACH)):
            continue
        stop = min(after, begin + _LONGEST_TABLE)
        cells = (_trimmed(text, *m.span()) for m in _LINE.finditer(text, begin, stop))
        yield Grid((tuple(cells),), flat=True)


def _trimmed(text: str, start: int, end: int) -> Cell:
    if start < end and text[start] not in _MARGIN and text[end - 1] not in _MARGIN:
        return Cell(start, end)
    words = text[start:end]
    left = start + len(words) - len(words.lstrip(_MARGIN))
    right = end - (len(words) - len(words.rstrip(_MARGIN)))
    return Cell(min(left, end), max(right, min(left, end)))
