"""Anchors: the places where a reference may stand, found in one pass over the folded text.

One Aho-Corasick automaton looks for type words, abbreviations before a digit, symbols before a
number and slashes before a letter; everything else happens in bounded windows around them, which
keeps the whole linear.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

import ahocorasick_rs

from nlp.fold import compare_key, fold
from nlp.types import document_types

Role = Literal["type", "abbreviation", "symbol", "slash", "law"]

LAW_TYPES = frozenset({"Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh"})
# Surface names beside those of the table: what they really are.
GENERIC_TYPES = {
    "Văn bản": "Công văn",
    "Công văn hỏa tốc": "Công văn",
    "Điện": "Công điện",
}
_SEPARATORS = (
    "",
    " ",
    "  ",
    "\n",
    " so ",
    "  so ",
    " so  ",
    "  so  ",
    " so\n",
    ".",
    " so",
    " so: ",
)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Anchor(NamedTuple):
    """A hit: `name` is the canonical type of a type word or abbreviation, else ""."""

    start: int
    end: int
    role: Role
    name: str


class _Pattern(NamedTuple):
    text: str
    role: Role
    name: str


def _patterns() -> list[_Pattern]:
    found: dict[str, _Pattern] = {}

    def add(text: str, role: Role, name: str) -> None:
        found.setdefault(text, _Pattern(text, role, name))

    for kind in document_types():
        role: Role = "law" if kind.name in LAW_TYPES else "type"
        for spaced in _spacings(fold(kind.name)):
            add(spaced, role, kind.name)
        for short in kind.abbreviations:
            for separator in _SEPARATORS:
                for digit in "0123456789":
                    add(fold(short) + separator + digit, "abbreviation", kind.name)
        for symbol in kind.symbols:
            if len(symbol) > 1:
                add(fold(symbol) + "-", "symbol", kind.name)
    for surface in GENERIC_TYPES:
        for spaced in _spacings(fold(surface)):
            add(spaced, "type", surface)
    for letter in _LETTERS:
        for space in ("", " ", "\n", " \n", "  "):
            add("/" + space + letter, "slash", "")
    return list(found.values())


def _spacings(name: str) -> set[str]:
    """A name with one ordinary space, two, or a line break between any two words."""
    words = name.split(" ")
    found = {words[0]}
    for word in words[1:]:
        found = {head + gap + word for head in found for gap in (" ", "\n", " \n", "  ")}
    return found


class _Scanner:
    def __init__(self) -> None:
        self.patterns = _patterns()
        self.automaton = ahocorasick_rs.BytesAhoCorasick(
            [pattern.text.encode() for pattern in self.patterns],
            matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
        )


@lru_cache(maxsize=1)
def _scanner() -> _Scanner:
    return _Scanner()


def find_anchors(lower: str) -> list[Anchor]:
    """All anchors of a folded, lower-case text, in order, not overlapping."""
    scanner = _scanner()
    patterns = scanner.patterns
    found = []
    for index, start, end in scanner.automaton.find_matches_as_indexes(lower.encode("ascii")):
        pattern = patterns[index]
        if pattern.role != "slash" and start and lower[start - 1].isalnum():
            continue
        if pattern.role in ("type", "law") and lower[end : end + 1].isalpha():
            continue
        found.append(Anchor(start, end, pattern.role, pattern.name))
    return found


@lru_cache(maxsize=4096)
def spells(surface: str, name: str) -> bool:
    """Whether the text's own letters may stand for `name`: exact, or without any diacritic.

    "Đề án" and "de an" may stand for "Đề án", but "để an" (a preposition and a word) may not.
    """
    key = compare_key(surface)
    return key == compare_key(name) or key.isascii()
