"""Names of laws, codes, ordinances and national programmes: where a name ends in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from nlp.fold import fold
from nlp.types import read_table


@dataclass(frozen=True, slots=True)
class Programme:
    """A national programme or scheme that documents cite by name.

    `number` is how it is called in short ("ĐA06"), `decision` and `date` what approved it.
    """

    type: str
    number: str | None
    names: tuple[str, ...]
    decision: str | None
    date: str | None


@lru_cache(maxsize=1)
def programmes() -> tuple[Programme, ...]:
    """All programmes of the table."""
    return tuple(
        Programme(
            row["type"], row["number"] or None, tuple(row["names"].split("|")),
            row["decision"] or None, row["date"] or None,
        )
        for row in read_table("programmes.tsv")
    )  # fmt: skip


class NameTree:
    """Names as a tree of words: the longest one that begins at a place."""

    def __init__(self, names: Sequence[tuple[str, str]]) -> None:
        """Build the tree of `(name, value)` pairs; punctuation in a name may be missing."""
        self._root: dict[str, object] = {}
        for name, value in names:
            node = self._root
            for word in _words(name):
                node = node.setdefault(word, {})  # type: ignore[assignment]  # a tree of itself
            node["="] = value

    def match(self, lower: str, position: int) -> tuple[int, str] | None:
        """End and value of the longest name that begins at `position` of folded text."""
        node: dict[str, object] = self._root
        best: tuple[int, str] | None = None
        for word in _WORD.finditer(lower, position, min(len(lower), position + 300)):
            if word.start() - position > _LONGEST_GAP:
                break
            following = node.get(word[0])
            if not isinstance(following, dict):
                break
            node, position = following, word.end()
            value = node.get("=")
            if isinstance(value, str):
                best = (position, value)
        return best


_WORD = re.compile(r"[a-z0-9]+")
_LONGEST_GAP = 4


def _words(name: str) -> list[str]:
    return _WORD.findall(fold(name))


@lru_cache(maxsize=1)
def law_names() -> dict[str, NameTree]:
    """For each type of law the tree of its names (without the type word)."""
    by_type: dict[str, list[tuple[str, str]]] = {}
    for row in read_table("laws.tsv"):
        by_type.setdefault(row["type"], []).append((row["name"], row["name"]))
    return {kind: NameTree(names) for kind, names in by_type.items()}


@lru_cache(maxsize=1)
def programme_names() -> NameTree:
    """The tree of programme names; the value is the programme's index in `programmes()`."""
    return NameTree(
        [(name, str(index)) for index, entry in enumerate(programmes()) for name in entry.names]
    )
