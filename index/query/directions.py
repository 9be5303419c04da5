"""In which direction a question asks for a relation.

What matters is on which side of the verb the target stands, whether the verb is passive, and
whether the question word is its doer; Vietnamese and English share this reading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.model import Direction
from index.query.cues import ASKING, GENERAL_HEAD, VIETNAMESE_PASSIVE, Cue
from index.query.naming import types_in
from index.query.titles import title_behind
from index.query.traits import has_trait
from index.query.wording import CLAIMED, TARGET
from nlp.directive import CHANGES

NAME = "\x02"
"""Stands in a folded question for the letters of a body's name."""

_ENGLISH_PASSIVE = re.compile(
    r"(?<![a-z])(?:is|are|was|were|been|be|being|gets?|got|isnt|wasnt|hasnt been)(?![a-z])"
)
_MADE = re.compile(
    r"\s*(?:xay dung|ban hanh|lap|soan|thong qua|issued|made|drawn|adopted)(?![a-z])"
)
_NEW_CLAUSE = re.compile(r"(?<![a-z])(?:de|nham|ve|that|which|to|order)(?![a-z])")
_AGENT = re.compile(
    r"\s*(?:boi|bang|qua|theo|do|by|under|through|with|via|in|tai|trong|o)(?![a-z])"
)
_BY_AGENT = re.compile(
    r"\s*(?:(?:that were |which were )?(?:made |introduced |caused )?)(?:boi|by)(?![a-z])"
)
_PLACE = re.compile(
    r"\s*(?:o|tai|trong|bang|qua)\s+(?!dau)(?=[a-z ]*(?<![a-z])(?:nao|gi|j|may)(?![a-z]))"
)
# What changes a document is named behind it without a passive: "NĐ 15 tạm ngưng theo văn bản nào".
_CHANGES = CHANGES | {"consolidates"}
_BY_WHICH = re.compile(r"\s*(?:theo|boi|bang|tai|trong|o)\s+(?:[a-z ]*\s)?(?:nao|gi|dau)(?![a-z])")
_WHERE = re.compile(r"\s*(?:o|tai)\s+(?:nhung\s+)?dau(?![a-z])")
_GENERAL = re.compile(rf"\s*(?<![a-z])(?:{GENERAL_HEAD})(?![a-z])")
_HOLDER = re.compile(r"\s+(?:in|within|under|through|at)\s+(?:the\s+)?")
_OTHER_DOCUMENT = re.compile(rf"\s*(?:cho |cua )?{CLAIMED}")
_PRONOUN = re.compile(r"\s*(?:no|van ban nay|it|this|that|them|nay)(?![a-z])")
_OF_IT = re.compile(
    r"(?<![a-z])(?:what|which)(?![a-z]).*(?<![a-z])(?:is|was|are|were|does|did|do)\s+(?:it|this|they)\s*$"
)
_DONE_YET = re.compile(
    r"(?<![a-z])(?:chua|khong|ko|k|hong|khi nao|bao gio|lan nao|may lan|bao nhieu lan|yet)(?![a-z])"
)
_WHEN = re.compile(r"\s*(?:(?:vao|tu) )?(?:nam|ngay|thang|khi|luc|hoi) (?:nao|may)(?![a-z])")
_UNDER = re.compile(r"\s*(?:kem )?(?:theo|boi|tai|by|under)(?![a-z])")
_ATTACHING = re.compile(r"kem|attach|annexed|append|enclos|accompan")


def names_subject(plain: str, *, first: bool = False) -> bool:
    """Tells whether folded text names documents or their doers: "kế hoạch", "những xã", "plans".

    Args:
        plain: the text.
        first: they must open it.
    """
    general = _GENERAL.match(plain) if first else _GENERAL.search(plain)
    typed = next(types_in(plain), None)
    return general is not None or (
        typed is not None and not (first and plain[: typed.start].strip())
    )


def direction_of(
    plain: str, cue: Cue, cues: Sequence[Cue], target: tuple[int, int], target_type: str | None
) -> Direction:
    """Returns the direction in which a cue asks.

    Args:
        plain: the folded question, its target blotted out by `TARGET`.
        cue: the cue that decides.
        cues: all cues of the question.
        target: where the target stands.
        target_type: its document type, where it is known.
    """
    start, end = target
    before = end <= cue.start
    if cue.voice == "state":
        return _of_state(plain, cue, target, before=before)
    if cue.voice == "part":
        return _of_part(plain, cue, end, before, target_type)
    if cue.voice not in ("active", "participle"):
        # "Căn cứ của A" is what A stands on; "A là căn cứ của B" turns it round.
        taken = re.search(
            r"(?<![a-z])(?:lay|dung|su dung|uses?|takes?)(?![a-z])", plain[end : cue.start]
        )
        return "in" if cue.voice == "reverse" and before and not taken else "out"
    passive, agent_inside = _passive(plain, cue, cues, target)
    if passive:
        return _of_passive(plain, cue, start, before, agent_inside)
    if not before:
        return "out" if _BY_AGENT.match(plain[cue.end : start]) else "in"
    return _of_doer(plain, cue, start, end)


