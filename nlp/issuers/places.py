"""Units of place after an issuer's head: "huyện Nam Đàn, tỉnh Nghệ An", "tỉnh", "TP. HCM"."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from nlp.issuers.bodies import no_name_words
from nlp.issuers.model import PlaceMention
from nlp.syllables import Word, bare_word, fold_phrase
from nlp.units import LEVELS_OF_TYPE, units

# Written forms of the types of unit, longest first where one begins another.
_TYPE_WORDS: dict[tuple[str, ...], str] = {
    ("thành", "phố"): "thành phố", ("thủ", "đô"): "thành phố", ("thị", "xã"): "thị xã",
    ("thị", "trấn"): "thị trấn", ("đặc", "khu"): "đặc khu", ("tỉnh",): "tỉnh",
    ("huyện",): "huyện", ("quận",): "quận", ("xã",): "xã", ("phường",): "phường",
    ("tp",): "thành phố", ("tx",): "thị xã", ("tt",): "thị trấn",
    ("thanh", "pho"): "thành phố", ("thi", "xa"): "thị xã", ("thi", "tran"): "thị trấn",
    ("dac", "khu"): "đặc khu", ("tinh",): "tỉnh", ("huyen",): "huyện", ("quan",): "quận",
    ("xa",): "xã", ("phuong",): "phường",
}  # fmt: skip
_DOTTED = frozenset({"tp", "tx", "tt"})
_GLUED_CITY = {"tphcm": "Hồ Chí Minh", "tphn": "Hà Nội"}

# A unit's name is at most this many words ("Bà Rịa - Vũng Tàu" has four).
_LONGEST_NAME = 6
_LONGEST_UNKNOWN = 4

_TIER = {"tỉnh": 3, "huyện": 2, "xã": 1}


def read_places(words: Sequence[Word], i: int, *, lenient: bool) -> tuple[list[PlaceMention], int]:
    """Read the units that begin at word `i`.

    Args:
        words: the words of the text from the head on.
        i: the first word after the head.
        lenient: names may be in lower case (a query typed without capitals).

    Returns:
        The units, nearest first (the last may be relative only if it is the only one), and the
        index after the last word that belongs to them.
    """
    found: list[PlaceMention] = []
    while i < len(words):
        gap_ok = words[i].gap in (" \n" if not found else " \n,-")
        step = _read_place(words, i, lenient) if gap_ok else None
        if step is None:
            break
        place, after = step
        if found and (place.name is None or not _above(place, found[-1])):
            break
        found.append(place)
        i = after
        if place.name is None:
            break
    return found, i


def _above(place: PlaceMention, below: PlaceMention) -> bool:
    """Whether `place` can be a unit above `below`."""
    lowest = min(_TIER[level] for level in LEVELS_OF_TYPE[below.type])
    return max(_TIER[level] for level in LEVELS_OF_TYPE[place.type]) > lowest


def _read_place(words: Sequence[Word], i: int, lenient: bool) -> tuple[PlaceMention, int] | None:
    glued = _GLUED_CITY.get(words[i].folded)
    if glued:
        return PlaceMention("thành phố", glued), i + 1
    typed = _read_type(words, i)
    if typed is None:
        return None
    unit_type, after = typed
    name = read_name(words, after, unit_type, lenient=lenient)
    if name is None:
        return PlaceMention(unit_type), after
    return PlaceMention(unit_type, name[0]), name[1]


def _read_type(words: Sequence[Word], i: int) -> tuple[str, int] | None:
    if i + 1 < len(words) and words[i + 1].gap in " \n":
        pair = _TYPE_WORDS.get((words[i].folded, words[i + 1].folded))
        if pair:
            return pair, i + 2
    single = _TYPE_WORDS.get((words[i].folded,))
    return (single, i + 1) if single else None


def read_name(
    words: Sequence[Word], i: int, unit_type: str, *, lenient: bool = False
) -> tuple[str, int] | None:
    """Read a unit's proper name at word `i`: a known one, longest first, or a capitalised run."""
    if i >= len(words):
        return None
    first = words[i]
    dotted = i > 0 and words[i - 1].folded in _DOTTED
    if first.gap not in " \n" and not (dotted and first.gap == "."):
        return None
    if not (first.raw[0].isupper() or first.raw[0].isdigit() or lenient):
        return None
    known = _known_name(words, i, unit_type)
    if known is not None or lenient:
        return known
    return _unknown_name(words, i)


def _known_name(words: Sequence[Word], i: int, unit_type: str) -> tuple[str, int] | None:
    table = units()
    best: tuple[str, int] | None = None
    bare, raw = "", ""
    for n in range(i, min(len(words), i + _LONGEST_NAME)):
        if n > i and words[n].gap not in " \n-":
            break
        bare = f"{bare} {bare_word(words[n].raw)}".strip()
        raw = f"{raw} {words[n].raw}".strip()
        if table.knows(bare):
            matches = table.named(raw, type=unit_type)
            # One word with other diacritics is too little to call it the same name.
            exact = any(_same(raw, u.name) for u in matches)
            if matches and (exact or n > i or raw.isascii()):
                best = (matches[0].name if exact or len(matches) == 1 else raw, n + 1)
    return best


def _same(raw: str, name: str) -> bool:
    return fold_phrase(raw) == fold_phrase(name)


def _unknown_name(words: Sequence[Word], i: int) -> tuple[str, int] | None:
    """Read a run of capitalised words on one line as a name that no table holds."""
    end = i
    shouted = words[i].raw.isupper() and len(words[i].raw) > 1
    while end < len(words) and end - i < _LONGEST_UNKNOWN:
        word = words[end]
        on_line = word.gap == " " if end > i else word.gap in " \n"
        if not on_line or not word.raw[0].isupper() or word.folded in no_name_words():
            break
        if shouted != (word.raw.isupper() and len(word.raw) > 1):
            break
        end += 1
    if end == i:
        return None
    name = " ".join(w.folded.capitalize() if shouted else _clean(w.raw) for w in words[i:end])
    return name, end


def _clean(raw: str) -> str:
    return unicodedata.normalize("NFC", raw.replace("*", ""))
