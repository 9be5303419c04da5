"""Lines of a page: runs on one baseline, from left to right, parted into columns."""

from __future__ import annotations

import statistics
from dataclasses import dataclass, field, replace
from itertools import pairwise

from corpus.readers.layout import fold
from corpus.readers.pdf.glyphs import Run

# In parts of the font's height.
_SAME_LINE = 0.35
_GLUED = 0.12
_COLUMN_GAP = 1.9
_WIDEST_MARGIN = 1.25
# A run that begins so in the middle of a line is a column of its own, however small the gap.
_OWN_COLUMN = ("cong hoa xa hoi chu nghia", "doc lap - tu do", "dang cong san viet nam")


@dataclass(slots=True)
class Line:
    """One line; more than one segment where wide gaps part columns."""

    segments: list[Run] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words of all segments, columns parted by tabs."""
        return "\t".join(segment.text for segment in self.segments)

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.segments[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return max(segment.x1 for segment in self.segments)

    @property
    def y(self) -> float:
        """Baseline."""
        return self.segments[0].y

    @property
    def size(self) -> float:
        """Height of the largest font."""
        return max(segment.size for segment in self.segments)

    @property
    def centre(self) -> float:
        """Middle between the edges."""
        return (self.x0 + self.x1) / 2


def make_lines(runs: list[Run]) -> list[Line]:
    """Sorts runs into lines, from the top of the page down."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: -run.y):
        if rows and abs(_level(rows[-1]) - run.y) <= _SAME_LINE * max(run.size, rows[-1][0].size):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [Line(_segments(sorted(row, key=lambda run: run.x0))) for row in rows]


def _level(row: list[Run]) -> float:
    return max(row, key=lambda run: run.size).y


def _segments(runs: list[Run]) -> list[Run]:
    segments: list[Run] = []
    for run in runs:
        if segments and not _new_column(segments[-1], run):
            last = segments[-1]
            glued = run.x0 - last.x1 < _GLUED * max(last.size, run.size)
            segments[-1] = replace(
                last,
                text=last.text + ("" if glued else " ") + run.text,
                x1=max(last.x1, run.x1),
                size=max(last.size, run.size),
            )
        else:
            segments.append(run)
    return segments


def _new_column(last: Run, run: Run) -> bool:
    gap = run.x0 - last.x1
    size = max(last.size, run.size)
    if gap > _COLUMN_GAP * size:
        return True
    return gap > _GLUED * size and " ".join(fold(run.text).split()).startswith(_OWN_COLUMN)


@dataclass(frozen=True, slots=True)
class Measure:
    """The page's text area: margins, the usual distance of lines, the usual font height."""

    left: float
    right: float
    pitch: float
    size: float


def measure(lines: list[Line], edges: tuple[float, float] | None = None) -> Measure:
    """Measures a page by its lines; an empty page gives zeros.

    Args:
        lines: lines of one column each.
        edges: the left and right edge of the paper, for pages on which no line is full.
    """
    if not lines:
        return Measure(0.0, 0.0, 0.0, 0.0)
    size = statistics.median(line.size for line in lines)
    left = _usual_left(sorted(round(line.x0) for line in lines), size)
    right = _usual_right([line.x1 for line in lines], size)
    if edges is not None:
        # The right margin is seldom wider than the left one, on which documents are bound
        # (NĐ 30/2020/NĐ-CP, Phụ lục I, mục I.3: left 30-35 mm, right 15-20 mm).
        right = max(right, edges[1] - _WIDEST_MARGIN * (left - edges[0]))
    gaps = [a.y - b.y for a, b in pairwise(lines) if 0.6 * size < a.y - b.y < 2.5 * size]
    pitch = statistics.median(gaps) if gaps else 1.2 * size
    return Measure(left, right, pitch, size)


def _usual_right(rights: list[float], size: float) -> float:
    """The rightmost edge that two lines come near to; one line that sticks out is not it."""
    ordered = sorted(rights, reverse=True)
    return next((a for a, b in pairwise(ordered) if a - b <= size), ordered[0])


def _usual_left(lefts: list[int], size: float) -> float:
    """The leftmost edge that several lines share; indented first lines are not it."""
    needed = max(2, len(lefts) // 8)
    for left in lefts:
        if sum(abs(other - left) <= 0.3 * size for other in lefts) >= needed:
            return float(left)
    return float(lefts[0])
