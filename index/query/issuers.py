"""Whose documents a question asks for: a body, or a level of government."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from index.query.naming import type_pattern
from index.query.wording import TARGET, Wording, alternatives, read_rows
from index.syllables import fold
from nlp.issuers import (
    IssuerMention,
    issuer_by_name,
    issuer_in_own_words,
    match_issuer,
    resolve_issuer,
)
from nlp.issuers.bodies import central_bodies
from nlp.units import units

_UNIT_TYPES = r"tinh|thanh pho|tp\.?|huyen|quan|thi xa|tx\.?|xa|phuong|thi tran|tt\.?|dac khu"
_LEVELS = {
    "tinh": "tỉnh", "thanh pho": "tỉnh", "tp": "tỉnh", "province": "tỉnh", "provinces": "tỉnh",
    "provincial": "tỉnh", "huyen": "huyện", "quan": "huyện", "thi xa": "huyện",
    "district": "huyện", "districts": "huyện", "xa": "xã", "phuong": "xã", "thi tran": "xã",
    "commune": "xã", "communes": "xã", "communal": "xã", "ward": "xã", "wards": "xã",
    "dac khu": "xã", "trung uong": "trung ương", "central": "trung ương", "national": "trung ương",
    "tw": "trung ương",
}  # fmt: skip
_LEVEL = re.compile(
    r"(?<![a-z])(?:"
    r"(?:(?:cua|do|o|tai|cho|thuoc)\s+)?(?:cac\s+)?"
    r"(?:(?:ubnd|uy ban nhan dan|chinh quyen|don vi)\s+)?(?:cac\s+)?"
    r"cap\s+(?P<cap>tinh|thanh pho|huyen|quan|xa|phuong|trung uong|tw)"
    r"|(?:cua|o|tai|thuoc|do)\s+(?:cac\s+)?(?:ubnd\s+|uy ban nhan dan\s+)?"
    r"(?P<cua>tinh|thanh pho|huyen|quan|xa|phuong|thi tran|trung uong)(?:\s+nao)?"
    r"|(?P<nao>tinh|thanh pho|huyen|xa|phuong)\s+nao"
    r"|(?<=\x00 )(?P<after>tinh|thanh pho|huyen|xa|phuong)"
    r"|(?:cac|nhung|moi|ubnd|uy ban nhan dan)\s+(?:ubnd\s+)?(?P<cac>tinh|thanh pho|huyen|xa|phuong)"
    r"|(?:(?:of|by|from|in|at|for|issued by)\s+)?(?:the\s+)?(?:which\s+|all\s+)?"
    r"(?P<en>provinces?|provincial|districts?|communes?|communal|wards?|central|national)"
    r"(?:[\s-]+level)?(?:\s+(?:people s committees?|authorit(?:y|ies)|governments?))?"
    r")(?![a-z])(?!\s+hoi(?![a-z]))"
)
_PLACE_EN = re.compile(
    r"(?<![a-z])(?:(?:of|by|from|in|at|issued by)\s+)?(?:the\s+)?"
    r"(?:people s (?P<body2>committee|council) of\s+(?:the\s+)?)?"
    r"(?:(?P<kind2>province|city|district|commune|ward|town) of\s+)?"
    r"(?P<name>[a-z]+(?: [a-z]+){0,3}?)"
    r"(?:\s+(?P<kind>province|provincial|city|municipal|district|commune|ward|town|township)"
    r"(?:\s+people s (?P<body>committee|council))?"
    r"|\s+people s (?P<body3>committee|council))(?![a-z])"
)
_KINDS_EN = {
    "province": ("tỉnh", "thành phố"), "provincial": ("tỉnh",), "city": ("thành phố",),
    "municipal": ("thành phố",), "district": ("huyện", "quận"), "commune": ("xã",),
    "ward": ("phường",), "town": ("thị xã", "thị trấn"), "township": ("thị trấn",),
}  # fmt: skip
_BEFORE = re.compile(
    r"(?<![a-z])(?:cua|do|o|tai|thuoc|tren dia ban|dia ban|by|of|from|in|at|cho)\s+$"
)
_LONGEST_NAME = 5


@dataclass(frozen=True, slots=True)
class FoundIssuer:
    """An issuer in a question: canonical name or bare level; `[start, end)` in the wording.

    `led` tells that a word such as "của", "do" or "by" stands before it, `issuing` that it is
    said to issue; `central` that it is a body of the State's top.
    """

    issuer: str
    start: int
    end: int
    led: bool
    issuing: bool
    central: bool


def find_issuers(wording: Wording) -> list[FoundIssuer]:
    """Returns the issuers named in what is not yet claimed, in order, without overlap."""
    found: list[FoundIssuer] = []
    for source in (_bodies, _english, _places, _levels):
        for one in source(wording):
            if not any(one.start < other.end and other.start < one.end for other in found):
                found.append(one)
    return sorted(found, key=lambda one: one.start)


def _made(
    wording: Wording, issuer: str, start: int, end: int, *, central: bool = False
) -> FoundIssuer:
    before, after = wording.plain[:start], wording.plain[end:]
    lead = _BEFORE.search(before)
    issuing = re.match(r"\s*(?:da\s+)?(?:ban hanh|ra|phat hanh|issued|published)(?![a-z])", after)
    by = re.search(r"(?<![a-z])(?:issued by|do)\s+$", before)
    begin = lead.start() if lead else start
    stop = end + issuing.end() if issuing else end
    return FoundIssuer(issuer, begin, stop, lead is not None, bool(issuing or by), central)


def _starts(wording: Wording) -> Iterator[int]:
    for match in re.finditer(r"(?<![a-z0-9])[a-z]", wording.plain):
        yield match.start()


def _bodies(wording: Wording) -> Iterator[FoundIssuer]:
    """Bodies by their Vietnamese names, with or without diacritics."""
    for start in _starts(wording):
        if not re.match(_head_pattern(), wording.plain[start:]):
            continue
        mention = match_issuer(wording.text, start)
        if mention is None:
            continue
        end = mention.end
        if mention.central:
            names = {issuer.name for issuer in resolve_issuer(mention, None)}
            if len(names) == 1:
                yield _made(wording, names.pop(), start, end, central=True)
        elif any(place.name for place in mention.places):
            own = issuer_in_own_words(mention).name
            exact = issuer_by_name(own) if len(mention.places) == 1 else None
            name = exact.name if exact is not None and len(exact.places) == 1 else own
            yield _made(wording, name, start, end)
        else:
            yield from _untyped(wording, start, end)


@cache
def _head_pattern() -> str:
    heads = {
        "ubnd",
        "uy ban",
        "hdnd",
        "hoi dong",
        "chu tich",
        "so",
        "tinh uy",
        "thanh uy",
        "huyen uy",
    }
    names = {fold(name) for name in central_bodies()}
    names |= {fold(other) for _, others in central_bodies().values() for other in others}
    firsts = {" ".join(name.split()[:2]) for name in names if len(name) > 2}
    return f"(?:{alternatives(heads | firsts)})(?![a-z])"


def _untyped(wording: Wording, start: int, end: int) -> Iterator[FoundIssuer]:
    """Reads "ubnd nghe an", a province without the word for it."""
    read = _province_at(wording, end)
    if read is not None:
        head = (
            "HĐND"
            if wording.plain[start] == "h" and wording.plain[start:end].startswith(("hd", "hoi"))
            else "UBND"
        )
        yield _made(wording, f"{head} {read[0]}", start, read[1])


def _province_at(wording: Wording, position: int) -> tuple[str, int] | None:
    words = list(re.finditer(r"[a-z]+", wording.plain[position : position + 40]))[:_LONGEST_NAME]
    for count in range(min(len(words), _LONGEST_NAME), 0, -1):
        begin, end = position + words[0].start(), position + words[count - 1].end()
        stretch = wording.plain[begin:end]
        if wording.plain[position:begin].strip() or not re.fullmatch(r"[a-z ]+", stretch):
            continue
        label = _province(stretch, wording.text[begin:end])
        if label:
            return label, end
    return None


_SHORT_PROVINCES = {
    "hcm": "Hồ Chí Minh",
    "tphcm": "Hồ Chí Minh",
    "hn": "Hà Nội",
    "saigon": "Hồ Chí Minh",
    "sai gon": "Hồ Chí Minh",
}


def _province(plain: str, typed: str) -> str | None:
    name = _SHORT_PROVINCES.get(plain, typed)
    found = units().named(name, level="tỉnh") if name != typed or units().knows(plain) else ()
    # A province that became a city keeps the name under which most of its documents were issued.
    ordered = sorted(found, key=lambda unit: (unit.valid_from or "", unit.type))
    return ordered[0].label if ordered else None


def _places(wording: Wording) -> Iterator[FoundIssuer]:
    """Places: "tỉnh Nghệ An", "xa thach chau"; provinces also without the word for them."""
    for match in re.finditer(rf"(?<![a-z])(?:{_UNIT_TYPES})\s+(?=[a-z0-9])", wording.plain):
        if match[0].startswith("tt"):
            continue
        mention = _place_mention(wording.text[match.start() :])
        if mention is None:
            continue
        end = match.start() + mention.end - len(_PREFIX)
        if (
            TARGET in wording.plain[match.start() : end]
            or "\x00" in wording.plain[match.start() : end]
        ):
            continue
        own = issuer_in_own_words(mention).name
        yield _made(wording, own, match.start(), end)
    for start in _starts(wording):
        read = _province_at(wording, start)
        if read is not None:
            yield _made(wording, f"UBND {read[0]}", start, read[1])


_PREFIX = "UBND "


def _place_mention(text: str) -> IssuerMention | None:
    """Reads a named unit; in lower case as well, for then names are read without their capitals."""
    for typed in (_PREFIX + text, (_PREFIX + text).lower()):
        mention = match_issuer(typed, 0)
        if mention is not None and any(place.name for place in mention.places):
            return mention
    return None


def _english(wording: Wording) -> Iterator[FoundIssuer]:
    rows = read_rows("query_issuers_en.tsv")
    table = {row["name"]: row["issuer"] for row in rows}
    pattern = rf"(?<![a-z])(?:the\s+)?(?P<name>{alternatives(table)})(?![a-z])(?!\s+people)"
    for match in re.finditer(pattern, wording.plain):
        name = " ".join(match["name"].split())
        if len(name) > 4 or _BEFORE.search(wording.plain[: match.start()]):
            yield _made(wording, table[name], match.start(), match.end(), central=True)
    for match in _PLACE_EN.finditer(wording.plain):
        kind = match["kind"] or match["kind2"] or "province"
        body = match["body"] or match["body2"] or match["body3"]
        head = "HĐND" if body == "council" else "UBND"
        words = match["name"].split()
        for drop in range(len(words)):
            name = " ".join(words[drop:])
            for unit_type in _KINDS_EN[kind]:
                found = units().named(name, type=unit_type) if units().knows(name) else ()
                if found:
                    begin = match.start("name") + match["name"].index(name)
                    lead = match.start() if drop == 0 else begin
                    yield _made(wording, f"{head} {found[0].label}", lead, match.end())
                    break
            else:
                continue
            break


def _levels(wording: Wording) -> Iterator[FoundIssuer]:
    for match in _LEVEL.finditer(wording.plain):
        word = next(group for group in match.groupdict().values() if group)
        if match["en"] is None and not _is_unit_word(wording, match, word):
            continue
        # A capital letter after the unit's type is a place that the table does not know.
        if (
            re.match(r"\s+[^\W\d_]", wording.text[match.end() :])
            and wording.text[match.end() :].lstrip()[:1].isupper()
            and not wording.text.isupper()
        ):
            continue
        led = match["en"] is None or not match[0].startswith(match["en"])
        yield FoundIssuer(_LEVELS[word], match.start(), match.end(), led, False, False)


_UNIT_WORDS = {
    "tinh": "tỉnh", "thanh pho": "thành phố", "huyen": "huyện", "quan": "quận", "xa": "xã",
    "phuong": "phường", "thi tran": "thị trấn", "trung uong": "trung ương", "tw": "tw",
}  # fmt: skip
_OTHER_WORDS = re.compile(
    r"\s+(?:hoi|tac|vien|uy|doi|nghiep|hinh|trang|chat|luong|ly|he|su|trong|diem|tam|chuc|trac|toan|"
    r"huong|duc|giam|gian|phi|an|phap|tien|thuc)(?![a-z])"
)


def _is_unit_word(wording: Wording, match: re.Match[str], word: str) -> bool:
    """Tells "xã" from "xa" and, without diacritics, "tỉnh" from "tình hình"."""
    group = next(name for name, value in match.groupdict().items() if value)
    start, end = match.span(group)
    if wording.is_plain:
        return not _OTHER_WORDS.match(wording.plain, end)
    return wording.lower[start:end] == _UNIT_WORDS[word]


def follows_type(wording: Wording, found: FoundIssuer) -> bool:
    """Tells whether a type of document stands right before the issuer: "thông tư Bộ Tài chính"."""
    before = wording.plain[: found.start].rstrip(" \x00")
    return re.search(rf"(?<![a-z])(?:{type_pattern()})(?:\s+(?:nao|moi))?$", before) is not None
