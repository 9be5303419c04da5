"""Builds `.html` samples, laid out as a portal of legal documents lays out its pages."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

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

_PAGE = """<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="description" content="{notice}">
<style>body {{ font-family: serif }} td {{ vertical-align: top }}</style>
</head>
<body>
<nav><a href="/">Trang chủ</a> <a href="/van-ban">Văn bản</a> <a href="/lien-he">Liên hệ</a></nav>
<main>
{main}
</main>
<footer>{notice}</footer>
<script>document.title += " - Cổng văn bản";</script>
</body>
</html>
"""

_TAGS = {
    "body": "<p>{}</p>",
    "heading": "<p><b>{}</b></p>",
    "centre": '<p align="center"><b>{}</b></p>',
    "basis": "<p><i>{}</i></p>",
}


def build_html(source: Source) -> bytes:
    """Return the bytes of a `.html` file in UTF-8."""
    parts = [*_head(source)]
    for block in source.blocks:
        parts.extend(_block(block, source))
    if source.footnotes:
        parts.append("<hr>")
        parts.extend(
            f'<p id="fn{mark}"><sup>[{mark}]</sup> {escape(text)}</p>'
            for mark, text in source.footnotes.items()
        )
    title = escape(f"{source.type} {source.number or ''} {source.title}", quote=False)
    return _PAGE.format(title=title, notice=NOTICE, main="\n".join(parts)).encode()


def _head(source: Source) -> Iterator[str]:
    cells = (source.head, right_head(source), number_lines(source), (source.date_line,))
    a, b, c, d = ("<br>".join(escape(line) for line in cell) for cell in cells)
    yield (
        '<table width="100%">\n'
        f"<tr><td><b>{a}</b></td><td><b>{b}</b></td></tr>\n"
        f"<tr><td>{c}</td><td><i>{d}</i></td></tr>\n</table>"
    )
    if title := title_lines(source):
        yield f'<p align="center"><b>{escape(title[0])}</b></p>'
        yield f'<p align="center"><b>{escape(title[1])}</b></p>'


def _block(block: Block, source: Source) -> Iterator[str]:
    match block:
        case Paragraph(text, style):
            yield _TAGS[style].format(_inline(text))
        case Table(rows):
            yield '<table border="1">'
            for index, row in enumerate(rows):
                tag = "td" if index else "th"
                yield "<tr>" + "".join(f"<{tag}>{_inline(cell)}</{tag}>" for cell in row) + "</tr>"
            yield "</table>"
        case Box(text):
            yield f'<div class="box">{_inline(text)}</div>'
        case PageBreak():
            yield '<hr class="page">'
        case Signature():
            left, right = (
                "<br>".join(escape(line) for line in lines)
                for lines in (left_foot(source), source.sign)
            )
            yield (
                f'<table width="100%"><tr><td><i>{left}</i></td>'
                f'<td align="center"><b>{right}</b></td></tr></table>'
            )


def _inline(text: str) -> str:
    return FOOTNOTE_MARK.sub(r'<sup><a href="#fn\1">[\1]</a></sup>', escape(text, quote=False))
