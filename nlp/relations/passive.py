"""Passive and reversed wording: "X được sửa đổi, bổ sung bởi Y", "X hết hiệu lực"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import cast

from nlp.directive import RelationKind
from nlp.fold import FoldedText
from nlp.references.mention import Link, Mention
from nlp.relations.competence import may_change
from nlp.relations.cues import CueHit, CueIndex
from nlp.relations.timeline import may_act_on

# What joins a passive verb to its agent, right before the agent's citation.
_AGENT = re.compile(
    r"(?:boi|tai|theo|bang|qua|theo\s+quy\s+dinh\s+(?:tai|cua)|theo\s+quy\s+dinh)\s*:?\s*"
    r"(?:cac\s+|noi\s+dung\s+|mot\s+so\s+dieu\s+cua\s+|quy\s+dinh\s+(?:tai|cua)\s+)*$"
)
_CONTENT = re.compile(r"noi\s+dung\s+$")
_FURTHER_AGENT = re.compile(r"\s*(?:,|,?\s*va)\s*(?:cac\s+)?")
_LAWS = frozenset(("Luật", "Bộ luật"))
_LIMIT = 600
_EXPIRY_REACH = 420
_AND = re.compile(r"(?:,|\bva)\s+(?:cac\s+)?$")
_STATEMENT_ENDS = re.compile(r"[.!?]\s+[\"(]?\S|\n\s*\n")
# A list's item ends with its line; in a name that goes on below ("hải quan;⏎kinh doanh") none does.
_ITEM_ENDS = re.compile(r";\s*\n(?=\s*(?:[^\sa-z]|[a-z]{1,2}[.)]|$))")
_DEEPEST = 8
_NEAR = 120
# In a table's column of reasons: "Thông tư A sửa đổi Thông tư B⏎Khoản 1 Điều 3⏎Được bãi bỏ bởi C".
_OWN_CELL = re.compile(r"\n[ \t]{0,3}[DB][a-z]$")
_IN_PART = re.compile(r"\s+mot\s+phan\b")
_PART_CELL = re.compile(
    r"\n[ \t-]{0,4}(?:khoan|diem|dieu|mau\s+so|phu\s+luc|chuong|muc)\s+(?:\d|[ivx]{1,4}\b|[a-z]\b)"
)
_LEADS = re.compile(
    r"\b(?:sua\s+doi|bo\s+sung|thay\s+the|bai\s+bo)\s+(?:boi|theo|tai|bang)(?:\s+cac[a-z\s]{0,30})?\s*:\s*$"
)


def reverse(folded: FoldedText, cues: CueIndex, target: Mention, agent: Mention) -> bool:
    """Read "target được sửa đổi … bởi agent"; False where the words say no such thing."""
    lower = folded.lower
    if agent.reach - target.end > _LIMIT or agent.stands_under(target):
        return False
    hits = [hit for hit in cues.between(target.end, agent.reach) if hit.cue.direction == "reversed"]
    if not hits or not _agent_follows(lower, hits[-1], agent):
        return False
    hits = _belong_together(hits)
    part = target.pinpoint is not None
    if _OWN_CELL.search(folded.cased, target.end, hits[0].start + 2):
        part = part or _PART_CELL.search(lower, target.end, hits[0].start) is not None
        target = target.outermost()
    else:
        target = _of_the_same_family(target, agent)
        part = target.pinpoint is not None
    seen: set[str] = set()
    for hit in hits:
        if hit.cue.relation in seen:
            continue
        seen.add(hit.cue.relation)
        link = Link(
            cast("RelationKind", hit.cue.relation), agent, (hit.start, hit.end),
            partial=part
            or bool(_CONTENT.search(lower, max(0, hit.start - 10), hit.start)),
        )  # fmt: skip
        if target.link.relation == "cites" and target.link.subject is None:
            target.link = link
        else:
            target.further.append(link)
        agent.acts_on.append((target, link))
    return True


def agent_cue(lower: str, cues: CueIndex, start: int, mention: Mention) -> CueHit | None:
    """The passive words whose agent a citation is: "Khoản này được sửa đổi theo X"."""
    near = max(start, mention.reach - _NEAR)
    hits = [hit for hit in cues.between(near, mention.reach) if hit.cue.direction == "reversed"]
    return hits[-1] if hits and _agent_follows(lower, hits[-1], mention) else None


def leads_to_agent(lower: str, block: int) -> bool:
    """Whether the line before `block` ends with "… được sửa đổi, bổ sung bởi:"."""
    near = max(0, block - 60)
    ends = lower[near:block].rstrip().endswith(":")
    return ends and _LEADS.search(lower, near, block) is not None


def _of_the_same_family(target: Mention, agent: Mention) -> Mention:
    """The citation that an agent acts on: an outer one, if that is what the agent is too.

    "Nghị định A quy định chi tiết Luật B được sửa đổi bởi Nghị định C": C amends A, not B.
    """
    candidate: Mention | None = target
    for _ in range(_DEEPEST):
        if candidate is None:
            break
        if candidate.type == agent.type and _symbol(candidate) == _symbol(agent):
            return candidate if may_act_on(agent, candidate) else target
        candidate = candidate.link.subject
    return target


def _symbol(mention: Mention) -> str:
    """What follows number and year: "NĐ-CP"; empty for a law, which ends with the term's number."""
    symbol = (mention.number.symbol if mention.number else None) or ""
    return "" if symbol.startswith("QH") else symbol.casefold()


