"""Issuers named in English: "the Ministry of Finance", "People's Council of Da Nang"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from index.query.doing import ENGLISH_OWNERS
from index.query.naming import types_in
from index.query.party import party_committee
from index.query.places import likeliest, province, province_at
from index.query.seeming_names import seeming_name
from index.query.wording import CLAIMED, Wording, read_rows
from nlp.units import units

PLACED = ("Sở ", "Công an", "Cục Thuế", "Cục Hải quan")
"""Bodies of the table that stand for one at a place: "Department of Justice (of …)"."""

_COMMITTEE = r"people ?s (?:committees?|council)"
_PLACE = re.compile(
    rf"(?<![a-z])(?:(?:{ENGLISH_OWNERS})\s+)?(?:the\s+)?"
    r"(?:(?:people ?s (?P<body2>committee|council)|(?P<police>police)) of\s+(?:the\s+)?)?"
    r"(?:(?P<kind2>province|city|district|commune|ward|town) of\s+)?"
    r"(?P<name>[a-z]+(?:(?: - |-| )[a-z]+){0,4}?)"
    r"(?: s)?"
    r"(?:\s+(?P<kind>province|provincial|city|municipal|district|commune|ward|town|township"
    r"|special (?:administrative )?zone)"
    r"(?: s)?(?:\s+(?:people ?s (?P<body>committee|council)|(?P<police2>police)))?"
    r"|\s+(?:people ?s (?P<body3>committee|council)|(?P<police3>police)|(?P<short>[pdc]pc)))"
    r"(?![a-z])"
)
_NUMBERED = re.compile(
    r"(?<![a-z])(?:the\s+)?(?:(?:people ?s (?P<body>committee|council)|(?P<police>police)) of\s+)?"
    r"(?:ward (?P<ward>\d{1,2})(?:,? (?:of )?district (?P<in>\d{1,2}))?"
    r"|district (?P<district>\d{1,2}))"
    r"(?: s)?(?: people ?s (?P<body2>committee|council)| (?P<police2>police))?(?![a-z0-9])"
)
_OF_PROVINCE = re.compile(
    r"(?<![a-z])(?:the\s+)?(?:provincial\s+)?"
    r"(?:people ?s (?P<body>committee|council)|(?P<other>police|ppc)) "
    r"(?:of|in)\s+(?:the\s+)?(?:(?:province|city) of\s+)?"
)
_PARTY = re.compile(r"(?<![a-z])(?:provincial |city |municipal )?party committee(?: s)?(?![a-z])")
_CHAIR_BEFORE = re.compile(
    r"(?<![a-z])(?:(?:the +)?(?:vice[ -])?chair(?:man|person|woman)?(?: +of(?: +the)?)?|"
    r"chu tich(?: +cua)?) +$"
)
_COMMITTEE_BEHIND = re.compile(r"(?: s)?(?: +(?:provincial|city))? +people ?s committee(?![a-z])")
_CHAIR_AFTER = re.compile(
    r"(?: +people ?s committee)? +(?:vice[ -])?chair(?:man|person|woman)(?: s)?(?![a-z])"
)
_KINDS = {
    "province": ("tỉnh", "thành phố"), "provincial": ("tỉnh",), "city": ("thành phố",),
    "municipal": ("thành phố",), "district": ("huyện", "quận"), "commune": ("xã",),
    "ward": ("phường",), "town": ("thị xã", "thị trấn"), "township": ("thị trấn",),
    "special zone": ("đặc khu",), "special administrative zone": ("đặc khu",),
}  # fmt: skip
_HEADS = {
    "committee": "UBND", "committees": "UBND", "council": "HĐND", "police": "Công an",
    "ppc": "UBND",
}  # fmt: skip
_SHORT = {"ppc": "province", "dpc": "district", "cpc": "commune"}
"""Provincial, district and commune people's committees."""
_OF = re.compile(r"(?:\s+(?:of|in|for)|\s*,)\s+(?:the\s+)?(?:(?:province|city) of\s+)?")
_BLANK = re.compile(" ")
_UNIT_WORD = re.compile(r"\s+(?:province|city|municipality)(?![a-z])")

