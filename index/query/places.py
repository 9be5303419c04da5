"""Administrative units as people type them: "p. ben nghe", "tphcm", "danang", "tỉnh Nghệ An"."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

from index.query.doing import CARRIES_OUT, TENSES
from index.query.naming import type_forms
from index.query.wording import CLAIMED, Wording
from index.syllables import fold
from nlp.issuers import IssuerMention, PlaceMention, match_issuer
from nlp.syllables import fold_phrase
from nlp.units import Unit, split_label, unit_label, units

UNIT_TYPES = (
    r"tinh|thanh pho|tp\.?|huyen|quan|thi xa|tx\.?|xa|phuong|thi tran|tt\.?|dac khu|p\.|x\.|h\.|q\."
)
_LETTERS = {"p": "phường", "x": "xã", "h": "huyện", "q": "quận"}
_SPELLED_OUT = {**_LETTERS, "tx": "thị xã", "tp": "thành phố"}
_DOES = re.compile(rf" +(?:(?:{TENSES}) +)?(?:{CLAIMED}|{CARRIES_OUT})")
_NARROW = re.compile(
    r"(?<!\w)(xã|phường|Phường|thị trấn|đặc khu|huyện|quận|Quận|thị xã|thành phố) [^,]+$"
)
_COMMUNES = frozenset(("xã", "phường", "thị trấn", "đặc khu"))
# "Tỉnh Hậu Giang (cũ)": of the provinces before or after July 2025.
_MERGED = re.compile(
    r" +\(?(?P<word>cu|moi)(?![a-z])\)?(?! (?:nhat|ban hanh|ra|nhap|sap|tri|dan|tru|phi|lao|the))"
)
# "Đoàn Thanh niên Cộng sản Hồ Chí Minh", "tư tưởng Hồ Chí Minh".
_A_PERSON = re.compile(r"(?<![a-z])(?:cong san|tu tuong|phong cach|chu tich|huan chuong|lang) $")
# "Diễn biến rừng", "báo cáo bằng văn bản", "nhà đa năng" without their marks.
_NO_PLACE = re.compile(
    r"(?:dien bien (?:rung|dich|thoi tiet|tinh hinh|phuc tap|khi hau|thi truong|gia|hoa binh)"
    r"|(?<=bao )cao bang|(?:(?<=gin giu )|(?<=bao ve )|(?<=tranh va ))hoa binh|binh dinh (?:ky|gia)"
    r"|(?:(?<=nha )|(?<=san )|(?<=phong )|(?<=bi )|(?<=may )|(?<=hoc )|(?<=khu ))da nang"
    r"|hai phong (?:hoc|tro|ban|ngu)|hai duong (?:day|ong|ranh)"
    r"|(?<=dinh )gia lai|gia lai (?:suat|xe|dat|tai san))(?![a-z])"
)
_OLD_OR_NEW = frozenset(("cũ", "mới"))
_GAP = re.compile(r",? +")
_LONGEST_NAME = 5
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_LONGEST_STRETCH = 40
_LONGEST_LEAD = 12
_FIRST_WORD = re.compile(r" *([a-z]+)")
_PREFIX = "UBND "

# Common short names of cities; the table of units has their whole names.
_NICKNAMES = {
    "hcm": "Hồ Chí Minh", "tphcm": "Hồ Chí Minh", "hcmc": "Hồ Chí Minh", "sg": "Hồ Chí Minh",
    "sai gon": "Hồ Chí Minh", "saigon": "Hồ Chí Minh", "ho chi minh city": "Hồ Chí Minh",
    "hn": "Hà Nội", "tphn": "Hà Nội",
    "brvt": "Bà Rịa - Vũng Tàu", "br vt": "Bà Rịa - Vũng Tàu", "tth": "Thừa Thiên Huế",
    "tt hue": "Thừa Thiên Huế", "thuathienhue": "Thừa Thiên Huế", "hatay": "Hà Tây",
}  # fmt: skip


@cache
def _glued() -> dict[str, str]:
    """Returns the provinces' names typed as one word: "hanoi" → "Hà Nội"."""
    table = units()
    # Provinces stand first in the table, but for a few that are no more.
    provinces = itertools.takewhile(_is_province, map(table.unit, range(len(table))))
    names = (unit.name for unit in provinces)
    return {"".join(re.findall(r"[a-z]+", fold(name))): name for name in names}


