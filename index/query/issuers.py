"""Whose documents a question asks for: a body, or a level of government."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.query.departments import department_at
from index.query.issuers_en import english_issuers
from index.query.naming import type_pattern
from index.query.places import UNIT_TYPES, province_at, spelled, unit_at
from index.query.wording import CLAIMED, TARGET, Wording
from nlp.issuers import (
    IssuerKind,
    IssuerMention,
    issuer_by_name,
    issuer_in_own_words,
    local_issuer,
    match_issuer,
    resolve_issuer,
)
from nlp.issuers.bodies import phrases
from nlp.units import unit_label, units

_LEVELS = {
    "tinh": "tỉnh", "thanh pho": "tỉnh", "tp": "tỉnh", "province": "tỉnh", "provinces": "tỉnh",
    "provincial": "tỉnh", "huyen": "huyện", "quan": "huyện", "thi xa": "huyện",
    "district": "huyện", "districts": "huyện", "xa": "xã", "phuong": "xã", "thi tran": "xã",
    "commune": "xã", "communes": "xã", "communal": "xã", "ward": "xã", "wards": "xã",
    "dac khu": "xã", "trung uong": "trung ương", "central": "trung ương", "national": "trung ương",
    "tw": "trung ương",
}  # fmt: skip
_BODIES = (
    r"(?:(?:(?:thuong truc|chu tich)\s+)?(?:ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan)|"
    r"chinh quyen|uy ban|lanh dao)"
)
_LEVEL = re.compile(
    r"(?<![a-z])(?:"
    r"(?:(?:cua|do|o|tai|cho|thuoc)\s+)?(?:cac\s+)?"
    rf"(?:(?:{_BODIES}|don vi|co quan|dia phuong)\s+)?(?:cac\s+)?(?:o\s+)?"
    r"cap\s+(?P<cap>tinh|thanh pho|huyen|quan|xa|phuong|trung uong|tw)"
    rf"|(?:cua|o|(?<!thien )tai|thuoc|do)\s+(?:cac\s+)?(?:{_BODIES}\s+)?(?:cac\s+)?"
    r"(?P<cua>tinh|thanh pho|huyen|quan|xa|phuong|thi tran|trung uong)(?:\s+nao)?"
    r"|(?P<nao>tinh|thanh pho|huyen|quan|xa|phuong)\s+nao"
    r"|(?<=\x00 )(?P<after>tinh|thanh pho|huyen|xa|phuong|trung uong|tw)"
    rf"|(?:cac|nhung|moi|{_BODIES})\s+(?:{_BODIES}\s+)?(?P<cac>tinh|thanh pho|huyen|xa|phuong)"
    r"|(?:(?:of|by|from|in|at|for|issued by)\s+)?(?:the\s+)?(?:which\s+|all\s+)?"
    r"(?P<en>provinces?|provincial|districts?|communes?|communal|wards?|central|national)"
    r"(?:[\s-]+level)?"
    r"(?:\s+(?:people ?s (?:committees?|councils?)|authorit(?:y|ies)|governments?))?"
    r")(?![a-z])(?!\s+hoi(?![a-z]))"
)
_LEADS = frozenset(
    (
        "của",
        "do",
        "ở",
        "tại",
        "thuộc",
        "trên địa bàn",
        "địa bàn",
        "cho",
        "by",
        "of",
        "from",
        "in",
        "at",
    )
)
# "Đơn vị hành chính cấp xã" is what a text is about, not who issued it.
_PART_OF_A_NAME = re.compile(r"(?:don vi hanh chinh|khong chuyen trach|cap \w+(?:,| va))\s*$")
_TW = re.compile(r"(?<![a-z/-])tw(?![a-z])")
_BEFORE = re.compile(
    r"(?<![a-z])(?:cua|do|o|(?<!thien )tai|thuoc|tren dia ban|dia ban|by|of|from|in|at|cho)\s+$"
)


@dataclass(frozen=True, slots=True)
class FoundIssuer:
    """An issuer in a question: canonical name or bare level; `[start, end)` in the wording.

    `led` tells that a word such as "của", "do" or "by" stands before it, `issuing` that it is
    said to issue; `central` that it is a body of the State's top, `level` that it is a bare level.
    """

    issuer: str
    start: int
    end: int
    led: bool
    issuing: bool
    central: bool
    level: bool = False


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
    lead = _lead(wording, before)
    issuing = re.match(r"\s*(?:da\s+)?(?:ban hanh|ra|phat hanh|issued|published)(?![a-z])", after)
    by = re.search(r"(?<![a-z])(?:issued by|do)\s+$", before)
    begin = lead.start() if lead else start
    stop = end + issuing.end() if issuing else end
    return FoundIssuer(issuer, begin, stop, lead is not None, bool(issuing or by), central)


def _lead(wording: Wording, before: str) -> re.Match[str] | None:
    """Returns the word before a name that makes it an issuer: "tại", not "tai" in "thiên tai"."""
    lead = _BEFORE.search(before)
    if lead is None or wording.is_plain:
        return lead
    return lead if wording.lower[lead.start() : lead.end()].strip() in _LEADS else None


def _starts(wording: Wording) -> Iterator[int]:
    for match in re.finditer(r"(?<![a-z0-9/&-])[a-z]", wording.plain):
        yield match.start()


def _bodies(wording: Wording) -> Iterator[FoundIssuer]:
    """Bodies by their Vietnamese names, with or without diacritics."""
    for start in _starts(wording):
        department = department_at(wording, start)
        if department is None:
            yield from _body_at(wording, start)
        elif department[0].startswith("Bộ "):
            yield _made(wording, department[0], start, department[1], central=True)
        else:
            yield from _placed(wording, department[0], "so", start, department[1])


def _body_at(wording: Wording, start: int) -> Iterator[FoundIssuer]:
    word = re.match(r"[a-z]+", wording.plain[start:])
    if word is None or word[0] not in phrases().reach:
        return
    mention = match_issuer(wording.text, start) or _short_party_body(wording, start)
    if mention is None or not _is_name(wording, mention):
        return
    end = mention.end
    if mention.central:
        names = {issuer.name for issuer in resolve_issuer(mention, None)}
        if len(names) == 1:
            yield _made(wording, names.pop(), start, end, central=True)
    elif any(place.name for place in mention.places):
        mention = replace(mention, places=tuple(map(spelled, mention.places)))
        own = issuer_in_own_words(mention).name
        exact = issuer_by_name(own) if len(mention.places) == 1 else None
        name = exact.name if exact is not None and len(exact.places) == 1 else own
        yield _made(wording, name, start, end)
    else:
        yield from _placed(wording, mention.head, mention.kind, start, end)


def _short_party_body(wording: Wording, start: int) -> IssuerMention | None:
    """Reads "UBKT TW" and "Ban Tổ chức TW"."""
    short = _TW.search(wording.plain, start, start + 40)
    if short is None:
        return None
    whole = f"{wording.text[: short.start()]}trung ương{wording.text[short.end() :]}"
    mention = match_issuer(whole, start)
    shift = len("trung ương") - len(short[0])
    if mention is None or mention.end - shift != short.end():
        return None
    return replace(mention, end=short.end())


def _is_name(wording: Wording, mention: IssuerMention) -> bool:
    """Tells a body's name from common words that it is written like without diacritics."""
    if CLAIMED in wording.plain[mention.start : mention.end]:
        return False
    if re.fullmatch(r"trung uong|tw", wording.plain[mention.start : mention.end]):
        # The level, rather than the Party's Central Committee.
        return False
    words = wording.plain[mention.start : mention.end].split()
    return mention.central or len(words) > 1 or mention.kind in ("ubnd", "hdnd")


