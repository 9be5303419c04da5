"""The order of reading: pages to paragraphs, tables and notes, and their writing out."""

from __future__ import annotations

import re

from corpus.readers.layout import fold, lay_out
from corpus.readers.pdf.columns import Column, part_columns
from corpus.readers.pdf.lines import Line, Measure, measure
from corpus.readers.pdf.paragraphs import ParagraphMaker, PdfParagraph, Piece
from corpus.readers.pdf.tables import PdfTable, append, goes_on
from corpus.readers.text_writer import TextWriter, clean
from corpus.source_text import BlockKind, Page

# A note's lines are set in a smaller font than the text above it.
_NOTE_SIZE = 0.93
_NOTE_MARK = re.compile(r"([⁰¹²³⁴-⁹]+|\[\d{1,3}\]|\d{1,3})\s*(?=[^\W\d])")


class Flow:
    """Receives pages in order and gathers what they hold in the order of reading."""

    def __init__(self) -> None:
        self._items: list[PdfParagraph | PdfTable] = []
        self._kinds: dict[int, BlockKind] = {}
        self._maker = ParagraphMaker()
        self._notes: list[PdfParagraph] = []
        # The table that the last page ended with, as long as nothing has followed it.
        self._open_table: PdfTable | None = None

    def add_page(
        self, number: int, lines: list[Line], tables: list[PdfTable], edges: tuple[float, float]
    ) -> None:
        """Adds a page.

        Args:
            number: the page's place, from 0.
            lines: its lines outside tables, from the top down.
            tables: its tables, from the top down.
            edges: the left and right edge of the paper.
        """
        page = measure([line for line in lines if len(line.segments) == 1] or lines, edges)
        body, notes = _part_notes(lines, page, tables)
        start = 0
        for table in tables:
            above = [line for line in body[start:] if line.y > table.top]
            self._add_lines(above, number, page)
            start += len(above)
            self._add_table(table)
        self._add_lines(body[start:], number, page)
        self._notes += _notes(notes, number)

    def write(self, writer: TextWriter, pages: int) -> tuple[Page, ...]:
        """Writes everything and tells where each page begins and ends in the text."""
        self._flush_notes()
        starts: dict[int, int] = {}
        paragraphs = notes = 0
        for item in self._items:
            if isinstance(item, PdfTable):
                _write_table(item, writer, starts)
                continue
            text, offsets = item.joined()
            begin = writer.length
            if self._kinds.get(id(item)) == "footnote":
                notes += 1
                writer.paragraph(text, kind="footnote", place=f"fn{notes}")
                continue
            writer.paragraph(text, kind="paragraph", place=f"p{paragraphs}")
            paragraphs += 1
            for page, offset in offsets:
                starts.setdefault(page, begin + offset)
        return _spans(starts, pages, writer.length)

    def _add_lines(self, lines: list[Line], number: int, page: Measure) -> None:
        for item in part_columns(lines, page):
            if isinstance(item, Column):
                self._add_column(item, number)
            else:
                self._add_line(item, number, page)

    def _add_line(self, line: Line, number: int, page: Measure) -> None:
        piece = Piece(_clean_line(line.text), number)
        if not piece.text:
            return
        last = self._items[-1] if self._items else None
        if self._maker.continues(line, number, page) and isinstance(last, PdfParagraph):
            last.pieces.append(piece)
            return
        self._flush_notes()
        self._items.append(PdfParagraph([piece]))
        self._open_table = None

    def _add_column(self, column: Column, number: int) -> None:
        self._maker.reset()
        flows = any(fold(line.text).startswith("noi nhan") for line in column.lines)
        of_column = measure(list(column.lines))
        for line in column.lines:
            if not flows:
                self._maker.reset()
            self._add_line(line, number, of_column)
        self._maker.reset()

    def _add_table(self, table: PdfTable) -> None:
        self._maker.reset()
        if self._open_table is not None and goes_on(self._open_table, table):
            append(self._open_table, table)
            return
        self._flush_notes()
        self._items.append(table)
        self._open_table = table

    def _flush_notes(self) -> None:
        """Writes notes where no paragraph is open, so that none is cut by a page's foot."""
        for note in self._notes:
            self._kinds[id(note)] = "footnote"
            self._items.append(note)
        self._notes.clear()


def _clean_line(text: str) -> str:
    """Like `clean`, but keeps the soft hyphen at the end that parts a word."""
    text = text.rstrip()
    return clean(text) + ("\u00ad" if text.endswith("\u00ad") else "")


def _part_notes(
    lines: list[Line], page: Measure, tables: list[PdfTable]
) -> tuple[list[Line], list[Line]]:
    """Parts a page's lines from the notes at its foot."""
    lowest_table = min((table.bottom for table in tables), default=float("inf"))
    first = len(lines)
    for i in range(len(lines) - 1, -1, -1):
        line = lines[i]
        small = line.size < _NOTE_SIZE * page.size and len(line.segments) == 1
        if not small or line.y > lowest_table:
            break
        if _NOTE_MARK.match(line.text):
            first = i
    return lines[:first], lines[first:]


def _notes(lines: list[Line], number: int) -> list[PdfParagraph]:
    notes: list[PdfParagraph] = []
    for line in lines:
        piece = Piece(_clean_line(line.text), number)
        if _NOTE_MARK.match(line.text) or not notes:
            notes.append(PdfParagraph([piece]))
        else:
            notes[-1].pieces.append(piece)
    return notes


def _write_table(table: PdfTable, writer: TextWriter, starts: dict[int, int]) -> None:
    begin = writer.length
    before = len(writer.tables)
    lay_out([table.node], writer)
    written = writer.tables[before:]
    starts.setdefault(table.pages[0], begin)
    if written and len(written[0].rows) == len(table.pages):
        for row, page in zip(written[0].rows, table.pages, strict=True):
            starts.setdefault(page, row[0].start)


def _spans(starts: dict[int, int], pages: int, length: int) -> tuple[Page, ...]:
    """Spans without gaps; a page without text is empty and stands where the next one begins."""
    spans: list[Page] = []
    end = length
    for number in range(pages - 1, -1, -1):
        start = min(starts.get(number, end), end)
        spans.append(Page(number + 1, start, end))
        end = start
    spans.reverse()
    return tuple(spans)