def _is_province(unit: Unit) -> bool:
    return unit.parent is None


@cache
def _first_words() -> frozenset[str]:
    """Returns the first words of the provinces' names in all the ways that they are typed."""
    names = (*_NICKNAMES, *_glued(), *(fold(name) for name in _glued().values()))
    return frozenset(name.partition(" ")[0] for name in names)


@lru_cache(maxsize=16_384)
def province(plain: str, typed: str) -> str | None:
    """Returns the label of the province that a text names: "nghe an" → "tỉnh Nghệ An".

    Args:
        plain: the name, folded.
        typed: the same as typed.
    """
    words = " ".join(plain.split())
    name = _NICKNAMES.get(words) or (_glued().get(words) if " " not in words else None) or typed
    known = name != typed or units().knows(words)
    found = units().named(name, level="tỉnh") if known else ()
    # A province that became a city keeps the name under which most of its documents were issued.
    ordered = sorted(found, key=lambda unit: (unit.valid_from or "", unit.type))
    return ordered[0].label if ordered else None


def province_at(wording: Wording, position: int) -> tuple[str, int] | None:
    """Returns the label and the end of a province named right at `position`."""
    first = _FIRST_WORD.match(wording.plain, position)
    if first is None or first[1] not in _first_words():
        return None
    before = max(0, position - _LONGEST_LEAD)
    if _A_PERSON.search(wording.plain, before, position) or _NO_PLACE.match(
        wording.plain, position
    ):
        return None
    stretch = slice(position, position + _LONGEST_STRETCH)
    found = _province_in(wording.plain[stretch], wording.cased[stretch])
    if found is None:
        return None
    typed = wording.lower[position : position + found[1]]
    if not wording.is_plain and not _is_spelled(typed, split_label(found[0])[1]):
        return None
    return found[0], position + found[1]


def _is_spelled(typed: str, name: str) -> bool:
    """Tells "Cao Bằng" from "báo cáo bằng văn bản", which bears other tones."""
    words, meant = fold_phrase(typed), fold_phrase(name)
    return not _TONES & set(unicodedata.normalize("NFD", words)) or words == meant


@lru_cache(maxsize=4096)
def _province_in(plain: str, text: str) -> tuple[str, int] | None:
    """The same of a text that begins with the name; every reading of a query asks it again."""
    words = list(re.finditer(r"[a-z]+", plain))[:_LONGEST_NAME]
    if not words or plain[: words[0].start()].strip():
        return None
    begin = words[0].start()
    for count in range(len(words), 0, -1):
        end = words[count - 1].end()
        if not re.fullmatch(r"[a-z -]+", plain[begin:end]):
            continue
        label = province(re.sub(" *- *", " ", plain[begin:end]), text[begin:end])
        if label:
            return label, end
    return None


def ends_a_place(wording: Wording, start: int) -> bool:
    """Tells whether a word ends a province's name: "nội" in "Hà Nội quý 2" begins no "nội quy"."""
    head = re.search(r"[a-z]+ +$", wording.plain[:start])
    found = province_at(wording, head.start()) if head else None
    return found is not None and found[1] > start


def unit_at(wording: Wording, position: int) -> tuple[IssuerMention, int] | None:
    """Returns the named unit at `position`, as the committee of it, and where it ends."""
    text = wording.cased[position:]
    lead = re.match(rf"(?:{UNIT_TYPES}|[pxhq](?=\s)|[pq](?=\d))\s*", wording.plain[position:])
    shift, word = 0, ""
    if lead is not None:
        word = lead[0].strip(" .")
        whole = _SPELLED_OUT.get(word)
        if whole is not None:
            shift = lead.end() - len(whole) - 1
            text = f"{whole} {text[lead.end() :]}"
    for typed in (_PREFIX + text, (_PREFIX + text).lower()):
        mention = match_issuer(typed, 0)
        if mention is not None and any(place.name for place in mention.places):
            place = mention.places[0]
            if word in _LETTERS and not units().named(place.name or "", type=place.type):
                return None
            mention = replace(mention, places=tuple(map(spelled, mention.places)))
            return mention, position + mention.end - len(_PREFIX) + shift
    return None


