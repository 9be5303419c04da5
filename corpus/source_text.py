"""`SourceText`: what a reader returns, the text of one file with a map back into it.

All offsets count characters (Python `str` indexes) of `SourceText.text`. For `.txt` and `.md`
that text is the decoded file itself, unchanged: newlines and composition as they stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["paragraph", "cell", "footnote", "textbox"]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a paged file; `number` counts from 1, the span is `[start, end)`."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, table cell, footnote or text box and where it stands in the file.

    `place` is a stable address such as ``"p12"`` (13th body paragraph), ``"t0.r2.c3"`` (table,
    row, column, from 0), ``"fn3"`` (footnote 3) or ``"tb0"`` (text box).
    """

    kind: BlockKind
    place: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell's span."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table's span and its rows of cells, in reading order; a merged cell stands once."""

    start: int
    end: int
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of one file.

    Attributes:
        text: what was read; a table row is one line with cells parted by a tab where the reader
            lays tables out itself (Word, HTML).
        media_type: IANA media type of the file.
        sha256: of the file's bytes, lower-case hexadecimal.
        encoding: the character encoding that was recognised ("utf-8", "utf-16-le",
            "windows-1258", "tcvn3", "vni"); empty where the format itself says (Word, PDF).
        pages: empty for formats without pages.
        blocks: the map to paragraphs and cells; empty for plain text.
        tables: tables that the format marks as such.
        warnings: one-line remarks ("page 3 has no text layer").
    """

    text: str
    media_type: str
    sha256: str
    encoding: str = ""
    pages: tuple[Page, ...] = ()
    blocks: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()
    warnings: tuple[str, ...] = ()
