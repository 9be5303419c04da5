"""Titles behind a document that is named: "Nghị định 15/2018 về an toàn thực phẩm"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.query.cues import ASKING, Cue
from index.query.wording import CLAIMED

_LINK = re.compile(r" *,? *(?:quy dinh ve|ve viec|ve|v/v|on|about|regarding|concerning)(?![a-z])")
# A verb and another document that is named: "hướng dẫn Nghị định 123/2020/NĐ-CP".
_VERB_OF_TITLE = re.compile(
    r" *(?:huong dan|quy dinh chi tiet|sua doi|bo sung|thuc hien|trien khai|thay the|bai bo|guiding"
    rf"|detailing|amending|implementing|replacing|repealing)[a-z ,]{{0,40}}{CLAIMED}+"
)
# What makes a verb one that is asked for, rather than a word of the title.
_ASKED_BEFORE = re.compile(
    r"(?<![a-z])(?:bi|duoc|dc|da|con|het|co|is|are|was|were|been|be|has|have|had)"
    r"(?: (?:duoc|bi|been|yet|still|already|ever))? $"
)
_ASKED_BEHIND = re.compile(
    r" *(?:boi|by|chua|khong|ko|k|theo|tai|bang|trong|nhung|what|which|yet|or not|\?)(?![a-z])|\?"
)
_SURE = 2


def title_behind(plain: str, end: int) -> int | None:
    """Returns where a title begins behind a target that ends at `end`; null if none does."""
    link = _LINK.match(plain, end)
    return link.end() if link else None


def verb_behind(plain: str, end: int) -> bool:
    """Tells whether what a target does to another document stands behind it: "hướng dẫn NĐ 5"."""
    return _VERB_OF_TITLE.match(plain, end) is not None


def without_titles(plain: str, cues: Sequence[Cue], end: int) -> list[Cue]:
    """Returns the cues without those that are words of the title behind the target.

    Args:
        plain: the folded question.
        cues: in order.
        end: where the target ends.
    """
    begin, verb = title_behind(plain, end), _VERB_OF_TITLE.match(plain, end)
    if begin is None and verb is not None:
        # "TT 78 hướng dẫn NĐ 123 còn hiệu lực không" asks of the circular.
        later = [cue for cue in cues if cue.start >= verb.end() and _is_asked(plain, cue)]
        return later[-1:] or list(cues)
    if begin is None:
        return list(cues)
    inside = [cue for cue in cues if cue.start >= begin]
    asked = [cue for cue in inside if _is_asked(plain, cue)]
    return [*(cue for cue in cues if cue.start < begin), *asked[-1:]]


def _is_asked(plain: str, cue: Cue) -> bool:
    state = cue.voice == "state" and cue.strength >= _SURE
    before = _ASKED_BEFORE.search(plain[: cue.start])
    behind = _ASKED_BEHIND.match(plain, cue.end) or ASKING.search(plain, cue.end)
    return state or before is not None or behind is not None