_NAME_WORD = re.compile("(?<![a-z-])[a-z]+|&")
_AND = frozenset(("and", "&"))
_ARTICLE = re.compile(r"(?<![a-z])the\s+$")
_OWNER = re.compile(r" s(?![a-z])")
_KIND_WORDS = ("people", "police", "party", *_SHORT, *_KINDS)
"""Words of which every match of the patterns of places holds one."""

NamedIssuer = tuple[str, int, int, bool]
"""Canonical name, start, end, and whether it is a central body."""


@cache
def _bodies() -> dict[str, str]:
    """Returns the words of names, without "and" → canonical name."""
    return {_key(row["name"].split()): row["issuer"] for row in read_rows("query_issuers_en.tsv")}


def _key(words: Iterable[str]) -> str:
    return " ".join(word for word in words if word not in _AND)


@cache
def _longest_names() -> dict[str, int]:
    """Returns first words of names → how many words the longest of them has."""
    found: dict[str, int] = {}
    for name in _bodies():
        words = name.split()
        found[words[0]] = max(len(words), found.get(words[0], 0))
    return found


def _names_in(plain: str) -> Iterator[tuple[str, int, int]]:
    """Yields canonical name, start and end of the longest names; commas and "&" tell nothing."""
    words = list(_NAME_WORD.finditer(plain))
    first = 0
    while first < len(words):
        found = _name_at(plain, words, first)
        if found is not None:
            issuer, last = found
            yield issuer, words[first].start(), words[last].end()
            first = last
        first += 1


def _name_at(plain: str, words: Sequence[re.Match[str]], first: int) -> tuple[str, int] | None:
    """Returns the canonical name of the longest name that begins with a word, and its last word."""
    longest, key = _longest_names().get(words[first][0], 0), list[str]()
    best: tuple[str, int] | None = None
    for last in range(first, len(words)):
        apart = plain[words[last - 1].end() : words[last].start()] if last > first else ""
        if len(key) == longest or apart.strip(" ,-"):
            break
        if words[last][0] in _AND:
            continue
        key.append(words[last][0])
        issuer = _bodies().get(" ".join(key))
        best = (issuer, last) if issuer is not None else best
    return best


def english_issuers(wording: Wording) -> Iterator[NamedIssuer]:
    """Yields the bodies and the places' committees."""
    yield from _named_bodies(wording)
    if not any(word in wording.plain for word in _KIND_WORDS):
        return
    for match in _OF_PROVINCE.finditer(wording.plain):
        read = province_at(wording, match.end())
        if read is not None:
            head = _HEADS[match["body"] or match["other"]]
            yield f"{head} {read[0]}", match.start(), _past_word(wording, read[1]), False
    for match in _PARTY.finditer(wording.plain):
        yield from _party(wording, match)
    for match in _NUMBERED.finditer(wording.plain):
        yield _numbered(match), *match.span(), False
    for match in _PLACE.finditer(wording.plain):
        yield from _committee(match)


def _named_bodies(wording: Wording) -> Iterator[NamedIssuer]:
    plain = wording.plain
    for issuer, start, end in _names_in(plain):
        if _is_part_of_another(plain, start, end):
            continue
        name, article = plain[start:end], _ARTICLE.search(plain[:start])
        begin = article.start() if article else start
        owner = _OWNER.match(plain, end)
        stop = owner.end() if owner else end
        if issuer.startswith(PLACED):
            yield _department(wording, issuer, begin, stop)
        elif (len(name) > 4 or wording.is_english) and not _is_common_word(wording, start, end):
            yield issuer, begin, stop, True


def _is_part_of_another(plain: str, start: int, end: int) -> bool:
    """Tells "digital government", "government bonds", "president of the company"."""
    before = seeming_name("before", "{} $|[a-z]-$")
    behind = seeming_name("behind", "(?: s)?(?:[0-9]| {})")
    return bool(before.search(plain[:start]) or behind.match(plain, end))


def _is_common_word(wording: Wording, start: int, end: int) -> bool:
    """Tells "most recent" and "MOT test" from "MOST circular" and "issued by MOT"."""
    if not seeming_name("initials").fullmatch(wording.plain, start, end):
        return False
    named = next(types_in(wording.plain[end:]), None)
    beside = named is not None and not wording.plain[end : end + named.start].strip(" s")
    led = re.search(rf"(?<![a-z])(?:{ENGLISH_OWNERS})(?: the)? +$", wording.plain[:start])
    capital = wording.cased[start:end].isupper()
    claimed = wording.plain[end:].lstrip().startswith(CLAIMED)
    return not (beside or led or capital or claimed)


