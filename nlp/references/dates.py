"""Dates behind a citation: "ngày 08/4/2020", "ngày 27 tháng 3 năm 2021", "năm 2024", blanks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from nlp.fold import FoldedText

_OCR_DIGITS = str.maketrans("OolI", "0011")

# On the folded text, right behind the number. A blank day ("ngày tháng 02 năm 2024",
# "ngày …/…/2024") belongs to the citation although it states no full date.
DATE_TAIL = re.compile(
    r"\s{0,4}(?:,\s{0,3})?(?:ban\s+hanh\s+)?(?:(?P<word>ngay(?:\s+ngay)?|de ngay)\s{0,4})?"
    r"(?:(?P<d>[\dolOI]{1,2})\s?(?P<sep>[/.-])\s?(?P<m>[\dolOI]{1,2})\s?(?P=sep)\s?(?P<y>[\dolOI]{4}|\d\d)"
    r"|(?P<d2>\d{1,2})\s{1,4}thang\s{1,4}(?P<m2>\d{1,2})(?:\s{1,4}nam\s{0,4}|\s?/\s?)(?P<y2>\d{4})"
    r"|(?P<blank>(?:\d{1,2}|[.]{1,12}|_{1,9})?\s{0,9}thang\s{0,9}(?:\d{1,2}|[.]{1,12}|_{1,9})?\s{0,9}nam"
    r"\s{0,4}(?P<y3>\d{4})"
    r"|[\s._]{0,12}/[\s._\d]{0,6}/\s?(?P<y4>\d{4})))(?![\d])"
)
YEAR_TAIL = re.compile(r"\s{1,4}(?:\()?nam\s{1,4}(?P<y>(?:19|20)\d\d)(?P<close>\))?(?![\d/-])")
BARE_YEAR = re.compile(r"\s{1,3}\(?(?P<y>(?:19|20)\d\d)(?P<close>\))?(?![\w/-]|\.\d)")


@dataclass(frozen=True, slots=True)
class DateTail:
    """A date behind a citation: `end` in the folded text, ISO `date` or only its `year`."""

    end: int
    date: str | None
    year: int | None


_NEW_SENTENCE = re.compile(r"[ \t|]*\n\s*Ngay\s")


def date_behind(folded: FoldedText, position: int) -> DateTail | None:
    """The date behind a citation; one that begins a paragraph ("Ngày …, tại trụ sở") is not."""
    if _NEW_SENTENCE.match(folded.cased, position):
        return None
    return match_date(folded.lower, position)


def match_date(lower: str, position: int) -> DateTail | None:
    """The date or year that begins at `position` of the folded, lower-case text."""
    found = DATE_TAIL.match(lower, position)
    if found and (found["word"] or found["d"] or found["d2"]):
        tail = _read(found)
        if tail is not None:
            return tail
    found = YEAR_TAIL.match(lower, position)
    if found:
        end = found.end() if "(" not in found[0] or found["close"] else found.end("y")
        return DateTail(end, None, int(found["y"])) if "(" not in found[0] else None
    return None


def _read(found: re.Match[str]) -> DateTail | None:
    if found["blank"] is not None:
        return DateTail(found.end(), None, int(found["y3"] or found["y4"]))
    day, month, year = (
        (found["d"], found["m"], found["y"])
        if found["d"]
        else (found["d2"], found["m2"], found["y2"])
    )
    try:
        numbers = [int(part.translate(_OCR_DIGITS)) for part in (year, month, day)]
        if numbers[0] < 100:
            numbers[0] += 2000
        moment = date(*numbers)
    except ValueError:
        return None
    if not 1930 <= moment.year <= 2100:
        return None
    return DateTail(found.end(), moment.isoformat(), moment.year)
