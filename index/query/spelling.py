"""Mends slips of the keyboard in the words that carry a question's meaning.

Only words beside which a document number may stand are mended, and only to a word of the grammar
that is one slip away (a letter left out, doubled, mistaken, or two changed round, Damerau 1964);
what the question is about is left as typed.
"""

from __future__ import annotations

import re
from functools import cache

from index.query.naming import type_forms
from index.query.wording import Wording, read_rows

_WORD = re.compile(r"[a-z]+")
_SHORTEST = 6

# Onset, nucleus and coda of a Vietnamese syllable without diacritics; "dih" and "trine" are none.
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx])?"
    r"(?:ieu|oai|oay|oao|uay|uoi|uou|uye|uya|uyu|yeu|ai|ao|au|ay|eo|eu|ia|ie|iu|oa|oe|oi|oo|ua|ue|"
    r"ui|uo|uu|uy|ye|[aeiouy])(?:ch|ng|nh|[cmnpt])?"
)


@cache
def _vocabulary() -> tuple[frozenset[str], frozenset[str]]:
    """Returns the single words and the joined two-syllable phrases of the grammar."""
    patterns = " ".join(row["pattern"] for row in read_rows("query_cues.tsv"))
    phrases = set(re.findall(r"[a-z]+ [a-z]+", re.sub(r"[()|?*]", "\n", patterns)))
    phrases |= {form for form in type_forms() if form.count(" ") == 1}
    words = {w for row in read_rows("query_cues.tsv") for w in _spelled(row["pattern"])}
    words |= {w for form in type_forms() for w in form.split()}
    single = frozenset(word for word in words if len(word) >= _SHORTEST)
    return single, frozenset(p for p in phrases if len(p) > _SHORTEST)


def _spelled(pattern: str) -> list[str]:
    """Returns the words of a cue's pattern with their endings: "implement(s|ing)?"."""
    found = []
    for stem, endings in re.findall(r"([a-z]+)(?:\(([a-z|]+)\)\??)?", pattern):
        found += [stem, *(stem + ending for ending in endings.split("|"))]
    return found


def mended(wording: Wording) -> Wording:
    """Returns the wording with its slips mended; itself where there are none or no number."""
    if not re.search(r"\d", wording.plain):
        return wording
    single, phrases = _vocabulary()
    text = wording.text
    words = list(_WORD.finditer(wording.plain))
    edits: list[tuple[int, int, str]] = []
    index = 0
    while index < len(words):
        word = words[index]
        pair = words[index + 1] if index + 1 < len(words) else None
        fixed = None
        if pair is not None and wording.plain[word.end() : pair.start()] == " ":
            well_formed = _SYLLABLE.fullmatch(word[0]) and _SYLLABLE.fullmatch(pair[0])
            fixed = None if well_formed else _nearest(f"{word[0]} {pair[0]}", phrases)
            if fixed is not None:
                edits.append((word.start(), pair.end(), fixed))
                index += 2
                continue
        if len(word[0]) >= _SHORTEST and (fixed := _nearest(word[0], single)) is not None:
            edits.append((*word.span(), fixed))
        index += 1
    for start, end, fixed in reversed(edits):
        text = text[:start] + fixed + text[end:]
    return Wording(text) if edits else wording


@cache
def _nearest(typed: str, known: frozenset[str]) -> str | None:
    if typed in known or len(typed) < _SHORTEST or len(typed) > 24:
        return None
    found = [word for word in known if abs(len(word) - len(typed)) <= 1 and _one_slip(typed, word)]
    return found[0] if len(found) == 1 else None


def _one_slip(typed: str, word: str) -> bool:
    """Tells whether one slip makes `typed` of `word` (optimal string alignment distance 1)."""
    if typed[0] != word[0]:
        return False
    start = 0
    shorter = min(len(typed), len(word))
    while start < shorter and typed[start] == word[start]:
        start += 1
    rest, wanted = typed[start:], word[start:]
    if len(typed) == len(word):
        swapped = rest[1:2] + rest[:1] + rest[2:]
        return rest[1:] == wanted[1:] or swapped == wanted
    return rest[1:] == wanted if len(typed) > len(word) else rest == wanted[1:]
