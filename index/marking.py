"""Where the words of a query stand in texts, for showing them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from index.matching import is_plain, query_syllables
from index.model import Highlight
from index.syllables import MAX_TERM_LENGTH, Wanted, divided, fold, is_usual, spellings

_JOINING = " \t\n-/_"
_BETWEEN_TEXTS = "\0"

_STEP = 0x9E3779B97F4A7C15
"""Odd, so that it has an inverse among numbers of 64 bits."""

_MIXING = ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB))

_LONGEST = 1 << 16
"""Characters that are looked at together: some eighty passages."""

_END = 0x2070
"""No character of a usual text has this code or a higher one."""

Spans = list[tuple[int, int]]
Hashes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class _Letters:
    """What the characters of a usual text (`index.syllables.is_usual`) count as.

    `values` are scattered numbers, the same for all forms of a letter that count as one; `word` and
    `joining` tell letters and digits, and what may stand between neighbours. All have the shape
    (65536,).
    """

    values: Hashes
    word: NDArray[np.bool_]
    joining: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Sought:
    """The words to mark: as syllables, and hashes of how they may be written, ascending.

    The hashes are null where looking for them would not find all.
    """

    wanted: Wanted
    hashes: Hashes | None
    plain: bool


def highlights(query: str, texts: Sequence[str]) -> list[tuple[Highlight, ...]]:
    """Returns where the words of `query` stand in each text; neighbours are one stretch."""
    sought = _sought(query)
    found: list[Spans] = [[] for _ in texts]
    usual: list[int] = []
    size = 0
    for at, text in enumerate(texts):
        size += len(text)
        if sought.hashes is not None and size <= _LONGEST and is_usual(text):
            usual.append(at)
        else:
            found[at] = _joined(_divided(sought.wanted, text), text)
    if usual and sought.hashes is not None and len(sought.hashes):
        for at, start, end in _places(sought.hashes, [texts[at] for at in usual], sought.plain):
            found[usual[at]].append((start, end))
    return [tuple(Highlight(start, end) for start, end in spans) for spans in found]


def _divided(wanted: Wanted, text: str) -> Spans:
    """Returns where the wanted syllables stand in any text, by looking at each one."""
    pieces = divided(text)
    ends = list(itertools.accumulate(map(len, pieces)))
    at = (2 * n + 1 for n, surface in enumerate(pieces[1::2]) if wanted[surface])
    return [(ends[place - 1], ends[place]) for place in at]


def _joined(found: Spans, text: str) -> Spans:
    marks: Spans = []
    for start, end in found:
        if marks and not text[marks[-1][1] : start].strip(_JOINING):
            marks[-1] = (marks[-1][0], end)
        else:
            marks.append((start, end))
    return marks


def _places(sought: Hashes, texts: Sequence[str], plain: bool) -> Iterable[tuple[int, int, int]]:
    """Yields text, start and end of the words in usual texts, neighbours joined, in order."""
    letters = _letters(plain)
    codes = np.frombuffer(_BETWEEN_TEXTS.join(texts).encode("utf-16-le"), "<u2")
    edges = np.flatnonzero(np.diff(letters.word[codes], prepend=False, append=False))
    begins, ends = edges[0::2], edges[1::2]
    hashes = _hashes(letters.values[codes], begins, ends)
    hit = np.flatnonzero(sought.take(np.searchsorted(sought, hashes), mode="clip") == hashes)
    begins, ends = begins[hit], ends[hit]
    # How many characters that part neighbours stand before each place.
    parting = np.concatenate(([0], np.cumsum(~letters.joining[codes])))
    apart = np.ones(len(hit) + 1, np.bool_)
    apart[1:-1] = parting[begins[1:]] != parting[ends[:-1]]
    begins, ends = begins[apart[:-1]], ends[apart[1:]]
    starts = np.cumsum([0, *(len(text) + 1 for text in texts[:-1])])
    owner = np.searchsorted(starts, begins, side="right") - 1
    first = starts[owner]
    return zip(owner.tolist(), (begins - first).tolist(), (ends - first).tolist(), strict=True)


def _hashes(values: Hashes, begins: NDArray[np.int64], ends: NDArray[np.int64]) -> Hashes:
    """Returns a hash of each stretch of characters, wherever it stands (Karp and Rabin 1987)."""
    powers, inverses = _powers()
    sums = np.zeros(len(values) + 1, np.uint64)
    np.cumsum(values * powers[: len(values)], out=sums[1:])
    return np.asarray((sums[ends] - sums[begins]) * inverses[begins])


@cache
def _powers() -> tuple[Hashes, Hashes]:
    """Returns the powers of `_STEP` and of its inverse, modulo 2^64."""
    inverse = pow(_STEP, -1, 1 << 64)
    steps = np.full((2, 2 * _LONGEST), 1, np.uint64)
    steps[0, 1:], steps[1, 1:] = _STEP, inverse
    powers, inverses = np.multiply.accumulate(steps, axis=1)
    return powers, inverses


@cache
def _letters(plain: bool) -> _Letters:
    letters = "".join(one for one in map(chr, range(_END)) if one.isalnum() and is_usual(one))
    codes, counted = (
        np.frombuffer(text.encode("utf-16-le"), "<u2")
        for text in (letters, fold(letters) if plain else letters.lower())
    )
    values = np.zeros(1 << 16, np.uint64)
    word, joining = np.zeros(1 << 16, np.bool_), np.zeros(1 << 16, np.bool_)
    joining[[ord(one) for one in _JOINING]] = True
    word[codes] = True
    values[codes] = _scattered(counted)
    return _Letters(values, word, joining)


def _scattered(codes: NDArray[np.uint16]) -> Hashes:
    """Returns a number for each code that looks random (SplitMix64: Steele et al. 2014)."""
    numbers = (codes.astype(np.uint64) + np.uint64(1)) * np.uint64(_STEP)
    for shift, factor in _MIXING:
        numbers = (numbers ^ (numbers >> np.uint64(shift))) * np.uint64(factor)
    return numbers ^ (numbers >> np.uint64(31))


@lru_cache(maxsize=16)
def _sought(query: str) -> _Sought:
    """Returns the words to mark; all passages of an answer ask the same."""
    plain = is_plain(query)
    words = frozenset(query_syllables(query, plain=plain))
    wanted = Wanted(words, folded=plain)
    if any(len(word) >= MAX_TERM_LENGTH for word in words):
        return _Sought(wanted, None, plain)
    # What no usual text holds, such as other scripts, is found nowhere in one.
    written = [w for word in words for w in ([word] if plain else spellings(word)) if is_usual(w)]
    letters = _letters(plain)
    codes = np.frombuffer("".join(written).encode("utf-16-le"), "<u2")
    ends = np.cumsum([len(word) for word in written], dtype=np.int64)
    begins = np.concatenate(([0], ends[:-1])).astype(np.int64) if written else ends
    return _Sought(wanted, np.sort(_hashes(letters.values[codes], begins, ends)), plain)
