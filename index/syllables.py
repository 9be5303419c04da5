"""Text as search terms: syllables, adjacent pairs and document numbers.

Vietnamese writes a space between syllables, not words, so a syllable and the pair that it makes
with its neighbour are the units of matching. Every term exists twice: exact (lower case, NFC, one
way of placing tones) and folded (no diacritics, đ as d).
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import lru_cache

PAIR_JOINER = "_"
"""Joins the two syllables of a pair; no syllable contains it."""

MAX_TERM_LENGTH = 64
"""Longer runs of letters are not words; they are cut so that no term blows up the index."""

# Combining marks belong to the letter before them (NFD text); "_" is turned into a space before.
_SYLLABLE = re.compile("[\\w\u0300-\u036f]+")
_BETWEEN = re.compile(f"({_SYLLABLE.pattern})")

_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"
_ORDINAL = r"(?<![\w/])\d{1,5}[a-zđ]?(?:\.\d{1,3})?"
_YEAR = r"\s?/\s?(?:19|20)\d\d(?!\d)"
_SYMBOL = (
    rf"\s?[/{re.escape(_DASHES)}]\s?[^\W\d_][\w&]{{0,15}}"
    rf"(?:\s?[/{re.escape(_DASHES)}]\s?[^\W\d_][\w&]{{0,15}}){{0,4}}"
)
_NUMBER = re.compile(f"{_ORDINAL}(?:(?:{_YEAR})?{_SYMBOL}|{_YEAR})", re.IGNORECASE)

# Tone on the second letter ("hoà", "thuý") is written on the first in the canonical form; the two
# conventions are those of QĐ 1989/QĐ-BGDĐT and of common typing.
_TONE_PLACES = {
    new: old
    for vowels, olds in (
        (("oà", "oá", "oả", "oã", "oạ"), ("òa", "óa", "ỏa", "õa", "ọa")),
        (("oè", "oé", "oẻ", "oẽ", "oẹ"), ("òe", "óe", "ỏe", "õe", "ọe")),
        (("uỳ", "uý", "uỷ", "uỹ", "uỵ"), ("ùy", "úy", "ủy", "ũy", "ụy")),
    )
    for new, old in zip(vowels, olds, strict=True)
}
_TONE_PLACES_BEFORE = {old: new for new, old in _TONE_PLACES.items()}
_D_LIKE = str.maketrans({"ð": "đ", "ɖ": "đ"})

# European Latin letters, Vietnamese ones and general punctuation, without what `_exact` changes
# beyond taking the lower case of each letter: İ, what looks like đ, and whatever composes. The
# lower case of a usual letter is usual.
_USUAL = re.compile(
    "[\0-\xcf\xd1-\xef\xf1-\u012f\u0131-\u017f\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9\u2002-\u206f]*+"
)


@dataclass(frozen=True, slots=True)
class Syllable:
    """One syllable with its place: `[start, end)` in characters of the text it was read from."""

    exact: str
    folded: str
    start: int
    end: int


class _Forms(dict[str, tuple[str, str]]):
    """Surface → (exact, folded). A text has few distinct syllables, so each is worked out once."""

    _LIMIT = 400_000

    def __missing__(self, surface: str) -> tuple[str, str]:
        if len(self) >= self._LIMIT:
            self.clear()
        exact = _exact(surface)
        forms = self[surface] = (exact, _strip_marks(exact))
        return forms


def _exact(surface: str) -> str:
    # Lower-casing may take a letter apart ("İ"), so composition comes last.
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFC", surface).lower())
    text = text.translate(_D_LIKE)[:MAX_TERM_LENGTH]
    moved = _TONE_PLACES.get(text[-2:])
    if moved is not None and not text.endswith(("quỳ", "quý", "quỷ", "quỹ", "quỵ")):
        return text[:-2] + moved
    return text


def _strip_marks(text: str) -> str:
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


_FORMS = _Forms()


def fold(text: str) -> str:
    """Returns `text` in lower case without diacritics; its length may differ from `text`'s."""
    composed = unicodedata.normalize("NFC", text).lower().translate(_D_LIKE)
    return _strip_marks(composed)


