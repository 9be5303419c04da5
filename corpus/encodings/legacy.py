"""TCVN3 and VNI: fonts that draw Vietnamese letters in the places of Western ones."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Literal

LegacyEncoding = Literal["tcvn3", "vni"]

DATA = Path(__file__).parent.parent / "data"

_LETTERS = re.compile(r"[^\W\d_]+")


def encoding_of_font(name: str | None) -> LegacyEncoding | None:
    """Tells the encoding that a font of this name draws; null for a Unicode font.

    The fonts of ABC are named ".Vn…" (".VnTime", ".VnTimeH"), those of VNI "VNI-…". A PDF may put
    a subset tag before the name ("ABCDEF+.VnTime").
    """
    if not name:
        return None
    bare = name.rpartition("+")[2].strip().lower()
    if bare.startswith((".vn", "vntime", "vnarial")):
        return "tcvn3"
    return "vni" if bare.startswith("vni-") else None


def convert(text: str, encoding: LegacyEncoding, *, font: str | None = None) -> str:
    """Converts text whose characters are the codes of a font encoding to Unicode (NFC).

    Args:
        text: the codes, read as Windows-1252 or Latin-1.
        encoding: which table to use.
        font: the font's name where it is known; a TCVN3 font whose name ends in "H" draws every
            letter as a capital.

    Without a font's name, TCVN3 letters take the case of the capitals around them, because the
    encoding has no capitals with tone marks.
    """
    if encoding == "vni":
        table = _vni()
        return _vni_pattern().sub(lambda match: table[match[0]], text)
    converted = text.translate(_tcvn3())
    if font is not None:
        return converted.upper() if font.strip().upper().endswith("H") else converted
    return "".join(_restore_capitals(a, b) for a, b in _lines(text, converted))


def _rows(name: str) -> list[tuple[str, str]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return [(code, letter) for code, letter in rows]


@cache
def _tcvn3() -> dict[int, str]:
    return {int(code, 16): letter for code, letter in _rows("tcvn3.tsv")}


@cache
def _vni() -> dict[str, str]:
    table = dict(_rows("vni.tsv"))
    # "Aù" and "aÙ": the base letter decides the case, whatever the mark's own.
    for code, letter in list(table.items()):
        if len(code) == 2:
            table.setdefault(code[0] + _swap(code[1]), letter)
    return table


def _swap(mark: str) -> str:
    return mark.lower() if mark.isupper() else mark.upper()


@cache
def _vni_pattern() -> re.Pattern[str]:
    codes = sorted(_vni(), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, codes)))


def _lines(before: str, after: str) -> list[tuple[str, str]]:
    # TCVN3 is one code a letter, so that both texts have the same line ends.
    pairs, start = [], 0
    for line in after.splitlines(keepends=True):
        pairs.append((before[start : start + len(line)], line))
        start += len(line)
    return pairs


def _restore_capitals(before: str, after: str) -> str:
    """Gives converted letters of one line the case that the words of the line show."""
    if before.isascii():
        return after
    spans = [match.span() for match in _LETTERS.finditer(after)]
    shown = [_shown_case(before[a:b]) for a, b in spans]
    # Symbols ("15/KH-UBND") are capitals in any line and show nothing about the words beside them.
    evidence = [
        None if _in_symbol(before, *span) else case for span, case in zip(spans, shown, strict=True)
    ]
    pieces, last = [], 0
    for i, (a, b) in enumerate(spans):
        upper = shown[i]
        if upper is None:
            upper = not before[a:b].isascii() and _neighbours_upper(evidence, i)
        pieces += [after[last:a], after[a:b].upper() if upper else after[a:b]]
        last = b
    return "".join(pieces) + after[last:]


def _in_symbol(line: str, start: int, end: int) -> bool:
    beside = line[max(start - 1, 0) : start] + line[end : end + 1]
    return any(c in "-/" or c.isdigit() for c in beside)


def _shown_case(codes: str) -> bool | None:
    """Upper (true) or lower (false) case as the ASCII letters of a word show it; null if not."""
    letters = [c for c in codes if c.isascii() and c.isalpha()]
    if any(c.islower() for c in letters):
        return False
    return True if len(letters) >= 2 else None


def _neighbours_upper(evidence: list[bool | None], i: int) -> bool:
    left = next((case for case in reversed(evidence[:i]) if case is not None), None)
    right = next((case for case in evidence[i + 1 :] if case is not None), None)
    around = [case for case in (left, right) if case is not None]
    return bool(around) and all(around)
