"""Finds laws that a question cites by name, in Vietnamese or English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from index.query.wording import Wording, alternatives, read_rows
from nlp.laws import law_names

_VIETNAMESE = re.compile(r"(?<![a-z])(bo luat|luat|phap lenh|hien phap)(?![a-z])")
_TYPES = {"bo luat": "Bộ luật", "luat": "Luật", "phap lenh": "Pháp lệnh", "hien phap": "Hiến pháp"}

NamedLaw = tuple[int, int, str, str, int | None]
"""Start, end, type, name and the year before an English name ("the 2013 Constitution")."""


def find_laws(wording: Wording) -> Iterator[NamedLaw]:
    """Yields the laws, in no order."""
    for match in _VIETNAMESE.finditer(wording.plain):
        kind = _TYPES[match[1]]
        if kind == "Hiến pháp":
            yield match.start(), match.end(), kind, kind, None
            continue
        tree = law_names().get(kind)
        read = tree.match(wording.plain, match.end()) if tree else None
        if read is not None:
            name = read[1] if read[1].startswith(kind) else f"{kind} {read[1]}"
            yield match.start(), read[0], kind, name, None
    table, pattern = _english()
    for match in pattern.finditer(wording.plain):
        year = int(match["year"]) if match["year"] else None
        if match["constitution"]:
            yield match.start(), match.end(), "Hiến pháp", "Hiến pháp", year
            continue
        kind, name = table[" ".join((match["on"] or match["of"]).split())]
        yield match.start(), match.end(), kind, name, year


@cache
def _english() -> tuple[dict[str, tuple[str, str]], re.Pattern[str]]:
    table = {r["name"]: (r["type"], r["law"]) for r in read_rows("query_laws_en.tsv")}
    names = alternatives(table)
    pattern = (
        r"(?<![a-z0-9])(?:the\s+)?(?:(?P<year>(?:19|20)\d\d)\s+)?"
        rf"(?:law\s+on\s+(?:the\s+)?(?P<on>{names})|(?P<of>{names})\s+(?:law|code)"
        r"|(?P<constitution>constitution))(?![a-z])"
    )
    return table, re.compile(pattern)
