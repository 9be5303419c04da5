"""Citations inside the titles of others: which earlier citation is the subject of a relation."""

from __future__ import annotations

import re

from nlp.directive import CHANGES
from nlp.fold import FoldedText
from nlp.references.mention import Mention
from nlp.relations.cues import CueHit
from nlp.relations.timeline import may_act_on
from nlp.relations.wording import COORDINATED, TITLE_OPENS

_DEEPEST = 8
# Behind a title a body that acts begins the sentence's clause: "…, Ủy ban nhân dân xã ban hành".
NEW_AGENT = re.compile(
    r"[,)]\s+(?:(?:chu\s+tich\s+)?(?:ubnd|uy\s+ban\s+nhan\s+dan|hdnd|hoi\s+dong\s+nhan\s+dan)|so\s+[a-z]"
    r"|bo\s+(?!luat|chi\s+so|tieu\s+chi|sung)[a-z]|van\s+phong|thu\s+tuong|chinh\s+phu|quoc\s+hoi"
    r"|(?:tinh|thanh|huyen|quan|dang|thi)\s+uy|ban\s+(?:thuong\s+vu|chap\s+hanh|chi\s+dao)|phong\s+[a-z]"
    r"|cuc\s+[a-z]|tong\s+cuc|nay|de\s+nghi|yeu\s+cau|toi|chung\s+toi)\b[^,;.]{0,90}$"
)
# What no title goes on with: the main clause behind it, or a clause that hangs on that one.
_CLAUSE_AROUND = re.compile(
    r"\bthi\s+(?:khong|duoc|phai|thuc\s+hien|ap\s+dung|co|uy\s+ban)\b|\bma\s+(?:khong|chua)\b"
    r"|\btru\s+(?:cac\s+)?truong\s+hop\b|\btren\s+co\s+so\b"
)
# "… của Bộ Y tế, Bộ Nội vụ và Bộ Tài chính hướng dẫn": the further issuers of what is joint.
_JOINT_ISSUERS = re.compile(
    r"(?:(?:\s*,|\s+va)\s+(?:bo\s+(?!sung)|toa\s+an|vien\s+kiem|uy\s+ban|thanh\s+tra|ngan\s+hang"
    r"|tong|hoi|doan|ban|van\s+phong|kiem\s+toan|mat\s+tran)[a-z\s-]{1,60}?){1,6}"
    r"(?=\s(?:ve|quy\s+dinh|huong\s+dan|sua\s+doi|ban\s+hanh)\b)"
)
# A sentence of its own below a heading: "Điều 5. Sửa đổi Nghị định A⏎Bãi bỏ Điều 3 Nghị định B".
_OWN_LINE = re.compile(r"\n\s{0,8}(?:\d{1,3}[.)]\s{0,3})?$")


def owner_of(
    folded: FoldedText, previous: Mention, hit: CueHit, mention: Mention
) -> Mention | None:
    """The earlier citation in whose title a cue stands, innermost first.

    Args:
        folded: the text.
        previous: the citation before `mention` in the same statement.
        hit: the cue that governs `mention`.
        mention: the citation whose relation is asked for.

    Returns:
        The subject; None where the cue belongs to the host's own sentence.
    """
    candidate: Mention | None = previous
    for _ in range(_DEEPEST):
        if candidate is None or candidate.kind in ("self", "header"):
            return None
        if _below_heading(folded.cased, candidate, hit) or _is_same(candidate, mention):
            return None
        if _is_titled_with(folded.lower, candidate, hit) and may_act_on(candidate, mention):
            return candidate
        candidate = candidate.link.subject
    return None


def _is_same(owner: Mention, mention: Mention) -> bool:
    """Whether a citation repeats the one before it: no title speaks of its own document."""
    return owner.written is not None and (owner.type, owner.written, owner.date) == (
        mention.type, mention.written, mention.date or owner.date,
    )  # fmt: skip


def _below_heading(cased: str, owner: Mention, hit: CueHit) -> bool:
    """Whether a cue begins a line below a heading that says what the host changes."""
    if not cased[hit.start].isupper() or not cased[hit.start + 1].islower():
        return False
    outermost = owner.outermost()
    changed = outermost.link.relation in CHANGES and outermost.link.subject is None
    return changed and _OWN_LINE.search(cased, owner.tail, hit.start) is not None


def _is_titled_with(lower: str, owner: Mention, hit: CueHit) -> bool:
    """Whether a cue stands in the title of a citation, or right behind it."""
    begin = _behind_issuers(lower, owner)
    between = lower[begin : hit.start]
    if hit.cue.scope == "adjacent" and not between.strip():
        return True
    if owner.kind == "anaphora" and owner.pinpoint is not None:
        return False  # "đối tượng tại Điều 9 Thông tư này thực hiện …": it is not what acts
    if TITLE_OPENS.match(lower, begin) is None or ";" in between:
        return False
    if between.count(")") > between.count("(") or NEW_AGENT.search(between):
        return False
    if _CLAUSE_AROUND.search(between):
        return False
    return hit.cue.scope == "adjacent" or not between.rstrip().endswith(",")


def _behind_issuers(lower: str, owner: Mention) -> int:
    """Where the words behind a citation begin; what is joint names several that issued it."""
    if owner.type is None or not owner.type.endswith("liên tịch"):
        return owner.tail
    further = _JOINT_ISSUERS.match(lower, owner.tail)
    return further.end() if further else owner.tail


def listed_in_title(previous: Mention, mention: Mention) -> Mention | None:
    """The owner of a title in which a list goes on behind ";": None where the host's own does.

    "Bãi bỏ Điều 2 Thông tư A sửa đổi Thông tư B; Thông tư C": of A a part is repealed, and parts
    are what an own list would go on with; C, named whole, is amended by A as B is.
    """
    owner = previous.link.subject
    if owner is None or owner.pinpoint is None or mention.pinpoint is not None:
        return None
    listed = previous.link.relation == "amends" and owner.link.relation in CHANGES
    same = previous.type == mention.type and previous.pinpoint is None
    return owner if listed and same and may_act_on(owner, mention) else None


def nested_level(previous: Mention, mention: Mention, between: str) -> Mention | None:
    """The nested citation that a coordinate one goes on with; None for the outermost level.

    "Nghị định A sửa đổi Nghị định B … và Nghị định C": C goes with B, the innermost of its
    type; behind a comma and a title rather with A, if that is of its type too.
    """
    if not COORDINATED.search(between) or _resumes(previous, mention):
        return None
    close = len(between.strip()) <= 3
    joined_by_and = between.rstrip().endswith(" va") or close
    level: Mention | None = previous
    for _ in range(_DEEPEST):
        if level is None or level.link.subject is None:
            break
        outer = level.link.subject
        if level.type == mention.type and may_act_on(outer, mention):
            if joined_by_and or outer.type != mention.type:
                return level
            return None
        level = outer
    outermost = level.type if level is not None else None
    inner = previous.link.subject
    if close and outermost != mention.type and inner and may_act_on(inner, mention):
        return previous
    return None


def _resumes(inner: Mention, mention: Mention) -> bool:
    """Whether a full citation behind a short one takes up the outer list again.

    The first citation is full, later ones are short (NĐ 30/2020/NĐ-CP, Phụ lục I): in "A ngày …
    sửa đổi B và C ngày …" the short B was named before, the full C is as new as A.
    """
    outer = inner.link.subject
    return bool(
        outer is not None
        and outer.date
        and mention.date
        and inner.date is None
        and inner.number is not None
        and outer.type == inner.type == mention.type
    )
