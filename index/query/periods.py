"""Which years a question limits its answers to."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from index.query.wording import Wording

_Y = r"((?:19|20)\d\d)(?![\d/])"
_NAM = r"(?:nam\s+|year\s+)?"

Years = tuple[int | None, int | None]

# A plan's own period ("giai đoạn 2021-2025", "đến năm 2030, tầm nhìn 2045") is part of its name.
_PART_OF_A_NAME = re.compile(
    r"(?<![a-z])(?:giai doan|thoi ky|nhiem ky|period|tam nhin|dinh huong|muc tieu|vision)\s+"
    r"(?:den\s+)?"
    rf"{_NAM}(?:19|20)\d\d(?:\s*(?:-|den|to)\s*{_NAM}(?:19|20)\d\d)?"
)

_TO = r"(?:-|den|toi|va|and|to|until|through|till)"
_ONWARDS = (
    r"(?:tro di|tro lai day|den nay|toi nay|onwards?|on|or later|to (?:date|now|present)|until now)"
)

_RULES: tuple[tuple[str, Callable[[int, int], Years]], ...] = (
    (
        rf"(?:between|trong khoang|khoang|tu|from)\s+{_NAM}{_Y}\s*{_TO}\s*(?:het\s+)?{_NAM}{_Y}",
        lambda a, b: (min(a, b), max(a, b)),
    ),
    (
        rf"(?:trong\s+)?(?:cac\s+)?{_NAM}{_Y}\s*(?:-|den|toi|to|va|and)\s*{_NAM}{_Y}",
        lambda a, b: (min(a, b), max(a, b)),
    ),
    (rf"(?:sau|after|later than|sau khi het)\s+{_NAM}{_Y}", lambda a, _: (a + 1, None)),
    (rf"(?:truoc|before|prior to|earlier than)\s+{_NAM}{_Y}", lambda a, _: (None, a - 1)),
    (
        rf"(?:ke tu|tu|since|from|starting(?: from| in)?|as of)\s+{_NAM}{_Y}(?:\s+{_ONWARDS})?",
        lambda a, _: (a, None),
    ),
    (rf"{_NAM}{_Y}\s+{_ONWARDS}(?![a-z])", lambda a, _: (a, None)),
    (
        rf"(?:cho den|cho toi|den het|den|toi|until|till|up to|by|through)\s+{_NAM}{_Y}",
        lambda a, _: (None, a),
    ),
    (rf"{_NAM}{_Y}\s+(?:tro ve truoc|or earlier)", lambda a, _: (None, a)),
    (
        rf"(?:trong\s+nam|trong|vao\s+nam|nam|in|during|of|for|year|dated|from the year)\s+{_Y}",
        lambda a, _: (a, a),
    ),
    (rf"(?<![\d/.-]){_Y}(?![.-]\d)", lambda a, _: (a, a)),
)
_COMPILED = [(re.compile(rf"(?<![a-z0-9/]){pattern}"), read) for pattern, read in _RULES]

_RELATIVE = (
    (re.compile(r"(?<![a-z])(?:nam nay|this year)(?![a-z])"), 0),
    (re.compile(r"(?<![a-z])(?:nam ngoai|nam truoc|nam vua roi|last year)(?![a-z])"), -1),
)


def claim_period(wording: Wording, today: date) -> Years:
    """Claims the first period that the question states, and returns its years, inclusive.

    `today` decides what "this year" is.
    """
    named = _PART_OF_A_NAME.search(wording.plain)
    kept = named.span() if named else (-1, -1)
    for pattern, read in _COMPILED:
        for match in pattern.finditer(wording.plain):
            if match.start() < kept[1] and kept[0] < match.end():
                continue
            years = [int(group) for group in match.groups() if group]
            wording.claim(*match.span())
            return read(years[0], years[-1])
    for pattern, offset in _RELATIVE:
        relative = pattern.search(wording.plain)
        if relative:
            wording.claim(*relative.span())
            return today.year + offset, today.year + offset
    return None, None
