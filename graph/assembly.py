"""The terms of the National Assembly, which the symbols of its acts name (QH13, QH15)."""

from __future__ import annotations

# First sessions of the National Assembly's terms (Quốc hội khóa X to XVI).
_TERMS = (
    ("1997-09-20", 10), ("2002-07-19", 11), ("2007-07-19", 12), ("2011-07-21", 13),
    ("2016-07-20", 14), ("2021-07-20", 15), ("2026-04-06", 16),
)  # fmt: skip


def assembly_term(when: str | int | None) -> int | None:
    """Return the term of the National Assembly on a day; null for a year in which terms changed."""
    if when is None:
        return None
    if isinstance(when, int):
        first, last = assembly_term(f"{when}-01-01"), assembly_term(f"{when}-12-31")
        return first if first == last else None
    begun = [term for start, term in _TERMS if start <= when]
    return begun[-1] if begun else None
