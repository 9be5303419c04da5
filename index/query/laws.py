"""Finds laws that a question cites by name, in Vietnamese or English, in full or shortened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from index.query.wording import Wording, alternatives, read_rows
from index.syllables import fold
from nlp.types import read_table

_TYPES = {"bo luat": "Bộ luật", "luat": "Luật", "phap lenh": "Pháp lệnh", "hien phap": "Hiến pháp"}
_VIETNAMESE = re.compile(rf"(?<![a-z])({'|'.join(_TYPES)})(?![a-z])")
_GLUED_TYPES = {kind.replace(" ", ""): name for kind, name in _TYPES.items()}
_GLUED = re.compile(r"(?<![a-z])(boluat|luat|phaplenh)([a-z]+)(?![a-z])")
_INITIALS = re.compile(r"(?<![a-z0-9/-])bl[a-z]+(?![a-z0-9/-])")
_WORD = re.compile(r"[a-z0-9&]+")
_ENGLISH = re.compile("law|ordinance|code|act|constitution")
_LONGEST_NAME = 24
_SHORTEST_PREFIX = 3
_SHORTEST_INITIALS = 2

NamedLaw = tuple[int, int, str, str, int | None]
"""Start, end, type, name and the year before an English name ("the 2013 Constitution")."""


def find_laws(wording: Wording) -> Iterator[NamedLaw]:
    """Yields the laws, in no order."""
    for match in _GLUED.finditer(wording.plain):
        kind = _GLUED_TYPES[match[1]]
        name = _glued_names(kind).get(match[2])
        if name is not None:
            whole = name if name.startswith(kind) else f"{kind} {name}"
            yield match.start(), match.end(), kind, whole, None
    for match in _VIETNAMESE.finditer(wording.plain):
        kind = _TYPES[match[1]]
        if kind == "Hiến pháp":
            yield match.start(), match.end(), kind, kind, None
            continue
        start = match.start()
        read = _named(wording.plain, match.end(), kind)
        if read is None and kind == "Bộ luật":
            # "Lệnh công bố luật Cảnh vệ" holds no code.
            start, kind = match.end() - len("luat"), "Luật"
            read = _named(wording.plain, match.end(), kind)
        if read is not None:
            kind = "Bộ luật" if read[1].startswith("Bộ luật") else kind
            yield start, read[0], kind, read[1], None
    for match in _INITIALS.finditer(wording.plain):
        name = _initials().get(match[0])
        if name is not None:
            yield match.start(), match.end(), "Bộ luật", name, None
    if wording.is_plain:
        yield from _english_laws(wording)


def _named(plain: str, position: int, kind: str) -> tuple[int, str] | None:
    """Returns the end and the whole name of the longest law's name right behind its type."""
    words: list[str] = []
    ends: list[int] = []
    for word in _WORD.finditer(plain, position):
        gap = plain[ends[-1] if ends else position : word.start()]
        if len(words) > _LONGEST_NAME or gap.strip(" ,;-"):
            break
        words.append(word[0])
        ends.append(word.end())
    found = _longest(words, kind)
    if found is None and kind == "Luật":
        # "Luật Lao động" is what people call the code.
        found = _longest(words, "Bộ luật")
    return (ends[found[0] - 1], found[1]) if found else None


def _longest(words: list[str], kind: str) -> tuple[int, str] | None:
    """Returns how many words make a law's name, and the name with its type."""
    names, prefixes = _names(kind)
    long_forms = _abbreviations()
    for count in range(len(words), 0, -1):
        spelled = " ".join(long_forms.get(word, word) for word in words[:count])
        key = _key(spelled)
        name = names.get(key) or names.get(_key(" ".join(words[:count])))
        if name is None and key.count(" ") + 1 >= _SHORTEST_PREFIX:
            name = prefixes.get(key)
        if name is not None:
            return count, name if name.startswith(kind) else f"{kind} {name}"
    return None


def _key(words: str) -> str:
    """Returns the words by which names are compared: without marks and without "và"."""
    return " ".join(w for w in re.findall(r"[a-z0-9]+", fold(words)) if w != "va")


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
        key = _key(name)
        names.setdefault(key, name)
        words = key.split()
        initials.setdefault("".join(w[0] for w in words), set()).add(name)
        with_and = re.findall(r"[a-z0-9]+", fold(name))
        initials.setdefault("".join(w[0] for w in with_and), set()).add(name)
        for count in range(_SHORTEST_PREFIX, len(words)):
            beginnings.setdefault(" ".join(words[:count]), set()).add(name)
    for short, meant in initials.items():
        if len(short) >= _SHORTEST_INITIALS and len(meant) == 1:
            names.setdefault(short, next(iter(meant)))
    only = {words: next(iter(meant)) for words, meant in beginnings.items() if len(meant) == 1}
    return names, only


@cache
def _glued_names(kind: str) -> dict[str, str]:
    """Returns names by their letters alone: "datdai"."""
    return {key.replace(" ", ""): name for key, name in _names(kind)[0].items() if len(key) > 3}


@cache
def _abbreviations() -> dict[str, str]:
    return {fold(row["short"]): row["long"] for row in read_rows("abbreviations.tsv")}


@cache
def _initials() -> dict[str, str]:
    """Returns the names of codes by their initials: "BLDS", "BLTTHS".

    "Luật" alone adds one letter, too little to tell the initials of a law from other words.
    """
    found: dict[str, str] = {}
    for row in read_table("laws.tsv"):
        if row["type"] != "Bộ luật":
            continue
        words = _key(row["name"].removeprefix("Bộ luật")).split()
        if len(words) > 1 and words[0] != "bo":
            initials = "bl" + "".join(word[0] for word in words)
            found.setdefault(initials, f"Bộ luật {row['name']}")
    return found


def _english_laws(wording: Wording) -> Iterator[NamedLaw]:
    if not _ENGLISH.search(wording.plain):
        return
    table, squeezed = _english_names(), " ".join(wording.plain.split())
    pattern = _english(tuple(name for name in table if name in squeezed))
    for match in pattern.finditer(wording.plain):
        year = int(match["year"]) if match["year"] else None
        if match["constitution"]:
            yield match.start(), match.end(), "Hiến pháp", "Hiến pháp", year
            continue
        kind, name = table[" ".join((match["on"] or match["of"]).split())]
        yield match.start(), match.end(), kind, name, year


@cache
def _english_names() -> dict[str, tuple[str, str]]:
    return {r["name"]: (r["type"], r["law"]) for r in read_rows("query_laws_en.tsv")}


@lru_cache(maxsize=256)
def _english(present: tuple[str, ...]) -> re.Pattern[str]:
    """Returns the pattern of laws of these names; one of all names takes long to compile."""
    names = alternatives(present) or "(?!)"
    return re.compile(
        r"(?<![a-z0-9])(?:the\s+)?(?:(?P<year>(?:19|20)\d\d)\s+)?"
        rf"(?:(?:law|ordinance)\s+on\s+(?:the\s+)?(?P<on>{names})|(?P<of>{names})\s+(?:law|code|ordinance|act)"
        r"|(?P<constitution>constitution))(?![a-z])"
    )
