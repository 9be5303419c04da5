"""Laws, codes, ordinances and the Constitution, cited by name with date, year or number."""

from __future__ import annotations

import re

from nlp.fold import FoldedText
from nlp.laws import law_names
from nlp.references.anchors import Anchor, spells
from nlp.references.dates import BARE_YEAR, match_date
from nlp.references.mention import Link, Mention
from nlp.references.numbers import NUMBER, SO, match_number

_AMENDING = re.compile(
    r"\s{1,3}(?:ve\s+)?(?:sua\s+doi|bo\s+sung|bai\s+bo)[^.;]{0,60}?(?:cua\s+|(?=\s(?:bo\s+)?luat\s))"
)
_OF_ARTICLES = re.compile(r"\s{1,3}(?:ve\s+)?(?:sua\s+doi|bo\s+sung)[^.;\"]{0,120}")
_INNER = re.compile(
    r"(?P<joint>\s*(?:,|;|va|,\s*va|va\s+cua|cua)?\s*)"
    r"(?P<type>bo\s+luat|luat|phap\s+lenh|nghi\s+quyet)(?=\s)"
)
_NUMBER_GAP = re.compile(rf"\s{{1,4}}(?:\()?(?P<so>{SO})")
_CONSTITUTION = re.compile(
    r"(?:\s{1,3}nuoc\s+cong\s+hoa\s+(?:xa\s+hoi\s+chu\s+nghia|dan\s+chu)(?:\s+viet\s+nam)?)?"
)
# The name of a law that the table lacks: capital first, up to a word that no name goes on with.
_UNKNOWN_NAME = re.compile(
    r"\s{1,3}(?P<name>[A-Z][a-z]*(?:,?\s+(?!(?:so|ngay|nam|va|cua|duoc|da|co|quy|thi|khi|de|tai|theo|hoac"
    r"|ve|nay|tren|neu|ban|do|la|phai|bi|voi|cho|tu|hien|trong|cac|nhung|Luat|Nghi|Thong|Quyet|Bo"
    r"|Phap)\b)[A-Za-z]+){1,9})"
)
_BEFORE_DRAFT = re.compile(r"(?:du\s+an|du\s+thao|phap|ky|ki|xay\s+dung|quy|dinh|trong|nguyen)\s+$")
_NOT_A_NAME = frozenset(
    ("su", "gia", "hoc", "le", "phap", "nay", "tuc", "quoc", "quan", "do", "dinh", "khoa", "luat")
)


def read_law(folded: FoldedText, anchor: Anchor) -> list[Mention]:
    """The law named at an anchor, followed by those inside its own name (amending laws)."""
    if anchor.start and _BEFORE_DRAFT.search(folded.lower, max(0, anchor.start - 12), anchor.start):
        return []
    if anchor.name == "Hiến pháp":
        return _constitution(folded, anchor)
    if _AMENDING.match(folded.lower, anchor.end):
        return _amending(folded, anchor)
    mention = _named(folded, anchor.start, anchor.end, anchor.name)
    return [mention] if mention else []


def _constitution(folded: FoldedText, anchor: Anchor) -> list[Mention]:
    long = _CONSTITUTION.match(folded.lower, anchor.end)
    end = long.end() if long else anchor.end
    mention = Mention(anchor.start, end, "Hiến pháp", "law_bare")
    _state(folded, mention)
    if not spells(folded.surface(anchor.start, anchor.end), "Hiến pháp"):
        return []
    capital = folded.cased[anchor.start].isupper()
    return [mention] if mention.year or long and long[0] or capital else []


def _named(folded: FoldedText, start: int, end: int, kind: str) -> Mention | None:
    name_end = _name_end(folded, start, end, kind)
    if name_end is None:
        return None
    mention = Mention(start, name_end, kind, "law_bare")
    _state(folded, mention)
    return mention


