"""Finds laws that a question cites by name, in Vietnamese or English, in full or shortened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from index.query.law_names import glued_names, key_of, longest_name, nearest_name
from index.query.wording import Wording, read_rows
from index.syllables import fold
from nlp.types import read_table

_TYPES = {"bo luat": "Bộ luật", "luat": "Luật", "phap lenh": "Pháp lệnh", "hien phap": "Hiến pháp"}
# "Kỷ luật cán bộ" and "pháp luật đất đai" name no law.
_VIETNAMESE = re.compile(rf"(?<![a-z])(?<!ky )(?<!phap )({'|'.join(_TYPES)})(?![a-z])")
_GLUED_TYPES = {kind.replace(" ", ""): name for kind, name in _TYPES.items()}
_GLUED = re.compile(r"(?<![a-z])(boluat|luat|phaplenh)([a-z]+)(?![a-z])")
_INITIALS = re.compile(r"(?<![a-z0-9/-])bl[a-z]+(?![a-z0-9/-])")
_WORD = re.compile(r"[a-z0-9&]+")
_ENGLISH_WORD = re.compile(r"[a-z0-9/-]+")
_SMALL = frozenset(("and", "the"))
_GAP = r"(?:\s*,\s*|\s+)(?:(?:and|&)\s+)?(?:the\s+)?"
_ENGLISH = re.compile("law|ordinance|code|act|constitution")
_COUNTRY = re.compile(
    r" +(?:(?:cua|of|in) +)?(?:nuoc +)?(?:(?:chxhcn|cong hoa xa hoi chu nghia) +)?"
    r"viet ?nam(?![a-z])"
)
_PASSIVE = re.compile(
    r" duoc (?:sua|thay|bo|ban|huong|quy|thong|ap|trien|nhac|dan|can|hop)(?![a-z])"
)
_LONGEST_NAME = 24

NamedLaw = tuple[int, int, str, str, int | None]
"""Start, end, type, name and the year before an English name ("the 2013 Constitution")."""


def find_laws(wording: Wording) -> Iterator[NamedLaw]:
    """Yields the laws, in no order."""
    for start, end, kind, name, year in _laws_in(wording):
        country = _COUNTRY.match(wording.plain, end)
        yield start, country.end() if country else end, kind, name, year


def _laws_in(wording: Wording) -> Iterator[NamedLaw]:
    for match in _GLUED.finditer(wording.plain):
        kind = _GLUED_TYPES[match[1]]
        name = glued_names(kind).get(match[2])
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
        if read is not None and _is_meant(wording, match.end(), *read):
            kind = "Bộ luật" if read[1].startswith("Bộ luật") else kind
            yield start, read[0], kind, read[1], None
    for match in _INITIALS.finditer(wording.plain):
        name = _initials().get(match[0])
        if name is not None:
            yield match.start(), match.end(), "Bộ luật", name, None
    yield from _english_laws(wording)


def _is_meant(wording: Wording, start: int, end: int, name: str) -> bool:
    """Tells "Luật Dược" and "Luật Giá" from "luật được sửa đổi" and "luật gia"."""
    typed, own = wording.lower[start:end].strip(), name.rsplit(maxsplit=1)[-1].lower()
    if wording.plain[start:end].strip() != fold(own):
        # More than one syllable, or initials.
        return True
    if not wording.is_plain:
        return typed == own
    return _PASSIVE.match(wording.plain, start) is None


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
    # "Luật Lao động" is what people call the code.
    kinds = (kind, "Bộ luật") if kind == "Luật" else (kind,)
    found = next(filter(None, (longest_name(words, one) for one in kinds)), None)
    known = found[0] if found else 0
    nearest = next(filter(None, (nearest_name(words, one, known=known) for one in kinds)), None)
    count, name = nearest or found or (0, "")
    return (ends[count - 1], name) if count else None


@cache
def _initials() -> dict[str, str]:
    """Returns the names of codes by their initials: "BLDS", "BLTTHS".

    "Luật" alone adds one letter, too little to tell the initials of a law from other words.
    """
    found: dict[str, str] = {}
    for row in read_table("laws.tsv"):
        if row["type"] != "Bộ luật":
            continue
        words = key_of(row["name"].removeprefix("Bộ luật")).split()
        if len(words) > 1 and words[0] != "bo":
            initials = "bl" + "".join(word[0] for word in words)
            found.setdefault(initials, f"Bộ luật {row['name']}")
    return found


def _english_laws(wording: Wording) -> Iterator[NamedLaw]:
    if not _ENGLISH.search(wording.plain):
        return
    table, words = _english_names(), f" {_key(wording.plain)} "
    pattern = _english(tuple(name for name in table if f" {name} " in words))
    for match in pattern.finditer(wording.plain):
        year = int(match["year"]) if match["year"] else None
        if match["constitution"]:
            yield match.start(), match.end(), "Hiến pháp", "Hiến pháp", year
            continue
        kind, name = table[_key(match["on"] or match["of"])]
        yield match.start(), match.end(), kind, name, year


def _key(name: str) -> str:
    """Returns the words of an English name; "and", "the" and commas are typed or not."""
    return " ".join(word for word in _ENGLISH_WORD.findall(name) if word not in _SMALL)


@cache
def _english_names() -> dict[str, tuple[str, str]]:
    return {_key(r["name"]): (r["type"], r["law"]) for r in read_rows("query_laws_en.tsv")}


@lru_cache(maxsize=256)
def _english(present: tuple[str, ...]) -> re.Pattern[str]:
    """Returns the pattern of laws of these names; one of all names takes long to compile."""
    longest_first = sorted(present, key=lambda name: (-len(name), name))
    names = "|".join(_GAP.join(map(re.escape, name.split())) for name in longest_first) or "(?!)"
    return re.compile(
        r"(?<![a-z0-9])(?:the\s+)?(?:vietnam(?:ese)?(?: s)?\s+)?(?:(?P<year>(?:19|20)\d\d)\s+)?"
        rf"(?:(?:law|ordinance)\s+on\s+(?:the\s+)?(?P<on>{names})|(?P<of>{names})\s+(?:law|code|ordinance|act)"
        r"|(?P<constitution>constitution))(?![a-z])"
    )
