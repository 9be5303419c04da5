"""Which relation a question asks for, and in which direction.

Direction is `in` for documents that do the relation to the target, `out` for what the target does.
Vietnamese and English share one reading: what matters is on which side of the verb the target
stands, whether the verb is passive, and whether the question word is the doer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from index.model import Direction
from index.query.naming import type_pattern
from index.query.wording import TARGET, Wording, read_rows, spaced
from nlp.directive import RelationKind

Voice = Literal["active", "participle", "basis", "reverse", "part", "state", "source"]

_ASKING = re.compile(
    r"(?<![a-z])(?:nao|gi|j|dau|ai|nhung|which|what|whom?|any|bao nhieu|may|may cai)(?![a-z])"
)
_WHEN_OR_WHO = re.compile(
    r"(?<![a-z])(?:khi nao|bao gio|luc nao|ngay (?:nao|may)|nam nao|thang nao|ai|(?:co quan|don vi|"
    r"nguoi|cap|bo) nao|when|who|whom|where|what (?:date|year|day|time))(?![a-z])"
)
_ENTRY_INTO_FORCE = re.compile(
    r"(?<![a-z])(?:(?<!con )(?<!het )hieu luc (?:thi hanh )?(?:tu|ke tu|khi|ngay|luc|vao|bao gio|nam|thang)"
    r"|(?:khi nao|bao gio|ngay nao|tu khi nao|luc nao) (?:thi )?(?:bat dau )?co hieu luc"
    r"|ngay (?:co |bat dau )?hieu luc|bat dau (?:co )?hieu luc"
    r"|(?:take|takes|took|taking|taken|come|comes|came|enter|enters|entered|entry|go|goes|went)"
    r" (?:in ?to )?(?:effect|force)|effective (?:date|from|since)|date of (?:effect|entry))"
)
_VIETNAMESE_PASSIVE = re.compile(r"(?<![a-z])(?:duoc|dc|bi)(?![a-z])")
_ENGLISH_PASSIVE = re.compile(
    r"(?<![a-z])(?:is|are|was|were|been|be|being|gets?|got|isnt|wasnt|hasnt been)(?![a-z])"
)
_NEW_CLAUSE = re.compile(r"(?<![a-z])(?:de|nham|ve|that|which|to|order)(?![a-z])")
_AGENT = re.compile(
    r"\s*(?:boi|bang|qua|theo|do|by|under|through|with|via|in|tai|trong|o)(?![a-z])"
)
_BY_AGENT = re.compile(r"\s*(?:boi|by)(?![a-z])")
_HOLDER = re.compile(r"\s+(?:in|within|under|through|at)\s+(?:the\s+)?")
_PRONOUN = re.compile(r"\s*(?:no|van ban nay|it|this|that|them|nay)(?![a-z])")
_DONE_YET = re.compile(
    r"(?<![a-z])(?:chua|khong|ko|k|hong|khi nao|bao gio|lan nao|may lan|bao nhieu lan|yet)(?![a-z])"
)
_GENERAL_HEAD = r"van ban|tai lieu|vb|documents?|cai|dieu|cac|nhung|danh sach|list"
_CONTAINERS = frozenset(
    ("Quyết định", "Nghị quyết", "Nghị định", "Thông tư", "Công văn", "Tờ trình", "Luật")
)
_ATTACHING = re.compile(r"kem|attach|annexed|append|enclos|accompan")


_SMALL = re.compile(
    rf"(?<![a-z])(?:{_GENERAL_HEAD}|{type_pattern()}|nao|gi|j|ai|da|dang|se|co|duoc|dc|bi|boi|do|cua|cho|"
    r"thi|la|nhu|the|tai|khong|ko|k|chua|nua|hien|nay|con|van|moi|vay|any|which|what|who|is|are|was|were|been|be|"
    r"has|have|does|did|by|of|to|for|on|yet|it|no|that|ever|already|now|anywhere|anyone|them|and|va|"
    r"mot so|dieu|khoan|new|some|a|an|in|nam)(?![a-z])"
)


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that ask for a relation; `[start, end)` in the wording."""

    relation: RelationKind
    voice: Voice
    strength: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A relation that a question asks for, and the cue that says so."""

    relation: RelationKind
    direction: Direction
    cue: Cue


@cache
def _patterns() -> tuple[tuple[RelationKind, Voice, int, re.Pattern[str]], ...]:
    return tuple(
        (
            cast("RelationKind", row["relation"]),
            cast("Voice", row["voice"]),
            int(row["strength"]),
            re.compile(f"(?<![a-z])(?:{spaced(row['pattern'])})(?![a-z])"),
        )
        for row in read_rows("query_cues.tsv")
    )


def find_cues(plain: str) -> list[Cue]:
    """Returns the cues in folded text that do not overlap: the longest, then the strongest."""
    found = [
        Cue(relation, voice, strength, *match.span())
        for relation, voice, strength, pattern in _patterns()
        for match in pattern.finditer(plain)
    ]
    found.sort(key=lambda cue: (cue.start - cue.end, -cue.strength, cue.start))
    kept: list[Cue] = []
    for cue in found:
        if all(cue.end <= other.start or other.end <= cue.start for other in kept):
            kept.append(cue)
    return sorted(kept, key=lambda cue: cue.start)


def asked_relation(wording: Wording, target_type: str | None, *, sure: bool = True) -> Asked | None:
    """Returns the relation to the claimed target that the question asks for, if any.

    Args:
        wording: the question with one target claimed by the mark `TARGET`.
        target_type: the target's document type, where it is known.
        sure: the target is named by a number; a law's bare name is often just part of a topic,
            so there nothing but small words may stand between it and the cue.
    """
    plain = wording.plain
    start, end = plain.index(TARGET), plain.rindex(TARGET) + 1
    cues = [cue for cue in find_cues(plain) if _counts(plain, cue, start, end)]
    cues = _without_nouns(plain, cues)
    if not cues:
        return None
    best = min(cues, key=lambda cue: (-cue.strength, _distance(cue, start, end)))
    # A relation that stands right at the target is meant, unless it is a mere "theo" or "ban hành".
    near = min(cues, key=lambda cue: _distance(cue, start, end))
    cue = near if near.strength > 1 and _distance(near, start, end) <= 2 else best
    if _is_statement(plain, cue, end) or (not sure and not _bridged(plain, cue, start, end)):
        return None
    return Asked(cue.relation, _direction(plain, cue, cues, (start, end), target_type), cue)


def _is_statement(plain: str, cue: Cue, end: int) -> bool:
    """Tells a document with its title ("Nghị định 61 thực hiện cơ chế một cửa") from a question."""
    if cue.start < end or cue.voice not in ("active", "participle"):
        return False
    if _ASKING.search(plain.replace("nhu the nao", "").replace("the nao", "")):
        return False
    after = re.sub(_SMALL, " ", plain[cue.end :])
    return len(re.findall(r"[a-z]+", after)) >= 2 and not _VIETNAMESE_PASSIVE.search(
        plain, end, cue.start
    )


def _bridged(plain: str, cue: Cue, start: int, end: int) -> bool:
    gap = plain[cue.end : start] if cue.end <= start else plain[end : cue.start]
    return not re.search(r"[a-z]", re.sub(_SMALL, " ", gap))


def _distance(cue: Cue, start: int, end: int) -> int:
    return start - cue.end if cue.end <= start else cue.start - end


def _counts(plain: str, cue: Cue, start: int, end: int) -> bool:
    words = plain[cue.start : cue.end]
    if cue.voice == "state":
        return not (
            _ENTRY_INTO_FORCE.search(plain) and not re.match(r"(?:het|mat|con|khong)", words)
        )
    if words.startswith("theo") or words in ("under", "according to", "sua", "bai", "huy", "thay"):
        return (
            plain[cue.end : start].strip() in ("", "the", "cai")
            if cue.end <= start
            else (words in ("sua", "huy", "bai", "thay"))
        )
    if cue.relation == "promulgates":
        return _asks_for_promulgation(plain, cue, start, end)
    return True


def _asks_for_promulgation(plain: str, cue: Cue, start: int, end: int) -> bool:
    """ "Who issued it" and "when" ask about the document itself, not for another one."""
    rest = plain[:start] + " " + plain[end:]
    if _WHEN_OR_WHO.search(rest):
        return False
    others = rest.replace(plain[cue.start : cue.end], " ", 1)
    return (
        re.search(rf"(?<![a-z])(?:gi|j|what|{_GENERAL_HEAD}|{type_pattern()})(?![a-z])", others)
        is not None
    )


def _without_nouns(plain: str, cues: Sequence[Cue]) -> list[Cue]:
    """Drops what reads as a verb but is the thing asked for: "hướng dẫn nào", "which guidelines"."""
    if len(cues) < 2:
        return list(cues)
    asked = re.compile(r"\s*(?:nao|gi)(?![a-z])")
    return [
        cue
        for cue in cues
        if not (
            cue.relation in ("guides", "promulgates")
            and asked.match(plain, cue.end)
            and any(other.start > cue.end for other in cues)
        )
    ]


def _direction(
    plain: str, cue: Cue, cues: Sequence[Cue], target: tuple[int, int], target_type: str | None
) -> Direction:
    start, end = target
    before = end <= cue.start
    if cue.voice == "state":
        return _of_state(plain, cue, start, before)
    if cue.voice in ("basis", "source"):
        return "out"
    if cue.voice == "reverse":
        return "in" if before else "out"
    if cue.voice == "part":
        return _of_part(plain, cue, end, before, target_type)
    passive, agent_inside = _passive(plain, cue, cues, target)
    if passive:
        return _of_passive(plain, cue, start, before, agent_inside)
    if not before:
        return "out" if _BY_AGENT.match(plain[cue.end : start]) else "in"
    return _of_doer(plain, cue, start, end)


def _of_state(plain: str, cue: Cue, start: int, before: bool) -> Direction:
    if before:
        made = re.search(r"(?<![a-z])(?:lam|khien)(?![a-z])", plain[start : cue.start])
        return "out" if made else "in"
    caused = re.match(
        r"\s*(?:boi|do|theo|vi|by|because of|due to|under)(?![a-z])", plain[cue.end : start]
    )
    return "out" if caused else "in"


def _of_part(plain: str, cue: Cue, end: int, before: bool, target_type: str | None) -> Direction:
    if not before:
        return "in"
    gap = plain[end : cue.start]
    if re.search(r"(?<![a-z])la\s*$|(?<![a-z])(?:is|was)(?:\s+(?:an|the|which))?\s*$", gap):
        return "out"
    if _ATTACHING.search(plain[cue.start : cue.end]):
        passive = _VIETNAMESE_PASSIVE.search(gap) or plain[cue.start : cue.end].startswith("duoc")
        return "in" if target_type in _CONTAINERS and not passive else "out"
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
        marks = [m for m in _ENGLISH_PASSIVE.finditer(plain, 0, cue.start)]
    elif cue.voice == "active" and words.isascii():
        marks = [m for m in _VIETNAMESE_PASSIVE.finditer(plain, 0, cue.start)]
    else:
        marks = []
    if not marks:
        return False, False
    gap_start = marks[-1].end()
    gap = plain[gap_start : cue.start]
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
        return "in"
    gap = plain[cue.end : start]
    if cue.voice == "participle":
        return "out"
    return "out" if _AGENT.match(gap) or _AGENT.search(plain[cue.start : cue.end]) else "in"


def _of_doer(plain: str, cue: Cue, start: int, end: int) -> Direction:
    """Direction of an active verb that stands after the target."""
    gap, after, head = plain[end : cue.start], plain[cue.end :], plain[:start]
    if re.search(r"(?<![a-z])(?:do|by)\s*$", head):
        return "out"
    subject = rf"(?<![a-z])(?:{_GENERAL_HEAD}|{type_pattern()})(?![a-z])"
    if _ASKING.search(gap) or re.search(subject, gap):
        return "in"
    if _PRONOUN.match(after):
        return "in"
    if cue.relation == "promulgates" and re.match(
        r"\s*(?:kem )?(?:theo|boi|tai|by|under)(?![a-z])", after
    ):
        return "in"
    if _ASKING.search(after) or _ASKING.search(head) or re.search(subject, head):
        return "out"
    if _DONE_YET.search(after) or not after.strip(" ?.!,"):
        return "in"
    if re.match(rf"\s*(?:{type_pattern()})", after):
        return "in" if plain[cue.start : cue.end].endswith(("ing", "ation")) else "out"
    return "out" if re.search(r"(?<![a-z])(?:does|did|do)(?![a-z])", head) else "in"
