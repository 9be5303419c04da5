"""Ruled lines of a page and the table grids that they draw."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

# In points.
_THIN = 3.0
_SHORTEST = 5.0
_SNAP = 3.0
# Drawings with more than this are pictures, not tables.
_MOST_OBJECTS = 20_000
_MOST_POINTS = 400
_MOST_EDGES = 2_000
_MOST_CELLS = 10_000


@dataclass(frozen=True, slots=True)
class Edge:
    """A straight rule: at `at` (y if level, x if upright), from `start` to `end`."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Rules:
    """All rules of a page."""

    level: list[Edge] = field(default_factory=list)
    upright: list[Edge] = field(default_factory=list)

    def part(self, left: float, right: float, y: float) -> bool:
        """Whether an upright rule stands between `left` and `right` at height `y`."""
        if left > right:
            left, right = right, left
        return any(
            left - 1 <= edge.at <= right + 1 and edge.start <= y <= edge.end
            for edge in self.upright
        )


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell: its place in the grid, how many columns it takes, and its edges."""

    row: int
    column: int
    columns: int
    x0: float
    x1: float
    y0: float
    y1: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in the cell."""
        return self.x0 <= x < self.x1 and self.y0 <= y < self.y1


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: column edges from left to right, row edges from the top down, its cells."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in the table."""
        return self.xs[0] <= x <= self.xs[-1] and self.ys[-1] <= y <= self.ys[0]


def find_rules(page: pdfium.PdfPage, angle: int) -> Rules:
    """Finds the rules among a page's drawings; `angle` is how the text is turned, in quarters."""
    rules = Rules()
    handle = page.raw
    count = pdfium_c.FPDFPage_CountObjects(handle)
    if count > _MOST_OBJECTS:
        return rules
    for index in range(count):
        shape = pdfium_c.FPDFPage_GetObject(handle, index)
        if pdfium_c.FPDFPageObj_GetType(shape) == pdfium_c.FPDF_PAGEOBJ_PATH:
            stroked = _is_stroked(shape)
            for points in _subpaths(shape):
                _add_edges([_turned(x, y, angle) for x, y in points], stroked, rules)
    if len(rules.level) + len(rules.upright) > _MOST_EDGES:
        return Rules()
    return Rules(_merged(rules.level), _merged(rules.upright))


def find_grids(rules: Rules) -> list[Grid]:
    """Puts rules that touch together to grids of two columns or more, from the top down."""
    grids = []
    for level, upright in _components(rules):
        xs = _snapped([e.at for e in upright] + [x for e in level for x in (e.start, e.end)])
        ys = _snapped([e.at for e in level])[::-1]
        if len(xs) < 3 or len(ys) < 2 or len(xs) * len(ys) > _MOST_CELLS:
            continue
        cells = _cells(xs, ys, level, upright)
        if len({cell.column for cell in cells}) >= 2:
            grids.append(Grid(tuple(xs), tuple(ys), cells))
    return sorted(grids, key=lambda grid: -grid.ys[0])


def _is_stroked(shape: pdfium_c.FPDF_PAGEOBJECT) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(shape, fill, stroke)
    return bool(stroke.value)


