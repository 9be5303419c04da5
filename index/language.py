"""Which of two languages a question is written in.

Each word speaks for one of them or for neither. Numbers and symbols of documents ("766/QĐ-TTg")
speak for neither, nor do names: an English question names Vietnamese places, laws and types with
their capitals and marks.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final

from index.query.spelling import spelled
from index.query.telex import SYLLABLE
from index.query.vocabulary import glued_phrases
from index.query.wording import MAX_LENGTH, read_rows, syllables
from index.syllables import fold

_TOKEN: Final = re.compile(r"[^\s,;:.?!()\[\]“”\"…]+")
_SYMBOL: Final = re.compile(r"[0-9/_#@]")
_PART: Final = re.compile(r"[^\W\d_]+")
_VOWEL: Final = re.compile("[aeiouy]")


@lru_cache(maxsize=64)
def is_english(text: str) -> bool:
    """Tells whether a question is English rather than Vietnamese, with diacritics or without.

    What tells neither (a bare number, a name) is Vietnamese, as the library is.
    """
    text = spelled(unicodedata.normalize("NFC", text[:MAX_LENGTH]))
    shouted = text.isupper()
    english = vietnamese = 0
    for token in _TOKEN.findall(text.lower() if shouted else text):
        if _SYMBOL.search(token):
            continue
        for word in _PART.findall(token):
            told = _told(word)
            english += max(0, told)
            vietnamese += max(0, -told)
    return english > vietnamese


def _told(word: str) -> int:
    """Returns how much a word speaks for English, below 0 where it speaks for Vietnamese."""
    if word.isupper():
        return 0
    folded = fold(word)
    if word.isascii():
        if folded in _weights():
            return _weights()[folded]
        if folded in glued_phrases():
            return -1
        if not _VOWEL.search(folded):
            return 0
        if SYLLABLE.fullmatch(folded) is None and folded not in syllables():
            return 1
    # Names stand in both languages alike.
    return 0 if word[:1].isupper() else -1


@cache
def _weights() -> dict[str, int]:
    return {row["word"]: int(row["english"]) for row in read_rows("language_words.tsv")}
