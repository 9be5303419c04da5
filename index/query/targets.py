"""Finds the documents that a question names: by number, half a number, or a law's name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from index.model import Target
from index.query.cues import find_cues
from index.query.laws import find_laws
from index.query.naming import ANY, form_of, type_of_number, type_pattern
from index.query.wording import Wording
from index.syllables import fold
from nlp.issuers.bodies import symbol_codes
from nlp.types import document_types

_ORDINAL = r"\d{1,5}[a-z]?(?:\.\d{1,3})?"
_YEAR = r"(?:19|20)\d\d"
_PART = r"[a-z][a-z0-9&]{0,15}"
_END = r"(?![a-z0-9&])"
_NUMBER_WORD = r"(?:so|no|num|number|nr|nos)?\s*[.:°º#]*\s*"

# A number may be quoted with its full date; only the year identifies (NĐ 30/2020/NĐ-CP, Điều 15).
_DATE = (
    rf"\d{{1,2}}\s*[/.-]\s*\d{{1,2}}\s*[/.-]\s*({_YEAR})"
    rf"|\d{{1,2}}\s+thang\s+\d{{1,2}}(?:\s*,)?\s+nam\s+({_YEAR})"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+[a-z]{{3,9}}\.?,?\s+({_YEAR})"
    rf"|[a-z]{{3,9}}\.?\s+\d{{1,2}},?\s+({_YEAR})"
)
_DATED = re.compile(
    rf"\s*,?\s*\(?\s*(?:(?:ky |ban hanh )?ngay|dated|issued on|signed on|of|on)\s+(?:{_DATE})\s*\)?"
)
_OF_YEAR = re.compile(
    rf"\s*[,-]?\s*\(?\s*(?:(?:ban hanh |ra )?nam |of (?:the year )?|year )?({_YEAR})\b\s*\)?"
    rf"(?!\s*(?:-|den|toi|to|until)\s*(?:nam\s*)?{_YEAR})"
)
_OF_ONE_DOCUMENT = frozenset(
    ("amends", "replaces", "repeals", "suspends", "corrects", "consolidates", "based_on")
)
# An identifier as this program prints it (URN LEX, RFC 9676); a stop behind it is the sentence's.
_URN = re.compile(r"(?<![a-z0-9])urn:lex:[a-z0-9.;:@~,_/-]*[a-z0-9]")
_MEASURES = re.compile(
    r"\s*(?:%|thang|nam(?!\s+(?:19|20)\d\d(?!\s*(?:-|den)))|ngay(?!\s+\d)|quy|trieu|ty|"
    r"nguoi|buoc|lan|gio|tuan|noi dung|nhiem vu|month|year|day|step|week|hour|people|point)"
)


# A number right after these is seldom a document's unless more of it stands there.
_RARELY_NUMBERED = frozenset(
    (
        "Báo cáo", "Biên bản", "Dự án", "Hợp đồng", "Hướng dẫn", "Quy định", "Quy chế", "Phương án",
        "Luật", "Bộ luật", "Quy trình", "Giấy phép", "Giấy mời", "Phiếu chuyển",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FoundTarget:
    """A document named in a question; `[start, end)` in the wording, `sure` if by a number."""

    target: Target
    start: int
    end: int
    sure: bool = True


@cache
def _codes() -> str:
    """Symbols' parts that may be typed with blanks around the dash: "766 / QĐ - TTg"."""
    codes = {fold(code) for code in symbol_codes()} | {"ubnd", "hdnd", "tw", "ttg", "cp"}
    spelled = sorted((re.escape(c) for c in codes if len(c) > 1), key=len, reverse=True)
    return "|".join([r"(?:qh|ubtvqh)\d{1,2}", *spelled])


