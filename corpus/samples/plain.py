"""Builds `.txt` and `.md` samples."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator

from corpus.samples.layout import NOTICE, left_foot, number_lines, right_head, title_lines
from corpus.samples.source import (
    FOOTNOTE_MARK,
    Block,
    Box,
    PageBreak,
    Paragraph,
    Signature,
    Source,
    Table,
)

_WRAP_WIDTH = 88


def build_txt(source: Source) -> bytes:
    """Return the bytes of a `.txt` file; `source.quirks` choose its layout and encoding."""
    paragraphs = [*_txt_head(source)]
    for block in source.blocks:
        paragraphs.extend(_txt_block(block, source))
    if source.footnotes:
        paragraphs.append("_" * 20)
        paragraphs.extend(f"[{mark}] {text}" for mark, text in source.footnotes.items())
    paragraphs.append(NOTICE)
    if "wrap" in source.quirks:
        paragraphs = [_wrap(paragraph) for paragraph in paragraphs]
    return _encode("\n\n".join(paragraphs) + "\n", source.quirks)


def _txt_head(source: Source) -> Iterator[str]:
    left, right = source.head, right_head(source)
    if "columns" in source.quirks:
        rows = max(len(left), len(right))
        pairs = zip(_padded(left, rows), _padded(right, rows), strict=True)
        yield "\n".join(f"{a:<40}{b}".rstrip() for a, b in pairs)
        yield f"{source.number_line:<40}{source.date_line}"
        if source.is_letter:
            yield number_lines(source)[1]
    else:
        yield "\n".join(left)
        yield "\n".join(number_lines(source))
        yield "\n".join(right)
        yield source.date_line
    if title := title_lines(source):
        yield "\n".join(title)


def _padded(lines: tuple[str, ...], length: int) -> tuple[str, ...]:
    return (*lines, *[""] * (length - len(lines)))


def _txt_block(block: Block, source: Source) -> Iterator[str]:
    match block:
        case Paragraph(text):
            yield FOOTNOTE_MARK.sub(r"[\1]", text)
        case Table(rows) if "cells" in source.quirks:
            yield "\n".join(f"\t{cell}" for row in rows for cell in row)
        case Table(rows):
            yield "\n".join("\t".join(row) for row in rows)
        case Box(text):
            yield text
        case Signature():
            yield "\n".join(source.sign)
            if foot := left_foot(source):
                yield "\n".join(foot)
        case PageBreak():
            pass


def _wrap(paragraph: str) -> str:
    if "\t" in paragraph:
        return paragraph
    lines = paragraph.split("\n")
    return "\n".join(textwrap.fill(line, _WRAP_WIDTH, break_on_hyphens=False) for line in lines)


def _encode(text: str, quirks: frozenset[str]) -> bytes:
    if "nfd" in quirks:
        text = unicodedata.normalize("NFD", text)
    if "crlf" in quirks:
        text = text.replace("\n", "\r\n")
    return text.encode("utf-16" if "utf16" in quirks else "utf-8")


def build_md(source: Source) -> bytes:
    """Return the bytes of a `.md` file in UTF-8."""
    paragraphs = [*_md_head(source)]
    for block in source.blocks:
        paragraphs.extend(_md_block(block, source))
    paragraphs.extend(f"[^{mark}]: {text}" for mark, text in source.footnotes.items())
    paragraphs.append(f"*{NOTICE}*")
    return _encode("\n\n".join(paragraphs) + "\n", source.quirks)


def _md_head(source: Source) -> Iterator[str]:
    left, right = "<br>".join(source.head), "<br>".join(right_head(source))
    rows = (f"| **{left}** | **{right}** |", "|---|---|")
    number = "<br>".join(number_lines(source))
    yield "\n".join((*rows, f"| {number} | *{source.date_line}* |"))
    if title := title_lines(source):
        yield f"# {title[0]}"
        yield f"**{title[1]}**"


def _md_block(block: Block, source: Source) -> Iterator[str]:
    match block:
        case Paragraph(text, "heading"):
            yield f"**{text}**"
        case Paragraph(text, "centre"):
            yield f"## {text}"
        case Paragraph(text, "basis"):
            yield f"*{text}*"
        case Paragraph(text) | Box(text):
            yield text
        case Table(rows):
            ruled = (rows[0], ("---",) * len(rows[0]), *rows[1:])
            yield "\n".join("| " + " | ".join(row) + " |" for row in ruled)
        case Signature():
            yield "\n\n".join(f"**{line}**" for line in source.sign)
            if foot := left_foot(source):
                yield "\n".join((f"*{foot[0]}*", *foot[1:]))
        case PageBreak():
            yield "---"
