"""Words of a text in a form that can be compared: case, composition and tone placement aside.

"Uỷ ban", "ỦY BAN" and "Ủy ban" in NFD give the same words. A word keeps where it stands and what
separates it from the word before, so that a phrase can be matched over line breaks, doubled
spaces and Markdown asterisks without copying the text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

# Unicode blocks "Combining Diacritical Marks"; asterisks may stand inside a word of a page that
# was turned into Markdown ("Thành ph**ố").
_WORD = re.compile(r"[^\W_](?:\*{0,2}[^\W_]|[\u0300-\u036f])*")

# What may stand between two words of one name, from nothing but blanks up to one mark.
_BLANK = frozenset(" \t\r\n\v\f\u00a0\u202f\u2009\u3000\u200b\ufeff*_|")
_SOFT = frozenset(",-\u2010\u2011\u2012\u2013\u2014&")

# The old and the new placement of the tone in oa, oe, uy ("hoà" and "hòa", "uỷ" and "ủy").
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_OLD_PLACEMENT = re.compile(rf"(o)([ae])([{_TONES}])(?![a-z])|(?<!q)(u)(y)([{_TONES}])(?![a-z])")
_LETTERS = str.maketrans({"ð": "đ", "ɖ": "đ"})


@lru_cache(maxsize=16384)
def fold_word(word: str) -> str:
    """Return `word` in lower case, composed, with the tone where the school books set it.

    "UỶ" → "ủy", "hoà" → "hòa", "ph**ố" → "phố".
    """
    if "*" in word:
        word = word.replace("*", "")
    text = unicodedata.normalize("NFD", word.lower().translate(_LETTERS))
    if text.isascii():
        return text
    text = _OLD_PLACEMENT.sub(
        lambda m: m[1] + m[3] + m[2] if m[1] else m[4] + m[6] + m[5],
        text,
    )
    return unicodedata.normalize("NFC", text)


@lru_cache(maxsize=16384)
def bare_word(word: str) -> str:
    """Return `word` folded and without diacritics: "Đồng" → "dong"."""
    text = unicodedata.normalize("NFD", fold_word(word)).replace("đ", "d")
    return text if text.isascii() else "".join(c for c in text if not unicodedata.combining(c))


def fold_phrase(text: str) -> str:
    """Return the folded words of `text`, joined by single spaces; marks between them go."""
    return " ".join(fold_word(w) for w in _WORD.findall(text.replace("&", " và ")))


def bare_phrase(text: str) -> str:
    """Return the words of `text` folded, without diacritics, joined by single spaces."""
    return " ".join(bare_word(w) for w in _WORD.findall(text.replace("&", " và ")))


class Word(NamedTuple):
    r"""One word of a text.

    Attributes:
        start, end: where it stands.
        raw: the characters that stand there.
        folded: `fold_word` of them.
        gap: what separates it from the word before: " " (blanks, asterisks, table marks), "\n"
            (the same with a line break), "," or "-" or "&" (one such mark), "." (anything else).
    """

    start: int
    end: int
    raw: str
    folded: str
    gap: str


def _gap_kind(text: str, start: int, end: int) -> str:
    between = text[start:end]
    if between == " ":
        return " "
    kind = " "
    for char in between:
        if char in _BLANK:
            if char in "\r\n" and kind == " ":
                kind = "\n"
        elif char in _SOFT and kind in " \n":
            kind = char if char in ",&" else "-"
        else:
            return "."
    return kind if between else "."


def words_at(text: str, pos: int, *, limit: int = 24, reach: int = 320) -> list[Word]:
    """Return at most `limit` words of `text` from `pos` on, within `reach` characters."""
    found: list[Word] = []
    last = pos
    for match in _WORD.finditer(text, pos, min(len(text), pos + reach)):
        start, end = match.span()
        gap = _gap_kind(text, last, start) if found else " "
        raw = match[0]
        found.append(Word(start, end, raw, fold_word(raw), gap))
        if len(found) == limit:
            break
        last = end
    return found
