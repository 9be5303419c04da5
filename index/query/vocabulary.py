"""The words and phrases that a question is mended to, and those that are never mended."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import pairwise

from index.query.naming import type_forms
from index.query.telex import SYLLABLE
from index.query.wording import read_lines, read_rows, syllables
from index.syllables import fold
from nlp.issuers.bodies import central_bodies
from nlp.units import units

_SHORTEST_PHRASE = 7
_SHORTEST_WORD = 5


@cache
def grammar_words() -> frozenset[str]:
    """Returns the words of cues and of types' names."""
    words = {w for row in read_rows("query_cues.tsv") for w in _spelled(row["pattern"])}
    return frozenset(words.union(w for form in type_forms() for w in form.split()))


@cache
def known_words() -> frozenset[str]:
    """Returns the words of the grammar with fillers; they are never keys of another word."""
    fillers = (row["word"].partition("(?")[0].split() for row in read_rows("query_fillers.tsv"))
    return grammar_words().union(*fillers)


@cache
def english_words() -> frozenset[str]:
    """Returns the grammar's words that are no Vietnamese syllables."""
    return _english(grammar_words()) | english_types()


@cache
def english_types() -> frozenset[str]:
    """Returns the English words among the names of types, and the word that asks for one."""
    return _english(word for form in type_forms() for word in form.split()) | {"which"}


def _english(words: Iterable[str]) -> frozenset[str]:
    return frozenset(
        word
        for word in words
        if len(word) >= _SHORTEST_WORD
        and re.search("[aeiouy]", word)
        and not SYLLABLE.fullmatch(word)
    )


@cache
def phrases() -> Mapping[str, str]:
    """Returns the phrases of two words of cues, types and names, by their folded form."""
    patterns = "\n".join(row["pattern"] for row in read_rows("query_cues.tsv"))
    found = set(re.findall(r"[a-z]+ [a-z]+", re.sub(r"[()|?*]", "\n", patterns)))
    own = _long({phrase: phrase for phrase in found})
    return {**own, **verb_phrases(), **type_phrases(), **name_phrases()}


@cache
def verb_phrases() -> Mapping[str, str]:
    """Returns the Vietnamese verbs of two words that ask for a relation."""
    return {line: line for line in read_lines("query_verbs.txt")}


@cache
def type_phrases() -> Mapping[str, str]:
    """Returns the names of types that have two words."""
    return _long({form: form for form in type_forms() if form.count(" ") == 1})


@cache
def name_phrases() -> Mapping[str, str]:
    """Returns folded → marked pairs of words of ministries' and provinces' names."""
    names = [name for name, (issuer, _) in central_bodies().items() if issuer.kind in _KINDS]
    table = units()
    for number in range(len(table)):
        unit = table.unit(number)
        if unit.parent is not None:
            # Provinces stand first in the table.
            break
        names.append(unit.name)
    pairs = [
        f"{one} {other}"
        for name in names
        for words in (re.findall(r"\w+", name),)
        for one, other in pairwise(words)
        if "và" not in (one, other)
    ]
    # Folded in one go, in a fifth of the time.
    found = _long(dict(zip(fold("\n".join(pairs)).split("\n"), pairs, strict=True)))
    others = {**type_phrases(), **verb_phrases()}
    return {folded: pair for folded, pair in found.items() if folded not in others}


_KINDS = frozenset(("bo", "chinh_phu", "thu_tuong", "quoc_hoi", "co_quan_ngang_bo"))


def _long(found: Mapping[str, str]) -> dict[str, str]:
    return {folded: own for folded, own in found.items() if len(folded) >= _SHORTEST_PHRASE}


def _spelled(pattern: str) -> list[str]:
    """Returns the words of a cue's pattern with their endings: "implement(s|ing)?"."""
    found = []
    for stem, endings in re.findall(r"([a-z]+)(?:\(([a-z|]+)\)\??)?", pattern):
        found += [stem, *(stem + ending for ending in endings.split("|"))]
    return found


@cache
def glued_phrases() -> Mapping[str, str]:
    """Returns the phrases of the grammar by their letters alone: "huongdan"."""
    return {phrase.replace(" ", ""): phrase for phrase in phrases() if phrase not in name_phrases()}


@cache
def subject_words() -> frozenset[str]:
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
def real_pairs() -> frozenset[str]:
    """Returns pairs of words, and English words, that are real though one slip from a phrase."""
    return frozenset(row["pair"] for row in read_rows("query_pairs.tsv"))


def is_real(word: str) -> bool:
    """Tells whether a folded word is a syllable that Vietnamese official texts use."""
    return word in syllables()
