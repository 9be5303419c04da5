"""Paragraphs and tables of a marked-up file, and their laying out as one text.

Word and HTML readers build these nodes; `lay_out` writes them. A data table is written row by row,
cells on one line parted by a tab. A layout table (the issuer beside the Quốc hiệu, "Nơi nhận"
beside the signature) is written cell by cell, so that its columns do not interleave.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from corpus.readers.text_writer import TextWriter
from corpus.source_text import BlockKind

CUES = Path(__file__).parent.parent / "data" / "layout_cues.tsv"

# A header or signature table has an issuer's side and a State's side, at most a gap between them.
_MOST_LAYOUT_COLUMNS = 3
_MOST_LAYOUT_ROWS = 12
# Places that merged cells may cover in one document; spans beyond are taken for single cells.
MOST_COVERED = 1_000_000
# Tables nested deeper than this are written as plain paragraphs.
DEEPEST_TABLE = 16


@dataclass(slots=True)
class Paragraph:
    """A paragraph; line breaks inside it are newlines. An empty text is an empty line.

    `place` is empty where the address follows from the position (a cell's paragraph).
    """

    text: str
    kind: BlockKind = "paragraph"
    place: str = ""


@dataclass(slots=True)
class CellNode:
    """A table cell and what it holds."""

    items: list[Paragraph | TableNode] = field(default_factory=list)


@dataclass(slots=True)
class TableNode:
    """A table; null stands where a merged cell goes on, so that columns stay aligned."""

    rows: list[list[CellNode | None]] = field(default_factory=list)


Node = Paragraph | TableNode


def lay_out(nodes: list[Node], writer: TextWriter) -> None:
    """Writes nodes in reading order."""
    for node in nodes:
        if isinstance(node, TableNode):
            _write_table(node, writer)
        else:
            writer.paragraph(node.text, kind=node.kind, place=node.place)


def flat_text(nodes: list[Node]) -> str:
    """The words of nodes in reading order, lines parted by newlines."""
    lines: list[str] = []
    for node in nodes:
        if isinstance(node, Paragraph):
            lines.append(node.text)
        else:
            lines += [flat_text(list(cell.items)) for row in node.rows for cell in row if cell]
    return "\n".join(lines)


def is_layout(table: TableNode) -> bool:
    """Tells whether a table only places text on the page (see `data/layout_cues.tsv`)."""
    cells = [cell for row in table.rows for cell in row if cell is not None]
    columns = max((sum(c is not None for c in row) for row in table.rows), default=0)
    if columns <= 1:
        return True
    if columns > _MOST_LAYOUT_COLUMNS or (
        len(table.rows) > _MOST_LAYOUT_ROWS and not _holds_tables(cells)
    ):
        return False
    return any(_has_cue(flat_text(list(cell.items))) for cell in cells)


def _holds_tables(cells: list[CellNode]) -> bool:
    return any(isinstance(item, TableNode) for cell in cells for item in cell.items)


def _has_cue(text: str) -> bool:
    contained, starting = _cues()
    folded = [" ".join(fold(line).split()) for line in text.splitlines()]
    joined = " ".join(folded)
    return any(cue in joined for cue in contained) or any(
        line.startswith(starting) for line in folded
    )


@cache
def _cues() -> tuple[tuple[str, ...], tuple[str, ...]]:
    rows = [
        line.split("\t")
        for line in CUES.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    ]
    by_position = {
        position: tuple(cue for where, cue in rows if where == position)
        for position in ("contains", "starts")
    }
    return by_position["contains"], by_position["starts"]


def fold(text: str) -> str:
    """Lower case without marks, đ as d."""
    decomposed = unicodedata.normalize("NFD", text.lower())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return bare.replace("đ", "d")


def _write_table(table: TableNode, writer: TextWriter) -> None:
    number = writer.next_table()
    if is_layout(table):
        for r, row in enumerate(table.rows):
            for c, cell in enumerate(row):
                if cell is not None:
                    _write_layout_cell(cell, f"t{number}.r{r}.c{c}", writer)
        return
    rows = [_trim([_cell_line(cell) for cell in row]) for row in table.rows]
    writer.table(number, [row for row in rows if row])


def _write_layout_cell(cell: CellNode, place: str, writer: TextWriter) -> None:
    if any(isinstance(item, TableNode) for item in cell.items):
        count = 0
        for item in cell.items:
            if isinstance(item, Paragraph):
                writer.paragraph(item.text, kind="cell", place=f"{place}.p{count}")
                count += 1
            else:
                _write_table(item, writer)
        return
    lines = [item.text for item in cell.items if isinstance(item, Paragraph) and item.text.strip()]
    if lines:
        writer.paragraph("\n".join(lines), kind="cell", place=place)


def _cell_line(cell: CellNode | None) -> str | None:
    return None if cell is None else " ".join(flat_text(list(cell.items)).split())


def _trim(row: list[str | None]) -> list[str]:
    """Drops the ends of merged cells on the right; inside, they are empty cells."""
    while row and row[-1] is None:
        row.pop()
    return [text or "" for text in row]
