"""A sample document in its neutral form: TOML front matter and a body of marked lines.

The front matter stands between two lines `+++`. In the body a blank line ends a paragraph, and
the first characters of a line say what it is:

    # text       a heading
    = text       a centred line ("QUYẾT ĐỊNH:")
    > text       an italic line (căn cứ)
    | a | b |    a row of a table; the first row of a table is its head
    ~ text       a text box
    [^1]: text   the text of footnote 1, which a `[^1]` elsewhere points to
    ---          a new page (an attached document begins)
    {sign}       recipients and signature, where they do not end the document
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal

SOURCES: Path = Path(__file__).parent / "sources"

Style = Literal["body", "heading", "centre", "basis"]

_STYLES: dict[str, Style] = {"#": "heading", "=": "centre", ">": "basis"}
_FOOTNOTE = re.compile(r"\[\^(\d+)\]: (.*)")
FOOTNOTE_MARK = re.compile(r"\[\^(\d+)\]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `text` may hold footnote marks `[^1]`."""

    text: str
    style: Style = "body"


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first row is its head."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A text box."""

    text: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The place where an attached document begins."""


@dataclass(frozen=True, slots=True)
class Signature:
    """The place of recipients and signature."""


Block = Paragraph | Table | Box | PageBreak | Signature


@dataclass(frozen=True, slots=True)
class Source:
    """One sample document.

    Attributes:
        name: stem of its source file and of the built file.
        format: "docx", "pdf", "html", "md" or "txt".
        type, number, date, issuer, title: what the document is; `number` and `date` are null
            where they stand blank on the page, `date` may also be a part of a date ("2024").
        head: lines at the top left, the issuer last.
        number_line, date_line: as they stand on the page.
        sign: capacity and name, a line each.
        recipients: lines under "Nơi nhận".
        party: whether it has the head of a party document.
        quirks: peculiarities of layout that the builders know ("wrap", "nfd", "utf16", "crlf",
            "cells").
        expect: the relations that the document states (see `expected`).
    """

    name: str
    format: str
    type: str
    number: str | None
    date: str | None
    issuer: str
    title: str
    head: tuple[str, ...]
    number_line: str
    date_line: str
    sign: tuple[str, ...]
    recipients: tuple[str, ...]
    party: bool
    quirks: frozenset[str]
    expect: tuple[str, ...]
    blocks: tuple[Block, ...] = ()
    footnotes: dict[str, str] = field(default_factory=dict)

    @property
    def is_letter(self) -> bool:
        """Whether this is a công văn, whose subject stands under the number as "V/v"."""
        return self.type == "Công văn"


def read_sources(folder: Path = SOURCES) -> tuple[Source, ...]:
    """Read all sources of a folder, sorted by name."""
    return tuple(read_source(path) for path in sorted(folder.glob("*.md")))


def read_source(path: Path) -> Source:
    """Read one source.

    Raises:
        ValueError: the front matter lacks a field, or a line of the body cannot be read.
    """
    _, front, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    try:
        fields = tomllib.loads(front)
        blocks, footnotes = _read_body(body)
        return _assemble(path.stem, fields, blocks, footnotes)
    except (KeyError, ValueError) as error:
        raise ValueError(f"{path.name}: {error}") from error


def _assemble(
    name: str, fields: dict[str, Any], blocks: tuple[Block, ...], footnotes: dict[str, str]
) -> Source:
    when = fields.get("date")
    number = fields.get("number")
    party = bool(fields.get("party", False))
    blank_number = "Số" if party else "Số:"
    if Signature() not in blocks:
        blocks = (*blocks, Signature())
    return Source(
        name=name,
        format=fields["format"],
        type=fields["type"],
        number=number,
        date=when.isoformat() if isinstance(when, date) else when,
        issuer=fields["issuer"],
        title=fields["title"],
        head=tuple(fields["head"]),
        number_line=fields.get("number_line", f"{blank_number} {number}"),
        date_line=fields.get("date_line") or _date_line(fields["place"], fields["date"]),
        sign=tuple(fields["sign"]),
        recipients=tuple(fields.get("to", ())),
        party=party,
        quirks=frozenset(fields.get("quirks", ())),
        expect=tuple(fields["expect"]),
        blocks=blocks,
        footnotes=footnotes,
    )


def _date_line(place: str, when: date) -> str:
    """Place and date as NĐ 30/2020/NĐ-CP, Phụ lục I, wants them: days < 10, months 1–2 padded."""
    month = f"{when.month:02d}" if when.month < 3 else str(when.month)
    return f"{place}, ngày {when.day:02d} tháng {month} năm {when.year}"


def _read_body(body: str) -> tuple[tuple[Block, ...], dict[str, str]]:
    footnotes: dict[str, str] = {}
    blocks: list[Block] = []
    rows: list[tuple[str, ...]] = []
    for line in (*_logical_lines(body), ""):
        if line.startswith("|"):
            rows.append(tuple(cell.strip() for cell in line.strip().strip("|").split("|")))
            continue
        if rows:
            blocks.append(_table(rows))
            rows = []
        if note := _FOOTNOTE.fullmatch(line):
            footnotes[note[1]] = note[2]
        elif line:
            blocks.append(_block(line))
    return tuple(blocks), footnotes


def _logical_lines(body: str) -> Iterator[str]:
    """Yield paragraphs, each joined to one line, and table rows."""
    pending: list[str] = []
    for line in body.splitlines():
        begins = line == "" or line.startswith(
            ("#", "=", ">", "|", "~", "[^", "---", "{", "- ", "+ ")
        )
        if begins and pending:
            yield " ".join(pending)
            pending = []
        if line:
            pending.append(line.strip())
    if pending:
        yield " ".join(pending)


def _block(line: str) -> Block:
    if line == "---":
        return PageBreak()
    if line == "{sign}":
        return Signature()
    if line.startswith("~ "):
        return Box(line[2:])
    if line[0] in _STYLES and line[1:2] == " ":
        return Paragraph(line[2:], _STYLES[line[0]])
    return Paragraph(line)


def _table(rows: list[tuple[str, ...]]) -> Table:
    widths = {len(row) for row in rows}
    if len(widths) != 1:
        raise ValueError(f"a table has rows of {sorted(widths)} cells")
    return Table(tuple(rows))
