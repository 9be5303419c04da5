"""Task rows out of grids: finds the head row, counts cells, mends rows that a page break split."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from nlp.grids import Cell, Grid, Row
from nlp.tasks.columns import Role, clean, role_of, roles_of

_ORDINAL = re.compile(
    r"(?:\d{1,3}(?:\.\d{1,2}){0,3}|[IVX]{1,6}|[A-H])[.)]?|[a-zđ][.)]|[Bb]ước \d{1,2}"
)
_RULE = re.compile(r":?-*:?")
_GROUP = re.compile(r"[IVX]{1,6}[.)]?|[A-H][.)]?")
_WHEN = re.compile(
    r"(?i:thường xuyên|định kỳ|h[àằ]ng (?:quý|tháng|năm)|quý|tháng \d|năm \d|ngày \d|\d/20\d\d"
    r"|khi có)"
)
_MOST_COLUMNS = 12
_LONGEST_HEAD = 120
_MAY_HEAD = re.compile(
    r"(?i:s?tt\b|số (?:tt|thứ)|thứ tự|trình tự|các bước"
    r"|(?:tên\s+)?(?:nội|nhiệm|nhóm|công|hoạt|giải|phần|đầu|chỉ|văn))"
)


@dataclass(slots=True)
class TaskRow:
    """A row of a task table: its span, and the words of each role."""

    start: int
    end: int
    words: dict[Role, str] = field(default_factory=dict)

    def add(self, role: Role, words: str) -> None:
        """Add a cell's words to what the role already has."""
        if words:
            self.words[role] = f"{self.words[role]} {words}" if role in self.words else words

    def is_task(self) -> bool:
        """Whether the row says what is to be done and by whom, when or with what result."""
        roles: tuple[Role, ...] = ("lead", "support", "due", "product")
        return bool(self.words.get("content")) and any(self.words.get(r) for r in roles)


def read_grid(text: str, grid: Grid) -> Iterator[TaskRow]:
    """Yield the task rows of a grid; none if no row heads a task table."""
    yield from _read_flat(text, grid.rows[0]) if grid.flat else _read_rows(text, grid.rows)


def _read_rows(text: str, rows: Sequence[Row]) -> Iterator[TaskRow]:
    roles: tuple[Role | None, ...] | None = None
    row: TaskRow | None = None
    broken = False
    for cells in rows:
        words = [clean(text[c.start : c.end]) for c in cells]
        if all(_RULE.fullmatch(word) for word in words):
            continue
        heads = roles_of(words)
        if heads is not None:
            broken = roles == heads
            if not broken and row is not None:
                yield from _whole(row)
                row = None
            roles = heads
            continue
        if roles is None or len(cells) > len(roles) + 1:
            continue
        if row is not None and _continues(words, roles, broken):
            _fill(row, cells, words, roles)
        else:
            if row is not None:
                yield from _whole(row)
            row = TaskRow(cells[0].start, cells[0].end)
            _fill(row, cells, words, roles)
        broken = False
    if row is not None:
        yield from _whole(row)


def _continues(words: list[str], roles: tuple[Role | None, ...], broken: bool) -> bool:
    """Whether a row without ordinal goes on with the row before a page break."""
    if "order" not in roles[: len(words)]:
        return False
    if words[roles.index("order")]:
        return False
    content = words[roles.index("content")] if roles.index("content") < len(words) else ""
    return broken or not content or content[:1].islower() or content[:1].isdigit()


def _fill(
    row: TaskRow, cells: Sequence[Cell], words: list[str], roles: tuple[Role | None, ...]
) -> None:
    for cell, value, role in zip(cells, words, roles, strict=False):
        if value:
            row.end = max(row.end, cell.end)
        if role is not None and role != "other":
            row.add(role, value)


def _whole(row: TaskRow) -> Iterator[TaskRow]:
    if row.is_task():
        yield row


