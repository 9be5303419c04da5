"""The document's own number, date and place, as its header writes them.

NĐ 30/2020/NĐ-CP, Điều 8 and Phụ lục I, Phần I, mục II.3 and II.4: "Số: 15/KH-UBND", "Hà Nội, ngày
05 tháng 01 năm 2020". Party documents: "Số 12-NQ/TU" (Hướng dẫn 36-HD/VPTW 2018).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.dates import WRITTEN_DATE, find_date, iso_date
from nlp.header.window import Window
from nlp.letters import LOWER, UPPER

_SYMBOL = r"[A-ZĐ][\w&]*(?:[ ]?[-/&+][ ]?\n?[A-ZĐ][\w&.]*)*"
# Types that headers put before "số" ("Luật số: 45/2019/QH14", "Bộ luật số: …").
_LEAD = (
    "(?i:nghị quyết liên tịch|thông tư liên tịch|nghị quyết|nghị định|quyết định|bộ luật|luật"
    "|pháp lệnh|lệnh|thông tư|chỉ thị|kế hoạch|công văn|thông báo|văn bản|báo cáo|tờ trình"
    "|công điện|hướng dẫn)"
)
# Where a number may begin: a line, a cell, a break within one, behind the rule that is drawn under
# the issuer's name, or behind that name itself, where line ends were lost.
_EDGE = (
    r"(?:^[ \t|#>]*|(?<=[|>\t])[ ]*|(?<=___|---|–––|———|===)[ ]*"
    rf"|(?<=[{UPPER}])[ ]{{0,3}}(?=Số[ ]?:))"
)
_NUMBER = re.compile(
    rf"{_EDGE}(?P<lead>(?:{_LEAD})[ \t]+|)(?P<label>[Ss]ố|SỐ)\s*(?P<colon>[:.;]?)\s*"
    r"(?:(?P<digits>\d[\w.]{0,9}(?:\s?/\s?\d\w{0,5})?|[.…_ \t]{0,60})[ \t]?(?P<sign>[/-])\s?"
    rf"(?P<symbol>{_SYMBOL})|(?P<blank>[.…_]+|(?<=:)(?=\s*[^\W\d_]+[^\n]{{0,40}},\s*ngày)))",
    re.MULTILINE,
)
# "123", "30a", "66.7", "05/2024": what may stand before the symbol (DOMAIN: NĐ 30 Điều 15).
_DIGITS = re.compile(r"\d{1,6}(?:\.\d{1,3})?[a-zđ]?(?:/(?:19|20)\d{2})?")
_PLACE_DATE = re.compile(
    r"(?:(?P<place>[^\W\d_][^\n|,;:()]{0,40}(?:\n[^\n|,;:()]{1,30})?),?\s{0,200}|)" + WRITTEN_DATE
)
# What stands on the same line as the place where columns were told one after another.
_LEFT_OF_PLACE = re.compile(
    rf"[pP]húc(?![{LOWER}])|PHÚC\b|<br\s?/?>|[-_]{{2,}}|/\S+|[A-ZĐ]+-[A-ZĐ]\w+|[ ]{{3,}}"
)
# What goes on behind a date is a sentence, and the date what it speaks of.
_IN_SENTENCE = re.compile(rf"[ ]?[,;]|[ ]+[{LOWER}]{{1,9}}\s")


@dataclass(frozen=True, slots=True)
class OwnNumber:
    """The header's number: `number` null where blank or broken, `lead` a type before "số"."""

    number: str | None
    symbol: str | None
    lead: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PlaceAndDate:
    """The header's place and date, either of which may be blank."""

    place: str | None
    date: str | None
    start: int
    end: int


def find_number(window: Window, end: int, type_line: int) -> OwnNumber | None:
    """Find the document's number in the opening.

    Args:
        window: the opening.
        end: where the body begins.
        type_line: where the line that names the type begins; "Nghị định số …" below it is a
            sentence that names another document, or this one by its title.
    """
    for match in _NUMBER.finditer(window.text, 0, end):
        if match["lead"] and match.start() > type_line:
            return None
        lead = " ".join(match["lead"].lower().split())
        if match["label"] == "SỐ" and not match["colon"]:
            continue
        start = match.start("lead") if lead else match.start("label")
        return _own_number(match, start, " ".join(match["lead"].split()))
    return None


def _own_number(match: re.Match[str], start: int, lead: str) -> OwnNumber:
    if match["symbol"] is None:
        return OwnNumber(None, None, lead, start, match.end())
    digits = "".join(match["digits"].split())
    symbol = "".join(match["symbol"].split()).rstrip(".")
    number = f"{digits}{match['sign']}{symbol}" if _DIGITS.fullmatch(digits) else None
    end = match.start("symbol") + len(match["symbol"].rstrip(". \n"))
    return OwnNumber(number, symbol, lead, start, end)


def find_place_and_date(window: Window, start: int, end: int) -> PlaceAndDate | None:
    """Find "Hà Nội, ngày … tháng … năm …" between `start` and `end` of the opening."""
    for match in _PLACE_DATE.finditer(window.text, start, end):
        iso = iso_date(match["day"], match["month"], match["year"])
        place, begin = _place(match, window)
        if place is None and (iso is None or _IN_SENTENCE.match(window.text, match.end())):
            continue
        return PlaceAndDate(place, iso, begin, match.end())
    short = _date_in_lines(window, start, end)
    if short is None or _IN_SENTENCE.match(window.text, short[1]):
        return None
    return PlaceAndDate(None, short[2], short[0], short[1])


def _date_in_lines(window: Window, start: int, end: int) -> tuple[int, int, str] | None:
    """The first whole date that is not page furniture: a gazette's head has its own day."""
    while found := find_date(window.text, start, end):
        if any(line.start <= found[0] < line.end for line in window.lines):
            return found
        start = found[1]
    return None


def _place(match: re.Match[str], window: Window) -> tuple[str | None, int]:
    """The words before ", ngày", without what stands on the line above for another reason."""
    if match["place"] is None or "," not in window.text[match.end("place") : match.start("day")]:
        return None, match.start("day") - len("ngày ")
    words, begin = match["place"], match.start("place")
    left = max((m.end() for m in _LEFT_OF_PLACE.finditer(words)), default=0)
    words, begin = words[left:], begin + left
    broken = words.find("\n")
    if broken >= 0:
        upper = words[:broken].strip(" #>")
        below = next((x for x in window.lines if x.start >= begin + broken), None)
        joins = below is not None and not below.fresh and upper[:1].isupper()
        if not joins or upper.isupper() or upper.endswith(("phúc", "Phúc")) or len(upper) > 25:
            begin += broken + 1
            words = words[broken + 1 :]
    place = " ".join(words.split()).strip(" -#>")
    return place or None, begin + len(words) - len(words.lstrip())
