"""Document types of Vietnamese law and administration, and their symbols in numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, cast

from nlp.fold import fold

Family = Literal["law", "normative", "administrative", "party", "editorial"]

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A type of document.

    Attributes:
        name: canonical Vietnamese name ("Kế hoạch").
        symbols: what stands for it in a number ("KH").
        abbreviations: what people write before a number ("KH 30").
        family: the branch of rules that it follows.
        bare: a number without symbol may follow it ("Nghị định 61").
    """

    name: str
    symbols: tuple[str, ...]
    abbreviations: tuple[str, ...]
    family: Family
    bare: bool


def read_table(name: str) -> list[dict[str, str]]:
    """Rows of a TSV file of `nlp/data`; lines that begin with `#` are its stated source."""
    lines = [
        line
        for line in (_DATA / name).read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]
    columns = lines[0].split("\t")
    rows = []
    for line in lines[1:]:
        cells = line.split("\t")
        rows.append(dict(zip(columns, cells + [""] * (len(columns) - len(cells)), strict=False)))
    return rows


@lru_cache(maxsize=1)
def document_types() -> tuple[DocumentType, ...]:
    """All types, in the order of the table."""
    return tuple(
        DocumentType(
            row["name"],
            tuple(filter(None, row["symbols"].split(","))),
            tuple(filter(None, row["abbreviations"].split(","))),
            cast("Family", row["family"]),
            row["bare"] == "y",
        )
        for row in read_table("types.tsv")
    )


@lru_cache(maxsize=1)
def _by_symbol() -> dict[str, DocumentType]:
    return {symbol: kind for kind in document_types() for symbol in kind.symbols}


@lru_cache(maxsize=1)
def _by_folded_symbol() -> dict[str, DocumentType]:
    found: dict[str, DocumentType] = {}
    for kind in document_types():
        for symbol in kind.symbols:
            found.setdefault(fold(symbol), kind)
    return found


@lru_cache(maxsize=1)
def _by_name() -> dict[str, DocumentType]:
    return {fold(kind.name): kind for kind in document_types()}


@lru_cache(maxsize=4096)
def type_of_symbol(symbol: str) -> DocumentType | None:
    """The type that a number's symbol names: the exact symbol first, then without diacritics.

    "QĐ" and "QD" both name Quyết định; "HĐ" names Hợp đồng but "HD" Hướng dẫn.
    """
    return _by_symbol().get(symbol) or _by_folded_symbol().get(fold(symbol))


def type_by_name(name: str) -> DocumentType | None:
    """The type of that name, without regard to case and diacritics."""
    return _by_name().get(fold(name))
