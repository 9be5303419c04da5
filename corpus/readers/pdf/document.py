"""Reads a PDF from its bytes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

import pypdfium2 as pdfium

from corpus.errors import DamagedFile, EmptyDocument, TooLarge
from corpus.readers.limits import Limits
from corpus.readers.pdf.flow import Flow
from corpus.readers.pdf.furniture import remove_furniture
from corpus.readers.pdf.glyphs import Run, read_page
from corpus.readers.pdf.lines import Line, make_lines
from corpus.readers.pdf.rules import find_grids
from corpus.readers.pdf.tables import PdfTable, fill
from corpus.readers.text_writer import TextWriter
from corpus.source_text import SourceText

MEDIA_TYPE = "application/pdf"

_HEAD_BYTES = 1024
_TAIL_BYTES = 4096


@dataclass(slots=True)
class _PageContent:
    lines: list[Line] = field(default_factory=list)
    tables: list[PdfTable] = field(default_factory=list)
    edges: tuple[float, float] = (0.0, 0.0)


def read_pdf(data: bytes, limits: Limits) -> SourceText:
    """Reads the text layer page by page and lays it out as paragraphs and tables.

    Running heads and feet, page numbers and signature stamps are left out. Lines are joined to
    paragraphs, also over page breaks; ruled tables come row by row; a header and a signature come
    column by column. A page without text layer is named in `warnings`.

    Raises:
        DamagedFile: no PDF, cut off, broken inside, or encrypted.
        EmptyDocument: no page has a text layer (a scan).
        TooLarge: over `limits`.
    """
    document = _open(data)
    try:
        if len(document) > limits.max_pages:
            raise TooLarge(
                f"has {len(document):,} pages, over the limit of {limits.max_pages:,}; split it"
            )
        pages, warnings = _read_pages(document, limits)
    finally:
        document.close()
    if not any(page.lines or page.tables for page in pages):
        raise EmptyDocument("has no text layer (a scan); run text recognition (OCR) on it first")
    kept = remove_furniture([page.lines for page in pages])
    flow = Flow()
    for number, (page, lines) in enumerate(zip(pages, kept, strict=True)):
        flow.add_page(number, lines, page.tables, page.edges)
    writer = TextWriter(limits)
    spans = flow.write(writer, len(pages))
    return writer.finish(MEDIA_TYPE, hashlib.sha256(data).hexdigest(), tuple(warnings), spans)


def _open(data: bytes) -> pdfium.PdfDocument:
    if b"%PDF-" not in data[:_HEAD_BYTES]:
        raise DamagedFile("is not a PDF; export it again as PDF")
    if b"%%EOF" not in data.rstrip(b"\0\r\n\t ")[-_TAIL_BYTES:]:
        raise DamagedFile("is cut off (the end mark is missing); copy it again")
    try:
        document = pdfium.PdfDocument(data)
        len(document)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise DamagedFile("is encrypted; remove its password first") from error
        raise DamagedFile("is a broken PDF; export it again") from error
    return document


def _read_pages(
    document: pdfium.PdfDocument, limits: Limits
) -> tuple[list[_PageContent], list[str]]:
    pages: list[_PageContent] = []
    warnings: list[str] = []
    characters = 0
    for number in range(len(document)):
        try:
            page = document[number]
        except pdfium.PdfiumError:
            warnings.append(f"page {number + 1} cannot be read")
            pages.append(_PageContent())
            continue
        found = read_page(page)
        runs = found.runs
        if not runs:
            warnings.append(f"page {number + 1} has no text layer")
        characters += sum(len(run.text) for run in runs)
        limits.check_characters(characters)
        tables = [table for grid in find_grids(found.rules) if (table := fill(grid, runs, number))]
        lines = make_lines(_outside(runs, tables))
        pages.append(_PageContent(lines, tables, (found.left, found.right)))
        page.close()
    return pages, warnings


def _outside(runs: list[Run], tables: list[PdfTable]) -> list[Run]:
    return [run for run in runs if not any(table.holds(run) for table in tables)]
