"""Tells small words from others that are written like them without diacritics.

"Đầu năm 2022" is a time and "giá dầu năm 2022" is none: where a word is typed with its marks they
decide, where it is not, the word beside it does.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from index.query.wording import Wording, alternatives, read_rows
from index.syllables import fold

BLOT = "\x02"
"""Stands in a folded text for the letters of what is another word."""

_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))


def without_homographs(wording: Wording, *, marked: bool = True) -> str:
    """Returns the folded text with `BLOT` for the letters of words that only look like small ones.

    Claims stay; the small words are those of `query_homographs.tsv`. Without `marked` only words
    within its phrases are blotted out, not those that other marks tell.
    """
    plain = wording.plain
    for start, end in _others(wording.lower, wording.folded, marked=marked):
        plain = plain[:start] + re.sub("[a-z]", BLOT, plain[start:end]) + plain[end:]
    return plain


@lru_cache(maxsize=64)
def _others(lower: str, folded: str, *, marked: bool) -> tuple[tuple[int, int], ...]:
    """Returns where such words stand; the parts of the grammar ask it again and again."""
    return tuple(
        match.span()
        for match in _words().finditer(folded)
        if (marked and _is_other(lower[match.start() : match.end()], match[0]))
        or _is_apart(lower, folded, *match.span())
    )


def _is_other(typed: str, folded: str) -> bool:
    """Tells whether the marks of a word are none of the small word's.

    Tones alone may be left out ("vê"), as where the keys of tones were never pressed.
    """
    if typed.replace("đ", "d") == folded:
        return False
    meant = _meant()[folded]
    return typed not in (meant, _toneless(meant))


def _toneless(word: str) -> str:
    letters = unicodedata.normalize("NFD", word).translate(_TONES)
    return unicodedata.normalize("NFC", letters)


def _is_apart(lower: str, folded: str, start: int, end: int) -> bool:
    """Tells whether a word is part of one of the phrases of the table."""
    apart = False
    for phrase in _phrases()[folded[start:end]]:
        first = start - phrase.place
        last = first + len(phrase.plain)
        if folded[max(first, 0) : last] != phrase.plain:
            continue
        around = folded[max(first - 1, 0) : first] + folded[last : last + 1]
        typed = lower[first:last].replace("đ", "d")
        if typed in (phrase.typed, phrase.plain) and not re.search("[a-z]", around):
            if phrase.itself:
                return False
            apart = True
    return apart


class _Phrase(NamedTuple):
    """A phrase around a small word.

    `place` is where the word stands in it, `plain` the phrase without its marks, `typed` with them
    but for "đ"; `itself` tells that the word is the small word there.
    """

    place: int
    plain: str
    typed: str
    itself: bool


@cache
def _meant() -> dict[str, str]:
    return {fold(row["word"]): row["word"] for row in read_rows("query_homographs.tsv")}


@cache
def _phrases() -> dict[str, list[_Phrase]]:
    """Returns folded small word → the phrases around it."""
    found: dict[str, list[_Phrase]] = {}
    for row in read_rows("query_homographs.tsv"):
        word = fold(row["word"])
        phrases = found.setdefault(word, [])
        for listed in filter(None, row["apart"].split(";")):
            phrase = listed.removeprefix("!")
            plain = fold(phrase)
            place = f" {plain} ".index(f" {word} ")
            phrases.append(_Phrase(place, plain, phrase.replace("đ", "d"), listed != phrase))
    return found


@cache
def _words() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z])(?:{alternatives(_meant())})(?![a-z])")
