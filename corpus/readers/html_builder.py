"""Turns a walk through HTML elements into paragraphs and tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from corpus.encodings import convert, encoding_of_font
from corpus.readers.layout import (
    DEEPEST_TABLE,
    MOST_COVERED,
    CellNode,
    Node,
    Paragraph,
    TableNode,
)
from corpus.readers.numerals import label
from corpus.source_text import BlockKind

_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hr", "html", "li", "main", "ol", "p", "pre", "section",
    "summary", "ul", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "legend",
))  # fmt: skip
_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")
# White space that a browser collapses; a no-break space alone still makes an empty line.
_COLLAPSING = re.compile(r"[ \t\r\n\f]+")
_NOTE_TARGET = re.compile(r"^#.{0,60}?(ftn|edn|note|fn)", re.IGNORECASE)
_NOTE_ID = re.compile(r"^_?(ftn|edn|fn|footnote|endnote)-?(\d+)$", re.IGNORECASE)
_BULLET = re.compile(r"\s*[-–—+*•▪●○◦]")
_FONT_FAMILY = re.compile(r"font-family\s*:\s*[\"']?([^;\"',]+)", re.IGNORECASE)
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MOST_SPAN = 1000

Attributes = Mapping[str, str | None]


@dataclass(slots=True)
class _Container:
    """Where paragraphs go: the body or a cell. `line` collects the paragraph that is open."""

    items: list[Node]
    line: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _OpenTable:
    node: TableNode
    # Columns that a cell from a row above still covers: column -> rows left.
    covered: dict[int, int] = field(default_factory=dict)
    column: int = 0


@dataclass(slots=True)
class _OpenList:
    ordered: bool
    number: int
    style: str


class HtmlBuilder:
    """Receives `open`, `text` and `close` in document order; `finish` gives the nodes."""

    def __init__(self, *, convert_fonts: bool = True) -> None:
        self._convert_fonts = convert_fonts
        self._body: list[Node] = []
        self._containers = [_Container(self._body)]
        self._tables: list[_OpenTable] = []
        self._lists: list[_OpenList] = []
        self._fonts: list[str | None] = []
        self._notes: list[str] = []
        self._marker = ""
        self._raised = 0
        self._linked_note = 0
        self._preformatted = 0
        self._flat = 0
        self._ignored: list[str] = []
        self._spare = MOST_COVERED

    def open(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        if tag in _BLOCKS:
            self._end_line()
        self._fonts.append(_font(attributes))
        note = _NOTE_ID.match(attributes.get("id") or "") if tag in {"div", "p", "li"} else None
        self._notes.append(f"fn{note[2]}" if note else "")
        match tag:
            case "br":
                self._containers[-1].line.append("\n")
            case "pre":
                self._preformatted += 1
            case "sup":
                self._raised += 1
            case "a" if _NOTE_TARGET.match(attributes.get("href") or ""):
                self._linked_note += 1
                self._ignored.append("a")
            case "a":
                self._ignored.append("")
            case "ul" | "ol":
                self._open_list(tag, attributes)
            case "li":
                self._open_item(attributes)
            case "table" | "tr" | "td" | "th":
                self._open_table_part(tag, attributes)
            case _:
                pass

    def close(self, tag: str) -> None:
        """The element that was opened last ends."""
        if tag in _BLOCKS:
            self._end_line()
        self._fonts.pop()
        self._notes.pop()
        match tag:
            case "pre":
                self._preformatted -= 1
            case "sup":
                self._raised -= 1
            case "a":
                self._linked_note -= self._ignored.pop() == "a"
            case "ul" | "ol":
                self._lists.pop()
            case "li":
                self._marker = ""
            case "table":
                self._close_table()
            case "td" | "th":
                self._close_cell()
            case _:
                pass

    def text(self, text: str) -> None:
        """Characters inside the open element."""
        font = next((name for name in reversed(self._fonts) if name), None)
        encoding = encoding_of_font(font) if self._convert_fonts else None
        if encoding is not None:
            text = convert(text, encoding, font=font)
        if not self._preformatted:
            text = _COLLAPSING.sub(" ", text)
        if self._raised and text.strip().isdigit():
            # A raised digit is no part of the number before it ("NĐ-CP¹", "m²").
            text = text.strip()
            text = f"[{text}]" if self._linked_note else text.translate(_SUPERSCRIPTS)
        self._containers[-1].line.append(text)

    def finish(self, change: Callable[[str], str] | None) -> list[Node]:
        """The nodes; `change` is applied to the text of every paragraph."""
        self._end_line()
        number = 0
        stack: list[list[Node]] = [self._body]
        while stack:
            for node in (nodes := stack.pop()):
                if isinstance(node, TableNode):
                    stack += [cell.items for row in node.rows for cell in row if cell]
                elif change is not None:
                    node.text = change(node.text)
                if isinstance(node, Paragraph) and nodes is self._body and not node.place:
                    node.place, number = f"p{number}", number + 1
        return self._body

    def _end_line(self) -> None:
        container = self._containers[-1]
        raw = "".join(container.line)
        container.line.clear()
        if not raw.strip(" \t\r\f"):
            return
        if not self._preformatted:
            raw = "\n".join(_SPACE.sub(" ", line).strip() for line in raw.split("\n"))
        if self._marker and raw.strip():
            raw = raw if _BULLET.match(raw) and self._marker == "-" else f"{self._marker} {raw}"
            self._marker = ""
        place = next((note for note in reversed(self._notes) if note), "")
        kind: BlockKind = "footnote" if place else "paragraph"
        container.items.append(Paragraph(raw, kind, place))

    def _open_list(self, tag: str, attributes: Attributes) -> None:
        start = _number(attributes.get("start"), 1, 1_000_000)
        self._lists.append(_OpenList(tag == "ol", start, attributes.get("type") or "1"))

    def _open_item(self, attributes: Attributes) -> None:
        if not self._lists:
            return
        open_list = self._lists[-1]
        if not open_list.ordered:
            self._marker = "-"
            return
        number = _number(attributes.get("value"), open_list.number, 1_000_000)
        self._marker = label(number, open_list.style) + (")" if open_list.style == "a" else ".")
        open_list.number = number + 1

    def _open_table_part(self, tag: str, attributes: Attributes) -> None:
        if tag == "table":
            if self._flat or len(self._tables) >= DEEPEST_TABLE:
                self._flat += 1
                return
            node = TableNode()
            self._containers[-1].items.append(node)
            self._tables.append(_OpenTable(node))
        elif self._flat or not self._tables:
            return
        elif tag == "tr":
            self._open_row(self._tables[-1])
        else:
            self._open_cell(self._tables[-1], attributes)

    def _open_row(self, table: _OpenTable) -> None:
        table.node.rows.append([])
        table.column = 0
        self._skip_covered(table)

    def _open_cell(self, table: _OpenTable, attributes: Attributes) -> None:
        if not table.node.rows:
            self._open_row(table)
        columns = min(_number(attributes.get("colspan"), 1, _MOST_SPAN), self._spare + 1)
        self._spare -= columns - 1
        rows = _number(attributes.get("rowspan"), 1, _MOST_SPAN)
        cell = CellNode()
        table.node.rows[-1] += [cell, *[None] * (columns - 1)]
        if rows > 1:
            table.covered.update(
                dict.fromkeys(range(table.column, table.column + columns), rows - 1)
            )
        table.column += columns
        self._containers.append(_Container(cell.items))

    def _close_cell(self) -> None:
        if not self._flat and self._tables and len(self._containers) > 1:
            self._containers.pop()
            self._skip_covered(self._tables[-1])

    def _skip_covered(self, table: _OpenTable) -> None:
        while self._spare and table.covered.get(table.column, 0) > 0 and table.node.rows:
            table.covered[table.column] -= 1
            self._spare = max(0, self._spare - 1)
            table.node.rows[-1].append(None)
            table.column += 1

    def _close_table(self) -> None:
        if self._flat:
            self._flat -= 1
        elif self._tables:
            self._tables.pop()


def _font(attributes: Attributes) -> str | None:
    face = attributes.get("face")
    if face:
        return face.split(",")[0].strip(" '\"")
    family = _FONT_FAMILY.search(attributes.get("style") or "")
    return family[1].strip() if family else None


def _number(value: str | None, default: int, most: int) -> int:
    value = (value or "").strip()
    if not value.isascii() or not value.isdigit() or len(value) > 9:
        return default
    return min(max(1, int(value)), most)
