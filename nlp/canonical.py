"""Canonical copies of a text, with a map from the copy back into the text.

Two things differ between files that say the same: composition (NFC, NFD), line ends and the
many code points that look like one letter or one hyphen. Rules are written against the
canonical copy; spans found in it are carried back with `Canonical.origin`.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

# Same length, so that no map is needed: spaces, hyphens, the letter Đ (DOMAIN: Ð U+00D0,
# Ɖ U+0189), and the tone of "Ủy ban" set where the State's spelling sets it.
_SAME_LENGTH: tuple[tuple[str, str], ...] = (
    ("\u00a0", " "), ("\u202f", " "), ("\u2007", " "), ("\u2009", " "), ("\u3000", " "),
    ("\u2028", "\n"), ("\x0b", "\n"), ("\x0c", "\n"), ("\x85", "\n"),
    ("\u2010", "-"), ("\u2011", "-"), ("Ð", "Đ"), ("Ɖ", "Đ"), ("ð", "đ"),
)  # fmt: skip
# By their vowel, which is looked for first: a text without it is not searched for the words.
_TONES: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("Uỷ", (("Uỷ ", "Ủy "), ("Uỷ\n", "Ủy\n"))),
    ("Ỷ", (("UỶ ", "ỦY "), ("UỶ\n", "ỦY\n"))),
    ("uỷ", (("uỷ ban", "ủy ban"),)),
)

_MARKS = "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"
_INVISIBLE = "\r\u200b\u200c\u200d\u2060\ufeff\u00ad"
_EDITABLE = re.compile(rf"[{_MARKS}]{{1,4}}|[{_INVISIBLE}]")


@dataclass(frozen=True, slots=True)
class Canonical:
    """A rewritten copy of a text.

    Attributes:
        text: the copy.
        starts: positions in the copy, ascending, from each of which on the shift is constant.
        origins: the position in the original that belongs to each of `starts`.
    """

    text: str
    starts: tuple[int, ...] = ()
    origins: tuple[int, ...] = ()

    def origin(self, position: int) -> int:
        """Return the position in the original text of a `position` in the copy."""
        i = bisect_right(self.starts, position) - 1
        if i < 0:
            return position
        return self.origins[i] + position - self.starts[i]

    def end_origin(self, position: int) -> int:
        """Return where in the original a span ends that ends at `position` in the copy.

        The end belongs to the character before it: a letter that is written with combining
        marks in the original takes its marks along, and nothing removed after it.
        """
        if position <= 0 or not self.starts:
            return self.origin(position)
        last = position - 1
        begin, after = self.origin(last), self.origin(position)
        i = bisect_right(self.starts, last) - 1
        composed = i >= 0 and self.starts[i] == last and after - begin > 1
        return after if composed and self._composes(i) else begin + 1

    def position(self, origin: int) -> int:
        """Return the position in the copy of position `origin` of the original."""
        i = bisect_right(self.origins, origin) - 1
        if i < 0:
            return origin
        last = self.starts[i + 1] if i + 1 < len(self.starts) else len(self.text)
        return min(self.starts[i] + origin - self.origins[i], last)

    def _composes(self, i: int) -> bool:
        """Whether segment `i` is one letter that the original writes with several characters."""
        return i + 1 < len(self.starts) and self.starts[i + 1] == self.starts[i] + 1


def remove(text: str, unwanted: re.Pattern[str]) -> Canonical:
    """Return a copy without the matches of `unwanted`, which must not match nothing."""
    return _rewrite(text, ((m.start(), m.end(), "") for m in unwanted.finditer(text)))


def remove_spans(text: str, spans: Iterable[tuple[int, int]]) -> Canonical:
    """Return a copy without `spans`, which must ascend and not overlap."""
    return _rewrite(text, ((start, end, "") for start, end in spans))


def _rewrite(text: str, edits: Iterable[tuple[int, int, str]]) -> Canonical:
    pieces: list[str] = []
    starts: list[int] = [0]
    origins: list[int] = [0]
    size = last = 0
    for start, end, new in edits:
        pieces.append(text[last:start])
        size += start - last
        if new:
            pieces.append(new)
            starts.append(size)
            origins.append(start)
            size += len(new)
        starts.append(size)
        origins.append(end)
        last = end
    pieces.append(text[last:])
    return Canonical("".join(pieces), tuple(starts), tuple(origins))


def _editions(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _EDITABLE.finditer(text):
        start, end = match.span()
        if text[start] in _INVISIBLE:
            yield start, end, ""
        elif start:
            # Marks that do not fit onto the letter are left as they are.
            for stop in range(end, start, -1):
                letter = unicodedata.normalize("NFC", text[start - 1 : stop])
                if len(letter) == 1:
                    yield start - 1, stop, letter
                    break


@lru_cache(maxsize=2)
def canonicalise(text: str) -> Canonical:
    r"""Compose to NFC, remove `\r` and invisible characters, unify spaces, hyphens and Đ.

    Linear in the length; a text that is canonical already is searched but not copied.
    The last two are kept, since every part of a parse asks for the same one.
    """
    if unicodedata.is_normalized("NFC", text) and not any(c in text for c in _INVISIBLE):
        copy = Canonical(text)
    else:
        copy = _rewrite(text, _editions(text))
    same = copy.text
    for old, new in _SAME_LENGTH:
        if old in same:
            same = same.replace(old, new)
    for vowel, spellings in _TONES:
        if vowel in same:
            for old, new in spellings:
                same = same.replace(old, new)
    return Canonical(same, copy.starts, copy.origins)
