"""Whether a word can be a Vietnamese syllable: onset, rhyme and tone that go together."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

RHYMES = Path(__file__).parent.parent / "data" / "rhymes.txt"

_ONSETS = (
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr",
    "b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
)  # fmt: skip
_TONES = "\u0300\u0301\u0303\u0309\u0323"
# A tone stands on a vowel, which may carry a circumflex, a breve or a horn below it.
_MISPLACED_TONE = re.compile(f"(?<![aeiouy\u0302\u0306\u031b])[{_TONES}]")
_STOPS = ("p", "t", "c", "ch")
# A syllable that ends in a stop carries only the tones sắc and nặng.
_STOP_TONES = "\u0301\u0323"
_LONGEST = 7  # "nghiêng"

# Letters and the signs that stand for letters in 8-bit font encodings, as one run.
_WORD = re.compile(r"[A-Za-z\u00a1-\u024f\u0300-\u036f\u1e00-\u1eff]+")


@cache
def _rhymes() -> frozenset[str]:
    lines = RHYMES.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Tells whether `word` (any case, any composition) is spelt like a Vietnamese syllable."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = [mark for mark in decomposed if mark in _TONES]
    bare = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in _TONES))
    if _MISPLACED_TONE.search(decomposed) or len(tones) > 1 or not bare or len(bare) > _LONGEST:
        return False
    if tones and bare.endswith(_STOPS) and tones[0] not in _STOP_TONES:
        return False
    return any(bare.startswith(onset) and bare[len(onset) :] in _rhymes() for onset in _ONSETS) or (
        bare == "gi"
    )


def plausibility(text: str) -> tuple[int, int]:
    """Counts the words of `text` that hold letters outside ASCII.

    Returns:
        How many of them are Vietnamese syllables, and how many there are.
    """
    valid = total = 0
    for word in _WORD.findall(unicodedata.normalize("NFC", text)):
        if not word.isascii():
            total += 1
            valid += is_syllable(word)
    return valid, total
