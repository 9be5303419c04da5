"""Where the boxes of a drawing lie: order within rows, rows that are broken, coordinates.

Documents are ordered within rows by the mean place of those that they are tied to, in sweeps up
and down (the barycentre method, Sugiyama et al. 1981); the sweep with the shortest ties is kept.
All measures are whole pixels, so that a drawing has the same bytes everywhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, isqrt
from typing import Final

from graph.exports.layering import Band, Tie
from nlp.issuers import IssuerLevel

WIDTH: Final = 216
HEIGHT: Final = 76
GAP: Final = 28
"""Between the boxes of a row."""

ABOVE: Final = 62
"""Between two rows, where ties run."""

PADDING: Final = 30
"""Above and below the rows of a level; its name stands there."""

MARGIN: Final = 24

_SWEEPS: Final = 8
_FEWEST_COLUMNS: Final = 5

Rows = list[list[str]]


@dataclass(frozen=True, slots=True)
class Box:
    """The upper left corner of a document's box."""

    left: int
    top: int


@dataclass(frozen=True, slots=True)
class Stripe:
    """The part of the drawing that one level of government takes, over its whole width."""

    level: IssuerLevel | None
    top: int
    height: int


@dataclass(frozen=True, slots=True)
class Placing:
    """Boxes by URN, stripes from the top down, and the size of it all."""

    boxes: dict[str, Box]
    stripes: tuple[Stripe, ...]
    width: int
    height: int


def place(bands: Sequence[Band], ties: Iterable[Tie], top: int) -> Placing:
    """Return where everything lies.

    Args:
        bands: the documents in rows (see `graph.exports.layering`).
        ties: which documents are to lie near one another.
        top: pixels that are left free above.
    """
    rows = _ordered([list(row) for band in bands for row in band.rows], set(ties))
    columns = _columns(rows)
    width = 2 * MARGIN + columns * WIDTH + (columns - 1) * GAP
    boxes: dict[str, Box] = {}
    stripes: list[Stripe] = []
    next_row = iter(rows)
    for band in bands:
        y = top + PADDING
        for _ in band.rows:
            for line in _broken(next(next_row), columns):
                for urn, left in zip(line, _lefts(len(line), width), strict=True):
                    boxes[urn] = Box(left, y)
                y += HEIGHT + ABOVE
        y += PADDING - ABOVE
        stripes.append(Stripe(band.level, top, y - top))
        top = y
    return Placing(boxes, tuple(stripes), width, top)


def _columns(rows: Rows) -> int:
    """Boxes side by side at most: all of the longest row, unless that makes a ribbon."""
    documents = sum(map(len, rows))
    longest = max(map(len, rows), default=1)
    return max(1, min(longest, max(_FEWEST_COLUMNS, isqrt(documents) + isqrt(documents) // 4)))


def _broken(row: list[str], columns: int) -> list[list[str]]:
    """A row on as many lines as it needs; neighbours stay near, so lines are filled downwards."""
    lines = ceil(len(row) / columns)
    return [row[line::lines] for line in range(lines)]


def _lefts(count: int, width: int) -> range:
    first = (width - count * WIDTH - (count - 1) * GAP) // 2
    return range(first, first + count * (WIDTH + GAP), WIDTH + GAP)


def _ordered(rows: Rows, ties: set[Tie]) -> Rows:
    near: dict[str, list[str]] = defaultdict(list)
    for lower, upper in sorted(ties):
        near[lower].append(upper)
        near[upper].append(lower)
    best, shortest = rows, _length(rows, ties)
    for sweep in range(_SWEEPS):
        rows = _swept(rows, near, upwards=bool(sweep % 2))
        length = _length(rows, ties)
        if length < shortest:
            best, shortest = rows, length
    return best


def _swept(rows: Rows, near: dict[str, list[str]], *, upwards: bool) -> Rows:
    places = _places(rows)
    swept = [list(row) for row in rows]
    for row in reversed(swept) if upwards else swept:
        inside = set(row)

        def wanted(urn: str, inside: set[str] = inside) -> float:
            others = [places[other] for other in near[urn] if other not in inside]
            return sum(others) / len(others) if others else places[urn]

        row.sort(key=wanted)
        places.update(_places([row]))
    return swept


def _places(rows: Rows) -> dict[str, float]:
    """How far from the middle each document stands; rows are centred."""
    return {urn: i - (len(row) - 1) / 2 for row in rows for i, urn in enumerate(row)}


def _length(rows: Rows, ties: set[Tie]) -> float:
    places = _places(rows)
    return sum(abs(places[lower] - places[upper]) for lower, upper in sorted(ties))
