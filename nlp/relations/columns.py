"""Columns and cells headed "Căn cứ pháp lý": what stands in them is a basis, whatever its words.

Lists of procedures are laid out so (Thông tư 02/2017/TT-VPCP, Phụ lục): a column names what each
procedure rests on.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.source_text import Table
from nlp.fold import FoldedText
from nlp.grids import Cell, Row, piped_rows, tabbed_grids
from nlp.references.mention import Link, Mention

_NAMED = re.compile(r"(?:can\s+cu|co\s+so)\s+phap\s+ly\b")
_HEAD = re.compile(r"[\s*\d.()a-z]{0,12}?(?:can\s+cu|co\s+so)\s+phap\s+ly\b[^.;:\d]{0,60}:?")


@dataclass(frozen=True, slots=True)
class _Column:
    """Where the head stands in its row, how many cells that has, and the head's span."""

    index: int
    width: int
    head: tuple[int, int]

    def cell(self, row: Row) -> Cell | None:
        """The cell of a row in this column; merged cells at the left leave the last one last."""
        if len(row) == self.width:
            return row[self.index]
        last = self.index == self.width - 1
        return row[-1] if last and 1 < len(row) < self.width else None


def read_basis_columns(
    folded: FoldedText, mentions: Sequence[Mention], tables: Sequence[Table]
) -> None:
    """Set the relation of citations in cells headed "Căn cứ pháp lý" that were merely cited.

    Args:
        folded: the text.
        mentions: all mentions in order, with their links.
        tables: tables that the file's format marks.
    """
    if not _NAMED.search(folded.lower):
        return
    starts = [mention.start for mention in mentions]
    for rows in _tables(folded, tables):
        column: _Column | None = None
        for row in rows:
            head = _headed(folded, row)
            if head is not None:
                column = head
                continue
            cell = column.cell(row) if column is not None else None
            if column is None or cell is None:
                continue
            first = bisect.bisect_left(starts, cell.start)
            for mention in mentions[first : bisect.bisect_left(starts, cell.end)]:
                if mention.link.relation == "cites" and mention.link.subject is None:
                    mention.link = Link("based_on", None, column.head)
            if column.width == 1:
                column = None  # a head above one cell, not above a column


def _headed(folded: FoldedText, row: Row) -> _Column | None:
    for index, cell in enumerate(row):
        if cell.end - cell.start <= 120 and _HEAD.fullmatch(folded.lower, *cell):
            return _Column(index, len(row), (cell.start, cell.end))
    return None


def _tables(folded: FoldedText, tables: Sequence[Table]) -> Iterator[Sequence[Row]]:
    size = len(folded.cased)
    for table in tables:
        yield [
            tuple(Cell(folded.offset_of(c.start), folded.offset_of(c.end)) for c in row)
            for row in table.rows
        ]
    if "|" in folded.cased:
        yield piped_rows(folded.cased, 0, size).rows
    for grid in tabbed_grids(folded.cased, 0, size):
        yield grid.rows
