"""Whose documents a question asks for: a body, or a level of government."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from index.query.agencies import agency_at
from index.query.departments import department_at, is_other_head, short_department_at
from index.query.doing import ENGLISH_OWNERS, OWNERS, TENSES
from index.query.homographs import without_homographs
from index.query.issuers_en import english_issuers, with_chairman
from index.query.levels import bare_levels
from index.query.naming import ends_in_type
from index.query.places import (
    UNIT_TYPES,
    bare_doer,
    bare_unit_at,
    province_at,
    spelled,
    unit_at,
    with_wider_units,
)
from index.query.wording import CLAIMED, TARGET, State, Wording
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

# Bodies that a level has many of and no bare level stands for: "Đảng ủy xã", "Công an huyện".
_OF_A_LEVEL = frozenset(
    ("dang", "cong_an", "thanh_tra", "quan_su", "toa_an", "vien_kiem_sat", "mttq")
)
_SHORTEST = 2
_PREFIX = "UBND "
_POLICE = re.compile("cong an(?= )")
_TW = re.compile(r"(?<![a-z/-])tw(?![a-z])")
_BEFORE = re.compile(rf"(?<![a-z])(?:{OWNERS}|(?:tren )?dia ban|{ENGLISH_OWNERS})\s+$")
# "Phương án phòng chống thiên tai" is of no ward An Phong.
_NO_WARD = re.compile(r"phuong an phong,? (?:chong|chay|ngua|thu)(?![a-z])")
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
    before, after = wording.plain[:start], wording.plain[end:]
    lead = _lead(wording, before)
    issuing = _ISSUING.match(after)
    by = re.search(r"(?<![a-z])(?:issued by|do)\s+$", before)
    begin = lead.start() if lead else start
    stop = end + issuing.end() if issuing else end
    return FoundIssuer(
        issuer, begin, stop, lead is not None, bool(issuing or by), central, place=place
    )


def _lead(wording: Wording, before: str) -> re.Match[str] | None:
    """Returns the word before a name that makes it an issuer: "tại", not "tai" in "thiên tai"."""
    return _BEFORE.search(without_homographs(wording)[: len(before)])


def _starts(wording: Wording) -> Iterator[int]:
    for match in re.finditer(r"(?<![a-z0-9/&-])[a-z]", wording.plain):
        yield match.start()


def _bodies(wording: Wording) -> Iterator[FoundIssuer]:
    """Bodies by their Vietnamese names, with or without diacritics."""
    for start in _starts(wording):
        if is_other_head(wording.plain, start):
            continue
        department = department_at(wording, start)
        if department is None:
            others = [*_body_at(wording, start), *_agency(wording, start)]
            yield from others
            department = None if others else short_department_at(wording, start)
        if department is None:
            continue
        if department[0].startswith("Bộ "):
            yield _made(wording, department[0], start, department[1], central=True)
        else:
            yield from _placed(wording, department[0], "so", start, department[1])


def _body_at(wording: Wording, start: int) -> Iterator[FoundIssuer]:
    word = re.match(r"[a-z]+", wording.plain[start:])
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
            yield _made(wording, names.pop(), start, end, central=True)
    elif any(place.name for place in mention.places):
        mention = replace(mention, places=tuple(map(spelled, mention.places)))
        own = issuer_in_own_words(mention).name
        exact = issuer_by_name(own) if len(mention.places) == 1 else None
        name = exact.name if exact is not None and len(exact.places) == 1 else own
        yield _made(wording, name, start, end)
    elif mention.kind in _OF_A_LEVEL and mention.places:
        named = "ủy" in mention.head and not mention.head.endswith("Đảng ủy")
        name = mention.head if named else f"{mention.head} {mention.places[0].type}"
        yield _made(wording, name, start, end)
    else:
        yield from _placed(wording, mention.head, mention.kind, start, end)


def _agency(wording: Wording, start: int) -> Iterator[FoundIssuer]:
    """Reads "Cục Hàng không Việt Nam" and its branches: "chi cục Thủy lợi tỉnh Hà Nam"."""
    found = agency_at(wording, start)
    if found is None:
        return
    name, end = found
    placed = next(_placed(wording, name, "co_quan_doc", start, end), None)
    yield placed or _made(wording, name, start, end, central=True)


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
    before = wording.plain[: mention.start]
    if mention.end - mention.start <= _SHORTEST and not (
        ends_in_type(before) or _BEFORE.search(before)
    ):
        # "QH" is as often "quy hoạch".
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
        bare = bare_unit_at(wording, at)
        if bare is not None:
            yield _made(wording, local_issuer(head, kind, [bare[0]]).name, start, bare[1])
            return
    if kind in ("so", "dang"):
        yield _made(wording, head, start, end)


def _places(wording: Wording) -> Iterator[FoundIssuer]:
    """Places: "tỉnh Nghệ An", "xa thach chau"; provinces also without the word for them."""
    for match in re.finditer(
        rf"(?<![a-z])(?:{UNIT_TYPES}|[pxhq](?=\s))(?<=[a-z.])\s*(?=[a-z0-9])", wording.plain
    ):
        if not match[0].endswith((" ", ".")) or _NO_WARD.match(wording.plain, match.start()):
            continue
        if (
            re.fullmatch(r"[pxhq]\s+", match[0])
            and match.start()
            and not _BEFORE.search(wording.plain[: match.start()])
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
        yield _made(wording, issuer_in_own_words(mention).name, match.start(), end, place=True)
    for start in _starts(wording):
        found = province_at(wording, start) or (bare_doer(wording) if start == 0 else None)
        if found is not None:
            yield _made(wording, f"UBND {found[0]}", start, found[1], place=True)


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
