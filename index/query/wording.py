"""The typed text and its folded copy, from which parts are claimed as they are understood."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from index.matching import is_plain
from index.query.letters import composed, folded, lowered
from index.query.telex import SYLLABLE

MAX_LENGTH = 1000
"""Characters of a query that are read for its meaning; all of it is still searched for."""

CLAIMED = "\x00"
"""Stands in the folded copy for what is already understood, so that nothing matches across it."""

TARGET = "\x01"
"""Stands where the target was."""

_WORDS = re.compile("(?<![a-z0-9/-])[a-z]{3,}(?![a-z0-9/-])")
# "Qui định", "pháp lí": both spellings are right, the tables have "y".
_SPELLED_WITH_I = re.compile(
    r"(?<![a-z])qui(?= (?:dinh|che|hoach|trinh|pham|uoc|mo))|(?<=phap )li(?![a-z])"
    r"|(?<=quan )li(?![a-z])|(?<=xu )li(?![a-z])"
)
_STOPPED = re.compile("[aeiouy](?:ch?|p|t)$")
_TONES = "\u0301\u0323"
_SHORT = 3
_DATA = Path(__file__).parent.parent / "data"
# Small English words that are Vietnamese syllables too; they tell nothing.
_APOSTROPHES = str.maketrans("'’`", "   ")
_SURELY_ENGLISH = re.compile(
    r"(?<![a-z])(?:the|of|about|which|what|plans?|decisions?|decrees?|circulars?|reports?|notices?"
    r"|resolutions?|directives?|documents?|letters?|regulations?|programmes?|implement(?:s|ing)?)"
    r"(?![a-z])"
)
_ENGLISH_LINKS = frozenset(
    ("in", "on", "an", "to", "by", "the", "at", "is", "no", "do", "can", "may")
)


def _is_english(plain: str) -> bool:
    """Tells whether many words are no Vietnamese syllables; abbreviations do not count."""
    words = [w for w in re.findall(r"[a-z]{2,}", plain) if re.search(r"[aeiouy]", w)]
    words = [word for word in words if word not in _ENGLISH_LINKS]
    english = sum(SYLLABLE.fullmatch(w) is None for w in words)
    # "Ba Ria-Vung Tau plans on tourism": most of its words may be a name's.
    needed = 1 if _SURELY_ENGLISH.search(plain) else 2
    return english * 5 >= len(words) * needed > 0


def _lacks_marks(lower: str, folded: str) -> bool:
    """Tells whether diacritics are left out in some words of a text that has them in others."""
    marked = syllables_with_marks()
    for word in _WORDS.finditer(folded):
        typed = lower[word.start() : word.end()]
        if typed == word[0]:
            if typed in marked:
                return True
        elif _is_toneless(typed, word[0]):
            return True
    return False


def _is_toneless(typed: str, folded: str) -> bool:
    """Tells "quyêt": before c, ch, p and t every syllable has a tone (sắc or nặng)."""
    if not _STOPPED.search(folded) or not SYLLABLE.fullmatch(folded):
        return False
    return not any(mark in _TONES for mark in unicodedata.normalize("NFD", typed))


@cache
def syllables() -> frozenset[str]:
    """Returns the syllables that official texts use, without their marks."""
    lines = read_lines("query_syllables.txt")
    return frozenset(word.removesuffix("*") for line in lines for word in line.split())


@cache
def syllables_with_marks() -> frozenset[str]:
    """Returns those of three letters and more that bear marks at almost every place."""
    words = [word for line in read_lines("query_syllables.txt") for word in line.split()]
    return frozenset(word[:-1] for word in words if word.endswith("*") and len(word) > _SHORT)


class State(NamedTuple):
    """The attributes of a `Wording` at one time."""

    text: str
    lower: str
    cased: str
    folded: str
    plain: str
    is_plain: bool
    is_english: bool


@lru_cache(maxsize=16)
def _read(typed: str) -> State:
    """Returns a text as it is before anything is claimed; each part of a search reads it again."""
    text = " ".join(composed(typed).split())[:MAX_LENGTH]
    if "_" in text and "urn:lex:" not in text.lower():
        # Names of files: "61_2018_ND-CP.docx".
        text = text.replace("_", " ")
    lower, plain = lowered(text), _SPELLED_WITH_I.sub(lambda i: i[0][:-1] + "y", folded(text))
    unmarked = is_plain(text) or _lacks_marks(lower, plain)
    cased = (lower if text.isupper() else text).translate(_APOSTROPHES)
    if unmarked and not text.isascii():
        # Some words have their marks and some have not: what holds of all is their letters.
        lower = cased = plain
    return State(text, lower, cased, plain, plain, unmarked, unmarked and _is_english(plain))


class Wording:
    """A typed text.

    Attributes:
        text: composed (NFKC: digits and letters come in many shapes), blanks squeezed, cut to
            `MAX_LENGTH`.
        lower: the same length, lower case with its diacritics; without any where `is_plain`.
        cased: `text` where capitals tell names from other words, else `lower`; no apostrophes.
        folded: the same length, lower case without diacritics.
        plain: `folded` with the claimed stretches blotted out.
        is_plain: typed without diacritics, or with some of them left out.
        is_english: typed in English, as far as its words show.
        mended: what stands in `text` in place of a slip, and what was typed there.
    """

    __slots__ = ("cased", "folded", "is_english", "is_plain", "lower", "mended", "plain", "text")

    def __init__(self, typed: str, *, mended: tuple[tuple[str, str], ...] = ()) -> None:
        self._take(_read(typed[: MAX_LENGTH * 4]))
        self.mended = mended

    def _take(self, state: State) -> None:
        self.text, self.lower, self.cased, self.folded, self.plain = state[:5]
        self.is_plain, self.is_english = state.is_plain, state.is_english

    def state(self) -> State:
        """Returns all that the reading of this text depends on."""
        return State(
            self.text, self.lower, self.cased, self.folded, self.plain,
            self.is_plain, self.is_english,
        )  # fmt: skip

    @classmethod
    def in_state(cls, state: State) -> Wording:
        """Returns the text that was in a state."""
        wording = cls.__new__(cls)
        wording._take(state)
        wording.mended = ()
        return wording

    def part(self, start: int = 0, end: int | None = None) -> Wording:
        """Returns a copy of a stretch, in which other claims may be made; `end` as in slices."""
        rest = Wording.__new__(Wording)
        stretch = slice(start, end)
        rest.text, rest.lower = self.text[stretch], self.lower[stretch]
        rest.cased = self.cased[stretch]
        rest.folded, rest.plain = self.folded[stretch], self.plain[stretch]
        rest.is_plain, rest.is_english = self.is_plain, self.is_english
        rest.mended = self.mended
        return rest

    def claim(self, start: int, end: int, mark: str = CLAIMED) -> None:
        """Marks a stretch as understood."""
        self.plain = self.plain[:start] + mark * (end - start) + self.plain[end:]

    def unclaim(self) -> None:
        """Takes back all that is claimed."""
        self.plain = self.folded


def spaced(pattern: str) -> str:
    """Returns `pattern` with every space standing for blanks, as a regular expression."""
    return pattern.replace(" ", r"\s+")


def needles(pattern: str) -> frozenset[str]:
    """Returns literal texts of which every match of `pattern` holds at least one.

    Args:
        pattern: words, "(…)" groups and letters, "?" or "*" behind what may be missing, parted
            by "|".
    """
    return frozenset().union(*map(_needles_of_branch, _branches(pattern)))


def _branches(pattern: str) -> Iterator[str]:
    """Yields what stands between the "|" that no parentheses enclose."""
    depth = start = 0
    for place, letter in enumerate(pattern):
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == "|" and depth == 0:
            yield pattern[start:place]
            start = place + 1
    yield pattern[start:]


def _needles_of_branch(branch: str) -> frozenset[str]:
    """Returns the longest word outside groups, else the needles of the first group."""
    outside, groups, depth, start = "", [], 0, 0
    for place, letter in enumerate(branch):
        if letter == "(" and (depth := depth + 1) == 1:
            start = place
        elif letter == ")" and (depth := depth - 1) == 0:
            outside += " "
            groups += (
                [] if branch[place + 1 : place + 2] in ("?", "*") else [branch[start + 1 : place]]
            )
        elif depth == 0:
            outside += letter
    words = re.findall(r"[a-z]+", re.sub(r"\[[^]]*\]|[a-z]?[?*]", " ", outside))
    if words:
        return frozenset((max(words, key=len),))
    return needles(groups[0]) if groups else frozenset(("",))


def alternatives(phrases: Iterable[str]) -> str:
    """Returns a regular expression of literal phrases, the longest first."""
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "|".join(spaced(re.escape(phrase).replace(r"\ ", " ")) for phrase in ordered)


def read_lines(name: str) -> list[str]:
    """Returns the lines of a file in `index/data` without those that state its source ("#")."""
    lines = (_DATA / name).read_text("utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


@cache
def read_rows(name: str) -> tuple[Mapping[str, str], ...]:
    """Returns the rows of a table in `index/data`."""
    lines = read_lines(name)
    columns = lines[0].split("\t")
    return tuple(dict(zip(columns, line.split("\t"), strict=True)) for line in lines[1:])
