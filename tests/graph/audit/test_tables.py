"""Findings as files."""

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from corpus.errors import UnsupportedFormat
from graph.audit import audit, tables
from graph.audit.model import Finding
from graph.model import Evidence
from tests.graph.audit.library import TextLibrary, text_of


@pytest.fixture(scope="module")
def findings() -> tuple[Finding, ...]:
    text = text_of(
        "35/KH-UBND", "2025-10-20", "1. Theo Nghị định số 9/2026/NĐ-CP và Thông báo số 12 của Sở."
    )
    return audit(TextLibrary({"plan.txt": text}))


@pytest.mark.parametrize("form", ["json", "csv", "xlsx"])
def test_the_same_findings_give_the_same_bytes(
    findings: tuple[Finding, ...], tmp_path: Path, form: str
) -> None:
    for name in ("one", "two"):
        tables.write(findings, tmp_path / f"{name}.{form}", form)
    assert (tmp_path / f"one.{form}").read_bytes() == (tmp_path / f"two.{form}").read_bytes()


def test_json_holds_everything(findings: tuple[Finding, ...], tmp_path: Path) -> None:
    tables.write(findings, tmp_path / "f.json", "json")
    report = json.loads((tmp_path / "f.json").read_text("utf-8"))
    assert [one["id"] for one in report["findings"]] == [one.id for one in findings]
    assert sum(report["counts"]["by_kind"].values()) == len(findings)


def test_csv_and_xlsx_have_the_same_cells(findings: tuple[Finding, ...], tmp_path: Path) -> None:
    tables.write(findings, tmp_path / "f.csv", "csv")
    tables.write(findings, tmp_path / "f.xlsx", "xlsx")
    rows = list(csv.reader(io.StringIO((tmp_path / "f.csv").read_text("utf-8-sig"), newline="")))
    sheet = openpyxl.load_workbook(tmp_path / "f.xlsx")["findings"]
    cells = [
        ["" if c is None else str(c) for c in row] for row in sheet.iter_rows(values_only=True)
    ]
    assert rows == cells
    assert len(rows) == len(findings) + 1


def test_a_cell_never_runs(tmp_path: Path) -> None:
    evil = Finding("ended", "error", "urn:x", "=cmd|' /C calc'!A0", "m", "m", "s", "s",
                   (Evidence("urn:x", 0, 4, "=1+1"),))  # fmt: skip
    tables.write([evil], tmp_path / "f.csv", "csv")
    assert not any(
        cell.startswith("=")
        for row in csv.reader((tmp_path / "f.csv").open(encoding="utf-8-sig", newline=""))
        for cell in row
    )


@pytest.mark.parametrize(
    ("out", "asked", "form"),
    [
        pytest.param(None, None, "table", id="printed"),
        pytest.param(Path("a.CSV"), None, "csv", id="by suffix"),
        pytest.param(Path("a.dat"), "xlsx", "xlsx", id="as named"),
    ],
)
def test_formats(out: Path | None, asked: str | None, form: str) -> None:
    assert tables.format_of(out, asked) == form


@pytest.mark.parametrize(
    ("out", "asked"),
    [
        pytest.param(Path("a.docx"), None, id="unknown suffix"),
        pytest.param(None, "xlsx", id="a workbook cannot be printed"),
    ],
)
def test_wrong_formats(out: Path | None, asked: str | None) -> None:
    with pytest.raises(UnsupportedFormat):
        tables.format_of(out, asked)
