"""Finds tables in Markdown: pipe tables, and the style in which a cell stands between `|` lines.

The first is that of GitHub Flavored Markdown (section 4.10). The second is what web pages become
when every cell is put on lines of its own:

    |
    **TT**
    |
    **Nhiệm vụ**
    |
    |
    1
    |
    Rà soát quy định
    |

One `|` line parts two cells, two part two rows, more of them hold empty cells. Text is never
changed: tables are spans into it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from corpus.source_text import Cell, Table

_DELIMITER_ROW = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_PIPE = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str

    @property
    def is_bar(self) -> bool:
        return self.text.strip() == "|"

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()


def find_tables(text: str) -> tuple[Table, ...]:
    """Finds the tables of a Markdown text, in order."""
    lines = _lines(text)
    tables: list[Table] = []
    i = 0
    while i < len(lines):
        if lines[i].is_bar:
            table, i = _bar_table(text, lines, i)
        elif _starts_pipe_table(lines, i):
            table, i = _pipe_table(text, lines, i)
        else:
            table, i = None, i + 1
        if table is not None:
            tables.append(table)
    return tuple(tables)


def _lines(text: str) -> list[_Line]:
    lines, start = [], 0
    for line in text.split("\n"):
        lines.append(_Line(start, line.removesuffix("\r")))
        start += len(line) + 1
    return lines


def _strip(text: str, start: int, end: int) -> Cell:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Cell(start, end)


def _starts_pipe_table(lines: list[_Line], i: int) -> bool:
    return (
        i + 1 < len(lines)
        and "|" in lines[i].text
        and "|" in lines[i + 1].text
        and _DELIMITER_ROW.match(lines[i + 1].text) is not None
    )


def _pipe_table(text: str, lines: list[_Line], i: int) -> tuple[Table, int]:
    rows = [_pipe_row(text, lines[i])]
    end = i + 2
    while end < len(lines) and "|" in lines[end].text and not lines[end].is_bar:
        rows.append(_pipe_row(text, lines[end]))
        end += 1
    last = lines[end - 1]
    return Table(lines[i].start, last.start + len(last.text), tuple(rows)), end


def _pipe_row(text: str, line: _Line) -> tuple[Cell, ...]:
    bars = [match.start() for match in _PIPE.finditer(line.text)]
    edges = [-1, *bars, len(line.text)]
    cells = [_strip(text, line.start + a + 1, line.start + b) for a, b in pairwise(edges)]
    if cells and cells[0].start == cells[0].end and line.text.lstrip().startswith("|"):
        cells = cells[1:]
    if cells and cells[-1].start == cells[-1].end and line.text.rstrip().endswith("|"):
        cells = cells[:-1]
    return tuple(cells)


# A token of the bar style: the number of `|` lines that were met, then a cell's span (null at the
# table's end).
_Token = tuple[int, Cell | None]


def _bar_table(text: str, lines: list[_Line], i: int) -> tuple[Table | None, int]:
    tokens, end = _bar_tokens(text, lines, i)
    rows, used = _bar_rows(tokens)
    if max((len(row) for row in rows), default=0) < 2:
        return None, end
    if used < len(tokens):
        # What follows the last whole row is text after the table.
        following = tokens[used][1]
        if following is not None:
            end = next(k for k in range(i, end + 1) if lines[k].start >= following.start)
    last = rows[-1][-1].end
    close = next((k for k in range(i, end) if lines[k].start > last and lines[k].is_bar), None)
    stop = last if close is None else lines[close].start + len(lines[close].text)
    return Table(lines[i].start, stop, tuple(rows)), end


def _bar_tokens(text: str, lines: list[_Line], i: int) -> tuple[list[_Token], int]:
    """Reads bars and cells until text that no bar closes: such text is no cell."""
    tokens: list[_Token] = []
    while True:
        bars = 0
        while i < len(lines) and (lines[i].is_bar or lines[i].is_blank):
            if lines[i].is_blank and bars and _ends_table(lines, i):
                return [*tokens, (bars, None)], i
            bars += lines[i].is_bar
            i += 1
        first = i
        while i < len(lines) and not lines[i].is_bar:
            i += 1
        if i == len(lines) or first == i:
            return [*tokens, (bars, None)], first
        last = lines[i - 1]
        tokens.append((bars, _strip(text, lines[first].start, last.start + len(last.text))))


def _ends_table(lines: list[_Line], i: int) -> bool:
    """An empty line after a bar, with text next, ends a table."""
    while i < len(lines) and lines[i].is_blank:
        i += 1
    return i == len(lines) or not lines[i].is_bar


def _bar_rows(tokens: list[_Token]) -> tuple[list[tuple[Cell, ...]], int]:
    """Parts cells into rows; the first row of two or more cells tells the number of columns.

    Returns:
        The rows, and how many tokens they take.
    """
    rows: list[list[Cell]] = []
    columns = 0
    for k, (bars, cell) in enumerate(tokens):
        row_full = bool(rows) and columns > 0 and len(rows[-1]) >= columns
        if rows and bars == 1 and row_full:
            return [tuple(row) for row in rows], k
        if cell is None:
            break
        if not rows or (bars >= 2 and not _same_row(tokens, k, len(rows[-1]), columns)):
            if rows and columns == 0 and len(rows[-1]) >= 2:
                columns = len(rows[-1])
            rows.append([])
        else:
            rows[-1] += [Cell(cell.start, cell.start)] * (bars - 1)
        rows[-1].append(cell)
    return [tuple(row) for row in rows], len(tokens)


def _same_row(tokens: list[_Token], k: int, filled: int, columns: int) -> bool:
    """Whether several bars before token `k` are empty cells inside a row and no row's end.

    They are where the row then comes out with exactly the table's number of columns and the
    cells up to the next such place would make no whole row themselves.
    """
    if columns == 0:
        return False
    following = 1
    for bars, cell in tokens[k + 1 : k + columns]:
        if bars != 1 or cell is None:
            break
        following += 1
    return filled + tokens[k][0] - 1 + following == columns and following < columns