def _read_flat(text: str, cells: Row) -> Iterator[TaskRow]:
    found = [(i, heads) for i, heads in _all_heads(text, cells)]
    for k, (i, heads) in enumerate(found):
        stop = found[k + 1][0] if k + 1 < len(found) else len(cells)
        rows = cells[i + len(heads) : stop]
        words = [clean(text[c.start : c.end]) for c in rows]
        yield from _flat_rows(rows, words, heads)


def _all_heads(text: str, cells: Row) -> Iterator[tuple[int, tuple[Role | None, ...]]]:
    """Yield where a run of column heads begins that heads a task table, and its roles."""
    after = 0
    for i, cell in enumerate(cells):
        if i < after or not _MAY_HEAD.match(text, cell.start, cell.end):
            continue
        run: list[str] = []
        for other in cells[i : i + _MOST_COLUMNS]:
            word = text[other.start : other.end]
            if len(word) > _LONGEST_HEAD or role_of(word) is None:
                break
            run.append(word)
        first = role_of(run[0]) if len(run) >= 3 else None
        # Without ordinals only a border tells where a row begins.
        begins = first == "order" or (first == "content" and _after_border(cells, i))
        heads = roles_of(run) if begins else None
        if heads is not None:
            yield i, heads
            after = i + len(heads)


def _after_border(cells: Row, i: int) -> bool:
    """Whether cell `i` begins a row: the first cell, or one after the empty cell between pipes."""
    return i == 0 or cells[i - 1].start == cells[i - 1].end


def _flat_rows(cells: Row, words: list[str], roles: tuple[Role | None, ...]) -> Iterator[TaskRow]:
    """Cut a flat run of cells into rows: at ordinals, or by counting where there are none."""
    for begin, stop in _row_bounds(words, len(roles), "order" in roles):
        filled = [k for k in range(begin, stop) if words[k]]
        if not filled:
            continue
        aligned = _align(words[begin:stop], roles)
        row = TaskRow(cells[filled[0]].start, cells[filled[-1]].end)
        for value, role in aligned:
            if role is not None and role != "other":
                row.add(role, value)
        yield from _whole(row)


def _row_bounds(words: list[str], width: int, ordered: bool) -> Iterator[tuple[int, int]]:
    if not ordered:
        yield from ((i, min(i + width, len(words))) for i in range(0, len(words), width))
        return
    begins = [i for i, word in enumerate(words) if _ORDINAL.fullmatch(word)]
    kept: list[int] = []
    for i in begins:
        # A bare number inside a row is a value; a row has at least an ordinal and its content.
        if not kept or i - kept[-1] >= 2:
            kept.append(i)
    for begin, after in zip(kept, [*kept[1:], len(words)], strict=False):
        yield begin, min(after, begin + width + 2)


def _align(words: list[str], roles: tuple[Role | None, ...]) -> Iterator[tuple[str, Role | None]]:
    """Pair cells with roles; a short row fills up from the left, a long one drops empty cells."""
    if len(words) > len(roles):
        kept = [w for w in words if w]
        words = kept if len(kept) <= len(roles) and len(kept) > 2 else words
    if _GROUP.fullmatch(words[0]) and sum(bool(w) for w in words) <= 2:
        return
    yield from zip(_spread(words[: len(roles)], roles), roles, strict=False)


def _spread(words: list[str], roles: tuple[Role | None, ...]) -> list[str]:
    """Put a gap into a short row where that brings a date under the head that wants one."""
    missing = len(roles) - len(words)
    if missing < 1 or "due" not in roles:
        return words
    due = roles.index("due")
    fits = due < len(words) and _WHEN.search(words[due])
    shifted = due - missing
    if fits or not 1 < shifted < len(words) or not _WHEN.search(words[shifted]):
        return words
    gap = roles.index("support") if "support" in roles[:due] else shifted
    return [*words[:gap], *[""] * missing, *words[gap:]]
