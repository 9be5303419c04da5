"""Whether an act that ends, suspends or changes a document means all of it.

A whole ending is believed only where nothing speaks for a part: a wrong "no longer in force" does
more harm than a missing one.
"""

from __future__ import annotations

import re
from itertools import pairwise

from graph.force.articles import part_in
from graph.force.held import HeldText
from nlp.directive import Reference

# Words that name a part when they stand between "bãi bỏ" and the document.
_PART = re.compile(
    r"\b(?:một\s+phần|một\s+số|nội\s+dung|thủ\s+tục|tthc|danh\s+mục|quy\s+trình|cụm\s+từ"
    r"|(?:các|những)\s+quy\s+định|điều|khoản|điểm|phụ\s+lục|chương|mục|số\s+thứ\s+tự|mẫu|biểu|tại"
    r"|kèm\s+theo|từ\s+ngữ)\b",
    re.IGNORECASE,
)
# Words right before a document that make what stands before them the part.
_OF = re.compile(
    r"\b(?:tại|kèm\s+theo|của|thuộc|trong|theo|một\s+phần)\s+(?:các\s+|những\s+)?\W{0,3}\Z",
    re.IGNORECASE,
)
_AMENDING = re.compile(r"\b(?:sửa\s+đổi|bổ\s+sung)\b", re.IGNORECASE)
# Before the verb: an act that is still to come, or one of several that a heading lists.
_NO_ACT = re.compile(
    r"\b(?:cần|đề\s+nghị|kiến\s+nghị|dự\s+kiến|xem\s+xét|sửa\s+đổi\W+bổ\s+sung|thay\s+thế|bãi\s+bỏ)"
    r"[\s,;/]*(?:và\s+|hoặc\s+)?\Z",
    re.IGNORECASE,
)
_BORDER = re.compile(r"[\n;]")
_NEAR = 60
_FAR = 8000


def means_whole(held: HeldText, mention: int) -> bool:
    """Whether what a document does at a mention is done to the whole cited document."""
    chain = [*_siblings(held, mention), mention]
    if any(_speaks_of_part(held, one) for one in chain):
        return False
    references = held.directive.references
    cue = references[mention].cue_span
    if cue is None:
        return False
    if cue.start >= references[mention].end:
        return not _PART.search(_left_of(held, references[mention]))
    if _NO_ACT.search(held.text, max(0, cue.start - _NEAR), cue.start):
        return False
    between = held.text[cue.end : references[chain[0]].start]
    if len(between) > _FAR or _PART.search(between):
        return False
    return all(_in_line(held, *pair) for pair in pairwise(chain))


def _speaks_of_part(held: HeldText, mention: int) -> bool:
    reference = held.directive.references[mention]
    if reference.partial or reference.pinpoint:
        return True
    return bool(_OF.search(held.text, max(0, reference.start - _NEAR), reference.start))


def _in_line(held: HeldText, before: int, mention: int) -> bool:
    """Whether two documents stand in one list, and not the second in the title of the first."""
    references = held.directive.references
    gap = held.text[references[before].end : references[mention].start]
    cut = max((border.end() for border in _BORDER.finditer(gap)), default=0)
    return not _AMENDING.search(gap, cut)


def named_part(held: HeldText, mention: int) -> str | None:
    """The part that an act names: before the citation, or between its verb and the citation."""
    reference = held.directive.references[mention]
    cue = reference.cue_span
    if reference.pinpoint or cue is None or cue.start >= reference.start:
        return reference.pinpoint
    between = held.text[cue.end : reference.start]
    return part_in(between) if len(between) <= _NEAR * 5 else None


def _left_of(held: HeldText, reference: Reference) -> str:
    """The words before a document in its sentence, for "… tại Quyết định X hết hiệu lực"."""
    sentence = held.quote(reference.start, reference.end).quotation
    at = sentence.find(held.text[reference.start : reference.end])
    left = sentence[: max(at, 0)]
    return left[max((border.end() for border in _BORDER.finditer(left)), default=0) :]


def _siblings(held: HeldText, mention: int) -> list[int]:
    """The mentions before this one that the same words govern in the same way."""
    references = held.directive.references
    this = references[mention]
    return [
        i
        for i in range(max(0, mention - 200), mention)
        if references[i].cue_span == this.cue_span
        and references[i].relation == this.relation
        and references[i].subject == this.subject
    ]
