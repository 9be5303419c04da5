"""Resolutions of the Party's congresses and plenums, which have no number.

"Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII", "Nghị quyết Trung ương 6 khóa XII": the
ordinal, with the organisation, is the identity (Điều lệ Đảng, Điều 9 and 15: congresses are held
each term and counted from the first).
"""

from __future__ import annotations

import re

from nlp.fold import FoldedText
from nlp.references.anchors import Anchor, spells
from nlp.references.mention import Mention

NATIONAL_CONGRESS = "Đại hội đại biểu toàn quốc của Đảng"
CENTRAL_COMMITTEE = "Ban Chấp hành Trung ương Đảng"

# What the Party's congresses and plenums adopt, and its charter.
CONGRESS_TYPES = frozenset(("Nghị quyết", "Kết luận", "Điều lệ"))
_ORDINAL = r"(?:[ivxlc]{1,7}|\d{1,3}|nhat|hai|ba|tu|nam|sau|bay|tam|chin|muoi)\b"
_TERM = r"nhiem\s+ky\s+(?:\d{4}\s*-\s*\d{4}|[ivxlc]{1,7}\b)"
_CONGRESS = re.compile(
    r"\s{1,3}(?:cua\s+)?dai\s+hoi(?:\s+dai\s+bieu)?(?:\s+(?:toan\s+quoc|(?:cua\s+)?dang\b(?!\s+bo\b)))*"
    r"(?P<branch>\s+dang\s+bo(?:\s+[a-z]+){0,6}?)?"
    rf"(?:\s+lan\s+thu\s+{_ORDINAL}(?:,?\s+{_TERM})?|\s+{_TERM}|\s+[ivx]{{2,7}}\b)"
)
_PLENUM = re.compile(
    rf"\s{{1,3}}(?:cua\s+)?(?P<meeting>hoi\s+nghi\s+)?(?:lan\s+thu\s+{_ORDINAL}\s*,?\s*)?"
    r"(?:cua\s+)?(?:(?:ban\s+chap\s+hanh|bch)\s+)?trung\s+uong(?:\s+dang)?"
    rf"(?P<count>\s+(?:lan\s+thu\s+)?{_ORDINAL})?"
    r"(?P<term>[\s,]{1,3}(?P<open>\()?\s?khoa\s+(?:[ivxlc]{1,7}|\d{1,2})\b(?(open)\)?))?"
)
_CHARTER = re.compile(r"\s{1,3}dang(?:\s+cong\s+san(?:\s+viet\s+nam)?)?\b(?!\s+(?:bo|vien|uy)\b)")
_BRANCH_PLACE = re.compile(r"dang\s+bo\s+")


def read_congress(folded: FoldedText, anchor: Anchor) -> Mention | None:
    """The resolution or conclusion of a congress or plenum at a type word."""
    if anchor.name == "Điều lệ":
        return _charter(folded, anchor)
    if anchor.name not in CONGRESS_TYPES:
        return None
    found = _CONGRESS.match(folded.lower, anchor.end)
    issuer: str | None = NATIONAL_CONGRESS
    if found is None:
        found = _PLENUM.match(folded.lower, anchor.end)
        if found is None or not (found["term"] or (found["meeting"] and found["count"])):
            return None
        issuer = CENTRAL_COMMITTEE
    elif found["branch"]:
        issuer = None
    if not spells(folded.surface(anchor.start, anchor.end), anchor.name):
        return None
    return Mention(anchor.start, found.end(), anchor.name, "named", issuer=issuer)


def _charter(folded: FoldedText, anchor: Anchor) -> Mention | None:
    found = _CHARTER.match(folded.lower, anchor.end)
    if found is None or not folded.cased[anchor.start].isupper():
        return None
    return Mention(anchor.start, found.end(), anchor.name, "named", issuer=NATIONAL_CONGRESS)


def branch_place(folded: FoldedText, mention: Mention) -> int | None:
    """Where the unit of the Party's branch is named ("Đảng bộ tỉnh"): a folded offset."""
    found = _BRANCH_PLACE.search(folded.lower, mention.start, mention.end)
    return found.end() if found else None
