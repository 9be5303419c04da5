"""The grammar of document numbers: "468/QĐ-TTg", "61/2018/NĐ-CP", "37-QĐ/TW", "72/2025/QH15".

Nghị định 30/2020/NĐ-CP, Phụ lục I (number, then symbol of type and issuer); Luật 64/2025/QH15
for numbers with a year; Hướng dẫn 36-HD/VPTW for the party's hyphen. All patterns run on the
folded, cased text (`nlp.fold`), so `Đ` is `D` there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from nlp.fold import LOOKALIKES, FoldedText
from nlp.issuers.bodies import symbol_spellings
from nlp.types import DocumentType, type_of_symbol

# Digits, with the two confusions of OCR: O for 0, l or I for 1; "66.7" and "30a" are numbers too.
# An OCR letter may lead only where a digit follows: "O5/2020" but not "l/100".
DIGITS = r"(?:\d[\dOolI]{0,5}|[OolI]\d[\dOolI]{0,4})(?:\.\d{1,2})?[a-dg-k]?"
YEAR = r"(?:19|2[0oO])[\dOolI]{2}"
# Upper case, with the few lower-case letters that symbols hold: TTg, TTr, CTr, QĐi, ThU.
_SEGMENT = r"[A-Z0-9](?:[A-Z0-9&]|[a-z]{1,2}(?=[A-Z0-9])|[a-z]{1,2}(?![a-z]))*"
_HEAD = r"[A-Z](?:[A-Z0-9&]|[a-z]{1,2}(?=[A-Z0-9])|[a-z]{1,2}(?![a-z]))*"
# What a symbol opens with where the slash or the hyphen before it was lost: a type.
_TYPE_CODES = r"(?:TTLT|TTR|TTr|TT|QD|ND|NQ|CT|KH|TB|BC|CV|HD|CD|CTr)"
_LOWER = (
    r"(?:qd|nd|nq|tt|ttlt|ct|kh|tb|bc|ttr|ctr|hd|kl|cd)\s?-\s?"
    r"(?:ttg|cp|ubnd|hdnd|b[a-z]{1,8}|[A-Z]{2,8})"
)
# Between pages the gazette's own line stands: "131/2021/NĐ-⏎CÔNG BÁO/Số …".
_PARTS = rf"{_HEAD}(?:\s{{0,2}}[-/.]\s{{0,3}}(?!CONG\s+BAO\b){_SEGMENT}){{0,5}}"
# A line break inside the last letters: "QĐ-T⏎Tg", "NĐ-C⏎P".
_SPLIT = r"(?:(?:QD|CT|CD)\s?-\s?T\s{0,2}Tg(?!\s?-)|(?:ND|NQ)\s?-\s?C\s{1,2}P(?![A-Za-z]))"
SYMBOL = rf"(?:{_SPLIT}|{_PARTS}|{_LOWER})(?=[^a-z]|$|ngay|cua|ve |va )"
SO = r"(?:[Ss][oO06]\s*[:.;]?\s*['\"]?)"

NUMBER = re.compile(
    rf"(?P<n>{DIGITS})(?:"
    rf"(?:\s{{0,4}}/\s{{0,3}}(?:(?P<y>{YEAR})(?:\s{{0,2}}/\s{{0,3}}|\s?(?={_TYPE_CODES}\s?-))"
    rf"|(?P<cut>\d{{1,3}})\s{{0,2}}/\s{{0,3}})?|(?={_TYPE_CODES}\s?[-/]\s?[A-Z]))"
    rf"(?P<sym>{SYMBOL})"
    rf"(?P<paren>\s?\([A-Z]{{2,8}}\))?"
    rf"|\s{{0,2}}-\s{{0,2}}(?P<psym>[A-Z][A-Za-z]{{0,5}})\s{{0,2}}/\s{{0,2}}"
    rf"(?P<org>[A-Z][A-Za-z]{{0,9}}(?:-[A-Z][A-Za-z]{{1,7}})?)"
    rf")"
)
# Before 1998 a hyphen stood between number and issuer ("73-CP"). Only behind a type word.
OLD_NUMBER = re.compile(rf"(?P<n>{DIGITS})\s?-\s?(?P<sym>[A-Z]{{2,6}}g?)(?![\w/-])")
# "NĐ-CP 45/2020", "QĐ-TTg 468": the symbol first.
SYMBOL_FIRST = re.compile(
    rf"(?P<sym>[A-Z]{{2,4}}r?\s?-\s?[A-Z][A-Za-z]{{1,8}})\s+{SO}?"
    rf"(?P<n>{DIGITS})(?:\s?/\s?(?P<y>{YEAR}))?(?![\w/.-]*\d)"
)
# "61/2018" without a symbol, "61" without a year.
SHORT = re.compile(rf"(?P<n>{DIGITS})(?:\s?/\s?(?P<y>{YEAR}))?(?![\w%/])(?!\s?[-–]\s?\d)(?![.,]\d)")

_JOINT_CODES = ("TTLT", "NQLT", "HDLT", "HDLN", "KHLT", "CTPH", "QCPH")
_JOINT = re.compile(r"[-/.]")
_SPACES = re.compile(r"\s+")
_OCR_DIGITS = str.maketrans("OolI", "0011")
_DASHES = str.maketrans("‐‑‒–—−\u2043", "-------")
_ACCENTED_IN_SYMBOLS = frozenset("ĐđÐðƉɖ₫ƯưÔô")
_VARIANTS = str.maketrans(LOOKALIKES | dict.fromkeys("ÐðƉɖ₫", "Đ"))


@dataclass(frozen=True, slots=True)
class Number:
    """A number found in the text.

    Attributes:
        start, end: where it stands in the folded text.
        written: as written, without spaces, digits freed of OCR confusions.
        year: the year that it holds, or None.
        symbol: what follows the number (and year): "QĐ-TTg"; None in a short form.
        code: the first part of the symbol, which names the type ("QĐ"); None in a short form.
        kind: the type that the symbol names, or None (công văn, Quốc hội).
        party: the party's form, with a hyphen ("37-QĐ/TW").
        broken: what should be its year is none ("22/201/QĐ-UBND").
    """

    start: int
    end: int
    written: str
    year: int | None
    symbol: str | None
    code: str | None
    kind: DocumentType | None
    party: bool = False
    broken: bool = False


def clean_symbol(surface: str) -> str:
    """A symbol as written, without spaces, with plain hyphens and a real `Đ`."""
    return _SPACES.sub("", surface.translate(_DASHES).translate(_VARIANTS)).replace("*", "")


_GLUED = re.compile(r"(TTLT|TTr|TT|QĐ|QD|NĐ|ND|NQ|CTr|CT|KH|TB|BC)([A-ZĐ][A-Za-zĐ&]{1,})")


@lru_cache(maxsize=4096)
def restore_hyphen(symbol: str) -> str:
    """Put the hyphen back between a type and an issuer: "TTBKHĐT", "QĐ/UBND".

    Only where the whole is no issuer's code itself: "TTCP" is the Government Inspectorate.
    """
    first, slash, rest = symbol.partition("/")
    if slash and type_of_symbol(first) is not None and rest in symbol_spellings():
        return f"{first}-{rest}"
    glued = _GLUED.fullmatch(symbol.partition("-")[0])
    if glued is None or symbol.partition("-")[0] in symbol_spellings():
        return symbol
    return f"{glued[1]}-{symbol[glued.end(1) :]}" if glued[2] in symbol_spellings() else symbol


def match_number(folded: FoldedText, match: re.Match[str]) -> Number | None:
    """Make a `Number` of a match of `NUMBER`; None where its symbol is an ordinary word."""
    digits = match["n"].translate(_OCR_DIGITS)
    if match["psym"] is not None:
        return _party_number(folded, match, digits)
    start, end = match.span("sym")
    end = _trim_symbol(folded, start, end)
    if end <= start:
        return None
    surface = clean_symbol(folded.surface(start, end))
    year = int(match["y"].translate(_OCR_DIGITS)) if match["y"] else None
    surface = restore_hyphen(surface)
    code = _JOINT.split(surface, 1)[0]
    middle = f"/{year or match['cut']}" if year or match["cut"] else ""
    if match["paren"] and "-" not in surface and end == match.end("sym"):
        surface += _SPACES.sub("", match["paren"])
        end = match.end("paren")
    written = f"{digits}{middle}/{surface}"
    return Number(
        match.start(), end, written, year, surface, code, type_of_symbol(code),
        broken=match["cut"] is not None,
    )  # fmt: skip


def _party_number(folded: FoldedText, match: re.Match[str], digits: str) -> Number | None:
    code = clean_symbol(folded.surface(*match.span("psym")))
    kind = type_of_symbol(code)
    org = clean_symbol(folded.surface(*match.span("org")))
    if kind is None and not org.isupper():
        return None
    return Number(
        match.start(), match.end("org"), f"{digits}-{code}/{org}", None, f"{code}/{org}", code,
        kind, party=True,
    )  # fmt: skip


def _trim_symbol(folded: FoldedText, start: int, end: int) -> int:
    """Cut a symbol before the first part that is an ordinary word ("- Ủy ban", ". Căn")."""
    cased = folded.cased[start:end]
    if folded.origin is None:
        return start + _kept_length(cased, folded.text[start:end])
    return start + _length(cased, lambda a, b: folded.surface(start + a, start + b))


@lru_cache(maxsize=4096)
def _kept_length(cased: str, written: str) -> int:
    """`_length` where each character of the folded copy is one of the text; symbols recur."""
    return _length(cased, lambda start, end: written[start:end])


_PART = re.compile(r"(\s*[-/.]\s*)?([A-Za-z0-9&]+)")


def _length(cased: str, written: Callable[[int, int], str]) -> int:
    """How much of a match is a symbol; `written` gives the text's own letters of a span of it."""
    position = 0
    for part in _PART.finditer(cased):
        joint, word = part[1] or "", part[2]
        if part.start() and not _joins(cased[: part.start()], joint, word):
            break
        original = written(*part.span(2)).translate(_VARIANTS)
        if any(ord(ch) > 0x7F and ch not in _ACCENTED_IN_SYMBOLS for ch in original):
            break
        if "ô" in original.lower() and not original.isupper():
            break
        position = part.end()
    return position


