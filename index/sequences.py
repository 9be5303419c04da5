"""The terms of a passage in reading order, packed for comparing many passages with a query at once.

A term is one number: the upper half a hash of its form without diacritics, the lower half one of
its form with them, so that the same sequence serves queries typed either way. Two of some ten
thousand syllables may share a number; with a query's dozen syllables this does not matter.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from index.entries import DocumentEntry
from index.model import Passage
from index.runs import grouped
from index.syllables import forms

Codes = NDArray[np.uint32]
Ints = NDArray[np.int64]

PARTS = ("document", "above", "own", "body")
"""Parts of a passage: its document's title, the outer headings, the innermost one, the text."""

_LIMIT = 4096
"""Terms of one part that are kept; passages have a few hundred."""

_HEADER = 2 + len(PARTS)


class _Codes(dict[tuple[str, str], int]):
    """Forms of a syllable, exact and folded → its number; worked out once each."""

    _LIMIT = 200_000

    def __missing__(self, form: tuple[str, str]) -> int:
        if len(self) >= self._LIMIT:
            self.clear()
        number = self[form] = code(*form)
        return number


_CODES = _Codes()


def code(exact: str, folded: str) -> int:
    """Returns the number of a syllable."""
    return _hash(folded) << 16 | _hash(exact)


def _hash(text: str) -> int:
    return zlib.crc32(text.encode("utf-8", "replace")) & 0xFFFF


def codes(text: str) -> list[int]:
    """Returns the numbers of the syllables of `text`, in order."""
    return [_CODES[form] for form in forms(text)]


def query_codes(words: Sequence[str], *, plain: bool) -> Codes:
    """Returns the numbers of exact syllables, or the upper halves of those of folded ones."""
    if plain:
        return np.array([_hash(word) for word in words], np.uint32)
    return np.array([c for word in words for c in codes(word)], np.uint32)


def parts_of(entry: DocumentEntry, passage: Passage) -> dict[str, str]:
    """Returns the texts of `PARTS`."""
    *outer, own = passage.heading or ("",)
    return dict(zip(PARTS, (entry.title, " ".join(outer), own, passage.text), strict=True))


def pack(entry: DocumentEntry, passage: Passage) -> bytes:
    """Returns the terms of a passage with its document's title and its headings."""
    parts = [codes(text)[:_LIMIT] for text in parts_of(entry, passage).values()]
    unit = unit_of(passage)
    header = [unit >> 32, unit & 0xFFFFFFFF, *map(len, parts)]
    return np.array([*header, *chain.from_iterable(parts)], "<u4").tobytes()


def unit_of(passage: Passage) -> int:
    """Returns the 64-bit number of the stretch of its document that a passage belongs to.

    The lower half is that of the document.
    """
    unit = zlib.crc32("\n".join((passage.document, *passage.heading)).encode("utf-8", "replace"))
    return unit << 32 | zlib.crc32(passage.document.encode())


@dataclass(frozen=True, slots=True)
class Sequences:
    """The terms of n passages.

    `terms` holds them all, one after another; `passage` and `part` (indexes into `PARTS`) say
    where each belongs. `lengths` has the shape (n, 4). `unit` numbers the stretch of its document
    that a passage belongs to (an article, what stands under one heading), from 0 in the order of
    `unit_of`.
    """

    terms: Codes
    passage: Ints
    part: NDArray[np.int8]
    lengths: Ints
    unit: Ints

    def __len__(self) -> int:
        return len(self.lengths)


def unpack(packed: Sequence[bytes]) -> Sequences:
    """Returns the terms of passages packed by `pack`."""
    count = len(packed)
    everything = np.frombuffer(b"".join(packed), "<u4")
    sizes = np.array([len(one) // 4 for one in packed], np.int64)
    starts = np.cumsum(sizes) - sizes
    header = everything[starts[:, None] + np.arange(_HEADER)].astype(np.int64)
    lengths = header[:, 2:]
    kept = np.ones(len(everything), np.bool_)
    kept[(starts[:, None] + np.arange(_HEADER)).ravel()] = False
    flat = lengths.ravel()
    part = np.repeat(np.tile(np.arange(len(PARTS), dtype=np.int8), count), flat)
    passage = np.repeat(np.repeat(np.arange(count), len(PARTS)), flat)
    numbers = header[:, 0].astype(np.uint64) << np.uint64(32) | header[:, 1].astype(np.uint64)
    return Sequences(everything[kept], passage, part, lengths, grouped(numbers)[0])
