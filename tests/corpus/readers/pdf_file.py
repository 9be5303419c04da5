"""PDF files made for tests. Words are ASCII, so that no font file is needed."""

from __future__ import annotations

import io
from collections.abc import Callable
from itertools import count
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

Draw = Callable[[Canvas], Any]

LEFT, RIGHT, TOP = 85, 540, 780
SIZE = 13


def pdf_file(*pages: Draw, size: tuple[float, float] = A4, encrypt: Any = None) -> bytes:
    """A PDF with a page for each drawing function."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size, encrypt=encrypt, invariant=1)
    for draw in pages:
        canvas.setFont("Helvetica", SIZE)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def text_page(*paragraphs: str, top: float = TOP, head: str = "", foot: str = "") -> Draw:
    """A page of justified paragraphs with an indent, as office documents have."""

    def draw(canvas: Canvas) -> None:
        if head:
            canvas.drawCentredString((LEFT + RIGHT) / 2, 810, head)
        if foot:
            canvas.drawCentredString((LEFT + RIGHT) / 2, 30, foot)
        y = top
        for paragraph in paragraphs:
            for i, line in enumerate(broken(canvas, paragraph)):
                canvas.drawString(LEFT + (28 if i == 0 else 0), y, line)
                y -= 18
            y -= 4

    return draw


def broken(canvas: Canvas, paragraph: str) -> list[str]:
    """Breaks words to lines of the text's width; a newline breaks a line by force."""
    lines = [""]
    for word in paragraph.replace("\n", " \n ").split(" "):
        room = RIGHT - LEFT - (28 if len(lines) == 1 else 0)
        if word == "\n":
            lines.append("")
        elif not lines[-1]:
            lines[-1] = word
        elif canvas.stringWidth(f"{lines[-1]} {word}", "Helvetica", SIZE) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def put(*texts: tuple[float, float, str], size: float = SIZE) -> Draw:
    """A page with words at places, in this order."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", size)
        for x, y, text in texts:
            canvas.drawString(x, y, text)

    return draw


def grid(xs: list[float], ys: list[float], cells: list[list[str]]) -> Draw:
    """A ruled table; a newline in a cell is a line of its own."""

    def draw(canvas: Canvas) -> None:
        canvas.grid(xs, ys)
        for row, (top, texts) in enumerate(zip(ys, cells, strict=False)):
            assert row < len(ys) - 1
            for x, text in zip(xs, texts, strict=False):
                for number, line in zip(count(), text.split("\n")):
                    canvas.drawString(x + 3, top - 14 - 14 * number, line)

    return draw


def both(*drawings: Draw) -> Draw:
    """Several drawings on one page."""

    def draw(canvas: Canvas) -> None:
        for drawing in drawings:
            drawing(canvas)

    return draw
