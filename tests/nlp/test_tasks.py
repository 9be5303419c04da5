"""Tasks: the same rows in every layout that tables come in, and tasks given in sentences."""

from __future__ import annotations

import pytest

from corpus.source_text import Cell, Table
from nlp.directive import Reference, Task
from nlp.structure import find_sections
from nlp.tasks import find_tasks

HEADS = ["TT", "Nội dung công việc", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian", "Sản phẩm"]
ROWS = [
    ["1", "Trồng cây ven đường", "Phòng Kinh tế", "Các thôn", "Quý I năm 2023", "Báo cáo"],
    ["2", "Đếm cây", "Văn phòng", "Phòng Kinh tế", "Thường xuyên", "Danh sách"],
]
EXPECTED = [
    ("Trồng cây ven đường", "Phòng Kinh tế", "Các thôn", "Quý I năm 2023", "2023-03-31", "Báo cáo"),
    ("Đếm cây", "Văn phòng", "Phòng Kinh tế", "Thường xuyên", None, "Danh sách"),
]


def fields(tasks: tuple[Task, ...]) -> list[tuple[str | None, ...]]:
    return [(t.content, t.lead, t.support, t.due, t.due_date, t.product) for t in tasks]


def joined(cell: str, row: str, start: str = "") -> str:
    return start + row.join(cell.join(r) for r in [HEADS, *ROWS]) + "\n"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(joined("\t", "\n"), id="tabs"),
        pytest.param(
            "\n".join(f"| {' | '.join(r)} |" for r in [HEADS, ["---"] * 6, *ROWS]) + "\n",
            id="Markdown rows",
        ),
        pytest.param(
            joined("\n|\n", "\n|\n|\n", "|\n") + "|\n", id="cells between lines with a pipe"
        ),
        pytest.param(joined("\n\t", "\n\n\t", "\n\t"), id="cells that begin with a tab"),
        pytest.param(joined("\n", "\n"), id="bare lines"),
        pytest.param(
            joined("\t", "\n").replace("Trồng cây ven đường", "<b>Trồng cây</b> **ven đường**"),
            id="markup inside cells",
        ),
        pytest.param(
            joined("\t", "\n").replace("\n2\t", f"\n\n{chr(9).join(HEADS)}\n2\t"),
            id="head row repeated after a page break",
        ),
    ],
)
def test_layouts(text: str) -> None:
    assert fields(find_tasks(text)) == EXPECTED


def test_tables_that_the_format_marks() -> None:
    text, rows, at = "", [], 0
    for row in [HEADS, *ROWS]:
        cells = []
        for cell in row:
            cells.append(Cell(at, at + len(cell)))
            text += cell + "\t"
            at = len(text)
        rows.append(tuple(cells))
        text = text[:-1] + "\n"
    found = find_tasks(text, tables=[Table(0, len(text), tuple(rows))])
    assert fields(found) == EXPECTED
    assert text[found[0].start : found[0].end].startswith("1\tTrồng cây")


def test_row_that_a_page_break_splits_is_one_task() -> None:
    head = "\t".join(HEADS)
    before = "1\tTrồng theo Kế hoạch số\tVăn\tCác\tNăm 2024\tBáo"
    after = "\t25/KH-UBND\tphòng\t\t\tcáo"
    text = f"{head}\n{before}\n\n{head}\n{after}\n"
    (task,) = find_tasks(text)
    assert (task.content, task.lead, task.product) == (
        "Trồng theo Kế hoạch số 25/KH-UBND", "Văn phòng", "Báo cáo",
    )  # fmt: skip


def test_group_rows_are_no_tasks() -> None:
    text = joined("\t", "\n").replace("\n1\t", "\nI\tCÔNG TÁC CHUNG\t\t\t\t\n1\t")
    assert len(find_tasks(text)) == 2


def test_short_flat_row_keeps_its_date() -> None:
    row = ["3", "Tưới cây", "Các thôn", "Năm 2023"]
    heads = ["TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian"]
    (task,) = find_tasks("\n".join([*heads, *row]) + "\n")
    assert (task.lead, task.support, task.due) == ("Các thôn", None, "Năm 2023")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("TT\tTên hàng\tGiá\n1\tGạo\t20\n", id="a price list"),
        pytest.param("STT\tHọ tên\tNăm sinh\n1\tLê Na\t1990\n", id="a list of people"),
        pytest.param("Thời gian và nội dung công việc do Sở quyết định.\n", id="prose"),
    ],
)
def test_other_tables_give_no_tasks(text: str) -> None:
    assert find_tasks(text) == ()


@pytest.mark.parametrize(
    ("text", "lead", "support", "due"),
    [
        pytest.param("1. Giao Sở Nội vụ chủ trì, phối hợp với Sở Tài chính xây dựng đề án.\n",
                     "Sở Nội vụ", "Sở Tài chính", None, id="Giao … chủ trì, phối hợp với …"),
        pytest.param("1. Sở Nội vụ: Theo dõi, đôn đốc; báo cáo trước ngày 15/12/2024.\n",
                     "Sở Nội vụ", None, "2024-12-15", id="name and colon, with a date"),
        pytest.param("a) Văn phòng UBND xã có trách nhiệm tổng hợp kết quả.\n",
                     "Văn phòng UBND xã", None, None, id="có trách nhiệm"),
        pytest.param("Điều 2. Yêu cầu Công an tỉnh kiểm tra việc thực hiện.\n",
                     "Công an tỉnh", None, None, id="Yêu cầu …"),
    ],
)  # fmt: skip
def test_sentences(text: str, lead: str, support: str | None, due: str | None) -> None:
    (task,) = find_tasks(text, sections=find_sections(text))
    assert (task.lead, task.support, task.due_date) == (lead, support, due)


def test_a_name_alone_gives_its_lead_to_the_items_below() -> None:
    text = "2. Giao Văn phòng UBND huyện\n- Làm một việc.\n- Làm hai việc.\n"
    tasks = find_tasks(text, sections=find_sections(text))
    assert [(t.lead, t.content) for t in tasks] == [
        ("Văn phòng UBND huyện", "Làm một việc."), ("Văn phòng UBND huyện", "Làm hai việc."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Điều 3. Chánh Văn phòng, Giám đốc các sở chịu trách nhiệm thi hành "
                     "Quyết định này./.\n",
                     id="the enacting clause"),
        pytest.param("1. Ban hành: danh mục nghề.\n", id="Ban hành is no Ban"),
        pytest.param("1. Phòng, chống tham nhũng: việc chung.\n", id="Phòng, chống is no Phòng"),
        pytest.param("1. Cây xanh làm đẹp đường.\n", id="nobody is named"),
    ],
)  # fmt: skip
def test_sentences_that_give_none(text: str) -> None:
    assert find_tasks(text, sections=find_sections(text)) == ()


def test_references_inside_a_task_are_listed() -> None:
    text = joined("\t", "\n").replace("Đếm cây", "Đếm theo Quyết định 5/QĐ-TTg")
    at = text.index("Quyết định")
    inside = Reference(
        at, at + 19, text[at : at + 19], "Quyết định", "5/QĐ-TTg", None, None, None, None,
        "numbered", "applies",
    )  # fmt: skip
    before = Reference(0, 2, "TT", None, None, None, None, None, None, "short", "cites")
    assert [t.references for t in find_tasks(text, [before, inside])] == [(), (1,)]