def extend(previous: Mention, mention: Mention, between: str) -> None:
    """A further agent: "X được sửa đổi bởi Luật A và Luật B" says of B what it says of A."""
    same = previous.type == mention.type or {previous.type, mention.type} <= _LAWS
    if not same or not _FURTHER_AGENT.fullmatch(between):
        return
    for target, link in previous.acts_on:
        if not mention.stands_under(target) and may_act_on(mention, target):
            target.further.append(Link(link.relation, mention, link.cue, link.partial))
            mention.acts_on.append((target, link))


def _agent_follows(lower: str, hit: CueHit, agent: Mention) -> bool:
    between = lower[hit.end : agent.reach]
    if ";" in between or ". " in between:
        return False
    return bool(_AGENT.search(lower[hit.start : agent.reach]))


def _belong_together(hits: Sequence[CueHit]) -> list[CueHit]:
    """The run of passive verbs that ends with the last one: "được sửa đổi, … bị bãi bỏ bởi"."""
    run = [hits[-1]]
    for hit in reversed(hits[:-1]):
        if run[0].start - hit.end > 40:
            break
        run.insert(0, hit)
    return run


def expire(
    folded: FoldedText, cues: CueIndex, mentions: Sequence[Mention], host: Mention | None
) -> None:
    """Read "X hết hiệu lực kể từ ngày Y có hiệu lực": every bare X before it is repealed by Y.

    What X "đã được sửa đổi theo" is named with it and stands. "X và Z hết hiệu lực" says of X
    what it says of Z, however long the title of Z is; so the last citation is read first.
    """
    said: dict[int, tuple[CueHit, Mention | None]] = {}
    for index in range(len(mentions) - 1, -1, -1):
        mention = mentions[index]
        amended = _is_amended_by_later(mention)
        bare = mention.link.relation == "cites" and mention.kind not in ("self", "header")
        if mention.acts_on or not (bare or amended):
            continue
        found = _said_of(folded, cues, mentions, index) or _shared(folded, mentions, index, said)
        if found is None:
            continue
        hit, agent = found
        if agent is not None and agent.stands_under(mention):
            continue
        subject = None if agent is None or agent.kind == "self" else agent
        if not may_change(hit.cue.relation, subject or host, mention):
            continue
        said[id(mention)] = found
        ended = Link(
            cast("RelationKind", hit.cue.relation), subject, (hit.start, hit.end),
            partial=mention.pinpoint is not None
            or _IN_PART.match(folded.lower, hit.end) is not None,
        )  # fmt: skip
        if amended:
            mention.further.append(ended)
        else:
            mention.link = ended


def _said_of(
    folded: FoldedText, cues: CueIndex, mentions: Sequence[Mention], index: int
) -> tuple[CueHit, Mention | None] | None:
    """The words "hết hiệu lực" behind a citation in the same statement, and who brings it about."""
    end = mentions[index].end
    near = cues.between(end, end + _EXPIRY_REACH)
    hit = next((h for h in near if h.cue.direction == "after"), None)
    if hit is None or not _same_statement(folded, end, hit.start):
        return None
    return hit, _agent_after(folded.lower, hit, mentions, index)


def _shared(
    folded: FoldedText,
    mentions: Sequence[Mention],
    index: int,
    said: Mapping[int, tuple[CueHit, Mention | None]],
) -> tuple[CueHit, Mention | None] | None:
    """What is said of the next citation of the same rank, if "," or "và" joins it to this one."""
    mention = mentions[index]
    tail = mention.tail
    for other in mentions[index + 1 : index + 12]:
        if other.stands_under(mention):
            tail = max(tail, other.tail)
            continue
        found = said.get(id(other))
        if found is None or not 0 <= other.reach - tail <= _EXPIRY_REACH:
            return None
        joined = _AND.search(folded.lower, tail, other.reach) is not None
        return found if joined and _same_statement(folded, tail, other.reach) else None
    return None


def _is_amended_by_later(mention: Mention) -> bool:
    """Whether what amended a citation stands behind it: "X được sửa đổi theo Y hết hiệu lực"."""
    by = mention.link.subject
    return mention.link.relation == "amends" and by is not None and by.start > mention.start


def _same_statement(folded: FoldedText, start: int, end: int) -> bool:
    """Whether no sentence or list item ends between two places, and nothing there takes effect."""
    between = folded.lower[start:end]
    return (
        _STATEMENT_ENDS.search(between) is None
        and _ITEM_ENDS.search(folded.cased, start, end) is None
        and "co hieu luc" not in between
    )


def _agent_after(
    lower: str, hit: CueHit, mentions: Sequence[Mention], index: int
) -> Mention | None:
    """The mention in "kể từ ngày Y có hiệu lực", if one stands there."""
    for mention in mentions[index + 1 : index + 12]:
        if mention.start < hit.end:
            continue
        if mention.start - hit.end > 60:
            return None
        between = lower[hit.end : mention.reach]
        if "ke tu" in between or "tu ngay" in between or "khi" in between:
            return mention
        return None
    return None
