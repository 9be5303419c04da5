"""Writes a document's text and keeps the map from it back to paragraphs, cells and pages."""

from __future__ import annotations

import re
import unicodedata

from corpus.errors import EmptyDocument
from corpus.readers.limits import Limits
from corpus.source_text import Block, BlockKind, Cell, Page, SourceText, Table

# Characters that XML cannot hold, soft hyphens, and marks without width that only steer layout.
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u200b\u200c\u200d\u2060\ufeff]")


def clean(text: str) -> str:
    """Composes to NFC and drops control characters, soft hyphens and zero-width marks."""
    return unicodedata.normalize("NFC", _UNWANTED.sub("", text))


class TextWriter:
    """Collects paragraphs and tables; spans count characters of what is written so far."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._tables: list[Table] = []
        self._table_numbers = 0
        self._gap = True

    @property
    def length(self) -> int:
        """Characters written so far."""
        return self._length

    @property
    def tables(self) -> tuple[Table, ...]:
        """The data tables written so far."""
        return tuple(self._tables)

    def next_table(self) -> int:
        """The number of the next table in reading order, from 0."""
        self._table_numbers += 1
        return self._table_numbers - 1

    def paragraph(self, text: str, *, kind: BlockKind, place: str) -> None:
        """Writes a paragraph on lines of its own; an empty one leaves at most one empty line."""
        lines = [line.rstrip() for line in clean(text).split("\n")]
        body = "\n".join(lines).strip("\n")
        if not body.strip():
            self._blank()
            return
        start = self._write(body)
        self._blocks.append(Block(kind, place, start, self._length))
        self._write("\n")
        self._gap = False

    def table(self, number: int, rows: list[list[str]]) -> None:
        """Writes a data table: a line a row, cells parted by tabs; cells with text are blocks."""
        first = self._length
        cells: list[tuple[Cell, ...]] = []
        for r, row in enumerate(rows):
            spans = []
            for c, text in enumerate(row):
                if c:
                    self._write("\t")
                start = self._write(" ".join(clean(text).split()))
                spans.append(Cell(start, self._length))
                if self._length > start:
                    place = f"t{number}.r{r}.c{c}"
                    self._blocks.append(Block("cell", place, start, self._length))
            cells.append(tuple(spans))
            self._write("\n")
        if cells:
            self._tables.append(Table(first, self._length - 1, tuple(cells)))
            self._gap = False

    def finish(
        self,
        media_type: str,
        sha256: str,
        warnings: tuple[str, ...] = (),
        pages: tuple[Page, ...] = (),
    ) -> SourceText:
        """The text with its map.

        Raises:
            EmptyDocument: nothing was written.
        """
        text = "".join(self._parts)
        if not text.strip():
            raise EmptyDocument("holds no text")
        return SourceText(
            text=text,
            media_type=media_type,
            sha256=sha256,
            pages=pages,
            blocks=tuple(self._blocks),
            tables=tuple(self._tables),
            warnings=warnings,
        )

    def _blank(self) -> None:
        if not self._gap:
            self._write("\n")
            self._gap = True

    def _write(self, text: str) -> int:
        start = self._length
        self._length += len(text)
        self._limits.check_characters(self._length)
        self._parts.append(text)
        return start
