"""Two columns side by side: the issuer beside the Quốc hiệu, "Nơi nhận" beside the signature.

Such places are read column by column, since their lines have nothing to do with one another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.readers.layout import fold
from corpus.readers.pdf.glyphs import Run
from corpus.readers.pdf.lines import Line, Measure

_STATE = re.compile(r"cong hoa xa hoi chu nghia|doc lap ?- ?tu do|dang cong san viet nam")
_CAPACITY = re.compile(r"(tm|kt|tl|tuq|q|t/m|k/t)\s*\.|noi nhan\s*:?")
_CUE_LENGTH = 48
_HEADER_LINES = 12
_HEADER_ABOVE = 4
_DATE = re.compile(r".{0,60}\bngay\b.{0,30}\bthang\b")


@dataclass(frozen=True, slots=True)
class Column:
    """The lines of one column, from the top down."""

    lines: tuple[Line, ...]


def part_columns(lines: list[Line], page: Measure) -> list[Line | Column]:
    """Replaces the lines of a header and of a signature by their columns, left before right."""
    result: list[Line | Column] = []
    i = 0
    while i < len(lines):
        found = _header(lines, i, page) or _signature(lines, i)
        if found is None:
            result.append(lines[i])
            i += 1
        else:
            columns, i = found
            result += columns
    return result


def _header(lines: list[Line], i: int, page: Measure) -> tuple[list[Column], int] | None:
    """A header that begins at line `i`: an issuer's line with the Quốc hiệu on it or just below."""
    anchor = next(
        (k for k in range(i, min(i + _HEADER_ABOVE, len(lines))) if _state_run(lines[k])), None
    )
    if anchor is None:
        return None
    state = _state_run(lines[anchor])
    assert state is not None
    left_runs = [
        run for line in lines[i : anchor + 3] for run in line.segments if run.x1 < state.x0
    ]
    if not left_runs or not all(
        run.x1 < state.x0 for k in range(i, anchor) for run in lines[k].segments
    ):
        return None
    left_centre = left_runs[0].centre
    left: list[Line] = []
    right: list[Line] = []
    end = i
    for line in lines[i : i + _HEADER_LINES]:
        if end > anchor and not all(
            _belongs(run, left_centre, state, page) for run in line.segments
        ):
            break
        for run in line.segments:
            (right if run.centre > (left_centre + state.centre) / 2 else left).append(Line([run]))
        end += 1
    return [Column(tuple(left)), Column(tuple(right))], end


def _state_run(line: Line) -> Run | None:
    return next((run for run in line.segments if _STATE.match(_beginning(run))), None)


def _beginning(run: Run) -> str:
    return " ".join(fold(run.text[:_CUE_LENGTH]).split())


def _belongs(run: Run, left_centre: float, state: Run, page: Measure) -> bool:
    """Whether a run below the first lines still is in one of the header's columns."""
    if _DATE.match(fold(run.text)) and run.x1 > state.centre:
        return True
    middle = (page.left + page.right) / 2
    to_middle = abs(run.centre - middle)
    nearest = min(abs(run.centre - left_centre), abs(run.centre - state.centre))
    within = run.x1 <= state.x0 + 2 * run.size or run.x0 >= state.x0 - 4 * run.size
    return within and nearest < to_middle


def _signature(lines: list[Line], i: int) -> tuple[list[Column], int] | None:
    """A signature that begins at line `i` and goes to the page's end or to a line across."""
    if not any(_CAPACITY.match(_beginning(run)) for run in lines[i].segments):
        return None
    gap: tuple[float, float] | None = None
    end = i
    for k in range(i, len(lines)):
        narrowed = _gap([run for line in lines[i : k + 1] for run in line.segments])
        if narrowed is None:
            if gap is not None or len(lines[k].segments) > 1:
                break
            # So far one column only.
            end = k + 1
            continue
        gap, end = narrowed, k + 1
    if gap is None:
        return None
    split = sum(gap) / 2
    runs = [run for line in lines[i:end] for run in line.segments]
    left = tuple(Line([run]) for run in runs if run.centre < split)
    right = tuple(Line([run]) for run in runs if run.centre >= split)
    return [Column(left), Column(right)], end


def _gap(runs: list[Run]) -> tuple[float, float] | None:
    """The widest empty strip that parts runs into a left and a right column."""
    ordered = sorted(runs, key=lambda run: run.x0)
    best: tuple[float, float] | None = None
    reach = ordered[0].x1
    for run in ordered[1:]:
        if run.x0 - reach > run.size and (best is None or run.x0 - reach > best[1] - best[0]):
            best = (reach, run.x0)
        reach = max(reach, run.x1)
    return best
