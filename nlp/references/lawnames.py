"""Laws, codes, ordinances and the Constitution, cited by name with date, year or number."""

from __future__ import annotations

import re

from nlp.fold import FoldedText
from nlp.laws import law_names
from nlp.references.anchors import Anchor, spells
from nlp.references.dates import BARE_YEAR, date_behind, match_date
from nlp.references.mention import Mention
from nlp.references.numbers import NUMBER, SO, match_number

NUMBER_GAP = re.compile(rf"\s{{1,4}}(?:\()?(?P<so>{SO})")
_CONSTITUTION = re.compile(
    r"(?:\s{1,3}nuoc\s+cong\s+hoa\s+(?:xa\s+hoi\s+chu\s+nghia|dan\s+chu)(?:\s+viet\s+nam)?)?"
)
# The name of a law that the table lacks: capital first, up to a word that no name goes on with.
_UNKNOWN_NAME = re.compile(
    r"\s{1,3}(?P<name>[A-Z][a-z]*(?:,?\s+(?!(?:so|ngay|nam|va|cua|duoc|da|co|quy|thi|khi|de|tai|theo|hoac"
    r"|ve|nay|tren|neu|ban|do|la|phai|bi|voi|cho|tu|hien|trong|cac|nhung|Luat|Nghi|Thong|Quyet|Bo"
    r"|Phap)\b)[A-Za-z]+){1,9})"
)
_BEFORE_DRAFT = re.compile(r"(?:du\s+an|du\s+thao|xay\s+dung)\s+(?:bo\s+)?$")
# With a small letter "luật" also ends other words: pháp luật, kỷ luật, quy luật, định luật.
_BEFORE_NOUN = re.compile(r"(?:phap|ky|ki|quy|dinh|trong|nguyen)\s+$")
# A long name that ends at the number of a law: nothing but a law has one.
_NUMBERED_NAME = re.compile(
    r"\s{1,3}[A-Z][a-z]*(?:,?\s{1,3}(?!Luat\b|Nghi\b|Thong\b|Quyet\b|Phap\b|Bo\s+luat|so\b|ngay\b|duoc\b)"
    r"[A-Za-z]+){1,24}?(?=\s{1,3}so\s*:?\s*\d{1,3}/\d{4}/QH)"
)
# "Luật PPP", "Luật GTGT": what a text calls a law for short.
_SHORT_NAME = re.compile(r"\s{1,2}(?:Thue\s+)?[A-Z]{3,6}(?![\w-])")
_LIST = re.compile(r"(?P<colon>\s{0,2}:)?\s{1,3}")
_LIST_JOINT = re.compile(r"\s*(?:[,;]\s*(?:va\s+)?|va\s+)")
_LIST_BEFORE = re.compile(r"(?:cac|nhung)\s+(?:bo\s+)?$")
_MOST = 40
_BOLD_INSIDE = re.compile(r"(?<=\w)\*{2,4}(?=\w)")
_NOT_A_NAME = frozenset(
    ("su", "gia", "hoc", "le", "phap", "nay", "tuc", "quoc", "quan", "do", "dinh", "khoa", "luat")
)


def read_law(folded: FoldedText, anchor: Anchor) -> list[Mention]:
    """The law named at an anchor; none where the words are no law's name."""
    if anchor.start and _BEFORE_DRAFT.search(folded.lower, max(0, anchor.start - 12), anchor.start):
        return []
    if anchor.name == "Hiến pháp":
        return _constitution(folded, anchor)
    if not folded.cased[anchor.start].isupper() and _BEFORE_NOUN.search(
        folded.lower, max(0, anchor.start - 12), anchor.start
    ):
        return []
    listed = _listed(folded, anchor)
    if listed:
        return listed
    mention = _named(folded, anchor.start, anchor.end, anchor.name)
    return [mention] if mention else []


def _listed(folded: FoldedText, anchor: Anchor) -> list[Mention]:
    """Laws that share their head: "các Luật: Đất đai, Nhà ở", "các Luật Đất đai, Nhà ở"."""
    head = _LIST.match(folded.lower, anchor.end)
    tree = law_names().get(anchor.name)
    if head is None or tree is None:
        return []
    plural = _LIST_BEFORE.search(folded.lower, max(0, anchor.start - 12), anchor.start)
    if not (plural or head["colon"]):
        return []
    found: list[Mention] = []
    position = head.end()
    while len(found) < _MOST:
        known = tree.match(folded.lower, position)
        if known is None or not folded.cased[position].isupper():
            break
        start = position if found or head["colon"] else anchor.start
        mention = Mention(start, known[0], anchor.name, "law_bare")
        state(folded, mention)
        found.append(mention)
        joint = _LIST_JOINT.match(folded.lower, mention.end)
        if joint is None:
            break
        position = joint.end()
    return found if len(found) > 1 else []


