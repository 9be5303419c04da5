"""Recognises the columns of a task table by the words at their heads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal, cast

from nlp.data import rows

Role = Literal["order", "content", "lead", "support", "due", "product", "other"]

_LONGEST_HEAD = 70
_MARKUP = re.compile(r"<[^<>]{0,80}>|\*+|\\n")


@cache
def _patterns() -> tuple[tuple[Role, re.Pattern[str]], ...]:
    return tuple(
        (cast("Role", role), re.compile(pattern)) for role, pattern in rows("task_columns.tsv")
    )


def clean(text: str) -> str:
    """Return a cell's words without markup and doubled blanks."""
    return " ".join(_MARKUP.sub(" ", text).split())


@cache
def _role(words: str) -> Role | None:
    for role, pattern in _patterns():
        if pattern.fullmatch(words):
            return role
    return None


def role_of(text: str) -> Role | None:
    """Return the role of the column that a cell heads, or null if it is no head."""
    words = clean(text).lower().strip(" .:()")
    return _role(words) if 1 < len(words) <= _LONGEST_HEAD else None


def roles_of(cells: Sequence[str]) -> tuple[Role | None, ...] | None:
    """Return the roles of a row's cells if the row heads a task table, else null.

    A task table has a column for what is to be done and one for who, when or with what result.
    A role that comes twice counts for the first column.
    """
    found: list[Role | None] = []
    for cell in cells:
        role = role_of(cell)
        found.append("other" if role in found and role != "other" else role)
    named = set(found)
    if "content" in named and named & {"lead", "support", "due", "product"}:
        heads = sum(role is not None for role in found)
        filled = sum(bool(clean(cell)) for cell in cells)
        return tuple(found) if heads >= max(2, filled - 1) else None
    return None
