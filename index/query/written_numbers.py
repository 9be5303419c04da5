"""Numbers as documents bear them: "61/2018/NĐ-CP" where "61-2018-NĐ-CP" or "61/18" was typed."""

from __future__ import annotations

import re
from typing import Final

from index.query.numbers import ORDINAL, YEAR, is_code
from index.query.party import is_party_code
from index.syllables import fold
from nlp.types import document_types

_PARTS: Final = re.compile(
    rf"(?P<serial>{ORDINAL})(?:[/ -](?P<year>{YEAR})(?!\w)|/(?P<short>\d\d)$)?[/ -]?(?P<symbol>.*)",
    re.IGNORECASE,
)
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
    codes = re.split("[/-]", symbol)
    if year is None and len(codes) == 2 and is_party_code(fold(codes[1])):
        return f"{serial}-{codes[0]}/{codes[1]}"
    if year is None and not match["symbol"].startswith(symbol):
        return f"{serial}/{symbol}"
    return "/".join(filter(None, (serial, str(year), symbol))) if year else number


def _parted(symbol: str) -> str:
    """Returns a symbol with the dash that was left out between type and body: "NĐCP"."""
    folded = fold(symbol)
    for kind in document_types():
        for own in map(fold, kind.symbols):
            if folded.startswith(own) and is_code(folded[len(own) :]):
                return f"{symbol[: len(own)]}-{symbol[len(own) :]}"
    return symbol
