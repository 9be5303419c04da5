"""Document numbers as people type them: what they look like, and their tidy form."""

from __future__ import annotations

import re
from functools import cache

from index.query.naming import type_pattern
from index.syllables import fold
from nlp.issuers.bodies import symbol_codes
from nlp.types import document_types

ORDINAL = r"\d{1,5}[a-z]?(?:\.\d{1,3})?"
YEAR = r"(?:19|20)\d\d"
_PART = r"[a-z][a-z0-9&]{0,15}"
END = r"(?![a-z0-9&])"
_NUMBER_WORD = r"(?:so|no|num|number|nr|nos)?\s*[.:°º#]*\s*"


# Behind a number these begin the place that issued it: "22/kh-ubnd tp hue".
_UNIT_WORDS = frozenset(("tp", "tx", "tt", "xa", "tinh", "huyen", "quan", "phuong"))


@cache
def symbols_typed() -> str:
    """Returns a pattern of the parts of symbols: "766 / QĐ - TTg" may be typed with blanks."""
    codes = {fold(code) for code in symbol_codes()} | {"ubnd", "hdnd", "tw", "ttg", "cp"}
    codes -= _UNIT_WORDS
    spelled = sorted((re.escape(c) for c in codes if len(c) > 1), key=len, reverse=True)
    return "|".join([r"(?:qh|ubtvqh)\d{1,2}", *spelled])


@cache
def number_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Returns the patterns of a number behind a type, behind a symbol, and of one alone."""
    codes = symbols_typed()
    types = "|".join(
        sorted({fold(s) for k in document_types() for s in k.symbols}, key=len, reverse=True)
    )
    tail = (
        rf"(?:[/-]{_PART}|\s*[/-]\s*(?:{types}|{codes}){END}|(?<=[a-z])\s+(?!tu\b)(?:{codes}){END})"
        r"{1,5}"
    )
    apart = rf"[\s.]+(?:(?:{types})(?:[\s/.-]+(?:{codes}){END}){{1,6}}|(?:qh|ubtvqh)\d{{1,2}}{END})"
    number = (
        rf"(?P<number>{ORDINAL}(?:(?:\s*/\s*{YEAR}|\s+{YEAR}(?=\s*[/-]|{apart}))?"
        rf"(?:{tail}|{apart}|(?:{types})[/-](?:{codes}){END})|\s*/\s*{YEAR})?){END}(?!/\d)"
    )
    kind = (
        rf"(?P<type>{type_pattern()})(?:\s+(?:phe duyet|ban hanh|ca biet|hanh chinh)(?=\s+so\s))?"
    )
    typed = rf"(?<![a-z0-9/-]){kind}[\s.:-]*{_NUMBER_WORD}{number}"
    first = (
        rf"(?<![a-z0-9/])(?P<symbol>(?:{types})(?:[-/](?:{codes})|\s(?!(?:{types})\b)(?:{codes})))[\s.:-]*{_NUMBER_WORD}"
        rf"(?P<number>{ORDINAL}(?:\s*/\s*{YEAR})?){END}"
    )
    bare = rf"(?<![\w/.-])(?P<marker>(?:so|no\.?|number|#)\s*:?\s*)?{number}"
    return re.compile(typed), re.compile(first), re.compile(bare)


def tidy(number: str) -> str:
    """Returns a number as typed, without blanks and with its own separators filled in."""
    text = re.sub(r"[\u2010-\u2014\u2212]", "-", number)
    text = re.sub(r"\s*([/-])\s*", r"\1", text.strip())
    text = re.sub(r"^(\d+)([^\W\d]{2,4}[/-])", r"\1/\2", text)
    pieces = text.split()
    if len(pieces) == 1:
        return text
    head, *tail = pieces
    # "766 qd ttg" and "61/2018 nd cp": blanks where the slash and the dash would be.
    while tail and tail[0].isdigit():
        head = f"{head}/{tail.pop(0)}"
    joined = "-".join(tail)
    if "/" in joined and "/" not in head:
        # "57 nq/tw": the Party's numbers have a dash there.
        return f"{head}-{joined}"
    if re.search(r"[/-][a-zđ]", head, re.IGNORECASE):
        return f"{head}-{joined}"
    return f"{head}/{joined}" if joined else head


def issuer_of_code(code: str) -> str | None:
    """Returns the one body that a folded symbol code stands for: "ttg"; null if it is many's."""
    entries = symbol_codes().get(code.upper(), ())
    return entries[0][0] if len(entries) == 1 and "{" not in entries[0][0] else None