def _subpaths(shape: pdfium_c.FPDF_PAGEOBJECT) -> Iterator[list[tuple[float, float]]]:
    count = pdfium_c.FPDFPath_CountSegments(shape)
    if count > _MOST_POINTS:
        return
    matrix = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFPageObj_GetMatrix(shape, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for index in range(count):
        segment = pdfium_c.FPDFPath_GetPathSegment(shape, index)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        if pdfium_c.FPDFPathSegment_GetType(segment) == pdfium_c.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        points.append(
            (
                matrix.a * x.value + matrix.c * y.value + matrix.e,
                matrix.b * x.value + matrix.d * y.value + matrix.f,
            )
        )
        if pdfium_c.FPDFPathSegment_GetClose(segment) and len(points) > 1:
            points.append(points[0])
    if points:
        yield points


def _turned(x: float, y: float, angle: int) -> tuple[float, float]:
    return ((x, y), (y, -x), (-x, -y), (-y, x))[angle]


def _add_edges(points: list[tuple[float, float]], stroked: bool, rules: Rules) -> None:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    if height <= _THIN:
        if width >= _SHORTEST:
            rules.level.append(Edge((min(ys) + max(ys)) / 2, min(xs), max(xs)))
    elif width <= _THIN:
        if height >= _SHORTEST:
            rules.upright.append(Edge((min(xs) + max(xs)) / 2, min(ys), max(ys)))
    elif stroked:
        for i in range(len(points) - 1):
            _add_edges(points[i : i + 2], False, rules)


def _merged(edges: list[Edge]) -> list[Edge]:
    """Joins pieces of one rule."""
    merged: list[Edge] = []
    for line in _by_position(edges):
        at = sum(edge.at for edge in line) / len(line)
        start, end = line[0].start, line[0].end
        for edge in line[1:]:
            if edge.start > end + _SNAP:
                merged.append(Edge(at, start, end))
                start, end = edge.start, edge.end
            end = max(end, edge.end)
        merged.append(Edge(at, start, end))
    return merged


def _by_position(edges: list[Edge]) -> list[list[Edge]]:
    groups: list[list[Edge]] = []
    for edge in sorted(edges, key=lambda edge: edge.at):
        if groups and edge.at - groups[-1][-1].at <= _SNAP / 2:
            groups[-1].append(edge)
        else:
            groups.append([edge])
    return [sorted(group, key=lambda edge: edge.start) for group in groups]


def _components(rules: Rules) -> list[tuple[list[Edge], list[Edge]]]:
    """Groups of level and upright rules that touch one another."""
    left_level, left_upright = set(range(len(rules.level))), set(range(len(rules.upright)))
    components = []
    while left_upright:
        todo: list[tuple[bool, int]] = [(True, left_upright.pop())]
        level, upright = [], []
        while todo:
            is_upright, index = todo.pop()
            if is_upright:
                edge = rules.upright[index]
                upright.append(edge)
                found = {i for i in left_level if _touch(rules.level[i], edge)}
                left_level -= found
            else:
                edge = rules.level[index]
                level.append(edge)
                found = {i for i in left_upright if _touch(edge, rules.upright[i])}
                left_upright -= found
            todo += [(not is_upright, i) for i in found]
        components.append((level, upright))
    return components


def _touch(level: Edge, upright: Edge) -> bool:
    return (
        level.start - _SNAP <= upright.at <= level.end + _SNAP
        and upright.start - _SNAP <= level.at <= upright.end + _SNAP
    )


def _snapped(values: list[float]) -> list[float]:
    result: list[float] = []
    for value in sorted(values):
        if not result or value - result[-1] > _SNAP:
            result.append(value)
    return result


def _cells(
    xs: list[float], ys: list[float], level: list[Edge], upright: list[Edge]
) -> tuple[GridCell, ...]:
    taken: set[tuple[int, int]] = set()
    cells = []
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if (row, column) in taken:
                continue
            columns, rows = 1, 1
            middle = (ys[row] + ys[row + 1]) / 2
            while column + columns < len(xs) - 1 and not _drawn(
                upright, xs[column + columns], middle
            ):
                columns += 1
            across = (xs[column] + xs[column + 1]) / 2
            while row + rows < len(ys) - 1 and not _drawn(level, ys[row + rows], across):
                rows += 1
            taken |= {(row + i, column + j) for i in range(rows) for j in range(columns)}
            cells.append(
                GridCell(
                    row, column, columns, xs[column], xs[column + columns], ys[row + rows], ys[row]
                )
            )
    return tuple(cells)


def _drawn(edges: list[Edge], at: float, point: float) -> bool:
    return any(
        abs(edge.at - at) <= _SNAP and edge.start - 1 <= point <= edge.end + 1 for edge in edges
    )
