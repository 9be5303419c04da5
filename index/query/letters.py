"""Letters of a typed text one by one: composed, in lower case, without diacritics.

Every table maps one letter to one, so that places in the text stay what they are.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Final

_DASHES = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
_QUOTES = dict.fromkeys("“”„«»‘’\"'`", " ")
_LETTERS = {"đ": "d", "ð": "d", "ɖ": "d"}
_CONTROLS = dict.fromkeys((*range(32), 127), " ")


class _Table(dict[int, str]):
    """What a letter becomes, by its code point, for `str.translate`; worked out once each."""

    def __init__(self, read: Callable[[str], str]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, code: int) -> str:
        letter = self[code] = self._read(chr(code))
        return letter


def _fold_letter(letter: str) -> str:
    if letter.isascii():
        return " " if letter in "\"'`" or ord(letter) < 32 else letter.lower()
    lower = letter.lower()[:1]
    for table in (_DASHES, _QUOTES, _LETTERS):
        if lower in table:
            return table[lower]
    if lower.isspace() or not lower.isprintable():
        return " "
    return unicodedata.normalize("NFD", lower)[0]


def _usual(letter: str) -> str:
    if letter.isascii():
        return letter
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    # Marks of direction and joints of no width come along when text is copied from a page.
    return "" if unicodedata.category(letter) == "Cf" else letter


_FOLDED: Final = _Table(_fold_letter)
_LOWER: Final = _Table(lambda letter: letter.lower()[:1])
_USUAL: Final = _Table(_usual)


def composed(typed: str) -> str:
    """Returns a text in NFKC, letters and digits of other shapes or scripts as the usual ones."""
    text = unicodedata.normalize("NFKC", typed).translate(_CONTROLS)
    return text if text.isascii() else text.translate(_USUAL)


def folded(text: str) -> str:
    """Returns a composed text in lower case without diacritics, quotes as blanks; as long."""
    return text.translate(_FOLDED)


def lowered(text: str) -> str:
    """Returns a text in lower case, as long as it was."""
    return text.translate(_LOWER)
