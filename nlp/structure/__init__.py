"""Finds the units of a document: phần, chương, mục, điều, khoản, điểm, or I., 1., 1.1., a), -.

Annexes, footnotes and quoted new wording are units too. A number in running text ("Điều 5 của
Luật …") is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from nlp.canonical import Canonical, canonicalise
from nlp.directive import Section, Span
from nlp.structure.quotes import find_quoted
from nlp.structure.tokens import Token, find_tokens
from nlp.structure.tree import build

__all__ = ["find_sections", "locate_sections", "sections_of"]


def find_sections(text: str) -> tuple[Section, ...]:
    """Find the units of `text`, in order of their beginning.

    A unit's span begins at its mark and lies within its parent's; units of one level that share a
    parent do not overlap.
    """
    copy = canonicalise(text)
    return locate_sections(sections_of(copy.text), copy)


def sections_of(
    text: str,
    barriers: tuple[int, ...] = (),
    tables: tuple[Span, ...] = (),
    start: int = 0,
    end: int | None = None,
) -> tuple[Section, ...]:
    """Find the units of a canonical text.

    Args:
        text: canonical text (see `nlp.canonical`).
        barriers: where attached documents begin: no unit reaches across.
        tables: spans of tables, whose numbered rows are no units.
        start: where the document begins.
        end: where it ends.
    """
    stop = len(text) if end is None else end
    tokens = _outside(find_tokens(text, start, stop), tables)
    return build(text, tokens, find_quoted(text, start, stop), list(barriers), stop)


def _outside(tokens: Iterator[Token], tables: tuple[Span, ...]) -> Iterator[Token]:
    """Leave out the marks that stand in tables; both run in reading order."""
    rest = iter(tables)
    table = next(rest, None)
    for token in tokens:
        while table and table.end <= token.start:
            table = next(rest, None)
        if table is None or token.start < table.start:
            yield token


def locate_sections(sections: tuple[Section, ...], copy: Canonical) -> tuple[Section, ...]:
    """Carry spans of units that were found in a canonical copy into the original."""
    if not copy.starts:
        return sections
    return tuple(
        replace(s, start=copy.origin(s.start), end=copy.end_origin(s.end)) for s in sections
    )
