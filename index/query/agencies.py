"""Agencies under ministries: "Cục Hàng không Việt Nam", "cuc duong bo", "Cục X" of no table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from index.query.wording import Wording, read_rows
from index.syllables import fold

_HEAD = re.compile(r"(?:(?:tong|chi) )?cuc(?![a-z])")
# "Cục trưởng Cục Thuế" stands for the agency.
_HEAD_OF_ONE = re.compile(r"(?:(?:tong|chi) )?cuc truong +(?=(?:(?:tong|chi) )?cuc )")
# Commas and dashes inside a name may be typed or not.
_WORD = re.compile(r"[ ,-]*(?P<word>[a-z0-9]+)")
_LONGEST = 12
_SHORTEST_INITIALS = 3

# What follows a body's name in a question: verbs, question words, links to a topic or a period.
_STOPS = frozenset(
    (
        "ban", "ra", "phát", "nào", "gì", "đã", "đang", "sẽ", "có", "không", "chưa", "về", "của",
        "do", "ở", "theo", "trong", "từ", "trước", "sau", "giai", "năm", "quý", "tháng", "ngày",
        "số", "đến", "vào", "được", "bị", "là", "để", "hướng", "triển", "thực", "sửa", "bổ", "thay",
        "bãi", "đính", "căn", "áp",
    )
)  # fmt: skip


def agency_at(wording: Wording, position: int) -> tuple[str, int] | None:
    """Returns the canonical name and the end of an agency named at `position`.

    A name that the table lacks is read as typed, with diacritics only, up to the word that can be
    no part of it; without them nothing would tell its spelling.
    """
    first = _WORD.match(wording.plain, position)
    if first is None or first["word"] not in agency_heads():
        return None
    title = _HEAD_OF_ONE.match(wording.plain, position)
    if title is not None:
        return agency_at(wording, title.end())
    words = _words(wording.plain, position)
    branch = first["word"] == "chi"
    for count in range(len(words), branch, -1):
        name = _names().get(" ".join(word["word"] for word in words[branch:count]))
        if name is not None and (not branch or name.startswith("Cục ")):
            return f"Chi {name[0].lower()}{name[1:]}" if branch else name, words[count - 1].end()
    head = _HEAD.match(wording.plain, position)
    if head is None or wording.is_plain or not wording.cased[position].isupper():
        return None
    ends = [word.end() for word in words if word.start() >= head.end()]
    for word in words:
        typed = wording.lower[word.start("word") : word.end()]
        if typed in _STOPS or typed.isdigit():
            ends = [end for end in ends if end <= word.start()]
    return (wording.cased[position : ends[-1]], ends[-1]) if ends else None


def _words(plain: str, position: int) -> list[re.Match[str]]:
    words: list[re.Match[str]] = []
    while len(words) < _LONGEST and (word := _WORD.match(plain, position)):
        words.append(word)
        position = word.end()
    return words


@cache
def _names() -> dict[str, str]:
    """Returns folded words → canonical name."""
    table: dict[str, str] = {}
    shorter: dict[str, set[str]] = {}
    for row in read_rows("query_agencies.tsv"):
        for form in (row["name"], *filter(None, row["others"].split(";"))):
            table.setdefault(" ".join(_folded_words(form)), row["name"])
        for short in _short_forms(row["name"]):
            shorter.setdefault(short, set()).add(row["name"])
    for short, meant in shorter.items():
        if len(meant) == 1:
            table.setdefault(short, next(iter(meant)))
    return table


def _short_forms(name: str) -> Iterator[str]:
    """Yields a name without the country's, and its initials: "cuc hang khong", "cuc hkvn"."""
    words = _folded_words(name)
    if words[-2:] == ["viet", "nam"]:
        yield " ".join(words[:-2])
    head = 2 if words[0] == "tong" else 1
    initials = "".join(word[0] for word in words[head:] if word != "va")
    if len(initials) >= _SHORTEST_INITIALS:
        yield " ".join((*words[:head], initials))


def _folded_words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", fold(text))


@cache
def _local_names() -> frozenset[str]:
    return frozenset(row["name"] for row in read_rows("query_agencies.tsv") if row["local"])


def is_local(name: str) -> bool:
    """Tells whether many places have a body of this name: "Đảng bộ"."""
    return name in _local_names()


@cache
def agency_heads() -> frozenset[str]:
    """Returns the first words of the names."""
    return frozenset(("chi", *(name.partition(" ")[0] for name in _names())))