def _joins(before: str, joint: str, word: str) -> bool:
    """Whether `word` goes on with the symbol `before` it."""
    if "." in joint:
        return joint == "." and word.isupper() and len(word) > 1
    if "\n" in joint or joint.strip() != joint:
        # "NĐ - CP", a line break behind the hyphen, the bodies of a joint document; but not the
        # dash of "12/QĐ-UBND - UBND tỉnh".
        if "-" not in before:
            return not word.isdigit()
        loose = re.search(r"-\s|\s-", before) is not None or before.startswith(_JOINT_CODES)
        return loose and word.isupper() and 1 < len(word) < 9
    return not word.isdigit() or len(word) < 3


def old_number(folded: FoldedText, match: re.Match[str]) -> Number:
    """Make a `Number` of a match of `OLD_NUMBER`."""
    symbol = clean_symbol(folded.surface(*match.span("sym")))
    digits = match["n"].translate(_OCR_DIGITS)
    return Number(match.start(), match.end(), f"{digits}-{symbol}", None, symbol, None, None)


def short_number(match: re.Match[str]) -> Number:
    """Make a `Number` of a match of `SHORT`."""
    digits = match["n"].translate(_OCR_DIGITS)
    year = int(match["y"].translate(_OCR_DIGITS)) if match["y"] else None
    written = f"{digits}/{year}" if year else digits
    return Number(match.start(), match.end(), written, year, None, None, None)


def symbol_first_number(folded: FoldedText, match: re.Match[str]) -> Number | None:
    """Make a `Number` of a match of `SYMBOL_FIRST`, put in the usual order."""
    surface = clean_symbol(folded.surface(*match.span("sym")))
    code = surface.split("-", 1)[0]
    kind = type_of_symbol(code)
    if kind is None:
        return None
    digits = match["n"].translate(_OCR_DIGITS)
    year = int(match["y"].translate(_OCR_DIGITS)) if match["y"] else None
    middle = f"/{year}" if year else ""
    return Number(
        match.start(), match.end(), f"{digits}{middle}/{surface}", year, surface, code, kind
    )
