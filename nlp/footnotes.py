"""Footnotes that a file's text carries along: below a page, or gathered at the end.

They begin a line with their mark: "[1]", a raised digit, or, in gazette texts, a bare number that
also stands glued to a word above ("Phụ lục36").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.letters import LOWER, UPPER

_RAISED = "¹²³⁴⁵⁶⁷⁸⁹⁰"
_VALUE = str.maketrans(_RAISED, "1234567890")
_BRACKETED = re.compile(r"\n[ \t*|]*\[(?P<n>\d{1,3}|[ivxlc]{1,7})\](?=[ \t*\n]*\S)")
_SUPERSCRIPT = re.compile(rf"\n[ \t*|]*(?P<n>[{_RAISED}]{{1,3}})[ \t]*(?=\S)")
_BARE = re.compile(rf"\n[ \t]*(?P<n>\d{{1,3}})[ \t]+(?=[{UPPER}“][{LOWER}]*[ ,“])")
# The digit stands first, since a pattern that begins with one is found faster than a letter.
_GLUED = re.compile(rf"(?P<n>\d(?<=[{LOWER}{UPPER}”.,;:)]\d)\d{{0,2}})(?=[\s.,;:)”])")
_PAGE = re.compile(r"\n[ \t]*(?:\d+[ \t]*\n)?[ \t]*CÔNG BÁO/|\n[ \t]*\n|\n[ \t]*\|", re.ASCII)
_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote: its mark as a number or letters, and its span from the mark on."""

    label: str
    start: int
    end: int


def find_footnotes(text: str, start: int = 0, end: int | None = None) -> tuple[Footnote, ...]:
    """Find the footnotes in `text[start:end]`, in order, never overlapping; `text` is canonical."""
    stop = len(text) if end is None else end
    found = [*_marked(text, _BRACKETED, start, stop), *_marked(text, _SUPERSCRIPT, start, stop)]
    if "CÔNG BÁO/" in text[:3000] and not found:
        found = list(_below_pages(text, start, stop))
    return tuple(_bounded(text, sorted(found), stop))


def _marked(
    text: str, pattern: re.Pattern[str], start: int, end: int
) -> Iterator[tuple[int, int, str]]:
    """Yield start of the mark, its end and label; a mark at a wrapped line's start is none."""
    seen: set[str] = set()
    for match in pattern.finditer(text, start, end):
        label = match["n"].translate(_VALUE)
        before = text[max(start, match.start() - 3) : match.start()].rstrip(" *")
        if label in seen or before[-1:] in (")", ",") or before[-1:].isalpha():
            continue
        seen.add(label)
        yield match.start("n") - (pattern is _BRACKETED), match.end(), label


def _below_pages(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Yield bare numbers that are next in order and whose mark stands above."""
    candidates = list(_BARE.finditer(text, start, end))
    if not any(match["n"] == "1" for match in candidates):
        return
    marks: dict[str, int] = {}
    for match in _GLUED.finditer(text, start + 1, candidates[-1].start()):
        marks.setdefault(match["n"], match.start())
    expected = 1
    for match in candidates:
        number = int(match["n"])
        if number < expected or number > expected + 2:
            continue
        if marks.get(match["n"], end) < match.start():
            yield match.start("n"), match.end(), match["n"]
            expected = number + 1


def _bounded(text: str, starts: list[tuple[int, int, str]], end: int) -> Iterator[Footnote]:
    for i, (start, mark_end, label) in enumerate(starts):
        limit = min(end, start + _LONGEST)
        if i + 1 < len(starts):
            limit = min(limit, starts[i + 1][0])
        page = _PAGE.search(text, mark_end, limit)
        stop = page.start() if page else limit
        yield Footnote(label, start, start + len(text[start:stop].rstrip(" \n\t*|")))
