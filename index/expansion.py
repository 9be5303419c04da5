"""Adds to a search text what documents call the same thing."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from index.matching import is_plain
from index.query.spelling import spelled
from index.syllables import fold

_DATA = Path(__file__).parent / "data"
_MAX_LENGTH = 2000


def expanded(text: str, abbreviations: tuple[tuple[str, str], ...] = ()) -> str:
    """Returns `text` with the long forms of its abbreviations and of English subject words added.

    Words typed in bare Telex or VNI keys are turned into Vietnamese.

    Args:
        text: what is searched for.
        abbreviations: further pairs of short and long form, such as a library's documents define.
    """
    if len(text) <= _MAX_LENGTH:
        text = spelled(text)
    folded = f" {_words(text[:_MAX_LENGTH])} "
    added = [
        long
        for short, long in (*_abbreviations(), *((_words(s), long) for s, long in abbreviations))
        if f" {short} " in folded
    ]
    for english, vietnamese in _glossary():
        if f" {english} " in folded:
            added.append(vietnamese)
            folded = folded.replace(f" {english} ", "  ")
    if is_plain(text):
        added = [fold(long) for long in added]
    return " ".join([text, *added])


def _words(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", fold(text)))


def _rows(name: str) -> list[tuple[str, str]]:
    lines = (_DATA / name).read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(first, second) for first, second in rows[1:]]


@cache
def _abbreviations() -> tuple[tuple[str, str], ...]:
    return tuple((_words(short), long) for short, long in _rows("abbreviations.tsv"))


@cache
def _glossary() -> tuple[tuple[str, str], ...]:
    """Longest first, so that a phrase is read before its words."""
    rows = [(_words(english), vietnamese) for english, vietnamese in _rows("glossary_en.tsv")]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))
