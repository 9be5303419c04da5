"""Findings as JSON, CSV and XLSX; the same findings give the same bytes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, TextIO

from corpus.errors import UnsupportedFormat
from graph.audit.kinds import SEVERITIES, finding_kinds
from graph.audit.model import Finding
from graph.exports import replace_file
from graph.exports.tables import Cell, write_lines, write_rows, write_workbook

COLUMNS: Final = (
    "id", "severity", "kind", "file", "document", "message", "suggestion", "start", "end",
    "quotation", "related", "proof", "message_en", "suggestion_en",
)  # fmt: skip
FORMATS: Final = ("table", "json", "csv", "xlsx")


def format_of(out: Path | None, asked: str | None) -> str:
    """The format of a report: as named, else by the file's suffix, else a table.

    Raises:
        UnsupportedFormat: there is no such format, or a workbook without a file.
    """
    name = (asked or (out.suffix.removeprefix(".") if out else "table")).lower()
    name = {"jsonl": "json", "txt": "table"}.get(name, name)
    if name not in FORMATS:
        raise UnsupportedFormat(f"no report format {name!r}; choose {', '.join(FORMATS)}")
    if name == "table" and out is not None:
        raise UnsupportedFormat(f"{out}: a table is only printed; choose json, csv or xlsx")
    if name == "xlsx" and out is None:
        raise UnsupportedFormat("a workbook needs a file; give --out FILE.xlsx")
    return name


def write(found: Sequence[Finding], out: Path, form: str) -> None:
    """Write findings as one of `FORMATS` but "table".

    Raises:
        InputError: the file cannot be written.
    """
    replace_file(out, lambda path: _WRITERS[form](found, path))


def json_lines(found: Iterable[Finding]) -> Iterator[str]:
    """Each finding as one line of JSON."""
    for one in found:
        yield json.dumps(one.to_json(), ensure_ascii=False) + "\n"


def report(found: Sequence[Finding]) -> dict[str, Any]:
    """The findings as one JSON object: `findings`, and `counts` by severity and by kind."""
    kinds = Counter(one.kind for one in found)
    severities = Counter(one.severity for one in found)
    return {
        "counts": {
            **{name: severities[name] for name in SEVERITIES},
            "by_kind": {name: kinds[name] for name in finding_kinds() if kinds[name]},
        },
        "findings": [one.to_json() for one in found],
    }


def _write_json(found: Sequence[Finding], out: Path) -> None:
    with out.open("w", encoding="utf-8", newline="\n") as file:
        json.dump(report(found), file, ensure_ascii=False, indent=1)
        file.write("\n")


def write_csv(found: Sequence[Finding], out: Path) -> None:
    """UTF-8 with a byte order mark; a cell that looks like a formula is made harmless."""
    write_rows(out, COLUMNS, map(_row, found))


def print_csv(found: Sequence[Finding], file: TextIO) -> None:
    """The same table to an open file, without the byte order mark."""
    write_lines(file, COLUMNS, map(_row, found))


def _write_xlsx(found: Sequence[Finding], out: Path) -> None:
    write_workbook(out, {"findings": (COLUMNS, map(_row, found))})


def _row(one: Finding) -> tuple[Cell, ...]:
    first = one.evidence[0] if one.evidence else None
    proof = "\n".join(evidence.quotation for evidence in one.evidence[1:])
    return (
        one.id, one.severity, one.kind, one.file, one.document, one.message, one.suggestion,
        first.start if first else None, first.end if first else None,
        first.quotation if first else None, "\n".join(one.related), proof or None,
        one.message_en, one.suggestion_en,
    )  # fmt: skip


_WRITERS: Final = {"json": _write_json, "csv": write_csv, "xlsx": _write_xlsx}
