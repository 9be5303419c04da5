"""Vietnamese dates, written out or with separators, whole or in part, as ISO 8601 strings.

NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II.4 writes "ngày 05 tháng 01 năm 2020" and pads days
under 10 and months 1 and 2; practice varies, drafts leave day or month blank, and running text
has "05/01/2020", "5.1.2020" and "05-01-2020".
"""

from __future__ import annotations

import re
from calendar import monthrange

_BLANK = r"[ .…_\t]{0,40}"
# A written-out date; day, month and year may each be blank, the words may not.
WRITTEN_DATE = (
    rf"[Nn]g[àa]y\s{{0,20}}(?P<day>\d{{1,2}}|{_BLANK})\s{{0,20}}th[áa]ng\s{{0,20}}(?P<month>\d{{1,2}}|{_BLANK})\s{{0,20}}"
    rf"n[ăa]m\s{{0,20}}(?P<year>\d{{4}}|{_BLANK})"
)
_WRITTEN = re.compile(
    r"(?:ngày\s*)?(?P<day>\d{1,2})\s*tháng\s*(?P<month>\d{1,2})\s*năm\s*(?P<year>\d{4})"
    r"|(?<![\d/.])(?P<d>\d{1,2})\s?(?P<sep>[/.-])\s?(?P<m>\d{1,2})\s?(?P=sep)\s?(?P<y>\d{4})(?!\d)",
    re.IGNORECASE,
)


def iso_date(day: str | None, month: str | None, year: str | None) -> str | None:
    """Return "2024-02-05", "2024-02" or "2024" from what is there; null without a year.

    A day or month that the calendar does not have counts as blank.
    """
    y = _number(year)
    if y is None or not 1900 <= y <= 2199:
        return None
    m = _number(month)
    if m is None or not 1 <= m <= 12:
        return f"{y:04d}"
    d = _number(day)
    if d is None or not 1 <= d <= monthrange(y, m)[1]:
        return f"{y:04d}-{m:02d}"
    return f"{y:04d}-{m:02d}-{d:02d}"


def _number(text: str | None) -> int | None:
    digits = (text or "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() else None


def find_date(text: str, start: int = 0, end: int | None = None) -> tuple[int, int, str] | None:
    """Return start, end and ISO form of the first whole date in `text[start:end]`."""
    for match in _WRITTEN.finditer(text, start, len(text) if end is None else end):
        iso = iso_date(
            match["day"] or match["d"], match["month"] or match["m"], match["year"] or match["y"]
        )
        if iso is not None and len(iso) == len("2024-02-05"):
            return match.start(), match.end(), iso
    return None
