"""Whose documents a question asks for: a body, or a level of government."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from index.query.bodies import LEAD, bodies, words_of_names
from index.query.doing import TENSES
from index.query.homographs import without_homographs
from index.query.issuers_en import english_issuers, with_chairman
from index.query.levels import bare_levels
from index.query.naming import ends_in_type
from index.query.places import UNIT_TYPES, bare_doer, province_at, unit_at, with_wider_units
from index.query.seeming_names import seeming_name
from index.query.wording import CLAIMED, TARGET, State, Wording
from nlp.issuers import PlaceMention, issuer_in_own_words
from nlp.units import units

_PREFIX = "UBND "
_MARKED = {
    "tinh": "tỉnh", "thanh pho": "thành phố", "huyen": "huyện", "quan": "quận", "thi xa": "thị xã",
    "xa": "xã", "phuong": "phường", "thi tran": "thị trấn", "dac khu": "đặc khu",
}  # fmt: skip
_UNIT_BEHIND = re.compile(r"(?: s)? (?:province|city|district|municipality)(?: s)?(?![a-z])")
_UNIT_BEFORE = re.compile(r"(?<!\w)(?:tỉnh|tinh|thành phố|thanh pho|tp\.?) +$")
_UNIT_OF = re.compile(r"(?<![a-z])(?:the )?(?:province|city|municipality) of $")
_AUTHORITIES = re.compile(
    r"(?:(?: s)?(?: provincial| city)? (?:authorities|authority))?(?: s)?(?![a-z])"
)
_ISSUING = re.compile(
    rf"\s*(?:(?:{TENSES})\s+)?"
    r"(?:ban hanh(?! kem)|ra|phat hanh|issued?|publish(?:ed)?)(?![a-z])"
)


@dataclass(frozen=True, slots=True)
class FoundIssuer:
    """An issuer in a question: canonical name or bare level; `[start, end)` in the wording.

    `led` tells that a word such as "của", "do" or "by" stands before it, `issuing` that it is
    said to issue; `central` that it is a body of the State's top, `level` that it is a bare level,
    `place` that only a place is named, its People's Committee being taken for it.
    """

    issuer: str
    start: int
    end: int
    led: bool
    issuing: bool
    central: bool
    level: bool = False
    place: bool = False


def find_issuers(wording: Wording) -> list[FoundIssuer]:
    """Returns the issuers named in what is not yet claimed, in order, without overlap."""
    return list(_found(wording.state()))


@lru_cache(maxsize=64)
def _found(state: State) -> tuple[FoundIssuer, ...]:
    """The same of a wording's state; the parts of the grammar ask it again and again."""
    wording, found = Wording.in_state(state), list[FoundIssuer]()
    for source in (_bodies, _english, _places, _levels):
        for one in source(wording):
            if not any(one.start < other.end and other.start < one.end for other in found):
                found.append(_chairman(wording, _within(wording, one)))
    return tuple(sorted(found, key=lambda one: one.start))


def _within(wording: Wording, found: FoundIssuer) -> FoundIssuer:
    """Adds the wider units behind a place, typed without their types: "xã Kim Liên Nam Đàn"."""
    if found.level or found.central:
        return found
    name, end = with_wider_units(wording, found.issuer, found.end)
    if wording.is_english and (word := _UNIT_BEHIND.match(wording.plain, end)):
        end = word.end()
    return replace(found, issuer=name, end=end)


def _chairman(wording: Wording, found: FoundIssuer) -> FoundIssuer:
    if not found.issuer.startswith("UBND "):
        return found
    span = with_chairman(wording, found.start, found.end)
    if span is None:
        return found
    one = _made(wording, f"Chủ tịch {found.issuer}", *span)
    return replace(one, issuing=one.issuing or found.issuing)


def _made(
    wording: Wording,
    issuer: str,
    start: int,
    end: int,
    *,
    central: bool = False,
    place: bool = False,
) -> FoundIssuer:
    if wording.is_english:
        start, end = _in_full(wording.plain, start, end)
    before, after = wording.plain[:start], wording.plain[end:]
    lead = _lead(wording, before)
    issuing = _ISSUING.match(after)
    by = re.search(r"(?<![a-z])(?:issued by|do)\s+$", before)
    begin = lead.start() if lead else start
    stop = end + issuing.end() if issuing else end
    return FoundIssuer(
        issuer, begin, stop, lead is not None, bool(issuing or by), central, place=place
    )


