"""Mends slips of the keyboard in the words that carry a question's meaning.

Only words beside which a document number may stand are mended, and only to a word of the grammar
that is one slip away (a letter left out, doubled, mistaken, or two changed round, Damerau 1964);
what the question is about is left as typed.
"""

from __future__ import annotations

import re
from functools import cache

from index.query.naming import type_forms
from index.query.numerals import with_digits
from index.query.slips import is_one_slip
from index.query.telex import SYLLABLE, decoded
from index.query.wording import Wording, read_rows

_WORD = re.compile(r"[a-z]+")
_BEFORE_NUMBER = re.compile(r"\s+(?:so\s+)?\d")
_SHORTEST = 6
_SHORTEST_WORD = 7


@cache
def _vocabulary() -> tuple[frozenset[str], frozenset[str]]:
    """Returns the words and the phrases of two syllables of the grammar."""
    patterns = " ".join(row["pattern"] for row in read_rows("query_cues.tsv"))
    phrases = set(re.findall(r"[a-z]+ [a-z]+", re.sub(r"[()|?*]", "\n", patterns)))
    phrases |= {form for form in type_forms() if form.count(" ") == 1}
    single = frozenset(word for word in _words() if len(word) >= _SHORTEST_WORD)
    return single, frozenset(p for p in phrases if len(p) > _SHORTEST)


@cache
def _words() -> frozenset[str]:
    """Returns the words of cues and of types' names."""
    words = {w for row in read_rows("query_cues.tsv") for w in _spelled(row["pattern"])}
    return frozenset(words.union(w for form in type_forms() for w in form.split()))


def _spelled(pattern: str) -> list[str]:
    """Returns the words of a cue's pattern with their endings: "implement(s|ing)?"."""
    found = []
    for stem, endings in re.findall(r"([a-z]+)(?:\(([a-z|]+)\)\??)?", pattern):
        found += [stem, *(stem + ending for ending in endings.split("|"))]
    return found


def mended(wording: Wording, *, lenient: bool = False) -> Wording:
    """Returns the wording with keys read, numbers in digits and slips mended; itself without any.

    Beside a number all words of the grammar are mended, without one only names of types. With
    `lenient`, two words that are both well formed may be a slip too: "thai the" for "thay thế".
    """
    typed = decoded(
        wording.text,
        known=lambda word: word in _known(),
        certain=lambda pair: pair in _vocabulary()[1],
    )
    if typed != wording.text:
        wording = Wording(typed)
    wording = with_digits(wording)
    single, phrases = _vocabulary()
    if not re.search(r"\d", wording.plain):
        single, phrases = frozenset(), _type_phrases()
    text = wording.text
    edits = _edits(wording, single, phrases, lenient=lenient)
    for start, end, fixed in reversed(edits):
        text = text[:start] + fixed + text[end:]
    return Wording(text) if edits else wording


def _edits(
    wording: Wording, single: frozenset[str], phrases: frozenset[str], *, lenient: bool
) -> list[tuple[int, int, str]]:
    words = list(_WORD.finditer(wording.plain))
    edits: list[tuple[int, int, str]] = []
    index = 0
    while index < len(words):
        word = words[index]
        pair = words[index + 1] if index + 1 < len(words) else None
        if pair is not None and wording.plain[word.end() : pair.start()] == " ":
            well_formed = SYLLABLE.fullmatch(word[0]) and SYLLABLE.fullmatch(pair[0])
            both = f"{word[0]} {pair[0]}"
            if both in _real_pairs():
                fixed = None
            elif lenient or not well_formed:
                fixed = _nearest(both, phrases)
            elif index == 0 or _BEFORE_NUMBER.match(wording.plain, pair.end()):
                fixed = _nearest(both, _type_phrases())
            else:
                fixed = None
            if fixed is not None:
                edits.append((word.start(), pair.end(), fixed))
                index += 2
                continue
        fixed = _glued_phrases().get(word[0]) if not SYLLABLE.fullmatch(word[0]) else None
        if fixed is None and len(word[0]) >= _SHORTEST_WORD:
            fixed = _nearest(word[0], single)
        if fixed is not None and word[0] not in _subjects():
            # "Bidding" is no slip of "binding".
            edits.append((*word.span(), fixed))
        index += 1
    return edits


@cache
def _subjects() -> frozenset[str]:
    """Returns the words of laws, bodies and subjects that the tables name in English."""
    tables = (
        ("query_laws_en.tsv", "name"),
        ("query_issuers_en.tsv", "name"),
        ("glossary_en.tsv", "english"),
    )
    return frozenset(
        word for name, column in tables for row in read_rows(name) for word in row[column].split()
    )


@cache
def _glued_phrases() -> dict[str, str]:
    """Returns the phrases by their letters alone: "huongdan"."""
    return {
        phrase.replace(" ", ""): phrase for phrase in _vocabulary()[1] if len(phrase) > _SHORTEST
    }


@cache
def _real_pairs() -> frozenset[str]:
    return frozenset(row["pair"] for row in read_rows("query_pairs.tsv"))


@cache
def _type_phrases() -> frozenset[str]:
    forms = [form for form in type_forms() if form.count(" ") == 1]
    return frozenset(form for form in forms if len(form) > _SHORTEST)


@cache
def _known() -> frozenset[str]:
    """Returns the words of the grammar, which are never keys of another word."""
    fillers = (row["word"].split() for row in read_rows("query_fillers.tsv"))
    return _words().union(*fillers)


@cache
def _nearest(typed: str, known: frozenset[str]) -> str | None:
    if typed in known or len(typed) < _SHORTEST or len(typed) > 24:
        return None
    found = [word for word in known if is_one_slip(typed, word)]
    # Letters are left out more often than added.
    found.sort(key=len)
    certain = len(found) == 1 or (len(found) > 1 and len(found[-1]) > len(found[-2]))
    return found[-1] if certain else None