def _placed(
    wording: Wording, head: str, kind: IssuerKind, start: int, end: int
) -> Iterator[FoundIssuer]:
    """Reads the place after a body: "ubnd nghe an", "UBND p. Bến Nghé", "so noi vu ha noi"."""
    gap = re.match(r"\s+(?:(?:cua|o|tai)\s+)?", wording.plain[end:])
    at = end + gap.end() if gap else end
    if gap and wording.plain[at : at + 1] not in (CLAIMED, TARGET, ""):
        unit = unit_at(wording, at)
        labels = [unit_label(p.type, p.name) for p in unit[0].places if p.name] if unit else []
        if unit and labels:
            yield _made(wording, local_issuer(head, kind, labels).name, start, unit[1])
            return
        read = province_at(wording, at)
        if read is not None:
            yield _made(wording, local_issuer(head, kind, [read[0]]).name, start, read[1])
            return
    if kind in ("so", "dang"):
        yield _made(wording, head, start, end)


def _places(wording: Wording) -> Iterator[FoundIssuer]:
    """Places: "tỉnh Nghệ An", "xa thach chau"; provinces also without the word for them."""
    for match in re.finditer(
        rf"(?<![a-z])(?:{UNIT_TYPES}|[pxhq](?=\s))(?<=[a-z.])\s*(?=[a-z0-9])", wording.plain
    ):
        if not match[0].endswith((" ", ".")):
            continue
        if re.fullmatch(r"[pxhq]\s+", match[0]) and not _BEFORE.search(
            wording.plain[: match.start()]
        ):
            continue
        read = unit_at(wording, match.start())
        if read is None:
            continue
        mention, end = read
        place = mention.places[0]
        if match[0].startswith("tt") and not units().named(place.name or "", type=place.type):
            continue
        if any(mark in wording.plain[match.start() : end] for mark in (TARGET, CLAIMED)):
            continue
        yield _made(wording, issuer_in_own_words(mention).name, match.start(), end)
    for start in _starts(wording):
        found = province_at(wording, start)
        if found is not None:
            yield _made(wording, f"UBND {found[0]}", start, found[1])


def _english(wording: Wording) -> Iterator[FoundIssuer]:
    if not wording.is_plain:
        return
    for name, start, end, central in english_issuers(wording):
        yield _made(wording, name, start, end, central=central)


def _levels(wording: Wording) -> Iterator[FoundIssuer]:
    for match in _LEVEL.finditer(wording.plain):
        word = next(group for group in match.groupdict().values() if group)
        if _PART_OF_A_NAME.search(wording.plain[: match.start()]):
            continue
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
        asked = bool(re.search(r"(?<![a-z])(?:nao$|which )", match[0]))
        yield FoundIssuer(
            _LEVELS[word], match.start(), match.end(), led, issuing=asked, central=False, level=True
        )


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
    before = Wording(wording.text).plain[: found.start].rstrip()
    return re.search(rf"(?<![a-z])(?:{type_pattern()})(?:\s+(?:nao|moi))?$", before) is not None
