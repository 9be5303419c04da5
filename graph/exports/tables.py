"""Tables for spreadsheets: CSV and XLSX.

A cell that begins like a formula is made harmless: what a document says must never run on the
machine of who audits it (OWASP, "CSV Injection").
"""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TextIO

from corpus.errors import TooLarge

if TYPE_CHECKING:
    from graph.exports.extract import Extract
    from graph.model import DocumentNode, Edge

Cell = str | int | float | None

DOCUMENT_COLUMNS: Final = (
    "urn", "type", "number", "date", "year", "issuer", "title", "held", "file", "sha256",
)  # fmt: skip
EDGE_COLUMNS: Final = (
    "subject", "relation", "object", "host", "start", "end", "quotation", "cue", "pinpoint",
    "partial", "confidence", "status", "mention", "decided",
)  # fmt: skip
# Excel's limits: rows of a sheet, characters of a cell.
_ROWS: Final = 1_048_576
_CHARACTERS: Final = 32_767
_FORMULA = re.compile(r"\s*[=+\-@]|[\t\r]")
_ZIP_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_DATED = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")


def write_csv(extract: Extract, out: Path) -> None:
    """All edges; UTF-8 with a byte order mark, by which Excel knows it."""
    write_rows(out, EDGE_COLUMNS, map(_edge_row, extract.edges()))


def write_documents_csv(extract: Extract, out: Path) -> None:
    """All documents; as `write_csv`."""
    write_rows(out, DOCUMENT_COLUMNS, map(_document_row, extract.documents()))


def write_xlsx(extract: Extract, out: Path) -> None:
    """A workbook with the sheets `documents` and `edges`.

    Raises:
        TooLarge: more rows than a sheet can hold.
    """
    write_workbook(
        out,
        {
            "documents": (DOCUMENT_COLUMNS, map(_document_row, extract.documents())),
            "edges": (EDGE_COLUMNS, map(_edge_row, extract.edges())),
        },
    )


def write_workbook(
    out: Path, sheets: Mapping[str, tuple[Iterable[str], Iterator[tuple[Cell, ...]]]]
) -> None:
    """A workbook of sheets (name to columns and rows), without the time at which it was made.

    Raises:
        TooLarge: more rows than a sheet can hold.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - a quarter of a second

    book = Workbook(write_only=True)
    for name, (columns, rows) in sheets.items():
        _fill(book.create_sheet(name), columns, rows)
    dated = out.with_name("dated.xlsx")
    book.save(dated)
    _undate(dated, out)


def _document_row(node: DocumentNode) -> tuple[Cell, ...]:
    return (
        node.urn, node.type, node.number, node.date, node.year, node.issuer, node.title,
        "yes" if node.held else "no", node.file, node.sha256,
    )  # fmt: skip


def _edge_row(edge: Edge) -> tuple[Cell, ...]:
    evidence = edge.evidence
    return (
        edge.subject, edge.relation, edge.object, edge.host, evidence.start, evidence.end,
        evidence.quotation, edge.cue, edge.pinpoint, "yes" if edge.partial else "no",
        edge.confidence, edge.status, edge.mention, "yes" if edge.decided else "no",
    )  # fmt: skip


def write_rows(out: Path, columns: Iterable[str], rows: Iterable[tuple[Cell, ...]]) -> None:
    """A CSV file with a byte order mark, every cell harmless."""
    with out.open("w", encoding="utf-8-sig", newline="") as file:
        write_lines(file, columns, rows)


def write_lines(file: TextIO, columns: Iterable[str], rows: Iterable[tuple[Cell, ...]]) -> None:
    """The lines of a CSV file, every cell harmless."""
    writer = csv.writer(file)
    writer.writerow(columns)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)


def _harmless(cell: Cell) -> Cell:
    """The cell, with an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell


def _fill(sheet: Any, columns: Iterable[str], rows: Iterator[tuple[Cell, ...]]) -> None:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

    sheet.append(list(columns))
    for number, row in enumerate(rows, start=2):
        if number > _ROWS:
            raise TooLarge(f"more than {_ROWS} rows do not fit into a sheet; export CSV")
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, value=_fitting(value))
            if isinstance(value, str):
                cell.data_type = "s"  # a text for good, also where it begins with "="
            cells.append(cell)
        sheet.append(cells)


def _fitting(value: Cell) -> Cell:
    if isinstance(value, str) and len(value) > _CHARACTERS:
        return value[: _CHARACTERS - 1] + "…"
    return value


def _undate(dated: Path, out: Path) -> None:
    """The same workbook without the times at which it was made."""
    with zipfile.ZipFile(dated) as old, zipfile.ZipFile(out, "w") as new:
        for name in sorted(old.namelist()):
            entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, _DATED.sub(b"", old.read(name)))
