"""Find the documents that a person means by what they type.

"766/QĐ-TTg", "QĐ 766", "Nghị định 61/2018", "ND61", "Luật Đất đai 2024", "Đề án 06", a URN.
File names are the catalog's business.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from graph.holdings import Holdings, KnownDocument
from graph.identity import issuer_for_key, key_of_parts, missing_parts
from graph.model import Candidate
from graph.numbering import NumberParts, split_number
from graph.typed_numbers import written, year_within
from graph.urn import MalformedUrn, is_urn, key_of_urn, urn_of_key, work_of
from nlp.issuers import issuer_by_name, match_issuer
from nlp.syllables import bare_phrase, fold_phrase
from nlp.types import document_types

# A longer text is no name of a document.
LONGEST_QUERY = 400
MOST_CANDIDATES = 1000

_NUMBER = re.compile(
    r"(?<![\w/.])(\d{1,5}(?:[.,]\d{1,2})?[A-Za-z]?(?![\w]))"
    r"(?:\s*/\s*((?:19|20)\d\d(?!\d)|\d\d(?![\d/])))?"
    r"(?:\s*(/|-)\s*([A-Za-zĐđƯư][\w&]*(?:\s*[-/.]\s*[A-Za-zĐđƯư(][\w&()]*)*))?"
)
_GLUED = re.compile(r"^([A-Za-zĐđ]{2,5})[\s.]*0*(\d)")
_YEAR = re.compile(r"(?:\bnăm\b|\bnam\b|\bngày\b|\bngay\b|/|-|\s|^)\s*((?:19|20)\d\d)(?!\w)")
_DATE = re.compile(
    r"(?<![\w/.])(3[01]|[12]\d|0?[1-9])\s*(?:/|-|\.|tháng|thang)\s*(1[0-2]|0?[1-9])"
    r"\s*(?:/|-|\.|năm|nam)\s*((?:19|20)\d\d)\b(?!\s*/)"
)
_NOISE = re.compile(r"\b(?:số|so|ngày|ngay|của|cua|năm|nam)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Target:
    """What a typed text says of a document; parts that it does not say are null."""

    type: str | None = None
    number: str | None = None
    year: int | None = None
    issuer: str | None = None
    date: str | None = None
    name: str | None = None


def read_target(text: str) -> Target:
    """Read a typed text: its type, number, year, date, issuer, or else its name."""
    text = " ".join(unicodedata.normalize("NFC", text[:LONGEST_QUERY]).split())
    glued = _GLUED.match(text)
    if glued and _type_of_word(glued[1]):
        text = f"{glued[1]} {text[glued.end(1) :].lstrip(' .')}"
    kind, rest = _leading_type(text)
    date_match = _DATE.search(rest)
    date = None
    if date_match:
        date = f"{date_match[3]}-{int(date_match[2]):02d}-{int(date_match[1]):02d}"
        rest = rest[: date_match.start()] + " " + rest[date_match.end() :]
    issuer, rest = _stated_issuer(rest)
    number = _NUMBER.search(rest) if _may_have_number(kind, rest) else None
    year = int(date[:4]) if date else None
    if number is not None and not _is_bare_year(number, kind):
        symbol = (number[3] or "") + re.sub(r"\s", "", number[4] or "")
        after = _YEAR.search(rest, number.end())
        typed = number[1] + (f"/{number[2]}" if number[2] else "") + symbol
        year = year or year_within(typed) or (int(after[1]) if after else None)
        return Target(kind, typed, year, issuer, date)
    found = _YEAR.search(rest)
    if found and year is None:
        year = int(found[1])
    name = _NOISE.sub(" ", rest if found is None else rest[: found.start()])
    name = " ".join(name.split()).strip(" ,.;:") or text
    return Target(kind, None, year, issuer, date, name)


_STARTS_WITH_NUMBER = re.compile(r"(?:số|so)?\s*:?\s*\d{1,3}[a-z]?(?!\w)", re.IGNORECASE)
_LAWS = frozenset({"Luật", "Bộ luật", "Pháp lệnh"})
_NAMED_TYPES = frozenset({"Luật", "Bộ luật", "Hiến pháp", "Pháp lệnh", "Đề án", "Chương trình"})


def _may_have_number(kind: str | None, rest: str) -> bool:
    """Whether digits behind the type can be a document's number, not a year or a part of a name."""
    if kind not in _NAMED_TYPES or "/" in rest:
        return True
    return kind in _LAWS and bool(_STARTS_WITH_NUMBER.match(rest))


def _is_bare_year(number: re.Match[str], kind: str | None) -> bool:
    """Whether what looks like a number is a year that stands alone."""
    alone = not number[2] and not number[4]
    return alone and bool(re.fullmatch(r"(?:19|20)\d\d", number[1])) and kind is None


@lru_cache(maxsize=1)
def _names_of_types() -> tuple[dict[str, str], dict[str, str]]:
    """Return folded name → type, and name without diacritics → type; the first type wins."""
    exact: dict[str, str] = {}
    bare: dict[str, str] = {}
    for kind in document_types():
        exact.setdefault(fold_phrase(kind.name), kind.name)
        bare.setdefault(bare_phrase(kind.name), kind.name)
    return exact, bare


@lru_cache(maxsize=1)
def _short_names_of_types() -> tuple[dict[str, str], dict[str, str]]:
    """Return abbreviations and symbols in the same two spellings."""
    exact: dict[str, str] = {}
    bare: dict[str, str] = {}
    for kind in document_types():
        for short in (*kind.abbreviations, *kind.symbols):
            exact.setdefault(fold_phrase(short), kind.name)
            bare.setdefault(bare_phrase(short), kind.name)
    return exact, bare