def _in_full(plain: str, start: int, end: int) -> tuple[int, int]:
    """Takes in "the province of …" before a name and "authorities'" or "'s" behind it."""
    unit, owner = _UNIT_OF.search(plain[:start]), _AUTHORITIES.match(plain, end)
    return unit.start() if unit else start, owner.end() if owner else end


def _lead(wording: Wording, before: str) -> re.Match[str] | None:
    """Returns the word before a name that makes it an issuer: "tại", not "tai" in "thiên tai"."""
    return LEAD.search(without_homographs(wording)[: len(before)])


def _bodies(wording: Wording) -> Iterator[FoundIssuer]:
    for name, start, end, central in bodies(wording):
        yield _made(wording, name, start, end, central=central)


def _is_no_ward(wording: Wording, start: int) -> bool:
    """Tells "phương án phòng chống thiên tai" and "phương thức phân giao" from wards by name."""
    if seeming_name("ward").match(wording.plain, start):
        return True
    small = seeming_name("unit", "{} [a-z]")
    return wording.is_plain and small.match(wording.cased, start) is not None


def _places(wording: Wording) -> Iterator[FoundIssuer]:
    """Places: "tỉnh Nghệ An", "xa thach chau"; provinces also without the word for them."""
    for match in re.finditer(
        rf"(?<![a-z])(?:{UNIT_TYPES}|[pxhq](?=\s))(?<=[a-z.])\s*(?=[a-z0-9])", wording.plain
    ):
        if not match[0].endswith((" ", ".")) or _is_no_ward(wording, match.start()):
            continue
        if (
            re.fullmatch(r"[pxhq]\s+", match[0])
            and match.start()
            and not LEAD.search(wording.plain[: match.start()])
        ):
            continue
        read = unit_at(wording, match.start())
        if read is None:
            continue
        mention, end = read
        place = mention.places[0]
        if _bears_other_marks(wording, match, place):
            continue
        if match[0].startswith("tt") and not units().named(place.name or "", type=place.type):
            continue
        if any(mark in wording.plain[match.start() : end] for mark in (TARGET, CLAIMED)):
            continue
        yield _made(wording, issuer_in_own_words(mention).name, match.start(), end, place=True)
    for word in words_of_names(wording):
        start = word.start()
        found = province_at(wording, start) or (bare_doer(wording) if start == 0 else None)
        if found is not None:
            typed = _UNIT_BEFORE.search(wording.lower[:start])
            begin = typed.start() if typed else start
            yield _made(wording, f"UBND {found[0]}", begin, found[1], place=True)


def _bears_other_marks(wording: Wording, match: re.Match[str], place: PlaceMention) -> bool:
    """Tells "sĩ quan Quân đội" from a "quận Quân", by the marks of the word for the unit."""
    typed, folded = wording.lower[slice(*match.span())].strip(), match[0].strip()
    if wording.is_plain or folded not in _MARKED or typed == _MARKED[folded]:
        return False
    return typed != folded or not units().named(place.name or "", type=place.type)


def _english(wording: Wording) -> Iterator[FoundIssuer]:
    for name, start, end, central in english_issuers(wording):
        place = name.startswith(_PREFIX) and "committee" not in wording.plain[start:end]
        yield _made(wording, name, start, end, central=central, place=place)


def _levels(wording: Wording) -> Iterator[FoundIssuer]:
    for level, start, end, led, asked in bare_levels(wording):
        yield FoundIssuer(level, start, end, led, issuing=asked, central=False, level=True)


def follows_type(wording: Wording, found: FoundIssuer) -> bool:
    """Tells whether a type of document stands right before the issuer: "thông tư Bộ Tài chính"."""
    before = wording.folded[: found.start].rstrip()
    return ends_in_type(before.removesuffix(" nao").removesuffix(" moi"))