def _constitution(folded: FoldedText, anchor: Anchor) -> list[Mention]:
    long = _CONSTITUTION.match(folded.lower, anchor.end)
    end = long.end() if long else anchor.end
    mention = Mention(anchor.start, end, "Hiến pháp", "law_bare")
    state(folded, mention)
    if not spells(folded.surface(anchor.start, anchor.end), "Hiến pháp"):
        return []
    capital = folded.cased[anchor.start].isupper()
    return [mention] if mention.year or (long and long[0]) or capital else []


def _named(folded: FoldedText, start: int, end: int, kind: str) -> Mention | None:
    name_end = name_end_of(folded, start, end, kind)
    if name_end is None:
        return None
    mention = Mention(start, name_end, kind, "law_bare")
    state(folded, mention)
    return mention


def name_end_of(folded: FoldedText, start: int, end: int, kind: str) -> int | None:
    """Where the name of a law ends whose type word is `[start, end)`; None if it names none."""
    lower = folded.lower
    tree = law_names().get(kind)
    known = tree.match(lower, end) if tree else None
    if known and not lower[known[0] : known[0] + 1].isalpha():
        surface = _BOLD_INSIDE.sub("", " ".join(folded.surface(end, known[0]).split()))
        plain = re.sub(r"\W+", " ", surface)
        if spells(plain, re.sub(r"\W+", " ", known[1])) and _stands_alone(folded, start, known[0]):
            return known[0]
    if not folded.cased[start].isupper():
        return None
    return _unknown_name_end(folded, start, end, kind)


def _unknown_name_end(folded: FoldedText, start: int, end: int, kind: str) -> int | None:
    """Where the name of a law ends that the table lacks: its number, date or form proves it."""
    numbered = _NUMBERED_NAME.match(folded.cased, end)
    if numbered is not None and "\n\n" not in numbered[0]:
        return numbered.end()
    short = _SHORT_NAME.match(folded.cased, end)
    if short is not None and kind == "Luật" and folded.cased[start + 1].islower():
        return short.end()
    unknown = _UNKNOWN_NAME.match(folded.cased, end)
    if unknown is None or "\n\n" in unknown[0]:
        return None
    if unknown["name"].split()[0].lower() in _NOT_A_NAME:
        return None
    name_end = unknown.end()
    # Only a date, a year or a number proves that unknown words are a law's name.
    return name_end if is_stated(folded, name_end) else None


def _stands_alone(folded: FoldedText, start: int, end: int) -> bool:
    """A lower-case "luật lao động" is a law only with a date, a year or a number."""
    return folded.cased[start].isupper() or is_stated(folded, end)


def is_stated(folded: FoldedText, end: int) -> bool:
    """Whether a number, a date or a year stands at `end`."""
    gap = NUMBER_GAP.match(folded.cased, end)
    return bool(
        (gap and NUMBER.match(folded.cased, gap.end()))
        or match_date(folded.lower, end)
        or BARE_YEAR.match(folded.lower, end)
    )


def state(folded: FoldedText, mention: Mention) -> None:
    """Extend a mention over the number, the date and the year behind the name."""
    gap = NUMBER_GAP.match(folded.cased, mention.end)
    match = NUMBER.match(folded.cased, gap.end()) if gap else None
    number = match_number(folded, match) if match else None
    if gap and number is not None and "(" not in gap[0]:
        mention.end, mention.number, mention.written = number.end, number, number.written
        mention.year, mention.kind = number.year, "law"
    date = date_behind(folded, mention.end)
    if date is not None:
        mention.end, mention.date, mention.kind = date.end, date.date, "law"
        mention.year = date.year
    elif mention.number is None:
        year = BARE_YEAR.match(folded.lower, mention.end)
        if year and "(" not in year[0]:
            mention.end, mention.year, mention.kind = year.end("y"), int(year["y"]), "law"
    mention.tail = mention.end
