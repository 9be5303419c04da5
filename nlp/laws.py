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
            text, end = word[0], word.end()
            following = node.get(text)
            if following is None and text[-1].isdigit():
                # The mark of a footnote, glued to the last word ("Luật Cư trú1").
                text = text.rstrip("0123456789")
                following, end = node.get(text), word.start() + len(text)
            if not isinstance(following, dict):
                break
            node, position = following, end
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


@lru_cache(maxsize=1)
def _editions() -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Number and date of every edition, by type and folded name."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in read_table("law_editions.tsv"):
        if row["number"]:
            for name in row["names"].split(";"):
                key = (row["type"], " ".join(_words(name)))
                found.setdefault(key, []).append((row["number"], row["date"]))
    return found


def law_number(kind: str, text: str, date: str | None, year: int | None) -> str | None:
    """The number of a law that a text cites by name, where the table knows just one such law.

    Args:
        kind: "Luật", "Bộ luật" or "Pháp lệnh".
        text: the citation; it may begin with the type word and end with its date.
        date: ISO date that the citation states.
        year: the year, where it states no more.

    Returns:
        The number; None if no edition, or more than one, has that name and that date or year.
    """
    words = _words(text)
    for position, word in enumerate(words[:-1]):
        if word in ("ngay", "nam") and words[position + 1].isdigit():
            words = words[:position]
            break
    head = _words(kind)
    name = " ".join(words[len(head) :] if words[: len(head)] == head else words)
    stated = date or (str(year) if year else "")
    numbers = {
        number for number, day in _editions().get((kind, name), ()) if day.startswith(stated)
    }
    return numbers.pop() if len(numbers) == 1 else None
