"""Amending laws, whose names hold other laws: "Luật sửa đổi, bổ sung một số điều của Luật A"."""

from __future__ import annotations

import re

from nlp.fold import FoldedText
from nlp.references.anchors import Anchor
from nlp.references.lawnames import NUMBER_GAP, is_stated, name_end_of, state
from nlp.references.mention import Link, Mention
from nlp.references.numbers import NUMBER, SO

_AMENDING = re.compile(
    r"\s{1,3}(?:ve\s+)?(?:sua\s+doi|bo\s+sung|bai\s+bo)(?:(?!\n\s*\n)[^.;]){0,120}?(?:cua\s+|(?=\s(?:bo\s+)?luat\s))"
)
_INNER = re.compile(
    r"(?P<joint>\s*(?:,|;|va|,\s*va|va\s+cua|cua)?\s*)(?P<type>bo\s+luat|luat|phap\s+lenh)(?=\s)"
)
_SECOND_NUMBER = re.compile(rf"\s{{1,4}}{SO}\d")
_KINDS = {"bo": "Bộ luật", "lu": "Luật", "ph": "Pháp lệnh"}
_MOST = 40
_LONGEST_UNKNOWN = 160


def read_amending_law(folded: FoldedText, anchor: Anchor) -> list[Mention]:
    """The amending law at an anchor and the laws inside its name; empty if there is none.

    Date and number behind the last inner name belong to the amending law: in "Luật sửa đổi, bổ
    sung một số điều của Luật A và Luật B ngày d", d is the outer one's. Of two numbers in a row
    the first is the inner one's.
    """
    head = _AMENDING.match(folded.lower, anchor.end)
    if head is None:
        return []
    outer = Mention(anchor.start, head.end(), anchor.name, "law_bare")
    inner, outer.end = _inner_laws(folded, outer, (anchor.end, head.end()))
    if not inner:
        return _without_names(folded, outer, head.end())
    state(folded, outer)
    return [outer, *inner]


def _inner_laws(
    folded: FoldedText, outer: Mention, cue: tuple[int, int]
) -> tuple[list[Mention], int]:
    inner: list[Mention] = []
    position = outer.end
    while len(inner) < _MOST:
        joint = _INNER.match(folded.lower, position)
        if joint is None or (inner and not joint["joint"].strip()):
            break
        start, end = joint.span("type")
        kind = _KINDS[folded.lower[start : start + 2]]
        name_end = name_end_of(folded, start, end, kind)
        if name_end is None:
            break
        mention = Mention(start, name_end, kind, "law_bare", outer=outer)
        mention.link = Link("amends", outer, cue)
        if _has_its_own_number(folded, name_end) or _as_before(inner):
            state(folded, mention)
        inner.append(mention)
        position = mention.end
    return inner, position


def _as_before(inner: list[Mention]) -> bool:
    """Whether two or more laws before, all of them, have their own numbers: so has the last."""
    return len(inner) > 1 and all(mention.number is not None for mention in inner)


def _has_its_own_number(folded: FoldedText, position: int) -> bool:
    """Whether the number at `position` is followed by another inner law or a second number."""
    gap = NUMBER_GAP.match(folded.cased, position)
    number = NUMBER.match(folded.cased, gap.end()) if gap else None
    if number is None:
        return False
    following = _INNER.match(folded.lower, number.end())
    return bool(
        (following and following["joint"].strip())
        or _SECOND_NUMBER.match(folded.cased, number.end())
    )


def _without_names(folded: FoldedText, outer: Mention, position: int) -> list[Mention]:
    """A name without other names ("… của các luật về thuế ngày d") ends at what is stated."""
    limit = min(len(folded.lower), position + _LONGEST_UNKNOWN)
    for space in re.finditer(r"[.;]|\s(?=so\s|ngay\s|nam\s)", folded.lower[position:limit]):
        end = position + space.start()
        if space[0] in ".;":
            break
        if is_stated(folded, end):
            outer.end = end
            state(folded, outer)
            return [outer]
    return []
