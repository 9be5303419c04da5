"""Document numbers as people type them: what they look like, and their tidy form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from graph.typed_numbers import is_party_code
from index.query.naming import type_forms, type_pattern
from index.syllables import fold
from nlp.issuers.bodies import department_symbols, symbol_codes
from nlp.types import document_types

ORDINAL = r"\d{1,6}[a-z]?(?:\.\d{1,3})?"
YEAR = r"(?:19|20)\d\d"
_SHORT_YEAR = r"|/\d\d(?![/-])"
_PART = r"[a-z][a-z0-9&]{0,15}"
END = r"(?![a-z0-9&])"
_CONSONANTS = "[bcdfghjklmnpqrstvwxz]{2,8}"
_SHORT_CODE = 2
_NUMBER_WORDS = "so|no|num|number|nr|nos"
_NUMBER_WORD = rf"(?:{_NUMBER_WORDS})?\s*[.:°º#]*\s*"
_LEADING_WORD = re.compile("(?<![a-z0-9/-])[a-z]+")
_SYMBOL = re.compile(r"(?<![a-z0-9/])([a-z]+)[-/\s]")


# Behind a number these begin the place that issued it: "22/kh-ubnd tp hue".
_UNIT_WORDS = frozenset(("tp", "tx", "tt", "xa", "tinh", "huyen", "quan", "phuong"))


@cache
def _codes() -> tuple[str, ...]:
    codes = {fold(code) for code in symbol_codes()} | {"ubnd", "hdnd", "tw", "ttg", "cp"}
    codes |= {fold(code) for code in department_symbols() if len(code) > _SHORT_CODE}
    codes -= _UNIT_WORDS
    return tuple(sorted((c for c in codes if len(c) > 1), key=len, reverse=True))


def is_code(word: str) -> bool:
    """Tells whether a folded word is the code of an issuer: "ttg", "btctw"."""
    return word in _codes()


@cache
def symbols_typed() -> str:
    """Returns a pattern of the parts of symbols: "766 / QĐ - TTg" may be typed with blanks."""
    return "|".join([r"(?:qh|ubtvqh)\d{1,2}", *map(re.escape, _codes())])


@cache
def _types() -> tuple[str, ...]:
    """Returns the symbols of types."""
    symbols = {fold(symbol) for kind in document_types() for symbol in kind.symbols}
    return tuple(sorted(symbols, key=len, reverse=True))


@cache
def _number(more: str = "") -> str:
    """Returns a pattern of numbers; `more` is what else may stand behind the running number."""
    codes, types = symbols_typed(), "|".join(_types())
    tail = (
        rf"(?:[/-]{_PART}|\s*[/-]\s*(?:{types}){END}"
        rf"|(?:\s*[/-]\s*|(?<=[a-z])\s+(?!tu\b))(?:{codes}){END}"
        rf"|\s*[/-]\s*{_CONSONANTS}{END}){{1,9}}"
    )
    apart = (
        rf"[\s.]+(?:(?:{types})[\s/.-]+(?:{codes}){END}(?:[\s/.-]+(?!tu\b)(?:{codes}){END}){{0,5}}"
        rf"|(?:qh|ubtvqh)\d{{1,2}}{END})"
    )
    dashed = rf"\s*-\s*{YEAR}(?=-[a-z]{{2}}|\s*-\s*(?:{types}){END})"
    return (
        rf"(?P<number>{ORDINAL}(?:(?:\s*/\s*{YEAR}|\s+{YEAR}(?=\s*[/-]|{apart})|{dashed})?"
        rf"(?:{tail}|{apart}|(?:{types})[/-]?(?:{codes}){END})|\s*/\s*{YEAR}{more})?){END}(?!/\d)"
    )


@cache
def _behind_type() -> re.Pattern[str]:
    kind = (
        rf"(?P<type>{type_pattern()})(?:\s+(?:phe duyet|ban hanh|ca biet|hanh chinh)(?=\s+so\s))?"
    )
    number = _number(_SHORT_YEAR)
    return re.compile(rf"(?<![a-z0-9/-]){kind}[\s.:-]*{_NUMBER_WORD}{number}")


@cache
def _behind_symbol() -> re.Pattern[str]:
    codes, types = symbols_typed(), "|".join(_types())
    return re.compile(
        rf"(?<![a-z0-9/])(?P<symbol>(?:{types})(?:[-/]|\s(?!(?:{types})(?![a-z])))(?:{codes}){END})[\s.:-]*{_NUMBER_WORD}"
        rf"(?<!\d)(?P<number>{ORDINAL}(?:\s*/\s*{YEAR})?){END}"
    )


@cache
def _alone() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/.-])(?P<marker>(?:so|no\.?|number|#)\s*:?\s*)?{_number()}")


def numbers_behind_symbols(plain: str) -> Iterator[re.Match[str]]:
    """Yields numbers behind a symbol in folded text ("NĐ-CP 45/2020"): `symbol`, `number`."""
    codes = (*_codes(), "qh", "ubtvqh")
    ends = (word.end() for word in _SYMBOL.finditer(plain) if word[1] in _types())
    # This pattern and those below take long to compile: one that cannot match is left alone.
    if any(plain.startswith(codes, end) for end in ends):
        yield from _behind_symbol().finditer(plain)


def numbers_behind_types(plain: str) -> Iterator[re.Match[str]]:
    """Yields numbers behind a type in folded text ("quyết định số 766"): `type`, `number`."""
    if not _beginnings_of_types().isdisjoint(_LEADING_WORD.findall(plain)):
        yield from _behind_type().finditer(plain)


def numbers_alone(plain: str) -> Iterator[re.Match[str]]:
    """Yields all numbers in folded text: `number`, and `marker` ("số") where there is one."""
    yield from _alone().finditer(plain)


@cache
def _beginnings_of_types() -> frozenset[str]:
    """Returns the first words of types, and types with the word for "number" glued to them."""
    forms = type_forms()
    glued = {form + word for form in forms for word in _NUMBER_WORDS.split("|")}
    return frozenset(form.partition(" ")[0] for form in forms) | glued


_YEAR_ALONE = re.compile(
    rf"(?:(?<![\w/.&-])|(?<=(?<![\w/])\d\d\d\d-)){YEAR}"
    rf"(?![\w&]|[/.]\w|\s*/|\s*-(?!\s*{YEAR}(?![\w/&-])))"
)
_MARKED = re.compile(rf"(?:(?<![a-z])(?:{_NUMBER_WORDS})|[.:°º#])\s*$")
_SYMBOL_BEHIND = re.compile(r"[\s.]+([a-z]+)")


def years_alone(plain: str) -> Iterator[re.Match[str]]:
    """Yields the years that can be no document's number: without "số" and without a symbol."""
    for year in _YEAR_ALONE.finditer(plain):
        behind = _SYMBOL_BEHIND.match(plain, year.end())
        symbol = behind is not None and (
            behind[1].startswith(("qh", "ubtvqh")) or behind[1].startswith(_types())
        )
        if not symbol and not _MARKED.search(plain, max(0, year.start() - 12), year.start()):
            yield year


