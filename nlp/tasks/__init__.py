"""Finds the tasks that a document gives: rows of its task tables, and sentences."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.source_text import Table
from nlp.canonical import Canonical, canonicalise
from nlp.directive import Reference, Section, Span, Task
from nlp.duedates import last_day
from nlp.grids import Cell, Grid, line_cells, piped_cells, tab_cells, tabbed_grids
from nlp.tasks.prose import find_prose
from nlp.tasks.tables import TaskRow, read_grid

__all__ = ["find_tasks"]

_YEAR = re.compile(r"\bnăm\s+((?:19|20)\d{2})\b", re.IGNORECASE)
_HEAD_WORD = re.compile(
    r"chủ\s+trì|phối\s+hợp|thời\s+gian|thời\s+hạn|tiến\s+độ|thực\s+hiện", re.IGNORECASE
)


def find_tasks(
    text: str,
    references: Sequence[Reference] = (),
    tables: Sequence[Table] = (),
    sections: tuple[Section, ...] = (),
    year: int | None = None,
) -> tuple[Task, ...]:
    """Find the tasks of a document.

    Args:
        text: the document.
        references: its references; those inside a task are listed with it.
        tables: tables that the file's format marks.
        sections: its structure, for tasks that sentences give.
        year: the year of its tasks, for due dates that name none; by default the year that the
            document's opening names first.

    Returns:
        Tasks in the order of their beginning.
    """
    copy = canonicalise(text)
    found = [
        *_table_tasks(copy, tables, year),
        *_prose_tasks(copy, sections, year),
    ]
    found.sort(key=lambda task: (task.start, task.end))
    return tuple(_linked(found, references))


def _table_tasks(copy: Canonical, tables: Sequence[Table], year: int | None) -> Iterator[Task]:
    text = copy.text
    year = year or _first_year(text)
    taken: list[Span] = []
    for grid in _grids(copy, tables):
        for row in read_grid(text, grid):
            if any(s.start < row.end and row.start < s.end for s in taken[-60:]):
                continue
            taken.append(Span(row.start, row.end))
            yield _task(copy, row, year)


def _grids(copy: Canonical, tables: Sequence[Table]) -> Iterator[Grid]:
    """Grids in the order of trust: what the format marks, then what the layout shows."""
    text = copy.text
    for table in tables:
        rows = [
            tuple(Cell(copy.position(c.start), copy.position(c.end)) for c in row)
            for row in table.rows
        ]
        yield Grid(tuple(rows))
    if not _HEAD_WORD.search(text):
        return
    yield from tabbed_grids(text, 0, len(text))
    if "\n|\n" in text:
        yield from piped_cells(text, 0, len(text))
    if "\n\t" in text or "\n \t" in text:
        yield from tab_cells(text, 0, len(text))
    if not tables and "\t" not in text and "|" not in text:
        yield from line_cells(text, 0, len(text))


def _first_year(text: str) -> int | None:
    match = _YEAR.search(text, 0, 4000)
    return int(match[1]) if match else None


def _task(copy: Canonical, row: TaskRow, year: int | None) -> Task:
    words = row.words
    due = words.get("due")
    return Task(
        start=copy.origin(row.start),
        end=copy.end_origin(row.end),
        content=words["content"],
        lead=words.get("lead"),
        support=words.get("support"),
        due=due,
        due_date=last_day(due, year) if due else None,
        product=words.get("product"),
    )


def _prose_tasks(
    copy: Canonical, sections: tuple[Section, ...], year: int | None
) -> Iterator[Task]:
    if copy.starts:
        sections = tuple(
            replace(s, start=copy.position(s.start), end=copy.position(s.end)) for s in sections
        )
    for found in find_prose(copy.text, sections):
        yield Task(
            start=copy.origin(found.start),
            end=copy.end_origin(found.end),
            content=found.content,
            lead=found.lead,
            support=found.support,
            due=found.due,
            due_date=last_day(found.due, year) if found.due else None,
        )


def _linked(tasks: Sequence[Task], references: Sequence[Reference]) -> Iterator[Task]:
    """List with each task the references that stand inside it."""
    order = sorted(range(len(references)), key=lambda i: references[i].start)
    starts = [references[i].start for i in order]
    for task in tasks:
        inside = []
        for k in range(bisect_left(starts, task.start), len(order)):
            if starts[k] >= task.end:
                break
            inside.append(order[k])
        yield Task(
            task.start, task.end, task.content, task.lead, task.support, task.due,
            task.due_date, task.product, tuple(sorted(inside)),
        )  # fmt: skip