def surfaces(text: str) -> list[str]:
    """Returns the syllables of `text` as they stand, in order."""
    return _SYLLABLE.findall(text.replace("_", " "))


def syllables(text: str, *, folded: bool = False) -> list[str]:
    """Returns the syllables of `text`, exact or folded, in order.

    A mark without a letter counts as no syllable in the folded form, and is left out of both.
    """
    which = 1 if folded else 0
    forms = _FORMS
    return [pair[which] for s in surfaces(text) if (pair := forms[s])[1]]


@lru_cache(maxsize=32)
def forms(text: str) -> tuple[tuple[str, str], ...]:
    """Returns the syllables of `text` in both forms, exact and folded, in order.

    Those of the last few texts are kept: indexing needs each text's several times, and passages of
    one document share their title and headings.
    """
    known = _FORMS
    return tuple([pair for s in surfaces(text) if (pair := known[s])[1]])


def is_usual(text: str) -> bool:
    """Tells whether `text` has only letters whose exact form is their lower case.

    In such a text a syllable stands wherever one of its `spellings` does, in lower case, between
    characters that are neither letters nor digits.
    """
    return _USUAL.fullmatch(text) is not None


def spellings(exact: str) -> list[str]:
    """Returns how an exact syllable may be written in a usual text, in lower case."""
    other = exact[:-2] + _TONE_PLACES_BEFORE.get(exact[-2:], exact[-2:])
    return [exact, other] if other != exact and _exact(other) == exact else [exact]


class Wanted(dict[str, bool]):
    """Surface → whether its exact or folded form is one of those wanted; worked out once each."""

    def __init__(self, wanted: Container[str], *, folded: bool) -> None:
        super().__init__()
        self._wanted, self._which = wanted, int(folded)

    def __missing__(self, surface: str) -> bool:
        found = self[surface] = _FORMS[surface][self._which] in self._wanted
        return found


def located(text: str) -> Iterator[re.Match[str]]:
    """Yields the syllables of `text` as they stand, where they stand."""
    return _SYLLABLE.finditer(text.replace("_", " "))


def divided(text: str) -> list[str]:
    """Returns `text` in pieces: what stands between syllables at even places, these at odd ones."""
    return _BETWEEN.split(text.replace("_", " "))


def spans(text: str) -> Iterator[Syllable]:
    """Yields the syllables of `text` with their places in it, unchanged by normalisation."""
    for match in _SYLLABLE.finditer(text.replace("_", " ")):
        exact, folded = _FORMS[match.group()]
        if folded:
            yield Syllable(exact, folded, match.start(), match.end())


def pairs(tokens: list[str]) -> list[str]:
    """Returns the adjacent pairs of `tokens`, each joined by `PAIR_JOINER`."""
    return [f"{a}{PAIR_JOINER}{b}" for a, b in itertools.pairwise(tokens)]


def number_terms(text: str) -> list[str]:
    """Returns the document numbers in `text` as folded whole terms, and what they begin with.

    "61/2018/NĐ-CP" gives "61/2018/nd-cp" and "61/2018"; "0766 / QĐ-TTg" gives "766/qd-ttg".
    Leading zeros and spaces carry no meaning (NĐ 30/2020/NĐ-CP, Điều 15).
    """
    found: list[str] = []
    for match in _NUMBER.finditer(text):
        whole = number_term(match.group())
        found.append(whole)
        pieces = whole.split("/")
        if len(pieces) > 2 and len(pieces[1]) == 4 and pieces[1].isdigit():
            found.append("/".join(pieces[:2]))
    return found


def number_term(number: str) -> str:
    """Returns one number in the form in which numbers are compared: folded, no spaces or zeros."""
    text = "".join(fold(number).split())
    for dash in _DASHES[1:]:
        text = text.replace(dash, "-")
    return (text.lstrip("0") or text)[:MAX_TERM_LENGTH]