_CODE_AND_MORE = re.compile(r"[/-]\s*([a-z&]+)((?:\s+[a-z0-9&]+)+)$")
_CODE_AGAIN = re.compile(r"(?<![a-z])([a-z]+)(\s+\1)$")
_JOINT = re.compile(r"lt(?![a-z])")


def end_of_number(plain: str) -> int:
    """Returns where a folded number ends: before the issuer in "12/qd-ubnd ubnd tinh nghe an".

    A joint document's symbol goes on with the other issuers ("23/2015/ttlt-bgddt bnv").
    """
    more = _CODE_AND_MORE.search(plain)
    again = _CODE_AGAIN.search(plain)
    if again is not None:
        return again.start(2)
    if more is None or more[1] not in _codes() or _JOINT.search(plain, 0, more.end(1)):
        return len(plain)
    return more.start(2)


def tidy(number: str) -> str:
    """Returns a number as typed, without blanks and with its own separators filled in."""
    text = re.sub(r"[\u2010-\u2014\u2212]", "-", number)
    text = re.sub(r"\s*([/-])\s*", r"\1", text.strip())
    text = re.sub(r"^(\d+(?:/(?:19|20)\d\d)?)([^\W\d]{2,4}[/-]|[^\W\d]{4,}$)", r"\1/\2", text)
    pieces = text.split()
    if len(pieces) == 1:
        return text
    head, *tail = pieces
    # "766 qd ttg" and "61/2018 nd cp": blanks where the slash and the dash would be.
    while tail and tail[0].isdigit():
        head = f"{head}/{tail.pop(0)}"
    if len(tail) > 1 and is_party_code(fold(tail[-1])) and "/" not in "".join(tail):
        # "40 ct tw" is 40-CT/TW.
        return f"{head}-{'-'.join(tail[:-1])}/{tail[-1]}"
    joined = "-".join(tail)
    if "/" in joined and "/" not in head:
        # "57 nq/tw": the Party's numbers have a dash there.
        return f"{head}-{joined}"
    if re.search(r"[/-][a-zđ]", head, re.IGNORECASE):
        return f"{head}-{joined}"
    return f"{head}/{joined}" if joined else head


def issuer_of_code(code: str) -> str | None:
    """Returns the one body that a folded symbol code stands for: "ttg"; null if it is many's."""
    return _bodies_of_codes().get(code)


@cache
def _bodies_of_codes() -> dict[str, str]:
    return {
        fold(code): entries[0][0]
        for code, entries in symbol_codes().items()
        if len(entries) == 1 and "{" not in entries[0][0]
    }
