"""Laws' names by the words that people type: in full, shortened, or with a slip.

"Luật GT đường bộ", "luat to chuc cqdp" and "luat dat dia" name laws as surely as their full names
do, for no other law is called so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from index.query.shortening import covered, holds_no_syllable_of_its_own
from index.query.wording import read_rows
from index.syllables import fold
from nlp.types import read_table

_SHORTEST_PREFIX = 3
_SHORTEST_INITIALS = 2
_LONGEST = 12
_COUNTRY = ["viet", "nam"]


def longest_name(words: Sequence[str], kind: str) -> tuple[int, str] | None:
    """Returns how many of the folded words make a law's name, and the name with its type."""
    names, prefixes = _names(kind)
    long_forms = _abbreviations()
    for count in range(len(words), 0, -1):
        spelled = " ".join(long_forms.get(word, word) for word in words[:count])
        key = key_of(spelled)
        name = names.get(key) or names.get(key_of(" ".join(words[:count])))
        if name is None and key.count(" ") + 1 >= _SHORTEST_PREFIX:
            name = prefixes.get(key)
        if name is not None:
            return count, name if name.startswith(kind) else f"{kind} {name}"
    return None


def nearest_name(words: Sequence[str], kind: str, *, known: int = 0) -> tuple[int, str] | None:
    """Returns the same for words of which some are shortened or one bears a slip.

    Args:
        words: folded.
        kind: the law's type.
        known: how many of the words make a name as they stand. A longer one must hold what is no
            syllable: "đầu tư còn hiệu lực" does not name the Luật Đầu tư công.
    """
    for count in range(min(len(words), _LONGEST), known, -1):
        typed = tuple(word for word in words[:count] if word != "va")
        found = _nearest(typed, kind, sure=known == 0)
        if found is not None:
            return count, found if found.startswith(kind) else f"{kind} {found}"
    return None


@lru_cache(maxsize=4096)
def key_of(words: str) -> str:
    """Returns the words by which names are compared: without marks and without "và"."""
    return " ".join(w for w in re.findall(r"[a-z0-9]+", fold(words)) if w != "va")


def glued_names(kind: str) -> dict[str, str]:
    """Returns names by their letters alone: "datdai"."""
    return {key.replace(" ", ""): name for key, name in _names(kind)[0].items() if len(key) > 3}


@lru_cache(maxsize=1024)
def _nearest(typed: tuple[str, ...], kind: str, *, sure: bool) -> str | None:
    if not typed:
        return None
    joined = "".join(typed)
    if len(typed) > 1 and not re.search("[aeiouy]", joined) and joined in _names(kind)[0]:
        return _names(kind)[0][joined]
    first = typed[0][0]
    found, begun = set(), set()
    for syllables, name in _syllables(kind):
        if syllables[0][0] != first or not (sure or holds_no_syllable_of_its_own(typed, syllables)):
            continue
        count = covered(typed, syllables, slips=int(len(syllables) > 1))
        if count == len(syllables):
            found.add(name)
        elif count >= _SHORTEST_PREFIX and holds_no_syllable_of_its_own(typed, syllables):
            begun.add(name)
    found = found or begun
    return found.pop() if len(found) == 1 else None


@cache
def _syllables(kind: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    return tuple(
        (tuple(key_of(row["name"]).split()), row["name"])
        for row in read_table("laws.tsv")
        if row["type"] == kind
    )


@cache
def _names(kind: str) -> tuple[dict[str, str], dict[str, str]]:
    """Returns words → name of the laws of a type, and the same by their only possible beginning."""
    names: dict[str, str] = {}
    initials: dict[str, set[str]] = {}
    beginnings: dict[str, set[str]] = {}
    for row in read_table("laws.tsv"):
        if row["type"] != kind:
            continue
        name = row["name"]
        key = key_of(name)
        names.setdefault(key, name)
        words = key.split()
        if words[-2:] == _COUNTRY and len(words) > len(_COUNTRY) + 1:
            names.setdefault(" ".join(words[:-2]), name)
        initials.setdefault("".join(w[0] for w in words), set()).add(name)
        with_and = re.findall(r"[a-z0-9]+", fold(name))
        initials.setdefault("".join(w[0] for w in with_and), set()).add(name)
        for count in range(_SHORTEST_PREFIX, len(words)):
            beginnings.setdefault(" ".join(words[:count]), set()).add(name)
    for short, meant in initials.items():
        if len(short) >= _SHORTEST_INITIALS and len(meant) == 1:
            names.setdefault(short, next(iter(meant)))
    for given in read_rows("query_laws_short.tsv"):
        if given["type"] == kind:
            names.setdefault(given["short"], given["law"])
    only = {words: next(iter(meant)) for words, meant in beginnings.items() if len(meant) == 1}
    return names, only


@cache
def _abbreviations() -> dict[str, str]:
    return {fold(row["short"]): row["long"] for row in read_rows("abbreviations.tsv")}
