"""Folded copies of a text: plain ASCII of the same length, with a map back where it is shorter.

All matching runs on the folded text, so lost diacritics, `D`/`Đ`/`Ð`, dashes, unusual spaces,
NFD and Markdown asterisks need no rules of their own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

_DROPPED = 0
_OTHER = 0x7F
_SUPERSCRIPT = ord("^")
_RANGES = ((0x00, 0x250), (0x1E00, 0x1F00), (0x2000, 0x2070), (0xFF00, 0xFF5F))
_SINGLE = {
    "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "Ɖ": "D", "ɖ": "d", "₫": "d",
    "*": " ", "\r": " ", "\f": "\n", "\v": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n",
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-", "\u2043": "-",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "⁄": "/",
    "\u3000": " ", "\u202f": " ", "…": ".",
}  # fmt: skip
# Cyrillic letters that look like Latin ones: typed by mistake in "NĐ-СР".
LOOKALIKES = dict(zip("АВЕКМНОРСТХІЅЈаеорсухіѕј", "ABEKMHOPCTXISJaeopcyxisj", strict=True))
_DROP = "\u00ad\u200b\u200c\u200d\u2060\ufeff\\"
_SUPERSCRIPTS = "¹²³⁰ⁱ⁴⁵⁶⁷⁸⁹"


def _build_table() -> npt.NDArray[np.uint8]:
    table = np.full(0x10000, _OTHER, dtype=np.uint8)
    table[:0x80] = np.arange(0x80)
    for first, end in _RANGES:
        for code in range(max(first, 0x80), end):
            base = unicodedata.normalize("NFKD", chr(code))
            if base and ord(base[0]) < 0x80:
                table[code] = ord(base[0])
    for char, plain in _SINGLE.items():
        table[ord(char)] = ord(plain)
    for char, plain in LOOKALIKES.items():
        table[ord(char)] = ord(plain)
    for char in _SUPERSCRIPTS:
        table[ord(char)] = _SUPERSCRIPT
    for char in _DROP:
        table[ord(char)] = _DROPPED
    table[0x300:0x370] = _DROPPED  # combining diacritical marks (NFD)
    table[0] = ord(" ")
    return table


_TABLE = _build_table()


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A text beside its folded copy.

    Attributes:
        text: the text itself.
        cased: ASCII copy that keeps upper and lower case.
        lower: the same in lower case.
        origin: for each character of the copy its offset in `text`; None if they are equal.
    """

    text: str
    cased: str
    lower: str
    origin: npt.NDArray[np.int64] | None = None

    def at(self, offset: int) -> int:
        """The offset in `text` of a character of the copy."""
        if self.origin is None:
            return offset
        return int(self.origin[offset]) if offset < len(self.origin) else len(self.text)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of `text` that `[start, end)` of the copy stands for."""
        if self.origin is None:
            return start, end
        last = int(self.origin[end - 1]) + 1
        while last < len(self.text) and "\u0300" <= self.text[last] < "\u0370":
            last += 1
        return int(self.origin[start]), last

    def surface(self, start: int, end: int) -> str:
        """The characters of `text`, composed (NFC), under `[start, end)` of the copy."""
        if self.origin is None:
            return self.text[start:end]
        first, last = self.span(start, end)
        return unicodedata.normalize("NFC", self.text[first:last])

    def offset_of(self, position: int) -> int:
        """The offset in the copy of the first kept character at or after `position` of `text`."""
        if self.origin is None:
            return position
        return int(np.searchsorted(self.origin, position))


# Bold that begins or ends inside a word ("h**ội", "thàn**h"): one side has no vowel.
_CONSONANTS = "bcdđghklmnpqrstvx"
_SPLIT_WORD = re.compile(
    rf"(?:(?<![^\W\d_])[{_CONSONANTS}]{{1,3}}(?P<mark>\*{{2,4}})(?=[^\W\d_]))"
    rf"|(?<=[^\W\d_])(?P<mark2>\*{{2,4}})(?=[{_CONSONANTS}]{{1,2}}(?![^\W\d_]))",
    re.IGNORECASE,
)
# Bold that ends inside a number, with where it begins: "số **1**52/2025/NĐ-CP", "QH**1**5".
_SPLIT_NUMBER = re.compile(r"(?<=\d)\*\*(?=\d)|(?<=[\sA-Z])\*\*(?=\d{1,4}\*\*\d)")


_STARS = re.compile(r"\*\*+")


def _marks_inside_words(text: str) -> Iterator[tuple[int, int]]:
    """Spans of bold marks that stand inside a word or a number; only what is around is read."""
    floor = 0
    for stars in _STARS.finditer(text):
        start, end = stars.span()
        split = _SPLIT_WORD.search(text, max(floor, start - 3), end + 3)
        if split is not None:
            yield split.span("mark" if split["mark"] else "mark2")
        floor = end
    for mark in _SPLIT_NUMBER.finditer(text):
        yield mark.span()


def fold_text(text: str) -> FoldedText:
    """Fold a text in one pass (a table look-up a character)."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    folded = _TABLE[np.minimum(codes, 0xFFFF)]
    if "**" in text:
        folded = folded.copy()
        for start, end in _marks_inside_words(text):
            folded[start:end] = _DROPPED
    origin = None
    kept = folded != _DROPPED
    if not kept.all():
        origin = np.flatnonzero(kept)
        folded = folded[kept]
    cased = folded.tobytes().decode("ascii")
    return FoldedText(text, cased, cased.lower(), origin)


def fold(text: str) -> str:
    """The folded, lower-case form of a short text: how names and cues are compared."""
    return " ".join(fold_text(text).lower.split())


def compare_key(text: str) -> str:
    """Lower case, composed, one space, one tone placement ("hoà" = "hòa"): a strict comparison."""
    return " ".join(place_tones(unicodedata.normalize("NFC", text).lower()).split())


_TONE_PAIRS = (("oà", "òa"), ("oá", "óa"), ("oả", "ỏa"), ("oã", "õa"), ("oạ", "ọa"),
               ("oè", "òe"), ("oé", "óe"), ("oẻ", "ỏe"), ("oẽ", "õe"), ("oẹ", "ọe"),
               ("uỳ", "ùy"), ("uý", "úy"), ("uỷ", "ủy"), ("uỹ", "ũy"), ("uỵ", "ụy"))  # fmt: skip


def place_tones(text: str) -> str:
    """Write the tone of `oa`, `oe`, `uy` on the first vowel, in lower-case composed text."""
    for new, old in _TONE_PAIRS:
        if new in text:
            text = text.replace(new, old)
    return text
