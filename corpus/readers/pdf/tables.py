"""Fills ruled grids with the words in them, and joins tables that go on over a page break."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.readers.layout import CellNode, Paragraph, TableNode
from corpus.readers.pdf.glyphs import Run
from corpus.readers.pdf.lines import Line, make_lines
from corpus.readers.pdf.paragraphs import join
from corpus.readers.pdf.rules import Grid, GridCell

# Column edges may shift so far (in points) between two pages of one table.
_SAME_EDGE = 6.0
# How far above its baseline, in parts of its height, a run's middle is taken to be.
_MIDDLE = 0.25


@dataclass(slots=True)
class PdfTable:
    """A table, its edges on the page, and for each row the page that it begins on."""

    node: TableNode
    xs: tuple[float, ...]
    top: float
    bottom: float
    pages: list[int]

    def holds(self, run: Run) -> bool:
        """Whether a run stands inside the table's edges."""
        level = run.y + _MIDDLE * run.size
        return self.xs[0] <= run.centre <= self.xs[-1] and self.bottom <= level <= self.top


def fill(grid: Grid, runs: list[Run], page: int) -> PdfTable | None:
    """Puts runs into a grid's cells; null where the grid holds no text."""
    rows: list[list[CellNode | None]] = []
    for row in range(len(grid.ys) - 1):
        cells: list[CellNode | None] = []
        for cell in (cell for cell in grid.cells if cell.row == row):
            # Columns that a cell from above takes up.
            cells += [None] * (cell.column - len(cells))
            cells += [_cell(cell, runs), *[None] * (cell.columns - 1)]
        if any(cell is not None and cell.items for cell in cells):
            rows.append(cells)
    if not rows:
        return None
    return PdfTable(TableNode(rows), grid.xs, grid.ys[0], grid.ys[-1], [page] * len(rows))


def _cell(cell: GridCell, runs: list[Run]) -> CellNode:
    inside = [run for run in runs if cell.holds(run.centre, run.y + _MIDDLE * run.size)]
    return CellNode([Paragraph(text) for text in _cell_lines(make_lines(inside))])


def _cell_lines(lines: list[Line]) -> list[str]:
    text = ""
    for line in lines:
        text, _ = join(text, " ".join(segment.text for segment in line.segments))
    return [text] if text else []


def goes_on(table: PdfTable, following: PdfTable) -> bool:
    """Whether a table at a page's top continues the one at the end of the page before."""
    if len(table.xs) != len(following.xs):
        return False
    shift = following.xs[0] - table.xs[0]
    return all(
        abs(b - a - shift) <= _SAME_EDGE for a, b in zip(table.xs, following.xs, strict=True)
    )


def append(table: PdfTable, following: PdfTable) -> None:
    """Adds the rows of the next page; a repeated head is dropped, a broken row becomes whole."""
    rows, pages = following.node.rows, following.pages
    if rows and _texts(rows[0]) == _texts(table.node.rows[0]):
        rows, pages = rows[1:], pages[1:]
    if rows and _is_rest(table.node.rows[-1], rows[0]):
        for cell, rest in zip(table.node.rows[-1], rows[0], strict=False):
            if cell is not None and rest is not None and rest.items:
                before = " ".join(_text(cell).split())
                cell.items = [Paragraph(join(before, _text(rest))[0])]
        rows, pages = rows[1:], pages[1:]
    table.node.rows += rows
    table.pages += pages


def _is_rest(row: list[CellNode | None], rest: list[CellNode | None]) -> bool:
    """Whether a row is the rest of the one before the page break.

    It has no number of its own, and one of its cells goes on in the middle of a sentence.
    """
    if len(row) != len(rest) or not _texts(row)[0] or _texts(rest)[0]:
        return False
    return any(
        after[:1].islower() or (after[:1].isdigit() and before and before[-1] not in ".;")
        for before, after in zip(_texts(row), _texts(rest), strict=True)
        if after and before
    )


def _texts(row: list[CellNode | None]) -> list[str]:
    return ["" if cell is None else _text(cell) for cell in row]


def _text(cell: CellNode) -> str:
    return " ".join(item.text for item in cell.items if isinstance(item, Paragraph))
