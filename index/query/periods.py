"""Which years a question limits its answers to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from index.query.numerals import value_of
from index.query.wording import Wording

Years = tuple[int | None, int | None]

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_QUARTER = r"(?:qu[iy]|q)\s*(?:i{1,3}|iv|[1-4]|mot|hai|ba|bon|tu)(?![a-z])"

# A stretch of a year or a day in it: documents are filtered by years alone.
_WITHIN = (
    r"(?:ngay\s+)?\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*"
    r"|(?:ngay\s+)?\d{1,2}\s+thang\s+\d{1,2}\s*,?\s*nam\s+"
    r"|\d{1,2}\s*/\s*|(?:t|thang\s+)\d{1,2}\s*[/.-]\s*|thang\s+\d{1,2}\s*,?\s+(?:nam\s+)?"
    rf"|{_QUARTER}\s*[/,.-]?\s*(?:(?:cua\s+)?nam\s+|of\s+)?"
    r"|(?:(?:\d{1,2}|ba|sau|chin)\s+thang|nua)\s+(?:dau|cuoi)\s+(?:(?:cua\s+)?nam\s+)?"
    r"|(?:dau|giua|cuoi)\s+(?:nam\s+)?"
    r"|(?:the\s+)?(?:1st|2nd|3rd|4th|first|second|third|fourth|last)\s+(?:half|quarter),?\s+"
    r"(?:of\s+)?|(?:the\s+)?(?:first|last)\s+(?:\d{1,2}|three|six|nine|few)\s+months\s+(?:of\s+)?"
    r"|(?:fy|(?:fiscal|financial|calendar) year)\s*|h[12]\s*[/,-]?\s*(?:of\s+)?"
    r"|(?:the\s+)?(?:beginning|start|end|middle)\s+of\s+|(?:early|late|mid)[\s-]*"
    rf"|(?:{_DAY}\s+(?:of\s+)?)?{_MONTH}\s+(?:{_DAY},?\s+|of\s+)?"
)
_END = r"(?![\d/])"
_YEAR = re.compile(r"(?:19|20)\d\d")


_NUMBERED = "".join(
    rf"|(?<={word} \d )|(?<={word} \d\d )"
    for word in ("so", "lop", "khoa", "quan", "phuong", "dieu", "hang", "vung", "cap", "tap")
)
"""Behind a number of these "năm" is of the year, not a measure."""


def _when(name: str) -> str:
    # "Bão số 3 năm 2024" is of that year, "kế hoạch 5 năm 2021-2025" is for five.
    lead = rf"(?:(?:(?<!\d ){_NUMBERED})nam\s+|(?:the\s+)?(?<!school )(?<!academic )year\s+)?"
    return rf"(?P<{name}w>{_WITHIN})?{lead}(?P<{name}>(?:19|20)\d\d){_END}"


_A, _B = _when("a"), _when("b")
_TO = r"(?:->?|→|~|den\s+het|den|toi|va|and|to|until|through|till)"
_NOW = (
    r"(?:tro di|tro lai day|tro ve sau|den nay|toi nay|cho den nay|den hien nay|den bay gio|"
    r"den gio|onwards?|on(?=\s*(?:$|[,.?!]))|or later|"
    r"(?:to|till|until|up to) (?:date|now|present|the present|today))"
)

_NAMING = ("thoi", "tam", "dinh", "muc", "huong", "vision", "toward")
"""Words of which every match of `_NAMED` holds one."""

# The years of a vision or an aim are part of a plan's name ("đến năm 2030, tầm nhìn 2045").
_NAMED = (
    rf"(?<![a-z])(?:thoi ky\s+{_A}\s*(?:-|den)\s*{_B}"
    r"|(?:tam nhin|dinh huong|muc tieu|huong toi|vision|towards?)\s+(?:cho\s+)?(?:den\s+|toi\s+)?"
    r"(?:nam\s+)?(?:19|20)\d\d)".replace("?P<a", "?P<c").replace("?P<b", "?P<d")
)


@dataclass(frozen=True, slots=True)
class _Bound:
    """A year that a question names; `inside` tells that it names a part of that year."""

    year: int
    inside: bool


def _after(a: _Bound, b: _Bound | None) -> Years:
    del b
    return (a.year if a.inside else a.year + 1), None


def _before(a: _Bound, b: _Bound | None) -> Years:
    del b
    return None, (a.year if a.inside else a.year - 1)


def _between(a: _Bound, b: _Bound | None) -> Years:
    other = b or a
    return min(a.year, other.year), max(a.year, other.year)


def _since(a: _Bound, b: _Bound | None) -> Years:
    del b
    return a.year, None


def _until(a: _Bound, b: _Bound | None) -> Years:
    del b
    return None, a.year


def _during(a: _Bound, b: _Bound | None) -> Years:
    del b
    return a.year, a.year


_SPAN = r"(?:trong\s+)?(?:(?:giai doan|gd|nhiem ky|period|phase|term)(?:\s+of)?\s+)"
_RULES: tuple[tuple[str, str, Callable[[_Bound, _Bound | None], Years]], ...] = (
    (
        "between khoang tu from",
        rf"(?:between|trong khoang(?: thoi gian)?(?: tu)?|khoang|(?:ke )?tu|from)\s+{_A}\s*{_TO}\s*"
        rf"{_B}",
        _between,
    ),
    (
        "",
        rf"(?:{_SPAN})?(?:(?:trong|cac|in|during|for|over|the|cua)\s+)*{_A}(?:\s*(?:{_TO}|,)\s*|\s+){_B}"
        r"(?:\s+(?:period|phase|term))?",
        _between,
    ),
    ("no not", rf"(?:no|not)\s+(?:later|after|newer)\s+than\s+{_A}", _until),
    ("no not", rf"(?:no|not)\s+(?:earlier|before|older)\s+than\s+{_A}", _since),
    (
        "sau after later post",
        rf"(?:tu\s+)?(?:sau(?: khi het)?|after|later than|post)[\s-]+{_A}",
        _after,
    ),
    (
        "truoc trc before prior earlier pre",
        rf"(?:truoc|trc|before|prior to|earlier than|pre)[\s-]+{_A}",
        _before,
    ),
    (
        "q1 q2 q3 q4 quarter",
        rf"from\s+(?=(?:the\s+)?(?:q[1-4]|[a-z0-9]+\s+quarter)){_A}(?!\s+{_NOW}(?![a-z]))",
        _during,
    ),
    # "Reports from 2023" are of that year, "from July 2023" and "effective from 2023" go on.
    (
        "from",
        r"(?<!effective )(?<!applicable )(?<!valid )(?<!starting )from\s+(?=(?:19|20)\d\d)"
        rf"{_A}(?!\s+{_NOW}(?![a-z]))(?!\s*(?:-|to|until|till|through)\s)",
        _during,
    ),
    (
        "tu since from starting as",
        r"(?:ke tu|bat dau tu|(?<!quy )tu|since|from|starting(?: from| in)?"
        rf"|as of)\s+{_A}"
        rf"(?:\s+(?:cho\s+)?{_NOW})?(?![a-z])",
        _since,
    ),
    (
        "tro den toi on or to till until up",
        rf"(?:trong\s+|in\s+)?{_A}\s+(?:cho\s+)?{_NOW}(?![a-z])",
        _since,
    ),
    (
        "den toi until till to by through",
        rf"(?:cho den|cho toi|den het|den|toi|until|till|up to|to|by|through)\s+{_A}",
        _until,
    ),
    ("tro or and", rf"{_A}\s+(?:tro ve truoc|tro xuong|or earlier|and earlier|and before)", _until),
    (
        "",
        rf"{_SPAN}?(?:(?:trong|vao|o|tu|cua|in|during|of|for|dated|from|throughout|within)\s+)?{_A}"
        r"(?![.-]\d)",
        _during,
    ),
)
"""Words of which a match of the rule holds one ("" if any may do), the rule, what it means."""

_COUNT = r"(?P<n>\d{1,2}|[a-z]+)"
_RELATIVE: tuple[tuple[re.Pattern[str], int | None, int | None], ...] = tuple(
    (re.compile(rf"(?<![a-z])(?:{pattern})(?![a-z])"), start, end)
    for pattern, start, end in (
        (r"(?:ke )?(?:tu )?dau nam(?: nay)? (?:den|toi) (?:nay|gio)"
         r"|(?:so far )?this year(?: so far)?|year to date"
         r"|(?:since|from) the (?:beginning|start) of (?:the|this) year", 0, 0),
        (r"(?:tu|ke tu|since|from)\s+(?:nam ngoai|nam truoc|last year)(?:\s+den nay)?", -1, None),
        (r"(?:trong |in )?(?:(?:dau|giua|cuoi|quy nay|thang nay) )?(?:nam nay|this year)", 0, 0),
        (r"(?:trong |in )?(?:(?:dau|giua|cuoi) )?(?:nam ngoai|nam truoc|nam vua roi|nam vua qua|"
         r"nam roi|last year|the (?:past|previous) year)", -1, -1),
        (r"nam kia|the year before last", -2, -2),
        (r"(?:trong )?(?:thang|quy|tuan) nay|this (?:month|quarter|week)", 0, 0),
    )
)  # fmt: skip
_LAST_YEARS = re.compile(
    rf"(?<![a-z0-9])(?:(?:trong|trong vong|khoang)\s+)?{_COUNT}\s+nam\s+"
    r"(?:gan day|gan nhat|qua|vua qua|tro lai day|tro lai|lai day)(?![a-z])"
    rf"|(?<![a-z0-9])(?:(?:in|over|within|during|for)\s+)?(?:the\s+)?(?:last|past|recent)\s+"
    rf"{_COUNT.replace('<n>', '<m>')}\s+years(?![a-z])"
)


_GLUED = re.compile(
    r"(?<![a-z])(?:nam|thang|quy|tu|den|toi|truoc|trc|sau|doan|gd|ky|trong|since|from|in|before|after)"
    r"(?=(?:\d{1,2}[/.-])?(?:19|20)\d\d(?!\d))"
)


def with_blanks(wording: Wording) -> Wording:
    """Returns the wording with blanks before the years that stand right behind words of time."""
    text = wording.text
    for word in reversed(list(_GLUED.finditer(wording.plain))):
        text = f"{text[: word.end()]} {text[word.end() :]}"
    return wording if text == wording.text else Wording(text, mended=wording.mended)


def claim_period(wording: Wording, today: date) -> Years:
    """Claims the first period that the question states, and returns its years, inclusive.

    Args:
        wording: what is typed, without its target and what only looks like words of time.
        today: decides what "this year" is; a single year after it is an aim, not a limit.
    """
    kept: list[tuple[int, int]] = []
    if any(word in wording.plain for word in _NAMING):
        kept = [match.span() for match in _matches(_NAMED, wording.plain)]
    for words, rule, read in _RULES:
        # Compiling takes long: a rule that cannot match is left alone.
        if words and not any(word in wording.plain for word in words.split()):
            continue
        for match in _matches(rf"(?<![a-z0-9/.-]){rule}", wording.plain):
            if any(match.start() < end and start < match.end() for start, end in kept):
                continue
            first = _Bound(int(match["a"]), match["aw"] is not None)
            groups = match.groupdict()
            second = _Bound(int(groups["b"]), groups["bw"] is not None) if "b" in groups else None
            if second is None and first.year > today.year:
                continue
            wording.claim(*match.span())
            return read(first, second)
    return _relative(wording, today)


def _matches(pattern: str, plain: str) -> Iterator[re.Match[str]]:
    """Yields the matches of a pattern that names one year, or two (`_B`)."""
    years = len(_YEAR.findall(plain))
    if years > ("<b>" in pattern):
        yield from _compiled(pattern).finditer(plain)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _relative(wording: Wording, today: date) -> Years:
    for pattern, start, end in _RELATIVE:
        match = pattern.search(wording.plain)
        if match:
            wording.claim(*match.span())
            return (
                None if start is None else today.year + start,
                None if end is None else today.year + end,
            )
    match = _LAST_YEARS.search(wording.plain)
    if match:
        typed = match["n"] or match["m"]
        count = typed if typed.isdigit() else value_of([typed])
        if count:
            wording.claim(*match.span())
            return today.year - int(count), None
    return None, None
