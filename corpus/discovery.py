"""Finds the documents in files and folders that a user names."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from corpus.errors import UnreadableFile
from corpus.readers.files import SUFFIXES


@dataclass(slots=True)
class Skipped:
    """What a walk passed over, counted by reason.

    Reasons: "hidden" (names that begin with a dot), "lock file" (Word's "~$…"), "other format"
    (with `suffixes` counted), "link loop", "unreadable folder", "given twice".
    """

    reasons: Counter[str] = field(default_factory=Counter)
    suffixes: Counter[str] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        """How many entries were passed over."""
        return sum(self.reasons.values())


def find_files(paths: Iterable[Path], *, skipped: Skipped | None = None) -> Iterator[Path]:
    """Yields the files to read: every file that is named, and those in named folders.

    A folder is walked in a stable order (names by code point, files before folders). In it,
    hidden entries, Word's lock files and formats without a reader are passed over; a file that is
    named itself is always yielded, so that its reader can say what is wrong with it. A file that
    is reached twice is yielded once.

    Args:
        paths: files and folders.
        skipped: receives the counts of what was passed over.

    Raises:
        UnreadableFile: a named path does not exist.
    """
    counts = Skipped() if skipped is None else skipped
    seen: set[str] = set()
    for path in paths:
        if not os.path.lexists(path):
            raise UnreadableFile(f"{path}: no such file or folder; check the path")
        found = _walk(path, counts) if path.is_dir() else iter((path,))
        for file in found:
            real = os.path.realpath(file)
            if real in seen:
                counts.reasons["given twice"] += 1
            else:
                seen.add(real)
                yield file


def _walk(root: Path, counts: Skipped) -> Iterator[Path]:
    # Each folder goes with the real paths above it: a link back to one of them is a loop.
    stack: list[tuple[Path, frozenset[str]]] = [(root, frozenset())]
    while stack:
        folder, above = stack.pop()
        real = os.path.realpath(folder)
        if real in above:
            counts.reasons["link loop"] += 1
            continue
        try:
            entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
        except OSError:
            counts.reasons["unreadable folder"] += 1
            continue
        visible = [entry for entry in entries if _is_visible(entry, counts)]
        folders = [entry for entry in visible if entry.is_dir()]
        yield from (entry for entry in visible if not entry.is_dir() and _is_read(entry, counts))
        stack += [(entry, above | {real}) for entry in reversed(folders)]


def _is_visible(entry: Path, counts: Skipped) -> bool:
    if entry.name.startswith("."):
        counts.reasons["hidden"] += 1
        return False
    if entry.name.startswith("~$"):
        counts.reasons["lock file"] += 1
        return False
    return True


def _is_read(entry: Path, counts: Skipped) -> bool:
    suffix = entry.suffix.lower()
    if suffix in SUFFIXES:
        return True
    counts.reasons["other format"] += 1
    counts.suffixes[suffix] += 1
    return False
