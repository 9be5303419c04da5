"""The keys under which a register finds a document while its number or title is being typed.

Diacritics and case are gone from all of them. Keys of numbers have no marks either, and stand in
each order in which a number is spoken of, so that "QĐ 766", "766/qd-ttg", "766 QĐTTg" and "quyết
định số 0766" all begin one of them. Keys of titles begin at each of its words: places stand last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from graph.model import DocumentNode
from graph.numbering import split_number
from index.syllables import fold, syllables
from nlp.types import document_types

NUMBER, TITLE, INSIDE = 0, 1, 2
"""Kinds of keys, the one that fits best first."""

LONGEST: Final = 60
"""Characters of a key; what is typed beyond them is compared with the document itself."""

TITLE_WORDS: Final = 64
"""First words of a title from which a completion may begin; 97 of 100 titles have no more."""

LAST_WORDS: Final = 16
"""Last words of a longer title from which one may begin too."""

_NO_MARK = re.compile(r"[^a-z0-9]+")
_SILENT = re.compile(r"\b(?:so|nam|ngay)\b")
_ZEROS = re.compile(r"(?<![0-9])0+(?=[0-9])")


def number_key(text: str) -> str:
    """Returns a number as its keys are written: "Nghị định số 061/2018" → "nghidinh612018"."""
    return _NO_MARK.sub("", _ZEROS.sub("", _SILENT.sub(" ", fold(text))))


def title_key(text: str) -> str:
    """Returns words as the keys of titles are written: folded, with single blanks."""
    return " ".join(syllables(text, folded=True))


def keys_of(node: DocumentNode) -> Iterator[tuple[int, str]]:
    """Yields the keys of a document with their kinds; none is longer than `LONGEST`."""
    if node.number:
        for key in _number_keys(node, node.number):
            yield NUMBER, key[:LONGEST]
    words = title_key(node.title or "").split()
    for first in range(len(words)):
        if TITLE_WORDS <= first < len(words) - LAST_WORDS:
            continue
        key = " ".join(words[first:])[:LONGEST]
        yield (INSIDE if first else TITLE), key
    if words and node.type:
        yield TITLE, f"{title_key(node.type)} {' '.join(words)}"[:LONGEST]


def _number_keys(node: DocumentNode, number: str) -> Iterator[str]:
    whole = number_key(number)
    yield whole
    parts = split_number(number)
    serial = number_key(parts.serial)
    symbol = number_key(number.partition("/")[2]).lstrip("0123456789")
    year = str(node.year or (node.date or "")[:4])
    if year and f"/{year}" not in number:
        yield f"{serial}{year}"
    for name in _type_names(node.type):
        yield f"{name}{whole}"
        if year and f"/{year}" not in number:
            yield f"{name}{serial}{year}"
    if symbol:
        yield f"{symbol}{serial}"


def _type_names(kind: str | None) -> list[str]:
    """Returns a type as it is written and as it is shortened."""
    if not kind:
        return []
    shorts = next((t.abbreviations or t.symbols for t in document_types() if t.name == kind), ())
    return list(dict.fromkeys(number_key(name) for name in (kind, *shorts)))
