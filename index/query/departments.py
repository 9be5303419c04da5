"""Departments and ministries as people type them: "so noi vu", "sở GD&ĐT", "bo nn&mt"."""

from __future__ import annotations

import itertools
import re
from functools import cache, lru_cache

from index.query.shortening import holds_no_syllable_of_its_own, stands_for
from index.query.telex import SYLLABLE
from index.query.wording import Wording, read_rows
from index.syllables import fold
from nlp.issuers.bodies import central_bodies, department_symbols, departments

_WORD = re.compile(r"[a-z]+")
_GLUED = re.compile("(?:so|bo) [a-z]+ ?(?:&|va) ?[a-z&]+")
_SECOND_WORD = re.compile("[a-z]+ ([a-z]+)")
# "Hủy bỏ CT nào" is of no Bộ Công Thương.
_VERB = re.compile(r"(?<![a-z])(?:huy|bai|loai|go) bo$")
# "Cán bộ y tế", "cơ sở y tế", "hồ sơ xây dựng": no ministry and no department.
_OTHER_HEAD = re.compile(
    r"(?<![a-z])(?:(?:cong|can|noi|duong) bo"
    r"|(?:co|ho|tru|cong|chi|tan|dan|he|mot|ma|ty|tri|ham|doanh|uoc|con|day|mau) so)$"
)
_HEADS = {"bo": "bộ", "so": "sở", "phong": "phòng"}
_LONGEST = 9
_TELLING_INITIALS = 3
_RUN = re.compile(r"[a-z]+(?:\s+[a-z]+)*")


@cache
def _names() -> dict[str, str]:
    """Returns folded words → canonical name."""
    found: dict[str, str] = {}
    for body, names in departments().items():
        head = fold(body)
        for name in names.values():
            words = re.findall(r"[a-z]+", fold(name))
            found[f"{head} {' '.join(words)}"] = f"{body} {name}"
            without = [word for word in words if word != "va"]
            found.setdefault(f"{head} {' '.join(without)}", f"{body} {name}")
            if len(without) > 1:
                initials = "".join(word[0] for word in without)
                # "Phòng TP" is as often something else.
                if body == "Sở" or len(initials) >= _TELLING_INITIALS:
                    found.setdefault(f"{head} {initials}", f"{body} {name}")
    for name, (issuer, _) in central_bodies().items():
        if issuer.kind == "bo":
            words = [w for w in re.findall(r"[a-z]+", fold(name)) if w != "va"]
            for spelled in (" ".join(words), f"bo {''.join(w[0] for w in words[1:])}"):
                found.setdefault(spelled, name)
    for code, name in department_symbols().items():
        letters = "".join(re.findall(r"[a-z]+", fold(code)))
        if name.startswith("Sở") and len(letters) > 2:
            found.setdefault(letters, name)
            found.setdefault(f"so {letters.removeprefix('s')}", name)
    return found


@cache
def department_heads() -> frozenset[str]:
    """Returns the first words of the names."""
    return frozenset(name.partition(" ")[0] for name in (*_names(), *_short_names()))


def _longest(text: str) -> tuple[str, int] | None:
    """Returns the canonical name and the end of the longest name that `text` begins with."""
    run = _RUN.match(text)
    words = list(_WORD.finditer(text, 0, run.end())) if run else []
    for count in range(len(words), 0, -1):
        name = _names().get(" ".join(word[0] for word in words[:count]))
        if name is not None:
            return name, words[count - 1].end()
    return None


def is_other_head(plain: str, position: int) -> bool:
    """Tells "bộ" and "sở" of other words: "cán bộ", "cơ sở y tế", "hủy bỏ CT nào".

    Args:
        plain: the folded question.
        position: where the word stands.
    """
    end = position + 2
    if plain[position:end] not in _HEADS:
        return False
    behind = _SECOND_WORD.match(plain, position)
    initials = behind is not None and SYLLABLE.fullmatch(behind[1]) is None
    return _VERB.search(plain, 0, end) is not None or (
        not initials and _OTHER_HEAD.search(plain, 0, end) is not None
    )


def department_at(wording: Wording, position: int) -> tuple[str, int] | None:
    """Returns the canonical name and the end of a department named at `position`."""
    head = _WORD.match(wording.plain, position)
    if head is None or head[0] not in department_heads() or not _is_head(wording, head):
        return None
    # Commas, dashes and "&" inside a name may be typed or not.
    stretch = wording.plain[position : position + 60]
    read = re.sub(r"[,&-]", " ", stretch)
    squeezed = re.sub(r" {2,}", lambda m: " " + "\x02" * (len(m[0]) - 1), read)
    letters = [(i, c) for i, c in enumerate(squeezed) if c != "\x02"]
    found = _longest("".join(c for _, c in letters))
    end = letters[found[1] - 1][0] + 1 if found else 0
    glued = _GLUED.match(stretch, 0)
    whole = _names().get(_glued(glued[0])) if glued else None
    if glued and whole and glued.end() > end:
        return whole, position + glued.end()
    return (found[0], position + end) if found else _shortened(stretch, position)


def _is_head(wording: Wording, match: re.Match[str]) -> bool:
    """Tells "bộ" and "sở" from "bố" and "số" where they have their marks."""
    word = match[0].partition(" ")[0]
    typed = wording.lower[match.start() : match.start() + len(word)]
    return typed == word or typed == _HEADS.get(word, typed)


def short_department_at(wording: Wording, position: int) -> tuple[str, int] | None:
    """Returns the same of a body by the first part of its name alone: "bộ giáo dục"."""
    words = list(itertools.islice(_WORD.finditer(wording.plain, position, position + 24), 3))
    for last in reversed(words):
        name = _short_names().get(wording.plain[position : last.end()])
        if name is not None and _is_head(wording, words[0]):
            return name, last.end()
    return None


@cache
def _short_names() -> dict[str, str]:
    return {row["short"]: row["name"] for row in read_rows("query_bodies_short.tsv")}


def _shortened(stretch: str, position: int) -> tuple[str, int] | None:
    """Reads names of which parts are initials: "Sở KH và Đầu tư", "bo tn va moi truong"."""
    run = _RUN.match(re.sub("[,&-]", " ", stretch))
    words = list(_WORD.finditer(stretch, 0, run.end())) if run else []
    for count in range(min(len(words), _LONGEST), 2, -1):
        typed = tuple(word[0] for word in words[:count] if word[0] != "va")
        if words[count - 1][0] != "va" and (name := _shortened_name(typed)) is not None:
            return name, position + words[count - 1].end()
    return None


@lru_cache(maxsize=1024)
def _shortened_name(typed: tuple[str, ...]) -> str | None:
    found = {
        name
        for syllables, name in _syllables()
        if syllables[0] == typed[0]
        and holds_no_syllable_of_its_own(typed, syllables)
        and stands_for(typed, syllables)
    }
    return found.pop() if len(found) == 1 else None


@cache
def _syllables() -> tuple[tuple[tuple[str, ...], str], ...]:
    """Returns the names' syllables without "và", and the names."""
    names = dict.fromkeys(_names().values())
    folded = ((re.findall("[a-z]+", fold(name)), name) for name in names)
    return tuple((tuple(word for word in words if word != "va"), name) for words, name in folded)


def _glued(typed: str) -> str:
    head, _, letters = typed.partition(" ")
    return f"{head} {re.sub('[ &]|va', '', letters)}"
