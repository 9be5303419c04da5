"""When a task is due, as its last day.

A quarter, month, half or year ends with its last day. "Trước ngày 30/8/2024" gives the day that it
names: that is how offices keep the deadline in their books, although the words exclude it. What
recurs or waits for an event ("Thường xuyên", "Hằng tháng", "Khi có thay đổi") has no last day.
"""

from __future__ import annotations

import re
from calendar import monthrange

from nlp.dates import iso_date

_RECURRING = re.compile(
    r"thường\s+xuyên|định\s+kỳ|h[àằ]ng\s+(?:ngày|tuần|tháng|quý|năm)|hàng\s+(?:ngày|tuần|tháng|quý|năm)"
    r"|mỗi\s+(?:ngày|tuần|tháng|quý|năm)|liên\s+tục|khi\s+(?:có|phát\s+sinh)|theo\s+(?:yêu\s+cầu|quy\s+định|kế\s+hoạch)",
    re.IGNORECASE,
)
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_YEAR = r"(?:\s*(?:/|-|năm|trong\s+năm)\s*(?P<{0}>(?:19|20)\d{{2}}))"
_PERIOD = re.compile(
    r"(?:ngày\s*)?(?<![\d/.])(?P<day>\d{1,2})\s?(?:[/.-]|\s*tháng\s*)\s?(?P<month>\d{1,2})"
    rf"(?:\s?[/.-]\s?(?P<y1>(?:19|20)\d{{2}})|{_YEAR.format('y2')})?(?![\d/])"
    rf"|quý\s*(?P<quarter>iv|i{{1,3}}|[1-4])\b{_YEAR.format('y3')}?"
    rf"|(?P<half>6|06|sáu|9|09|chín)\s+tháng\s+(?P<which>đầu|cuối)\s+(?:của\s+)?năm(?:\s+(?P<y4>(?:19|20)\d{{2}}))?"
    rf"|tháng\s*(?P<only>1[0-2]|0?[1-9])(?!\d){_YEAR.format('y5')}?"
    r"|(?:năm\s+|[-–]\s*)(?P<y6>(?:19|20)\d{2})(?!\d)",
    re.IGNORECASE,
)
_STATED = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_CLAUSE = re.compile(
    r"(?:(?:hoàn\s+thành|xong|báo\s+cáo|gửi[^.;,]{0,60})\s+)?(?:trước|chậm\s+nhất(?:\s+là|\s+đến)?|trong|đến\s+hết|đến)\s+"
    r"(?:ngày|quý|tháng|năm)\s*[^.;,()\n]{1,40}?(?:19|20)\d{2}",
    re.IGNORECASE,
)


def last_day(due: str, year: int | None = None) -> str | None:
    """Return the last day of a due date as ISO date, or null where it has none.

    Args:
        due: as written ("Quý I năm 2023", "Trước ngày 30/8/2024").
        year: the year of the document's tasks, for a due date that names none.
    """
    if _RECURRING.search(due):
        return None
    stated = _STATED.findall(due)
    year = int(stated[-1]) if stated else year
    found: str | None = None
    for match in _PERIOD.finditer(due):
        day = _last_day(match, year)
        if day is not None and (found is None or day > found):
            found = day
    return found


def _last_day(match: re.Match[str], year: int | None) -> str | None:
    stated = next((match[f"y{i}"] for i in range(1, 7) if match[f"y{i}"]), None)
    y = int(stated) if stated else year
    if y is None:
        return None
    if match["day"]:
        iso = iso_date(match["day"], match["month"], str(y))
        return iso if iso and len(iso) == 10 else None
    month = 12
    if match["quarter"]:
        month = 3 * _QUARTERS[match["quarter"].lower()]
    elif match["half"] and match["which"].lower() == "đầu":
        month = 9 if match["half"].lower() in ("9", "09", "chín") else 6
    elif match["only"]:
        month = int(match["only"])
    return f"{y:04d}-{month:02d}-{monthrange(y, month)[1]:02d}"


def find_due(text: str) -> str | None:
    """Return the words of a sentence that say when it is due ("trước ngày 31/5/2024")."""
    match = _CLAUSE.search(text)
    return " ".join(match.group().split()) if match else None
