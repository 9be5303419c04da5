"""Running heads and feet, page numbers and signature stamps: on the page, but no text of it."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path
from statistics import median

from corpus.readers.pdf.lines import Line

PATTERNS = Path(__file__).parent.parent.parent / "data" / "page_furniture.tsv"

# How many lines from the top or bottom of a page can be running heads or feet.
_EDGE_LINES = 3
_STAMP_LINES = 8
_LONGEST_HEAD = 160
_NUMBER = re.compile(r"(?:trang|page)?\s*[-–—.\[(]*\s*(\d{1,4})\s*(?:/\s*\d{1,4})?\s*[-–—.\])]*")
_END_NUMBER = re.compile(r"^\s*(\d{1,4})(?=\s)|(?<=\s)(\d{1,4})\s*$")
_COUNTED = re.compile(r"(?<=trang )\d+|(?<=page )\d+")
# Heights in points that count as the same, and a wider space in parts of the usual one.
_SAME_HEIGHT = 6
_APART = 1.2


# A line's words and its height on the page.
_Key = tuple[str, int]


def remove_furniture(pages: list[list[Line]]) -> list[list[Line]]:
    """Leaves out what repeats at the edges of pages, page numbers and signature stamps.

    A head or foot is a line among the first or last three that stands, but for a page number, at
    the same height of half the pages; of a third where there are six or more, since odd and even
    pages may differ.
    """
    pages = [_without_stamps(lines) for lines in pages]
    repeated = _repeated(pages)
    offset = _number_offset(pages, repeated)
    return [
        [
            line
            for i, line in enumerate(lines)
            if not (
                _is_head_or_foot(line, i, len(lines), repeated)
                or (i in {0, len(lines) - 1} and _shows_number(line, number, offset))
            )
        ]
        for number, lines in enumerate(pages)
    ]


def _is_head_or_foot(line: Line, i: int, count: int, repeated: frozenset[_Key]) -> bool:
    if not _at_edge(i, count):
        return False
    if any(pattern.fullmatch(line.text.strip()) for pattern in _patterns("head")):
        return True
    return _key(line) in repeated


def _shows_number(line: Line, page: int, offset: int | None) -> bool:
    return offset is not None and _page_number(line.text) == page + offset


def _at_edge(i: int, count: int) -> bool:
    return i < _EDGE_LINES or i >= count - _EDGE_LINES


def _repeated(pages: list[list[Line]]) -> frozenset[_Key]:
    full = [lines for lines in pages if lines]
    found: dict[_Key, list[bool]] = {}
    for lines in full:
        for i, line in enumerate(lines):
            shape, height = _key(line)
            if _at_edge(i, len(lines)) and len(shape) <= _LONGEST_HEAD and _is_head(shape):
                found.setdefault((shape, height), []).append(_is_apart(lines, i))
    # Left and right pages may carry different heads.
    needed = max(2, len(full) // 3 if len(full) >= 6 else (len(full) + 1) // 2)
    # On two pages alone a sentence may repeat by chance: there it must also be set apart.
    return frozenset(
        key
        for key, apart in found.items()
        if len(apart) >= needed and (len(apart) >= 3 or all(apart))
    )


def _is_apart(lines: list[Line], i: int) -> bool:
    """Whether a wider space than usual parts a line from those towards the page's middle."""
    gaps = [a.y - b.y for a, b in pairwise(lines)]
    if not gaps:
        return False
    inner = gaps[i] if i < len(lines) / 2 and i < len(gaps) else gaps[i - 1]
    return inner > _APART * median(gaps)


def _is_head(shape: str) -> bool:
    # A bare number is judged as a page number; table rows and list items repeat by chance.
    return sum(c.isalpha() for c in shape) >= 4 and not shape.endswith((";", ":"))


def _key(line: Line) -> _Key:
    """A line's words without a page number in a column of its own or after "Trang"."""
    parts = [run.text for run in line.segments if not _NUMBER.fullmatch(run.text.casefold())]
    shape = _COUNTED.sub("#", " ".join(" ".join(parts).split()).casefold())
    return shape, round(line.y / _SAME_HEIGHT)


def _page_number(text: str) -> int | None:
    match = _NUMBER.fullmatch(text.strip().casefold())
    return int(match[1]) if match else None


def _number_offset(pages: list[list[Line]], repeated: frozenset[_Key]) -> int | None:
    """What page numbers exceed the page's place by; null where the pages carry none.

    The first page usually shows no number (NĐ 30/2020/NĐ-CP, Phụ lục I, mục I.7).
    """
    offsets: Counter[int] = Counter()
    for number, lines in enumerate(pages):
        edges = {found for line in (*lines[:1], *lines[-1:]) for found in _numbers(line, repeated)}
        offsets.update({found - number for found in edges})
    if not offsets:
        return None
    offset, times = offsets.most_common(1)[0]
    enough = times >= 2 and times >= len(pages) // 3
    return offset if enough or (offset == 1 and times >= len(pages) - 1 > 0) else None


def _numbers(line: Line, repeated: frozenset[_Key]) -> list[int]:
    """Numbers of a line that may count pages: the only word, or beside a running head."""
    number = _page_number(line.text)
    if number is not None:
        return [number]
    if _key(line) in repeated:
        return [int(match[0]) for match in _END_NUMBER.finditer(line.text)]
    return []


def _without_stamps(lines: list[Line]) -> list[Line]:
    kept: list[Line] = []
    i = 0
    while i < len(lines):
        end = _stamp_end(lines, i)
        if end is None:
            kept.append(lines[i])
            i += 1
        else:
            i = end
    return kept


def _stamp_end(lines: list[Line], i: int) -> int | None:
    if not _matches("stamp-first", lines[i]):
        return None
    for j in range(i + 1, min(i + _STAMP_LINES, len(lines))):
        if _matches("stamp-last", lines[j]):
            return j + 1
    return None


def _matches(kind: str, line: Line) -> bool:
    return any(pattern.fullmatch(line.text.strip()) for pattern in _patterns(kind))


@cache
def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    rows = (
        line.split("\t")
        for line in PATTERNS.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    )
    return tuple(re.compile(pattern, re.IGNORECASE) for name, pattern in rows if name == kind)
