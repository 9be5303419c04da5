"""Names of document types as people type them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from graph.typed_numbers import is_party_code
from index.query.traits import has_trait
from index.query.wording import alternatives, read_rows
from index.syllables import fold
from nlp.issuers.bodies import symbol_codes
from nlp.types import document_types, type_of_symbol

Use = Literal["number", "word", "marked"]

_LONGEST_FORM = 6
_WORD = re.compile("[a-z0-9]+")

ANY = "-"
"""The type of "văn bản" and "document": none in particular."""


# "VB hợp nhất", "TT liên tịch".
_SHORT_HEADS = {"van ban": "vb", "thong tu": "tt", "nghi quyet": "nq"}


@dataclass(frozen=True, slots=True)
class TypeForm:
    """A typed form of a document type; `type` may be `ANY`."""

    type: str
    use: Use


@cache
def type_forms() -> dict[str, TypeForm]:
    """Returns the forms by their folded words."""
    forms: dict[str, TypeForm] = {}
    for row in (row for row in read_rows("query_types.tsv") if row["use"] != "urgent"):
        use: Use = "number" if row["use"] == "number" else "word"
        forms[row["form"]] = TypeForm(row["type"], "marked" if row["use"] == "marked" else use)
    for kind in document_types():
        use = "marked" if has_trait(kind.name, "subject") else "word"
        forms.setdefault(fold(kind.name), TypeForm(kind.name, use))
        forms.setdefault(fold(kind.name).replace(" ", ""), TypeForm(kind.name, use))
        for short in (*kind.abbreviations, *kind.symbols):
            forms.setdefault(fold(short), TypeForm(kind.name, "number"))
    for form in [form for form in forms if " " in form]:
        head = next((head for head in _SHORT_HEADS if form.startswith(f"{head} ")), None)
        if head is not None:
            forms.setdefault(_SHORT_HEADS[head] + form.removeprefix(head), forms[form])
    # A key held too long: "qdd 766". No form that means something is shadowed.
    for short in {fold(one) for kind in document_types() for one in kind.symbols if len(one) > 1}:
        forms.setdefault(short + short[-1], forms[short])
    return forms


@cache
def type_pattern() -> str:
    """Returns a regular expression of all the forms, with words of urgency or without."""
    return rf"(?:{alternatives(type_forms())})(?:\s+{_urgency()})?"


@cache
def _urgency() -> str:
    """Returns a pattern of the words of NĐ 30/2020/NĐ-CP, Phụ lục I: "hỏa tốc", "khẩn"."""
    words = alternatives(
        row["form"] for row in read_rows("query_types.tsv") if row["use"] == "urgent"
    )
    # "Khan hiếm" and "khẩn trương" are other words.
    return rf"(?:{words})(?![a-z])(?! (?:hiem|truong|cap|gia))"


@cache
def _urgent() -> re.Pattern[str]:
    return re.compile(rf"\s+{_urgency()}")


@dataclass(frozen=True, slots=True)
class NamedType:
    """A type's name in a folded text: its words as they stand there, at `[start, end)`."""

    words: str
    start: int
    end: int


def types_in(plain: str) -> Iterator[NamedType]:
    """Yields the types that folded text names as whole words, the longest names, in order.

    Looking the words up spares a process that asks one question the compiling of `type_pattern`.
    """
    words, forms, lengths = list(_WORD.finditer(plain)), type_forms(), _longest_forms()
    first = 0
    while first < len(words):
        start, longest = words[first].start(), lengths.get(words[first][0], 0)
        for last in range(min(first + longest, len(words)) - 1, first - 1, -1):
            end = words[last].end()
            if " ".join(plain[start:end].split()) in forms:
                urgent = _urgent().match(plain, end)
                end = urgent.end() if urgent else end
                yield NamedType(plain[start:end], start, end)
                first = last
                break
        first += 1


@cache
def _longest_forms() -> dict[str, int]:
    """Returns first words of forms → how many words the longest of them has."""
    found: dict[str, int] = {}
    for form in type_forms():
        words = form.split()
        found[words[0]] = max(len(words), found.get(words[0], 0))
    return found


def ends_in_type(plain: str) -> bool:
    """Tells whether folded text ends in a type's name."""
    urgent = _urgent().search(plain)
    words = plain[: urgent.start() if urgent and urgent.end() == len(plain) else None].split()
    return any(" ".join(words[-count:]) in type_forms() for count in range(1, _LONGEST_FORM + 1))


def form_of(folded: str) -> TypeForm:
    """Returns what a match of `type_pattern` stands for."""
    urgent = _urgent().search(folded)
    form = type_forms()[" ".join(folded[: urgent.start() if urgent else None].split())]
    return replace(form, use="word") if urgent else form


def _glued_symbol(code: str) -> str | None:
    """Returns the type of a symbol typed without its dash: "ndcp", "qdttg"."""
    issuers = {fold(one) for one in symbol_codes()} | {"cp", "ttg", "ubnd", "hdnd"}
    for kind in document_types():
        for symbol in map(fold, kind.symbols):
            if len(symbol) > 1 and code.startswith(symbol) and code[len(symbol) :] in issuers:
                return kind.name
    return None


def type_of_number(number: str) -> str | None:
    """Returns the type that a number's symbol shows, null where it shows none.

    "766/QĐ-TTg" → Quyết định; "1234/VPCP-KSTT" → Công văn (NĐ 30/2020/NĐ-CP, Điều 8: official
    letters carry no type symbol); "31/2024/QH15" and the Party's "37-QĐ/TW" → null, for both a
    law and a resolution, a decision and a regulation are numbered so.
    """
    parts = re.split(r"[/-]", number)[1:]
    codes = [part for part in parts if part and not part.isdigit()]
    if not codes:
        return None
    kind = type_of_symbol(codes[0]) or type_of_symbol(codes[0].upper())
    folded = fold(codes[0])
    if re.fullmatch(r"(qh|ubtvqh)\d*", folded):
        return None
    if kind is None:
        glued = _glued_symbol(folded)
        return glued or "Công văn"
    party = len(codes) > 1 and is_party_code(fold(codes[-1]))
    return None if party and folded == "qd" else kind.name
