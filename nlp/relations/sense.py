"""What a cue says where it stands: the same words promulgate a plan and mention one that exists."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.directive import CHANGES
from nlp.references.mention import Mention
from nlp.relations.cues import Cue, CueHit
from nlp.relations.wording import (
    FORM_OF,
    PART,
    PASSIVE_GAP,
    UNNAMED_ACT,
    UNNAMED_GUIDE,
    cuts_apart,
)

_ATTACHABLE = frozenset(("Kế hoạch", "Đề án", "Chương trình", "Quy chế", "Quy định", "Chiến lược"))
# They set tasks; all else that one acts "theo" sets rules.
_SETS_TASKS = frozenset(
    ("Nghị quyết", "Chỉ thị", "Kế hoạch", "Chương trình", "Đề án", "Công điện", "Kết luận")
)
# "ban hành Kế hoạch giám sát Chương trình …": the plan is promulgated, not the programme.
_OTHER_TYPE = re.compile(
    r"\b(?:ke\s+hoach|quy\s+che|quy\s+dinh|danh\s+muc|nghi\s+quyet|quyet\s+dinh|van\s+ban|huong\s+dan)\s"
)
_ADVERBS = re.compile(r"(?:[a-z]\)\s*)?(?:tiep\s+tuc|tang\s+cuong|tap\s+trung|chu\s+dong)?\s*$")
_MARKS = " \t\n|*_-+#.()0123456789"
_WITHIN = Cue("căn cứ", "applies", "forward", "clause", 120)
_MENTIONED = Cue("ban hành", "cites", "forward", "adjacent", 60)
_CARRIED_OUT = Cue("thực hiện theo", "implements", "forward", "clause", 100)


def speaks_of_another(lower: str, hit: CueHit, gap: str) -> bool:
    """Whether a cue speaks of something else than the citation behind the words `gap`.

    "được đính chính tại X" changes what stands before it; "các văn bản hướng dẫn thi hành X" are
    guides that nobody names.
    """
    if hit.cue.relation in CHANGES and PASSIVE_GAP.match(gap):
        return True
    before = lower[max(0, hit.start - 60) : hit.start]
    if hit.cue.relation in CHANGES and UNNAMED_ACT.search(before):
        return True
    return hit.cue.relation == "guides" and UNNAMED_GUIDE.search(before) is not None


def opens_statement(before: str) -> bool:
    """Whether the statement's words before a cue are no more than a list item's mark."""
    words = before.strip(_MARKS)
    return not words or words.endswith(";")


def begins_with(before: str) -> bool:
    """Whether a cue behind these words of a statement still begins it: "b) Tiếp tục quán triệt"."""
    return len(before.split()) <= 2 or _ADVERBS.match(before.strip(_MARKS)) is not None


def sense_of(lower: str, hit: CueHit, mention: Mention, *, inside: bool) -> CueHit:
    """The cue as it is meant before `mention`.

    Args:
        lower: the folded text.
        hit: the cue as the table has it.
        mention: the citation that it governs.
        inside: the cue stands within a sentence: "Căn cứ" there is no preamble.
    """
    if inside and hit.cue.relation == "based_on" and hit.cue.scope == "line":
        return CueHit(hit.start, hit.end, _WITHIN)
    if hit.cue.relation == "applies" and FORM_OF.search(lower[hit.end : mention.reach]):
        return CueHit(hit.start, hit.end, _MENTIONED)
    if hit.cue.relation == "promulgates" and _OTHER_TYPE.search(lower, hit.end, mention.reach):
        return CueHit(hit.start, hit.end, _MENTIONED)
    if hit.cue.words == "thực hiện theo" and mention.type in _SETS_TASKS:
        return CueHit(hit.start, hit.end, _CARRIED_OUT)
    return hit


def opening_change(
    lower: str, hits: Sequence[CueHit], block: int, mention: Mention
) -> CueHit | None:
    """The verb with which a statement begins, if it changes what a later citation holds.

    "Bãi bỏ phần khái niệm quy định tại X", "Bãi bỏ số thứ tự 5 của Danh mục ban hành kèm theo X".
    """
    first = next((hit for hit in hits if hit.cue.relation in CHANGES), None)
    if first is None or first.cue.direction != "forward":
        return None
    if not opens_statement(lower[block : first.start]):
        return None
    gap = lower[first.end : mention.reach]
    if len(gap) > _LONGEST_CHANGE or ";" in gap or cuts_apart(gap):
        return None
    return first if PART.search(gap) and _HELD_IN.search(gap) else None


_LONGEST_CHANGE = 260
_HELD_IN = re.compile(r"\b(?:tai|trong|kem(?:\s+theo)?|cua)\s+$")


def governs_still(lower: str, opening: CueHit, hit: CueHit) -> bool:
    """Whether the "Căn cứ" that opens a statement governs over a nearer cue.

    "Căn cứ quy định tại X" does; in "Căn cứ tình hình thực tế, … phù hợp với X" it had its object.
    """
    between = lower[opening.end : hit.start]
    return opening.cue.scope == "line" and "," not in between and len(between) <= _OPENING_REACH


_OPENING_REACH = 150


def mark_partial(lower: str, mention: Mention, previous: Mention | None, block: int) -> None:
    """Note that only a part of a citation is changed, in words that are no pinpoint.

    Args:
        lower: the folded text.
        mention: the citation.
        previous: the one before it in the same statement.
        block: where the statement begins; a list's head stands before it.
    """
    link = mention.link
    if link.relation not in CHANGES or link.cue is None or link.cue[1] > mention.reach:
        return
    begin = link.cue[1]
    if begin < block:
        line = lower.find("\n", begin, block)
        link.partial = PART.search(lower, begin, line if line >= 0 else block) is not None
        begin = block
    direct = previous is None or previous.end <= begin
    if direct and mention.reach - begin <= _LONGEST_CHANGE:
        link.partial = link.partial or PART.search(lower, begin, mention.reach) is not None


def named_only(hit: CueHit, mention: Mention, owner: Mention | None) -> CueHit:
    """Only what is named is promulgated: a document with a number exists, it is mentioned."""
    exists = mention.number is not None or mention.kind in ("law", "law_bare")
    if hit.cue.relation != "promulgates" or not exists or mention.kind == "programme":
        return hit
    if owner is not None and mention.type in _ATTACHABLE:
        return hit
    return CueHit(hit.start, hit.end, _MENTIONED)
