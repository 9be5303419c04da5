"""The tables that the rules read: one word, phrase or row a line, `#` starts a comment line."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def lines(name: str) -> tuple[str, ...]:
    """Return the lines of the data file `name` that are neither empty nor comments."""
    text = files(__name__).joinpath(name).read_text(encoding="utf-8")
    return tuple(
        line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")
    )


def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the tab-separated data file `name`, without comments."""
    return tuple(tuple(cell.strip() for cell in line.split("\t")) for line in lines(name))