@cache
def _numbers() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    codes = _codes()
    types = "|".join(
        sorted({fold(s) for k in document_types() for s in k.symbols}, key=len, reverse=True)
    )
    tail = (
        rf"(?:[/-]{_PART}|\s*[/-]\s*(?:{types}|{codes}){_END}|(?<=[a-z])\s+(?:{codes}){_END})"
        r"{1,5}"
    )
    apart = (
        rf"[\s.]+(?:(?:{types})(?:[\s/.-]+(?:{codes}){_END}){{1,6}}|(?:qh|ubtvqh)\d{{1,2}}{_END})"
    )
    number = (
        rf"(?P<number>{_ORDINAL}(?:(?:\s*/\s*{_YEAR}|\s+{_YEAR}(?=\s*[/-]|{apart}))?"
        rf"(?:{tail}|{apart}|(?:{types})[/-](?:{codes}){_END})|\s*/\s*{_YEAR})?){_END}(?!/\d)"
    )
    typed = rf"(?<![a-z0-9/-])(?P<type>{type_pattern()})[\s.:-]*{_NUMBER_WORD}{number}"
    first = (
        rf"(?<![a-z0-9/])(?P<symbol>(?:{types})(?:[-/]|\s)(?:{codes}))[\s.:-]*{_NUMBER_WORD}"
        rf"(?P<number>{_ORDINAL}(?:\s*/\s*{_YEAR})?){_END}"
    )
    bare = rf"(?<![\w/.-])(?P<marker>(?:so|no\.?|number|#)\s*:?\s*)?{number}"
    return re.compile(typed), re.compile(first), re.compile(bare)


def find_targets(wording: Wording) -> list[FoundTarget]:
    """Returns the documents that the question names, in its order."""
    found = [
        FoundTarget(Target(urn=match[0]), match.start(), match.end())
        for match in _URN.finditer(wording.plain)
    ]
    found += [
        one
        for one in _numbered(wording, years=False)
        if not any(_overlap(one, other) for other in found)
    ]
    found += [law for law in _laws(wording) if not any(_overlap(law, o) for o in found)]
    if not found and any(cue.relation in _OF_ONE_DOCUMENT for cue in find_cues(wording.plain)):
        # "QĐ 2001 bị thay thế chưa" asks about one document, so that 2001 is no year.
        found = _numbered(wording, years=True)
    return sorted(found, key=lambda one: one.start)


def _numbered(wording: Wording, *, years: bool) -> list[FoundTarget]:
    found: list[FoundTarget] = []
    typed, symbol_first, bare = _numbers()
    for pattern in (symbol_first, typed, bare):
        for match in pattern.finditer(wording.plain):
            one = _read(wording, match, years=years)
            if one is not None and not any(_overlap(one, other) for other in found):
                found.append(one)
    return found


def _overlap(one: FoundTarget, other: FoundTarget) -> bool:
    return one.start < other.end and other.start < one.end


def _read(wording: Wording, match: re.Match[str], *, years: bool) -> FoundTarget | None:
    groups = match.groupdict()
    number = _tidy(wording.text[match.start("number") : match.end("number")])
    kind: str | None = None
    issuer: str | None = None
    if groups.get("symbol"):
        # "NĐ-CP 45/2020": the symbol stands before the number and shows type and issuer.
        kind = type_of_number("1/" + _tidy(groups["symbol"]))
        issuer = _central(re.split(r"[\s/-]+", groups["symbol"])[-1])
    elif groups.get("type"):
        form = form_of(groups["type"])
        kind = None if form.type == ANY else form.type
    if not _is_number(wording, match, number, kind, years=years):
        return None
    kind = kind or type_of_number(number)
    within = re.match(rf"{_ORDINAL}[/ ]({_YEAR})\b", fold(number))
    year, end = _year_after(wording, match.end())
    if issuer is None and (code := re.match(rf"\s+({_codes()}){_END}", wording.plain[end:])):
        # "qd 766 ttg": who issued it, without the slash.
        issuer = _central(code[1])
        end += code.end() if issuer else 0
    if within:
        year = int(within[1])
    return FoundTarget(Target(kind, number, year, issuer=issuer), match.start(), end)


