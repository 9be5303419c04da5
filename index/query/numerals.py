"""Numbers in words behind a document's type: "nghị định sáu mươi mốt", "decree sixty-one"."""

from __future__ import annotations

import re
from functools import cache

from index.query.naming import type_forms, type_pattern
from index.query.wording import Wording, alternatives

_DIGITS = {
    "khong": 0, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "nham": 5,
    "sau": 6, "bay": 7, "tam": 8, "chin": 9,
    "zero": 0, "oh": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9,
}  # fmt: skip
_WHOLE = {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30,
    "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES = {"muoi": 10, "chuc": 10, "tram": 100, "hundred": 100, "nghin": 1000, "ngan": 1000,
           "thousand": 1000}  # fmt: skip
_LINKS = frozenset(("linh", "le", "and"))
_TIMES = frozenset(("nam", "thang", "ngay", "dau", "cuoi", "giua", "quy"))
_MARKERS = frozenset(("so", "no", "number"))
_WORDS = frozenset((*_DIGITS, *_WHOLE, *_SCALES, *_LINKS))


@cache
def _pattern() -> re.Pattern[str]:
    word = f"(?:{alternatives(_WORDS)})"
    return re.compile(
        rf"(?<![a-z0-9/-])(?P<type>{type_pattern()})\s+(?P<marker>(?:so|no\.?|number)\s+)?"
        rf"(?P<words>{word}(?:[\s-]+(?!nam\s+\d){word}){{0,7}})(?![a-z0-9])"
        r"(?!\s+(?:nam(?!\s+\d)|thang|ngay|quy|tuan|years?|months?|days?|cua\s+lien|cap|ben|muc|buoc)\b)"
    )


@cache
def _ends_of_types() -> frozenset[str]:
    return frozenset(re.findall("[a-z]+", form)[-1] for form in type_forms())


def _may_hold_number(plain: str) -> bool:
    """Tells whether the pattern, which takes long to compile, can match a number at all."""
    words = re.findall("[a-z]+|[0-9]+", plain)
    return any(
        word in _WORDS
        and (typed if before in _MARKERS else before) in _ends_of_types()
        and (before in _MARKERS or not _is_time(word, after))
        for typed, before, word, after in zip(
            ["", *words], words, words[1:], [*words[2:], ""], strict=False
        )
    )


def _is_time(word: str, after: str) -> bool:
    """Tells "năm 2021" and "từ năm 2021" from "năm" and "tư"."""
    return word in ("nam", "tu") and (after.isdigit() or (word == "tu" and after in _TIMES))


def with_digits(wording: Wording) -> Wording:
    """Returns the wording with document numbers in words turned into digits."""
    if not _may_hold_number(wording.plain):
        return wording
    text = wording.text
    for match in reversed(list(_pattern().finditer(wording.plain))):
        words = re.split(r"[\s-]+", match["words"])
        value = value_of(words)
        if value is None or not (match["marker"] or _is_plainly_number(words)):
            continue
        text = f"{text[: match.start('words')]}{value}{text[match.end('words') :]}"
    return wording if text == wording.text else Wording(text, mended=wording.mended)


def _is_plainly_number(words: list[str]) -> bool:
    """Tells a number from words that mean something else too ("năm", "ba", "sau")."""
    if len(words) == 1:
        return words[0] in _WHOLE
    # "Sau năm" is "after the year".
    return words != ["sau", "nam"] and (
        any(w in _SCALES or w in _WHOLE for w in words) or len(words) > 2
    )


def value_of(words: list[str]) -> str | None:
    """Returns the digits that folded number words stand for, null where they make no number.

    "Sáu mươi mốt" → "61", "bảy trăm linh hai" → "702"; digits read one by one: "bảy sáu sáu" →
    "766".
    """
    if len(words) > 1 and all(word in _DIGITS for word in words):
        return "".join(str(_DIGITS[word]) for word in words)
    total = current = 0
    pending: int | None = None
    before = ""
    for word in words:
        if word in _SCALES:
            scale = _SCALES[word]
            if scale == 1000:
                total, current = total + (current + (pending or 0) or 1) * scale, 0
            else:
                current += (1 if pending is None else pending) * scale
            pending = None
        elif word not in _LINKS:
            # "Bảy trăm sáu sáu": the word for tens is left out.
            tens = 10 if word in _DIGITS and before in _DIGITS and current else 1
            current += (pending or 0) * tens
            pending = _WHOLE.get(word, _DIGITS.get(word, 0))
        before = word
    value = total + current + (pending or 0)
    return str(value) if value else None
