"""Finds the documents that a question names: by number, half a number, or a law's name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.typed_numbers import year_within
from index.model import Target
from index.query.cue_marks import marked_cues
from index.query.cues import Cue, small_words
from index.query.issuers import find_issuers
from index.query.laws import find_laws
from index.query.naming import ANY, form_of, type_of_number, type_pattern, types_in
from index.query.numbers import (
    END,
    YEAR,
    end_of_number,
    issuer_of_code,
    numbers_alone,
    numbers_behind_symbols,
    numbers_behind_types,
    symbols_typed,
    tidy,
    years_alone,
)
from index.query.places import ends_a_place
from index.query.seeming_numbers import is_number
from index.query.wording import Wording
from index.syllables import fold
from nlp.directive import CHANGES

_BARE = re.compile(r"(?:(?:so|no\.?|number|#)\s*:?\s*)?\d")
# A number may be quoted with its full date; only the year identifies (NĐ 30/2020/NĐ-CP, Điều 15).
_DATE = (
    rf"\d{{1,2}}\s*[/.-]\s*\d{{1,2}}\s*[/.-]\s*({YEAR})"
    rf"|\d{{1,2}}\s+thang\s+\d{{1,2}}(?:\s*,)?\s+nam\s+({YEAR})"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+[a-z]{{3,9}}\.?,?\s+({YEAR})"
    rf"|[a-z]{{3,9}}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+({YEAR})"
)
_DATED = re.compile(
    r"\s*,?\s*\(?\s*"
    r"(?:(?:(?:ky |ban hanh )?ngay|dated|issued on|signed on|of|on)\s+|(?<=[(,])|(?<=, ))"
    rf"(?:{_DATE})\s*\)?"
)
_OF_YEAR = re.compile(
    r"\s*[,.-]?\s*\(?\s*"
    r"(?:(?:ban hanh |ra )*(?:nam )?|of (?:the year )?|year )?"
    rf"({YEAR})\b\s*\)?"
    rf"(?!\s*(?:-|den|toi|to|until)\s*(?:nam\s*)?{YEAR})"
)
_AMENDED = re.compile(r" +sua doi(?: bo sung)?(?= +(?:nam )?(?:19|20)\d\d)")
_OF_ONE_DOCUMENT = CHANGES | {"consolidates", "based_on"}
# "Triển khai quyết định 1956": the series of decisions reach so far, and those of no other type.
_WITHOUT_SYMBOL = frozenset(("Hướng dẫn", "Luật", "Bộ luật"))
_OF_ASSEMBLY = re.compile(r"/(?:qh|ubtvqh)\d")
_SHORT_TYPE = range(1, 4)
_LIKE_A_YEAR = re.compile(rf"(?<![\d/]){YEAR}(?![\d/])")
_SERIAL = re.compile(r" +(?:quyet dinh|qd|decision) +(?:so |no\.? )?(?:19|20)\d\d(?![\d/])")
# Years of which nobody looks for a document.
_OLD = re.compile(r"(?<![a-z])(?:quyet dinh|qd|decision) +(?:19[0-6]|20[3-9])\d(?![\d/-])")
# An identifier as this program prints it (URN LEX, RFC 9676); a stop behind it is the sentence's.
_URN = re.compile(r"(?<![a-z0-9])urn:lex:[a-z0-9.;:@~,_/-]*[a-z0-9]")


@dataclass(frozen=True, slots=True)
class FoundTarget:
    """A document named in a question.

    `[start, end)` in the wording; `sure` if by a number; `issuer` the body whose name stands
    between its type and its number.
    """

    target: Target
    start: int
    end: int
    sure: bool = True
    issuer: str | None = None


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
    found = _with_laws(wording, found)
    if (
        not found
        and re.search(YEAR, wording.plain)
        and (_asks_of_one(wording) or _OLD.search(wording.plain))
    ):
        # "QĐ 2001 bị thay thế chưa" asks about one document, so that 2001 is no year.
        found = _numbered(wording, years=True)
    return sorted(found, key=lambda one: one.start)


def _asks_of_one(wording: Wording) -> bool:
    """Tells whether something is asked of one document, so that no year limits the question."""
    numbers = [match.span() for match in _LIKE_A_YEAR.finditer(wording.plain)]
    return any(
        (cue.relation in _OF_ONE_DOCUMENT and _is_beside(wording.plain, cue, numbers))
        or (cue.relation != "promulgates" and _SERIAL.match(wording.plain, cue.end))
        for cue in _cues(wording)
    )


def _is_beside(plain: str, cue: Cue, numbers: list[tuple[int, int]]) -> bool:
    """Tells whether but small words stand between a cue and one of the numbers."""
    gaps = (
        plain[cue.end : start] if cue.end <= start else plain[end : cue.start]
        for start, end in numbers
    )
    return any(not re.search("[a-z]", small_words().sub(" ", gap)) for gap in gaps)


def _cues(wording: Wording) -> list[Cue]:
    """Returns the cues outside of names: the "bộ" of "Bộ Y tế" is no "bỏ"."""
    rest = wording.part()
    for issuer in find_issuers(wording):
        rest.claim(issuer.start, issuer.end)
    return marked_cues(rest)


def _numbered(wording: Wording, *, years: bool) -> list[FoundTarget]:
    found: list[FoundTarget] = []
    read = [] if years else [year.span() for year in years_alone(wording.plain)]
    for numbers in (numbers_behind_symbols, numbers_behind_types, numbers_alone):
        taken = [*read, *((one.start, one.end) for one in found)]
        digits = (match.start() for match in re.finditer(r"\d", wording.plain))
        if all(any(start <= digit < end for start, end in taken) for digit in digits):
            break
        for match in numbers(wording.plain):
            one = _read(wording, match, years=years)
            if one is not None and not any(_overlap(one, other) for other in found):
                found.append(one)
    return found


def _with_laws(wording: Wording, numbered: list[FoundTarget]) -> list[FoundTarget]:
    """Adds the laws cited by name, and joins a law with its number: "Luật Đất đai số 31/2024"."""
    found = list(numbered)
    for law in _laws(wording):
        own = next((o for o in numbered if _is_number_of(wording, law, o)), None)
        if own is not None:
            target = replace(own.target, type=law.target.type, name=law.target.name)
            span = min(own.start, law.start), max(own.end, law.end)
            found[found.index(own)] = replace(own, target=target, start=span[0], end=span[1])
        elif not any(_overlap(law, other) for other in found):
            found.append(law)
    return found


def _is_number_of(wording: Wording, law: FoundTarget, numbered: FoundTarget) -> bool:
    between = wording.plain[law.end : numbered.start]
    # One without a type of its own has that at the head of the title: "Nghị định … của Luật …".
    bare = _BARE.match(wording.plain, numbered.start)
    kind = numbered.target.type if not bare else type_of_number(numbered.target.number or "")
    if numbered.end <= law.start and wording.is_english and kind in (None, law.target.type):
        # "31/2024/QH15 Land Law".
        return not wording.plain[numbered.end : law.start].strip()
    return (
        numbered.start >= law.end
        and re.fullmatch(r"[\s,(]*(?:luat\s+)?(?:so|no\.?)?\s*", between) is not None
        and kind in (None, law.target.type)
    )


def _overlap(one: FoundTarget, other: FoundTarget) -> bool:
    return one.start < other.end and other.start < one.end


def _read(wording: Wording, match: re.Match[str], *, years: bool) -> FoundTarget | None:
    groups = match.groupdict()
    if groups.get("type") and ends_a_place(wording, match.start("type")):
        return None
    stop = match.start("number") + end_of_number(match["number"])
    number = tidy(wording.text[match.start("number") : stop])
    kind: str | None = None
    issuer: str | None = None
    if groups.get("symbol"):
        # "NĐ-CP 45/2020": the symbol stands before the number and shows type and issuer.
        kind = type_of_number("1/" + tidy(groups["symbol"]))
        issuer = issuer_of_code(re.split(r"[\s/-]+", groups["symbol"])[-1])
    elif groups.get("type"):
        form = form_of(groups["type"])
        kind = None if form.type == ANY else form.type
    start, body = match.start(), None
    own = type_of_number(number)
    if groups.get("type") and _is_verb(kind, own, number):
        kind, start = own, match.start("number")
    elif len(groups.get("type") or "") in _SHORT_TYPE and own not in (None, kind, "Công văn"):
        # "TT 45/TTr-STC": the symbol tells more than two letters before it.
        kind = own
    if _may_stand_apart(wording, match) and (behind := _behind_issuer(wording, match.start())):
        kind, start, body = behind
    if body is None and not is_number(wording, match, number, kind, years=years):
        return None
    kind = kind or type_of_number(number) or _leading_type(wording, start)
    if kind is None and (behind_it := _closing_type(wording, stop)):
        kind, stop = behind_it
    within = year_within(number)
    year, end = year_after(wording, stop)
    if issuer is None and (code := re.match(rf"\s+({symbols_typed()}){END}", wording.plain[end:])):
        # "qd 766 ttg": who issued it, without the slash.
        issuer = issuer_of_code(code[1])
        end += code.end() if issuer else 0
        if issuer and year is None:
            year, end = year_after(wording, end)
    if within is not None:
        if year is not None and year != within:
            # Another year is not the document's: "NĐ 104/2022 năm 2023".
            end = stop
        year = within
    return FoundTarget(Target(kind, number, year, issuer=issuer), start, end, issuer=body)


def _is_verb(kind: str | None, own: str | None, number: str) -> bool:
    """Tells the verb from the type before a number: "thông tư nào hướng dẫn 78/2016/NĐ-CP"."""
    if kind == "Hướng dẫn" and _OF_ASSEMBLY.search(fold(number)):
        return True
    return kind in _WITHOUT_SYMBOL and own not in (None, kind)


def _may_stand_apart(wording: Wording, match: re.Match[str]) -> bool:
    """Tells whether a number may belong to a type before the issuer: "quyết định Thủ tướng 131"."""
    groups = match.groupdict()
    if groups.get("type") or groups.get("symbol"):
        return False
    last = not re.search(
        r"[a-z0-9]", re.sub(r"nam (?:19|20)\d\d", "", wording.plain[match.end() :])
    )
    return bool(groups.get("marker")) or (
        last and match["number"].isdigit() and not re.fullmatch(YEAR, match["number"])
    )


def _leading_type(wording: Wording, position: int) -> str | None:
    """Returns the type at the head of a title before a number: "nghị định hóa đơn 123/2020"."""
    typed = re.match(rf"(?P<type>{type_pattern()})(?![a-z0-9])", wording.plain[:position])
    form = form_of(typed["type"]) if typed else None
    return form.type if form is not None and form.type != ANY else None


def _closing_type(wording: Wording, position: int) -> tuple[str, int] | None:
    """Returns the type that alone stands behind a number, and its end: "61/2018 decree"."""
    rest = wording.plain[position:]
    named = next(types_in(rest), None)
    if named is None or rest.strip(" ?.!") != named.words:
        return None
    form = form_of(named.words)
    return None if form.type == ANY else (form.type, position + named.end)


def _behind_issuer(wording: Wording, position: int) -> tuple[str, int, str] | None:
    """Reads type and issuer before a number: "quyết định của Thủ tướng số 766"."""
    head = wording.part(0, position)
    for issuer in find_issuers(head):
        typed = re.search(
            rf"(?<![a-z0-9])(?P<type>{type_pattern()})\s*$", head.plain[: issuer.start]
        )
        if typed and not head.plain[issuer.end :].strip():
            form = form_of(typed["type"])
            return (form.type, typed.start(), issuer.issuer) if form.type != ANY else None
    return None


def year_after(wording: Wording, end: int) -> tuple[int | None, int]:
    """Returns the year of a date or year behind a document's name, and where it ends."""
    for pattern in (_DATED, _OF_YEAR):
        match = pattern.match(wording.plain, end)
        if match:
            return int(next(group for group in match.groups() if group)), match.end()
    return None, end


def _laws(wording: Wording) -> Iterator[FoundTarget]:
    """Yields laws cited by name: "Luật Đất đai 2024", "Hiến pháp 2013", "the 2013 Land Law"."""
    for start, end, kind, name, year in find_laws(wording):
        # A law may be told by the year of its latest amendment.
        amended = _AMENDED.match(wording.plain, end)
        after, end_of_year = year_after(wording, amended.end() if amended else end)
        found_year = year or after
        target = Target(kind, None, found_year, name=name)
        yield FoundTarget(target, start, end if year else end_of_year, sure=False)