def bare_unit_at(wording: Wording, position: int) -> tuple[str, int] | None:
    """Returns the label and the end of a district or commune named without its type.

    Only a name that stands for one unit: the one district of that name, else the communes where
    all are of one type; "Phú Lộc" alone is a district, "Tân Phú" nobody's.
    """
    words = list(re.finditer(r"[a-z]+", wording.plain[position : position + 40]))[:_LONGEST_NAME]
    for count in range(len(words), 1, -1):
        begin, end = position + words[0].start(), position + words[count - 1].end()
        stretch = wording.plain[begin:end]
        if begin != position or not re.fullmatch(r"[a-z]+(?: [a-z]+)+", stretch):
            continue
        if not units().knows(stretch) or stretch in type_forms():
            continue
        typed = wording.lower[begin:end]
        found = [
            unit
            for unit in units().named(wording.cased[begin:end])
            # "Văn bản" is no Văn Bàn.
            if wording.is_plain or unit.name.lower() == typed
        ]
        for level in ("huyện", "xã"):
            labels = {unit.label for unit in found if unit.level == level}
            if labels:
                return (labels.pop(), end) if len(labels) == 1 else None
    return None


def with_wider_units(wording: Wording, body: str, end: int) -> tuple[str, int]:
    """Returns the name of a local body with the wider units behind it, and where they end.

    Args:
        wording: the question.
        body: a body whose name ends in that of its unit: "UBND xã Kim Liên".
        end: where the name ends.
    """
    merged = _MERGED.match(wording.plain, end)
    if merged and (wording.is_plain or wording.lower[slice(*merged.span("word"))] in _OLD_OR_NEW):
        return body, merged.end()
    while (wider := _wider_unit_at(wording, body.rpartition(", ")[2], end)) is not None:
        body, end = f"{body}, {wider[0]}", wider[1]
    return body, end


def _wider_unit_at(wording: Wording, body: str, position: int) -> tuple[str, int] | None:
    """Returns the label and the end of the wider unit right behind the name of a local body."""
    narrow = _NARROW.search(body)
    gap = _GAP.match(wording.plain, position)
    if narrow is None or gap is None:
        return None
    found = province_at(wording, gap.end())
    if found is None and (unit := unit_at(wording, gap.end())) is not None:
        place = unit[0].places[0]
        return (unit_label(place.type, place.name), unit[1]) if place.name else None
    if found is None and narrow[1] in _COMMUNES:
        found = bare_unit_at(wording, gap.end())
        return found if found and split_label(found[0])[0] not in _COMMUNES else None
    if found is not None and found[0] == narrow[0]:
        return None
    return found


def bare_doer(wording: Wording) -> tuple[str, int] | None:
    """Returns the label and the end of a unit without its type that opens with what it does."""
    found = bare_unit_at(wording, 0)
    return found if found and _DOES.match(wording.plain, found[1]) else None


def spelled(place: PlaceMention) -> PlaceMention:
    """Gives a name typed without capitals or marks its usual spelling: "phu loc" → "Phú Lộc"."""
    if place.name is None or not (place.name.islower() or place.name.isascii()):
        return place
    found = units().named(place.name, type=place.type) or units().named(place.name)
    if not found:
        return replace(place, name=place.name.title()) if place.name.islower() else place
    if any(unit.name == place.name for unit in found):
        return place
    return replace(place, name=likeliest(found).name)


def likeliest(found: Sequence[Unit]) -> Unit:
    """Returns the unit that is meant of several: that of the commonest name.

    Of as many, the one in a city of the first rank is asked for more: Thanh Trì, not Thạnh Trị.
    """
    names = Counter(unit.name for unit in found)
    cities = {unit.name for unit in found if _is_in_a_city(unit)}
    return max(found, key=lambda unit: (names[unit.name], unit.name in cities))


def _is_in_a_city(unit: Unit) -> bool:
    while unit.parent is not None:
        unit = units().unit(unit.parent)
    return unit.type == "thành phố"
