"""Mends slips of the keyboard in the words that carry a question's meaning.

Words are mended only to a word or phrase of the grammar that is one slip away (a letter left out,
doubled, mistaken, or two changed round, Damerau 1964); what the question is about stays as typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from index.query.naming import form_of
from index.query.numerals import with_digits
from index.query.periods import with_blanks
from index.query.slips import is_certain_slip, is_one_slip
from index.query.telex import SYLLABLE, decoded
from index.query.vocabulary import (
    english_types,
    english_words,
    glued_phrases,
    is_real,
    known_words,
    name_phrases,
    phrases,
    real_pairs,
    subject_words,
    type_phrases,
    verb_phrases,
)
from index.query.wording import Wording

_WORD = re.compile(r"[a-z]+")
_MARKS = " ,.;:?!()"
_SHORTEST = 6
_SHORTEST_STRANGE = 3
_LONGEST = 24

_DOCUMENT = re.compile(
    r"\d|(?<![a-z])(?:luat|law|ordinance|code|hien phap|phap lenh|constitution)(?![a-z])"
)
_BEFORE_NUMBER = re.compile(r"\s+(?:so\s+)?\d")
# Beside these a type of document is named.
_BEHIND_TYPE = re.compile(
    r" (?:nao|gi|so|cua|ve|thuc hien|trien khai|huong dan|sua doi|thay the|bai bo)(?![a-z])"
)
_REACH = 8
_BEFORE_TYPE = re.compile(r"(?<![a-z])(?:cac|nhung|moi) $")
_SMALL_WORDS = {"nhung": "những", "khong": "không"}
_SHORT_VERBS = {"thya": "thay", "thaay": "thay", "thayy": "thay", "thy": "thay", "suwa": "sua"}


@dataclass(frozen=True, slots=True)
class Mending:
    """What was mended in a stretch: what was typed, and what is read for it."""

    start: int
    end: int
    typed: str
    read: str


def mended(wording: Wording, *, lenient: bool = False) -> Wording:
    """Returns the wording with keys read, numbers in digits and slips mended; itself without any.

    Beside a document all words of the grammar are mended, without one only names of types and of
    bodies. With `lenient`, two real words near a document may be a slip too: "thai the" for "thay
    thế".
    """
    read = spelled(wording.text)
    if read != wording.text:
        wording = Wording(read, mended=tuple(_keys_of(read, wording.text)))
    wording = with_digits(with_blanks(wording))
    edits = _edits(wording, lenient=lenient)
    if not edits:
        return wording
    text = wording.text
    for edit in reversed(edits):
        text = text[: edit.start] + edit.read + text[edit.end :]
    return with_digits(Wording(text, mended=(*wording.mended, *_changes(edits))))


def spelled(text: str) -> str:
    """Returns a text with words in bare Telex or VNI keys turned into Vietnamese."""
    return decoded(
        text,
        known=lambda word: word in known_words() or word in subject_words(),
        certain=lambda pair: pair in phrases() and pair not in name_phrases(),
        is_type=lambda pair: pair in type_phrases(),
    )


def _keys_of(read: str, typed: str) -> Iterator[tuple[str, str]]:
    """Yields the words that were typed in keys, and the keys; blanks are those of the keys."""
    for one, other in zip(read.split(), typed.split(), strict=True):
        if one != other:
            yield one.strip(_MARKS), other.strip(_MARKS)


def _changes(edits: list[Mending]) -> Iterator[tuple[str, str]]:
    """Yields what stands there now and what was typed, by words where there are as many."""
    for edit in edits:
        read, typed = edit.read.split(), edit.typed.split()
        if len(read) == len(typed):
            yield from (
                (one, other) for one, other in zip(read, typed, strict=True) if one != other
            )
        else:
            yield edit.read, edit.typed


def _edits(wording: Wording, *, lenient: bool) -> list[Mending]:
    document = _DOCUMENT.search(wording.plain) is not None
    words = list(_WORD.finditer(wording.plain))
    found: list[tuple[int, int, str]] = []
    index = 0
    while index < len(words):
        word = words[index]
        if _is_phrase(wording, words[index : index + 2]):
            # Of "thông báo nào" the middle is no "báo cáo".
            index += 2
            continue
        pair = words[index + 1] if index + 1 < len(words) else None
        fixed = _pair(wording, words[index : index + 2], document=document, lenient=lenient)
        if fixed in name_phrases():
            # "Bộ thhông tư": the type is meant, not Bộ Thông tin.
            after = _pair(wording, words[index + 1 : index + 3], document=document, lenient=lenient)
            fixed = fixed if after is None or after in name_phrases() else None
        if pair is not None and fixed is not None:
            own = fixed if wording.is_plain else phrases().get(fixed, fixed)
            found.append((word.start(), pair.end(), own))
            index += 2
            continue
        fixed = _single(word[0], beside_document=document)
        if fixed is not None:
            found.append(
                (*word.span(), fixed if wording.is_plain else _SMALL_WORDS.get(fixed, fixed))
            )
        index += 1
    return [Mending(start, end, wording.text[start:end], fixed) for start, end, fixed in found]


def _is_phrase(wording: Wording, words: list[re.Match[str]]) -> bool:
    return len(words) > 1 and wording.plain[words[0].start() : words[1].end()] in phrases()


def _pair(
    wording: Wording,
    words: list[re.Match[str]],
    *,
    document: bool,
    lenient: bool,
) -> str | None:
    """Returns what two words are a slip of."""
    if len(words) < 2 or wording.plain[words[0].end() : words[1].start()] != " ":
        return None
    word, other = words
    both = f"{word[0]} {other[0]}"
    if both in real_pairs() or both in phrases():
        return None
    known: Callable[[], Mapping[str, str]]
    strange = [one[0] for one in words if not is_real(one[0])]
    if strange and min(map(len, strange)) < _SHORTEST_STRANGE:
        # "HL tỉnh" is an abbreviation and no Hà Tĩnh.
        return None
    if strange:
        known = phrases if document else _names_of_types_and_bodies
        return _nearest(both, known) or _nearest_by_words(word[0], other[0])
    if lenient and document:
        known = verb_phrases
    elif (
        word.start() == 0
        or _BEFORE_NUMBER.match(wording.plain, other.end())
        or (document and _BEHIND_TYPE.match(wording.plain, other.end()))
        or _BEFORE_TYPE.search(wording.plain, max(0, word.start() - _REACH), word.start())
    ):
        known = type_phrases
    else:
        return None
    return _nearest(both, known)


def _single(word: str, *, beside_document: bool) -> str | None:
    """Returns what a word is a slip of."""
    if not SYLLABLE.fullmatch(word) and word in glued_phrases():
        return glued_phrases()[word]
    if is_real(word) or word in known_words() or word in subject_words() or word in real_pairs():
        # "Bidding" is no slip of "binding".
        return None
    small = next((one for one in _SMALL_WORDS if is_certain_slip(word, one)), None)
    if small is not None:
        return small
    if beside_document and word in _SHORT_VERBS:
        return _SHORT_VERBS[word]
    known = english_words if beside_document else english_types
    found = [one for one in _beginning(known).get(word[0], ()) if is_certain_slip(word, one)]
    return _certain(found)


@cache
def _nearest_by_words(word: str, other: str) -> str | None:
    """Returns the one type or verb of which both words may bear a slip: "ngi dnh"."""
    found = [
        phrase
        for phrase in (*type_phrases(), *verb_phrases())
        for one, two in (phrase.split(),)
        if (word == one or is_one_slip(word, one)) and (other == two or is_one_slip(other, two))
    ]
    # Some types are listed in more than one spelling.
    meant = {form_of(one).type if one in type_phrases() else one for one in found}
    return found[0] if len(meant) == 1 and len(word) + len(other) >= _SHORTEST else None


@cache
def _names_of_types_and_bodies() -> Mapping[str, str]:
    return {**type_phrases(), **name_phrases()}


@cache
def _beginning(known: Callable[[], Iterable[str]]) -> Mapping[str, list[str]]:
    """Returns the words of `known` by their first letters, which no slip changes."""
    found: dict[str, list[str]] = {}
    for word in known():
        found.setdefault(word[0], []).append(word)
    return found


@cache
def _nearest(typed: str, known: Callable[[], Iterable[str]]) -> str | None:
    """Returns the one word of `known` that is a slip away, if there is but one."""
    if len(typed) < _SHORTEST or len(typed) > _LONGEST:
        return None
    found = [word for word in _beginning(known).get(typed[0], ()) if is_one_slip(typed, word)]
    return _certain(found)


def _certain(found: list[str]) -> str | None:
    """Returns the one that was meant: letters are left out more often than added."""
    found = sorted(found, key=len)
    certain = len(found) == 1 or (len(found) > 1 and len(found[-1]) > len(found[-2]))
    return found[-1] if certain else None