def _name_end(folded: FoldedText, start: int, end: int, kind: str) -> int | None:
    lower = folded.lower
    tree = law_names().get(kind)
    known = tree.match(lower, end) if tree else None
    if known and not lower[known[0] : known[0] + 1].isalpha():
        surface = " ".join(folded.surface(end, known[0]).split())
        plain = re.sub(r"\W+", " ", surface)
        if spells(plain, re.sub(r"\W+", " ", known[1])) and _stands_alone(folded, start, known[0]):
            return known[0]
    if not folded.cased[start].isupper():
        return None
    unknown = _UNKNOWN_NAME.match(folded.cased, end)
    if unknown is None or "\n\n" in unknown[0]:
        return None
    if unknown["name"].split()[0].lower() in _NOT_A_NAME:
        return None
    name_end = unknown.end()
    # Only a date, a year or a number proves that unknown words are a law's name.
    return name_end if _stated(folded, name_end) else None


def _stands_alone(folded: FoldedText, start: int, end: int) -> bool:
    """A lower-case "luật lao động" is a law only with a date, a year or a number."""
    return folded.cased[start].isupper() or _stated(folded, end)


def _stated(folded: FoldedText, end: int) -> bool:
    gap = _NUMBER_GAP.match(folded.cased, end)
    return bool(
        (gap and NUMBER.match(folded.cased, gap.end()))
        or match_date(folded.lower, end)
        or BARE_YEAR.match(folded.lower, end)
    )


def _state(folded: FoldedText, mention: Mention) -> None:
    """Extend a mention over the number, the date and the year behind the name."""
    gap = _NUMBER_GAP.match(folded.cased, mention.end)
    match = NUMBER.match(folded.cased, gap.end()) if gap else None
    number = match_number(folded, match) if match else None
    if gap and number is not None and "(" not in gap[0]:
        mention.end, mention.number, mention.written = number.end, number, number.written
        mention.year, mention.kind = number.year, "law"
    date = match_date(folded.lower, mention.end)
    if date is not None:
        mention.end, mention.date, mention.kind = date.end, date.date, "law"
        mention.year = date.year
    elif mention.number is None:
        year = BARE_YEAR.match(folded.lower, mention.end)
        if year and "(" not in year[0]:
            mention.end, mention.year, mention.kind = year.end("y"), int(year["y"]), "law"
    mention.tail = mention.end


def _amending(folded: FoldedText, anchor: Anchor) -> list[Mention]:
    """ "Luật sửa đổi, bổ sung một số điều của Luật A và Luật B ngày d": d belongs to the outer.

    Date and number behind the last inner name belong to the amending law, unless the inner one
    has a number and a date of its own behind that.
    """
    head = _AMENDING.match(folded.lower, anchor.end)
    assert head is not None
    outer = Mention(anchor.start, head.end(), anchor.name, "law_bare")
    inner: list[Mention] = []
    position = head.end()
    while len(inner) < 40:
        joint = _INNER.match(folded.lower, position)
        if joint is None or (inner and not joint["joint"].strip()):
            break
        start, end = joint.span("type")
        kind = {"bo": "Bộ luật", "lu": "Luật", "ph": "Pháp lệnh"}.get(
            folded.lower[start : start + 2]
        )
        name_end = _name_end(folded, start, end, kind) if kind else None
        if kind is None or name_end is None:
            break
        mention = Mention(start, name_end, kind, "law_bare", outer=outer)
        mention.link = Link("amends", outer, (anchor.end, head.end()))
        inner.append(mention)
        position = name_end
        if _stated(folded, position) and ";" in folded.lower[position : position + 2]:
            break
        number = _NUMBER_GAP.match(folded.cased, position)
        if number and _INNER.match(folded.lower, _number_end(folded, number.end())):
            _state(folded, mention)
            position = mention.end
    if not inner:
        return []
    outer.end = position
    _state(folded, outer)
    if outer.number is not None and not outer.date and len(inner) == 1 and not _later(outer):
        pass
    return [outer, *inner]


def _number_end(folded: FoldedText, position: int) -> int:
    match = NUMBER.match(folded.cased, position)
    return match.end() if match else position


def _later(outer: Mention) -> bool:
    return outer.year is not None