def with_chairman(wording: Wording, start: int, end: int) -> tuple[int, int] | None:
    """Returns where a committee's chairman is named around it, null where the committee is meant.

    "The chairman of the Hanoi People's Committee", "Nghe An chairman", "chủ tịch tỉnh Nghệ An".
    """
    before = _CHAIR_BEFORE.search(wording.plain[:start])
    if before is not None:
        rest = _COMMITTEE_BEHIND.match(wording.plain, end)
        return before.start(), rest.end() if rest else end
    after = _CHAIR_AFTER.match(wording.plain, end)
    return (start, after.end()) if after is not None else None


def _party(wording: Wording, match: re.Match[str]) -> Iterator[NamedIssuer]:
    """Reads "the Hanoi Party Committee" and "the Party Committee of Nghe An"."""
    link = _OF.match(wording.plain, match.end())
    read = province_at(wording, link.end()) if link else None
    start, end = match.start(), _past_word(wording, read[1]) if read else match.end()
    words = list(re.finditer(r"[a-z]+", wording.plain[:start]))
    for count in range(min(4, len(words)), 0, -1):
        before = province_at(wording, words[-count].start()) if read is None else None
        if before and not wording.plain[before[1] : start].strip():
            read, start = before, words[-count].start()
            break
    if read is not None:
        yield party_committee(read[0]), start, end, False


def _past_word(wording: Wording, end: int) -> int:
    word = _UNIT_WORD.match(wording.plain, end)
    return word.end() if word else end


def _department(wording: Wording, issuer: str, start: int, end: int) -> NamedIssuer:
    """Adds the place: "Department of Justice of Nghe An province", "Hanoi Department of …"."""
    link = _OF.match(wording.plain, end) or _BLANK.match(wording.plain, end)
    read = province_at(wording, link.end()) if link else None
    if read is not None:
        return f"{issuer} {read[0]}", start, _past_word(wording, read[1]), False
    words = list(re.finditer(r"[a-z]+", wording.plain[:start]))
    for count in range(min(4, len(words)), 0, -1):
        begin = words[-count].start()
        before = province_at(wording, begin)
        tail = wording.plain[before[1] : start] if before else ""
        if before and re.fullmatch(r"(?: s)?(?:\s+(?:province|city|provincial))?(?: s)?\s*", tail):
            return f"{issuer} {before[0]}", begin, end, False
    return issuer, start, end, False


def _numbered(match: re.Match[str]) -> str:
    """Reads "the People's Committee of District 7" and "Ward 5, District 3"."""
    body, police = match["body"] or match["body2"], match["police"] or match["police2"]
    head = _HEADS[body or police or "committee"]
    if match["district"]:
        return f"{head} Quận {match['district']}"
    return f"{head} Phường {match['ward']}" + (f", Quận {match['in']}" if match["in"] else "")


def _committee(match: re.Match[str]) -> Iterator[NamedIssuer]:
    kind = match["kind"] or match["kind2"] or _SHORT.get(match["short"] or "", "province")
    body = match["body"] or match["body2"] or match["body3"]
    police = match["police"] or match["police2"] or match["police3"]
    head = _HEADS[body or police or "committee"]
    words = match["name"].split()
    for drop in range(len(words)):
        name = " ".join(words[drop:])
        label = _unit(name, kind)
        if label is not None:
            begin = match.start("name") + len(" ".join(words[:drop])) + (drop > 0)
            lead = match.start() if drop == 0 else begin
            yield f"{head} {label}", lead, match.end(), False
            return


def _unit(name: str, kind: str) -> str | None:
    """Returns the label of the unit of a kind that is called so: "hanoi", "city"."""
    name = re.sub(" *- *", " ", name)
    for unit_type in _KINDS[kind]:
        found = units().named(name, type=unit_type) if units().knows(name) else ()
        if found:
            return likeliest(found).label
    # "Hanoi" and "HCMC" are in no table of units.
    return province(name, name) if "tỉnh" in _KINDS[kind] or kind in ("city", "municipal") else None