def _type_of_word(word: str) -> str | None:
    exact, bare = _short_names_of_types()
    return exact.get(fold_phrase(word)) or bare.get(bare_phrase(word))


def _leading_type(text: str) -> tuple[str | None, str]:
    """Take the type off the front of a text: its name, or an abbreviation before a number."""
    words = text.split(" ")
    for names, fold in zip(_names_of_types(), (fold_phrase, bare_phrase), strict=True):
        for count in (4, 3, 2, 1):
            kind = names.get(fold(" ".join(words[:count])))
            if kind is not None:
                return kind, " ".join(words[count:])
    if len(words) > 1 and re.match(r"(?:số\s*|so\s*)?\d", " ".join(words[1:])):
        kind_name = _type_of_word(words[0])
        if kind_name:
            return kind_name, " ".join(words[1:])
    return None, text


def _stated_issuer(text: str) -> tuple[str | None, str]:
    """Take an issuer behind "của" off a text."""
    for match in re.finditer(r"\b(?:của|cua)\s+", text):
        mention = match_issuer(text, match.end(), joint=True)
        body = issuer_by_name(mention.text) if mention else None
        if mention is not None and body is not None:
            return body.name, text[: match.start()] + " " + text[mention.end :]
    return None, text


def find_targets(what: str | Target, holdings: Holdings) -> tuple[Candidate, ...]:
    """Return the documents that a typed text can mean, the likeliest first.

    Args:
        what: the text, or its parts.
        holdings: the known documents.

    Returns:
        All known documents that fit, and, where the text names one document in full that is not
        known, that document's own URN. Empty where nothing fits.
    """
    if isinstance(what, str):
        if is_urn(what.strip()):
            return _by_urn(what.strip())
        what = read_target(what)
    if what.number is None:
        return _by_name(what, holdings)
    parts = split_number(written(what.number))
    key = key_of_parts(what.type, parts, year=what.year, issuer=what.issuer, date=what.date)
    pool = (
        holdings.by_number(parts.text)
        if parts.symbol
        else holdings.by_serial(parts.serial, what.year)
    )
    fitting = [d for d in pool if _fits(what, parts, d)]
    if not fitting and parts.symbol:
        # A part of the symbol ("766/QĐ", "1234/UBND") still narrows the running number down.
        serial = holdings.by_serial(parts.serial, what.year)
        fitting = [d for d in serial if _begins(d, parts) and _fits(what, parts, d, loose=True)]
    found = _ranked(fitting, what.type)
    if parts.symbol and not missing_parts(key) and not any(c.urn == urn_of_key(key) for c in found):
        own = Candidate(urn_of_key(key), "explicit", 0.9 if not found else 0.3)
        found = sorted([*found, own], key=lambda c: -c.confidence)
    return tuple(found[:MOST_CANDIDATES])


def _by_urn(urn: str) -> tuple[Candidate, ...]:
    try:
        key_of_urn(urn)
    except MalformedUrn:
        return ()
    return (Candidate(work_of(urn), "explicit", 1.0),)


def _fits(what: Target, parts: NumberParts, document: KnownDocument, loose: bool = False) -> bool:
    if document.number is None:
        return False
    if what.type and not (parts.symbol and not loose) and not _same_type(what.type, document.type):
        return False
    if what.year is not None and document.year is not None and what.year != document.year:
        return False
    if what.date and document.date and what.date != document.date[: len(what.date)]:
        return False
    if what.issuer and document.issuer:
        return issuer_for_key(what.issuer) == issuer_for_key(document.issuer)
    return True


def _same_type(first: str, second: str) -> bool:
    alike = {"Bộ luật": "Luật", "Văn bản": "Công văn"}
    # People leave "liên tịch" away; who types it means it.
    short = second.removesuffix(" liên tịch")
    return first in (second, short) or alike.get(first, first) == alike.get(second, second)


def _begins(document: KnownDocument, parts: NumberParts) -> bool:
    theirs = split_number(document.number or "")
    return theirs.symbol.split("-")[: parts.symbol.count("-") + 1] == parts.symbol.split("-")


def _by_name(what: Target, holdings: Holdings) -> tuple[Candidate, ...]:
    if not what.name:
        return ()
    names = [what.name, *([f"{what.type} {what.name}"] if what.type else [])]
    found: dict[str, KnownDocument] = {}
    for name in names:
        for document in holdings.by_name(name):
            if what.year is not None and document.year != what.year:
                continue
            typed = what.type in ("Luật", "Bộ luật", "Pháp lệnh")
            if typed and not _same_type(what.type or "", document.type):
                continue
            found.setdefault(document.urn, document)
    return tuple(_ranked(found.values(), what.type))


def _ranked(documents: Iterable[KnownDocument], wanted: str | None) -> list[Candidate]:
    """Order documents: of the typed type, held, newest first; one alone is nearly certain."""
    ordered = sorted(
        documents,
        key=lambda d: (d.type == wanted, d.source == "library", d.date or "", d.urn),
        reverse=True,
    )
    if len(ordered) == 1:
        return [Candidate(ordered[0].urn, "known_record", 0.95)]
    return [
        Candidate(d.urn, "several_known", round(0.6 / (i + 1), 3)) for i, d in enumerate(ordered)
    ]