def _of_state(plain: str, cue: Cue, target: tuple[int, int], *, before: bool) -> Direction:
    start, end = target
    if before:
        made = re.search(r"(?<![a-z])(?:lam|khien)(?![a-z])", plain[end : cue.start])
        return "out" if made and title_behind(plain, end) is None else "in"
    caused = re.match(
        r"\s*(?:boi|do|theo|vi|by|because of|due to|under)(?![a-z])", plain[cue.end : start]
    )
    return "out" if caused else "in"


def _of_part(plain: str, cue: Cue, end: int, before: bool, target_type: str | None) -> Direction:
    if not before:
        return "in"
    gap = plain[end : cue.start]
    if not plain[cue.end :].strip(" ?.!") and re.search(r" (?:of|to)$", plain[cue.start : cue.end]):
        return "out"
    if re.search(r"(?<![a-z])la\s*$|(?<![a-z])(?:is|was)(?:\s+(?:an|the|which))?\s*$", gap):
        return "out"
    if _ATTACHING.search(plain[cue.start : cue.end]):
        passive = VIETNAMESE_PASSIVE.search(gap) or plain[cue.start : cue.end].startswith("duoc")
        return "in" if has_trait(target_type, "carrier") and not passive else "out"
    return "in"


def _passive(
    plain: str, cue: Cue, cues: Sequence[Cue], target: tuple[int, int]
) -> tuple[bool, bool]:
    """Tells whether the verb is passive, and whether the target stands as its doer inside."""
    words = plain[cue.start : cue.end]
    if cue.voice == "participle":
        agent = _HOLDER.match(plain, cue.end)
        if _BY_AGENT.match(plain, cue.end) or (agent and agent.end() == target[0]):
            return True, False
        marks = list(_ENGLISH_PASSIVE.finditer(plain, 0, cue.start))
    elif cue.voice == "active" and words.isascii():
        marks = list(VIETNAMESE_PASSIVE.finditer(plain, 0, cue.start))
    else:
        marks = []
    if not marks:
        return False, False
    gap_start = marks[-1].end()
    gap = plain[gap_start : cue.start]
    if cue.relation == "based_on" and _MADE.match(gap):
        # "Được xây dựng căn cứ vào X": made on the ground of X, not the ground itself.
        return False, False
    if any(gap_start <= other.start < cue.start for other in cues if other is not cue):
        return False, False
    if _NEW_CLAUSE.search(gap) or len(gap.replace(TARGET, "").split()) > 8:
        return False, False
    inside = gap_start <= target[0] < cue.start and cue.voice == "active"
    return True, inside


def _of_passive(plain: str, cue: Cue, start: int, before: bool, agent_inside: bool) -> Direction:
    if agent_inside:
        return "out"
    if before:
        return "out" if re.match(r"\s*(?:tu|from|out of)(?![a-z])", plain[cue.end :]) else "in"
    gap = plain[cue.end : start]
    if cue.voice == "participle":
        return "out"
    return "out" if _AGENT.match(gap) or _AGENT.search(plain[cue.start : cue.end]) else "in"


def _of_doer(plain: str, cue: Cue, start: int, end: int) -> Direction:
    """Direction of an active verb that stands after the target."""
    gap, after, head = plain[end : cue.start], plain[cue.end :], plain[:start]
    doing = cue.relation == "promulgates" and _UNDER.match(after)
    noun = plain[cue.start : cue.end].endswith(("ing", "ation"))
    # The first of these that holds decides.
    signs: tuple[tuple[object, Direction], ...] = (
        (_OF_IT.search(gap), "out"),
        (cue.relation == "implements" and NAME in gap, "in"),
        (_BY_AGENT.match(after) or _PLACE.match(after), "in"),
        # "NĐ 10 sửa đổi NĐ 91": the other document is what the verb acts on.
        (not ASKING.search(plain) and _OTHER_DOCUMENT.match(after), "out"),
        (re.search(r"(?<![a-z])(?:do|by)\s*$", head), "out"),
        (ASKING.search(gap) or names_subject(gap), "in"),
        (cue.relation in _CHANGES and _BY_WHICH.match(after), "in"),
        (cue.relation != "based_on" and _WHERE.match(after), "in"),
        (_PRONOUN.match(after) or doing, "in"),
        (_WHEN.match(after), "in"),
        (ASKING.search(after) or ASKING.search(head) or names_subject(head), "out"),
        (_DONE_YET.search(after) or not after.strip(" ?.!,"), "in"),
        (names_subject(after, first=True) and not noun, "out"),
        (re.search(r"(?<![a-z])(?:does|did|do)(?![a-z])", head), "out"),
    )
    return next((direction for sign, direction in signs if sign), "in")
