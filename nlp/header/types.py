"""Type names as headers write them: in capitals, on a line of their own."""

from __future__ import annotations

from functools import cache

from nlp.types import document_types, type_of_symbol


@cache
def _by_capitals() -> dict[str, str]:
    return {kind.name.upper(): kind.name for kind in document_types()}


def type_in_capitals(words: str) -> str | None:
    """Return the type that `words` name in capitals ("KẾ HOẠCH"), or null."""
    return _by_capitals().get(words.strip(" .:*"))


def type_in_symbol(symbol: str) -> str | None:
    """Return the type that a number's symbol begins with ("KH-UBND" → "Kế hoạch"), or null."""
    kind = type_of_symbol(symbol.replace("/", "-").split("-", maxsplit=1)[0])
    return kind.name if kind else None
