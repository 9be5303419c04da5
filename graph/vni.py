"""Vietnamese letters in ASCII, by the VNI convention: a digit behind a letter stands for its mark.

"Sơn Hạ" is "so7n.ha5". Unlike dropping the marks this can be read back. Blanks are dots; other
characters, and digits that really follow a letter, are percent-encoded.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

_TONES = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
_SHAPES = {"\u0302": "6", "\u031b": "7", "\u0306": "8"}
_MARKS = {**_SHAPES, **_TONES}
_BY_DIGIT = {digit: mark for mark, digit in _MARKS.items()}
# An escape's own letters and digits ("%2f2008") are no coded letter.
_CODED = re.compile(r"%[0-9a-f]{2}|([a-z])([1-9]+)")


def to_vni(text: str) -> str:
    """Return `text` in lower case and ASCII."""
    written: list[str] = []
    for char in unicodedata.normalize("NFC", text).lower():
        after_letter = bool(written) and written[-1][0].isalpha()
        written.append(_coded(char, after_letter))
    return "".join(written)


def _coded(char: str, after_letter: bool) -> str:
    """Return one character in VNI; a digit behind a letter would be taken for a mark."""
    decomposed = unicodedata.normalize("NFD", char)
    base, marks = decomposed[0], decomposed[1:]
    if char == "đ":
        return "d9"
    if char.isspace():
        return "."
    if "a" <= base <= "z" and all(mark in _MARKS for mark in marks):
        # The letter's shape before its tone: "ế" composes again only in this order.
        return base + "".join(sorted((_MARKS[m] for m in marks), key=lambda d: (d < "6", d)))
    if char == "-" or (char.isdigit() and char.isascii() and not after_letter):
        return char
    return "".join(f"%{byte:02x}" for byte in char.encode())


def from_vni(text: str) -> str:
    """Return the text that `to_vni` wrote, in lower case."""

    def letter(match: re.Match[str]) -> str:
        if match[1] is None:
            return match[0]
        if match[0] == "d9":
            return "đ"
        return match[1] + "".join(_BY_DIGIT.get(digit, digit) for digit in match[2])

    spaced = _CODED.sub(letter, text.replace(".", " "))
    return unicodedata.normalize("NFC", unquote(spaced))
