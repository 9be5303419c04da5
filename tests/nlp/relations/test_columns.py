"""Cells headed "Căn cứ pháp lý", in the ways in which files lay out tables."""

from __future__ import annotations

import pytest

from corpus.source_text import Cell, SourceText, Table
from nlp.parse import parse, parse_text

A, B, C = "30/2020/NĐ-CP", "12/2019/NĐ-CP", "7/2018/NĐ-CP"
CASES = [
    pytest.param(
        "|\n**TT**\n|\n**Tên thủ tục**\n|\n**Căn cứ pháp lý**\n|\n|\n1\n|\n"
        f"Cấp giấy theo Thông tư liên quan, Nghị định số {C}\n|\n- Nghị định số {A};\n"
        f"- Nghị định số {B}.\n|\n|\n",
        {A: "based_on", B: "based_on", C: "applies"}, id="cells between pipes",
    ),
    pytest.param(
        "|\nTT\n|\nTên\n|\nCăn cứ pháp lý\n|\n|\n1\n|\nMột\n|\n"
        f"Nghị định số {A}\n|\n|\n2\n|\nNghị định số {B}\n|\n|\n",
        {A: "based_on", B: "based_on"}, id="a merged cell at the left",
    ),
    pytest.param(
        "|\nTT\n|\nCăn cứ pháp lý\n|\nTên\n|\n|\n1\n|\n"
        f"Nghị định số {A}\n|\nNghị định số {B}\n|\n|\n",
        {A: "based_on", B: "cites"}, id="a column in the middle",
    ),
    pytest.param(
        f"TT\tTên thủ tục\tCăn cứ pháp lý\n1\tCấp giấy\tNghị định số {A}\n"
        f"2\tNghị định số {B}\tNghị định số {C}\n",
        {A: "based_on", B: "cites", C: "based_on"}, id="lines with tabs",
    ),
    pytest.param(
        "| TT | Cơ sở pháp lý | Tên |\n|---|---|---|\n"
        f"| 1 | Nghị định số {A} | Nghị định số {B} |\n",
        {A: "based_on", B: "cites"}, id="Markdown",
    ),
    pytest.param(
        f"|\nCăn cứ pháp lý của thủ tục hành chính\n|\n|\n|\n1. Nghị định số {A};\n|\n|\n"
        f"Yêu cầu\n|\nNghị định số {B}\n|\n|\n",
        {A: "based_on", B: "cites"}, id="a head above one cell",
    ),
    pytest.param(
        f"|\nTT\n|\nTên\n|\nGhi chú\n|\n|\n1\n|\nMột\n|\nNghị định số {A}\n|\n|\n",
        {A: "cites"}, id="another head",
    ),
    pytest.param(
        "TT\tTên\tCăn cứ pháp lý\n"
        "1\tCấp\tThông tư số 1/2021/TT-BYT sửa đổi Thông tư số 2/2015/TT-BYT\n",
        {"1/2021/TT-BYT": "based_on", "2/2015/TT-BYT": "amends"}, id="titles keep their relations",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("table", "wanted"), CASES)
def test_a_cell_under_legal_basis_is_a_basis(table: str, wanted: dict[str, str]) -> None:
    found = parse_text(f"PHỤ LỤC\nDanh mục thủ tục\n\n{table}\n\nNơi nhận:\n").references
    assert {r.number: r.relation for r in found if r.number in wanted} == wanted


def test_tables_that_the_file_marks() -> None:
    rows = (("Tên", "Căn cứ pháp lý"), ("Cấp giấy", f"Nghị định số {A}"))
    text, cells, table = "Danh mục\n", [], []
    for row in rows:
        for words in row:
            cells.append(Cell(len(text), len(text) + len(words)))
            text += words + "\n"
        table.append(tuple(cells))
        cells = []
    source = SourceText(text, "text/html", "", tables=(Table(9, len(text), tuple(table)),))
    (found,) = parse(source).references
    assert (found.relation, found.cue) == ("based_on", "Căn cứ pháp lý")