def _is_number(
    wording: Wording,
    match: re.Match[str],
    number: str,
    kind: str | None,
    *,
    years: bool,
) -> bool:
    """Tells a document's number from a year, a date, a measure or a mere number."""
    groups = match.groupdict()
    marked = bool(groups.get("marker")) or bool(
        groups.get("type")
        and re.search(r"so|no\b|num|#", match.group()[len(groups["type"] or "") :])
    )
    after = wording.plain[match.end() :]
    if re.search(r"[/-][a-z]", fold(number)):
        return True
    if not number[:1].isdigit() or _MEASURES.match(after):
        return False
    if "/" in number:
        return bool(groups.get("type") or groups.get("symbol") or marked) or _stands_alone(
            wording, match
        )
    if re.fullmatch(_YEAR, number) and not marked:
        return years and kind is not None
    if kind is not None or groups.get("type"):
        return marked or _may_have_bare_number(groups.get("type") or "", after)
    return marked or _stands_alone(wording, match)


def _may_have_bare_number(typed: str, after: str) -> bool:
    form = form_of(typed) if typed else None
    if form is None or form.type not in _RARELY_NUMBERED:
        return True
    return (
        re.match(r"\s*(?:$|[?.,;:!)]|nam\s+\d{4}|\d{4}|la|co|da|con|het|duoc|bi|of)", after)
        is not None
    )


def _stands_alone(wording: Wording, match: re.Match[str]) -> bool:
    """Tells whether a bare number is what a verb acts on, or all that was typed."""
    before = wording.plain[: match.start()].rstrip()
    after = wording.plain[match.end() :].strip(" ?.!")
    return (not before.strip() and not after) or re.search(_VERBS + "$", before) is not None


_VERBS = (
    r"(?:trien khai|thuc hien|thi hanh|huong dan|sua doi|bo sung|thay the|bai bo|can cu|dua vao|"
    r"implements?|implementing|amends?|amending|replaces?|replacing|repeals?|repealing|"
    r"guides?|guiding|based on)"
)


def _year_after(wording: Wording, end: int) -> tuple[int | None, int]:
    for pattern in (_DATED, _OF_YEAR):
        match = pattern.match(wording.plain, end)
        if match:
            return int(next(group for group in match.groups() if group)), match.end()
    return None, end


def _tidy(number: str) -> str:
    """Returns a number as typed, without blanks and with its own separators filled in."""
    text = re.sub(r"[\u2010-\u2014\u2212]", "-", number)
    text = re.sub(r"\s*([/-])\s*", r"\1", text.strip())
    text = re.sub(r"^(\d+)([^\W\d]{2,4}[/-])", r"\1/\2", text)
    pieces = text.split()
    if len(pieces) == 1:
        return text
    head, *tail = pieces
    # "766 qd ttg" and "61/2018 nd cp": blanks where the slash and the dash would be.
    while tail and tail[0].isdigit():
        head = f"{head}/{tail.pop(0)}"
    joined = "-".join(tail)
    if re.search(r"[/-][a-zđ]", head, re.IGNORECASE):
        return f"{head}-{joined}"
    return f"{head}/{joined}" if joined else head


def _central(code: str) -> str | None:
    entries = symbol_codes().get(code.upper(), ())
    return entries[0][0] if len(entries) == 1 and "{" not in entries[0][0] else None


def _laws(wording: Wording) -> Iterator[FoundTarget]:
    """Yields laws cited by name: "Luật Đất đai 2024", "Hiến pháp 2013", "the 2013 Land Law"."""
    for start, end, kind, name, year in find_laws(wording):
        after, end_of_year = _year_after(wording, end)
        found_year = year or after
        target = Target(kind, None, found_year, name=name)
        yield FoundTarget(target, start, end if year else end_of_year, sure=False)
