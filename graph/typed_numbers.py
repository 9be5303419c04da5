"""Numbers as documents bear them: "61/2018/NĐ-CP" where "61-2018-NĐ-CP" or "61/18" was typed."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from nlp.issuers.bodies import department_symbols, symbol_codes, symbol_spellings
from nlp.syllables import bare_word
from nlp.types import document_types

_PARTS: Final = re.compile(
    r"(?P<serial>\d{1,6}[a-z]?(?:\.\d{1,3})?)"
    r"(?:[/ -](?P<year>(?:19|20)\d\d)(?!\w)|/(?P<short>\d\d)$)?[/ -]?(?P<symbol>.*)",
    re.IGNORECASE,
)
_COMMITTEE: Final = re.compile(r"(?:tỉnh|thành|huyện|quận|thị|đảng) ủy", re.IGNORECASE)
_FIRST: Final = "45"
"""The year, shortened, of the State's first laws; smaller numbers stand for years after 2000."""


def year_within(number: str) -> int | None:
    """Returns the year in a number: "61/2018", "61-2018-ND-CP", also shortened: "61/18"."""
    match = _PARTS.match(number)
    if match is None or not (match["year"] or match["short"]):
        return None
    short = match["short"]
    return int(match["year"] or ("19" if short >= _FIRST else "20") + short)


def written(number: str) -> str:
    """Returns a number as documents bear it.

    "61/18" is 61/2018, "61-2018-NĐ-CP" and "61/2018/NĐCP" are 61/2018/NĐ-CP, "09/NQ-TU" is the
    Party's 09-NQ/TU. What cannot be read so stays.
    """
    match = _PARTS.match(number)
    if match is None:
        return number
    serial, year, symbol = match["serial"], year_within(number), _parted(match["symbol"])
    kind, *others = re.split("[/-]", symbol)
    if year is None and len(others) == 1 and is_party_code(_bare(others[0])):
        return f"{serial}-{kind}/{others[0]}"
    if year is None:
        return f"{serial}/{symbol}" if symbol != match["symbol"] else number
    return "/".join(filter(None, (serial, str(year), symbol)))


def is_party_code(code: str) -> bool:
    """Tells whether a folded code of a symbol is an organ of the Party: "tw", "tu"."""
    return code == "tw" or code in local_party_codes()


@cache
def local_party_codes() -> frozenset[str]:
    """Returns the folded codes of the Party's committees below the central one: "tu", "hu"."""
    return frozenset(
        _bare(code)
        for code, entries in symbol_codes().items()
        if any(_COMMITTEE.match(issuer) for issuer, *_ in entries)
    )


def _parted(symbol: str) -> str:
    """Returns a symbol with the dash that was left out between type and body: "NĐCP"."""
    bare = _bare(symbol)
    for kind in document_types():
        for own in map(_bare, kind.symbols):
            if bare.startswith(own) and bare[len(own) :] in _codes():
                return f"{symbol[: len(own)]}-{symbol[len(own) :]}"
    return symbol


@cache
def _codes() -> frozenset[str]:
    return frozenset(map(_bare, (*symbol_spellings(), *department_symbols())))


def _bare(code: str) -> str:
    return bare_word(code).lower()
