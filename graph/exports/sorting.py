"""Sorting more lines than fit into memory."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby, islice
from typing import IO, Final

_LINES: Final = 400_000


def sorted_unique(lines: Iterable[str], at_once: int = _LINES) -> Iterator[str]:
    """The lines (each with its newline) in code point order, equal ones once.

    More than `at_once` of them are sorted in runs, kept in temporary files and merged.
    """
    iterator = iter(lines)
    run = sorted(set(islice(iterator, at_once)))
    if len(run) < at_once and not (following := list(islice(iterator, 1))):
        yield from run
        return
    with ExitStack() as stack:
        runs = [_spill(stack, run)]
        if len(run) < at_once:
            runs.append(_spill(stack, following))
        while run := sorted(set(islice(iterator, at_once))):
            runs.append(_spill(stack, run))
        for line, _ in groupby(heapq.merge(*runs)):
            yield line


def _spill(stack: ExitStack, run: list[str]) -> IO[str]:
    file = tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n")  # noqa: SIM115 - the stack closes it
    stack.callback(file.close)
    file.writelines(run)
    file.seek(0)
    return file
