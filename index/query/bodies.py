"""Bodies by their Vietnamese names, with or without diacritics: "bo y te", "UBND p. Bến Nghé"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from index.query.agencies import agency_at, agency_heads, is_local
from index.query.departments import (
    department_at,
    department_heads,
    is_other_head,
    short_department_at,
)
from index.query.doing import ENGLISH_OWNERS, OWNERS
from index.query.levels import is_other_word
from index.query.naming import ends_in_type
from index.query.party import party_committee
from index.query.places import bare_unit_at, province_at, spelled, unit_at
from index.query.seeming_names import seeming_name
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
from nlp.units import unit_label

LEAD = re.compile(
    rf"(?<![a-z])(?:{OWNERS}|(?:tren )?dia ban|{ENGLISH_OWNERS})\s+(?:thuong truc\s+)?$"
)
"""The word before a name that makes it an issuer."""

# Bodies that a level has many of and no bare level stands for: "Đảng ủy xã", "Công an huyện".
_OF_A_LEVEL = frozenset(
    ("dang", "cong_an", "thanh_tra", "quan_su", "toa_an", "vien_kiem_sat", "mttq")
)
_PARTY = "Đảng bộ"
"""The Party's members at a place, for whom its committee speaks."""

_SHORTEST = 2
# "Thử tương đương sinh học", "chính phủ điện tử".
_POLICE = re.compile("cong an(?= )")
_WORD = re.compile(r"(?<![a-z0-9/&-])[a-z]+")
_LETTERS = re.compile("[a-z]+")
_TW = re.compile(r"(?<![a-z/-])tw(?![a-z])")

NamedBody = tuple[str, int, int, bool]
"""Canonical name, start, end, and whether it is a central body."""


def words_of_names(wording: Wording) -> Iterator[re.Match[str]]:
    """Yields the words at which a name may begin."""
    yield from _WORD.finditer(wording.plain)


@cache
def _heads() -> frozenset[str]:
    """Returns the first words of all bodies' names."""
    return frozenset((*phrases().reach, *department_heads(), *agency_heads()))


def bodies(wording: Wording) -> Iterator[NamedBody]:
    """Yields the bodies, at each place those of the longest name first."""
    heads = _heads()
    for word in words_of_names(wording):
        start = word.start()
        if word[0] not in heads or is_other_head(wording.plain, start):
            continue
        department = department_at(wording, start)
        if department is None:
            others = [*_body_at(wording, start), *_agency(wording, start)]
            yield from others
            department = None if others else short_department_at(wording, start)
        if department is None:
            continue
        if department[0].startswith("Bộ "):
            yield department[0], start, department[1], True
        else:
            yield from _placed(wording, department[0], "so", start, department[1])


def _body_at(wording: Wording, start: int) -> Iterator[NamedBody]:
    word = _LETTERS.match(wording.plain, start)
    if word is None or word[0] not in phrases().reach:
        return
    mention = match_issuer(wording.cased, start) or _short_party_body(wording, start)
    if mention is None and (police := _POLICE.match(wording.plain, start)):
        # "Công an Hải Phòng", without the word for the city.
        yield from _placed(wording, "Công an", "cong_an", start, police.end())
        return
    if mention is None or not _is_name(wording, mention):
        return
    end = mention.end
    if mention.central:
        names = {issuer.name for issuer in resolve_issuer(mention, None)}
        if len(names) == 1:
            name = names.pop()
            local = name in phrases().also_local or name.startswith("Cục ")
            placed = next(_placed(wording, name, mention.kind, start, end), None) if local else None
            yield placed or (name, start, end, True)
    elif any(place.name for place in mention.places):
        mention = replace(mention, places=tuple(map(spelled, mention.places)))
        own = issuer_in_own_words(mention).name
        exact = issuer_by_name(own) if len(mention.places) == 1 else None
        # A town that became a city is named as it was typed.
        typed = (mention.places[0].type or "").lower()
        same = exact is not None and len(exact.places) == 1
        whole = exact is not None and exact.places and exact.places[0].lower().startswith(typed)
        name = exact.name if exact is not None and same and whole else own
        yield name, start, end, False
    elif mention.kind in _OF_A_LEVEL and mention.places:
        if is_other_word(wording, end):
            return
        named = "ủy" in mention.head and not mention.head.endswith("Đảng ủy")
        name = mention.head if named else f"{mention.head} {mention.places[0].type}"
        yield name, start, end, False
    else:
        yield from _placed(wording, mention.head, mention.kind, start, end)


def _agency(wording: Wording, start: int) -> Iterator[NamedBody]:
    """Reads "Cục Hàng không Việt Nam" and its branches: "chi cục Thủy lợi tỉnh Hà Nam"."""
    found = agency_at(wording, start)
    if found is None:
        return
    name, end = found
    placed = next(_placed(wording, name, "co_quan_doc", start, end), None)
    if placed is not None and name == _PARTY:
        place = placed[0].removeprefix(f"{_PARTY} ")
        yield party_committee(place), *placed[1:]
    elif placed is not None or not is_local(name):
        yield placed or (name, start, end, True)


def _short_party_body(wording: Wording, start: int) -> IssuerMention | None:
    """Reads "UBKT TW" and "Ban Tổ chức TW"."""
    short = _TW.search(wording.plain, start, start + 40)
    if short is None:
        return None
    whole = f"{wording.cased[: short.start()]}trung ương{wording.cased[short.end() :]}"
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
    if seeming_name("body").match(wording.plain, mention.start):
        return False
    before = wording.plain[: mention.start]
    if mention.end - mention.start <= _SHORTEST and not (
        ends_in_type(before) or LEAD.search(before)
    ):
        # "QH" is as often "quy hoạch".
        return False
    words = wording.plain[mention.start : mention.end].split()
    return mention.central or len(words) > 1 or mention.kind in ("ubnd", "hdnd")


def _placed(
    wording: Wording, head: str, kind: IssuerKind, start: int, end: int
) -> Iterator[NamedBody]:
    """Reads the place after a body: "ubnd nghe an", "UBND p. Bến Nghé", "so noi vu ha noi"."""
    gap = re.match(r"\s+(?:(?:cua|o|tai)\s+)?", wording.plain[end:])
    at = end + gap.end() if gap else end
    if gap and wording.plain[at : at + 1] not in (CLAIMED, TARGET, ""):
        unit = unit_at(wording, at)
        labels = [unit_label(p.type, p.name) for p in unit[0].places if p.name] if unit else []
        if unit and labels:
            yield local_issuer(head, kind, labels).name, start, unit[1], False
            return
        read = province_at(wording, at)
        if read is not None:
            yield local_issuer(head, kind, [read[0]]).name, start, read[1], False
            return
        bare = bare_unit_at(wording, at)
        if bare is not None:
            yield local_issuer(head, kind, [bare[0]]).name, start, bare[1], False
            return
    if kind in ("so", "dang"):
        yield head, start, end, False
