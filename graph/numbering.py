"""Document numbers: taken apart, compared, completed.

"05/NQ-CP", "5/NQ – CP" and "5/NQ-CP" are one number; so are "QD-TTg" and "QĐ-TTg". Numbers
restart each year for each issuer, and numbers under ten are padded
(NĐ 30/2020/NĐ-CP, Điều 15 and Phụ lục I).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from nlp.issuers.bodies import department_symbols, symbol_spellings
from nlp.syllables import bare_word
from nlp.types import document_types, type_of_symbol

_DASHES = re.compile(r"\s*[-\u2010-\u2015\u2212\u00ad]\s*")
# Marks that belong to no letter: a slip of the keyboard behind a digit.
_STRAY_MARKS = re.compile("[\u0300-\u036f]")
_LETTERS = str.maketrans(
    {"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "\u00a0": " ", "\u2044": "/", "\u2215": "/"}
)
_YEAR = re.compile(r"(?:19|20)\d\d$")
_SERIAL = re.compile(r"0*(\d+(?:[.,]\d+)?)([A-Za-zĐđ]{0,2})$")
_TERM = re.compile(r"(QH|UBTVQH)0*(\d{1,2})$")

# A number longer than this is no number; keeps hostile input out of the tables' caches.
LONGEST_NUMBER = 120


@dataclass(frozen=True, slots=True)
class NumberParts:
    """A number taken apart.

    Attributes:
        serial: the running number, without leading zeros ("30", "30a", "66.7"); empty for blanks.
        year: the year that the number itself holds.
        symbol: what follows, in canonical spelling ("KH-UBND", "QH15"); empty where it lacks.
        party: written n-TYPE/ORG, as the Party does.
    """

    serial: str
    year: int | None
    symbol: str
    party: bool = False

    @property
    def text(self) -> str:
        """The number in canonical spelling."""
        if self.party:
            return f"{self.serial}-{self.symbol}"
        return "/".join(filter(None, (self.serial, str(self.year or ""), self.symbol)))


def normalise_number(number: str) -> str:
    """Return a number in the spelling in which numbers are compared.

    Spaces, dashes, leading zeros, the variants of Đ, lost diacritics and case of known codes
    ("ND-CP", "QĐ-TTG"), and "&" go; letters and decimals in the running number stay.
    """
    return split_number(number).text


@lru_cache(maxsize=65536)
def split_number(number: str) -> NumberParts:
    """Take a number apart; never raises, what cannot be read stays in `symbol` or `serial`."""
    text = unicodedata.normalize("NFC", number[:LONGEST_NUMBER]).translate(_LETTERS)
    text = _STRAY_MARKS.sub("", text)
    text = _DASHES.sub("-", re.sub(r"[\s&]+", "", text)).strip("-/.,;:")
    head, _, rest = text.partition("/")
    if "-" in head and re.match(r"\d", head):
        serial, _, kind = head.partition("-")
        return NumberParts(_serial(serial), None, _symbol(f"{kind}/{rest}" if rest else kind), True)
    if not re.match(r"\d", head):
        return NumberParts("", None, _symbol(text))
    first, slash, later = rest.partition("/")
    year = None
    if _YEAR.match(first):
        year, rest = int(first), later
    elif re.match(r"(?:19|20)\d\d-", first) and not slash:
        year, rest = int(first[:4]), first[5:]  # "61/2018-NĐ-CP"
    return NumberParts(_serial(head), year, _symbol(rest))


def _serial(text: str) -> str:
    match = _SERIAL.match(text)
    if match is None:
        return text.lower()
    return match[1].replace(",", ".") + match[2].lower()


def _symbol(text: str) -> str:
    parts = text.strip("/-").split("/")
    return "/".join("-".join(_codes(part, i == 0)) for i, part in enumerate(parts) if part)


def _codes(text: str, first: bool) -> list[str]:
    codes = [code for code in text.split("-") if code]
    return [_code(code, first and i == 0 and len(codes) > 1) for i, code in enumerate(codes)]


def _code(code: str, is_type: bool) -> str:
    """Return one code of a symbol in canonical spelling."""
    term = _TERM.match(code.upper())
    if term:
        return term[1] + term[2]
    plain = code
    if is_type:
        kind = type_of_symbol(plain) or type_of_symbol(plain.upper())
        if kind is not None:
            return next((s for s in kind.symbols if _alike(s, plain)), kind.symbols[0])
    spelling = _spellings().get(plain.upper()) or _spellings().get(bare_word(plain).upper())
    return spelling or plain.upper()


def _alike(first: str, second: str) -> bool:
    return bare_word(first) == bare_word(second)


@lru_cache(maxsize=1)
def _spellings() -> dict[str, str]:
    """Return upper-cased code, with and without diacritics → canonical spelling."""
    found: dict[str, str] = {}
    symbols = [s for kind in document_types() for s in kind.symbols]
    codes = [*symbol_spellings(), *department_symbols(), *symbols]
    for code in codes:
        found.setdefault(code.replace("&", "").upper(), code.replace("&", ""))
    for code in codes:
        found.setdefault(bare_word(code.replace("&", "")).upper(), code.replace("&", ""))
    return found
