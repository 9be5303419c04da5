"""The tables of bodies: central ones, the local heads, departments; read once, on first use."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import cast

from nlp.issuers.model import Issuer, IssuerKind
from nlp.syllables import bare_phrase, fold_phrase


@dataclass(frozen=True, slots=True)
class LocalHead:
    """A body that exists at many places.

    `unit_type` is the type of unit that the head itself names ("Tỉnh ủy" is of a tỉnh);
    `takes_department` says that a department's name follows it ("Sở Nội vụ").
    """

    head: str
    kind: IssuerKind
    unit_type: str | None
    takes_department: bool


@dataclass(frozen=True, slots=True)
class PhraseIndex:
    """Phrases by their folded words, by their bare words, and how long the longest is.

    `reach` maps a first word (folded or bare) to the number of words of the longest phrase that
    begins with it; `also_local` maps a central body to the local one of the same name ("Cục Thuế"
    of the Ministry and, before 2025, of a province).
    """

    folded: dict[str, Issuer | LocalHead]
    bare: dict[str, Issuer | LocalHead]
    reach: dict[str, int]
    also_local: dict[str, LocalHead]


def _rows(name: str) -> list[list[str]]:
    text = files("nlp").joinpath("data", name).read_text("utf-8")
    return [
        [*line.split("\t"), *[""] * 8]
        for line in text.splitlines()
        if line.strip() and not line.startswith("#")
    ]


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


@lru_cache(maxsize=1)
def central_bodies() -> dict[str, tuple[Issuer, tuple[str, ...]]]:
    """Return the central bodies by canonical name, each with its other names."""
    bodies = {}
    for name, kind, parent, start, end, successors, others, *_ in _rows("issuers.tsv"):
        issuer = Issuer(
            name, cast("IssuerKind", kind), "trung ương", name, (), parent or None, start or None,
            end or None, _parts(successors),
        )  # fmt: skip
        bodies[name] = (issuer, _parts(others))
    return bodies


@lru_cache(maxsize=1)
def departments() -> dict[str, dict[str, str]]:
    """Return body → folded department name → name as it is written."""
    found: dict[str, dict[str, str]] = {}
    for body, name, *_ in _rows("issuers_departments.tsv"):
        found.setdefault(body, {}).setdefault(fold_phrase(name), name)
    return found


@lru_cache(maxsize=1)
def department_symbols() -> dict[str, str]:
    """Return symbol code ("SNV") → department's whole name ("Sở Nội vụ")."""
    found: dict[str, str] = {}
    for body, name, codes, *_ in _rows("issuers_departments.tsv"):
        for code in _parts(codes):
            found.setdefault(code, f"{body} {name}")
    return found


@lru_cache(maxsize=1)
def phrases() -> PhraseIndex:
    """Return all phrases that begin a mention of an issuer."""
    index = PhraseIndex({}, {}, {}, {})
    for issuer, others in central_bodies().values():
        for phrase in (issuer.name, *others):
            _add(index, phrase, issuer)
    for head, kind, unit_type, names, *_ in _rows("issuers_local.tsv"):
        for name in _parts(names):
            phrase, colon, own_type = name.partition(":")
            body = LocalHead(
                head.rstrip("*"),
                cast("IssuerKind", kind),
                (own_type if colon else unit_type) or None,
                head.endswith("*"),
            )
            _add(index, phrase, body)
    return index


def _add(index: PhraseIndex, phrase: str, body: Issuer | LocalHead) -> None:
    folded, bare = fold_phrase(phrase), bare_phrase(phrase)
    taken = index.folded.get(folded)
    if isinstance(taken, Issuer) and isinstance(body, LocalHead):
        index.also_local[taken.name] = body
    index.folded.setdefault(folded, body)
    index.bare.setdefault(bare, body)
    count = len(folded.split())
    for first in (folded.split()[0], bare.split()[0]):
        index.reach[first] = max(index.reach.get(first, 0), count)


@lru_cache(maxsize=1)
def no_name_words() -> frozenset[str]:
    """Return the capitalised words that are never the first word of an unknown unit's name."""
    return frozenset(word for line in _rows("issuers_no_name.txt") for word in line[0].split())


@lru_cache(maxsize=1)
def symbol_codes() -> dict[str, tuple[tuple[str, str | None, str | None], ...]]:
    """Return upper-cased code → (issuer or pattern, valid_from, valid_to)."""
    found: dict[str, tuple[tuple[str, str | None, str | None], ...]] = {}
    for code, issuer, start, end, *_ in _rows("symbols.tsv"):
        key = code.upper()
        found[key] = (*found.get(key, ()), (issuer, start or None, end or None))
    return found


@lru_cache(maxsize=1)
def symbol_spellings() -> tuple[str, ...]:
    """Return the codes of issuers as they are written ("TTg", "ThU"), in the table's order."""
    return tuple(dict.fromkeys(row[0] for row in _rows("symbols.tsv")))


@lru_cache(maxsize=512)
def code_of_issuer(name: str) -> str | None:
    """Return the code that stands for an issuer in symbols: the first of the table."""
    for code, issuer, *_ in _rows("symbols.tsv"):
        if issuer == name:
            return code
    return None
