"""Plans and schemes cited by title only: which type words without a number are references.

A title is a reference where the words before it make it one: a cited decision promulgates it, this
document does ("Ban hành kèm theo Quyết định này Kế hoạch …"), or a cited document carries it out.
Plans still to be written ("xây dựng Kế hoạch …") and this document's own title are none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.fold import FoldedText
from nlp.references.mention import Link, Mention
from nlp.references.named import read_title
from nlp.relations.cues import last_break

_PROMULGATED = re.compile(
    r"\b(?P<cue>phe\s+duyet|ban\s+hanh(?P<here>\s+kem\s+theo\s+(?P<what>[a-z]+\s+[a-z]+)\s+nay)?|thong\s+qua)"
    r"\s+(?:dieu\s+chinh\s+|ban\s+)?[\"']?$"
)
_CARRIED_OUT = re.compile(
    r"\b(?P<cue>(?:trien\s+khai\s+)?thuc\s+hien|trien\s+khai)\s+(?:co\s+hieu\s+qua\s+)?"
    r"(?:cac\s+)?(?:nhiem\s+vu\s+|noi\s+dung\s+|muc\s+tieu\s+|giai\s+phap\s+)?(?:cua\s+|tai\s+|trong\s+)?$"
)
_ARTICLE = re.compile(r"(?:^|\n|\.)[\s|]*dieu\s+(?:(?P<first>1)|\d{1,2})\s*[.:]?\s*$")
_LEADS = re.compile(r"duyet|hanh|qua|nay|hien|khai|nhiem vu")
_NEAR = 70
_REACH = 420
_SCHEMES = frozenset(("Đề án",))


def may_be_titled(lower: str, position: int) -> bool:
    """A cheap look at the words before a type word: does one lead to a title?"""
    return _LEADS.search(lower, max(0, position - _NEAR), position) is not None


def read_titled(folded: FoldedText, mentions: Sequence[Mention]) -> list[Mention]:
    """Keep of the title candidates (kind `named`, confidence 0) those that are references."""
    kept: list[Mention] = []
    previous: Mention | None = None
    covered = 0
    for mention, ceiling in zip(mentions, _ceilings(folded, mentions), strict=True):
        if mention.start < covered and mention.outer is None:
            continue
        if not _is_candidate(mention):
            kept.append(mention)
            covered = max(covered, mention.end)
            if mention.kind not in ("self", "anaphora", "header"):
                previous = mention
            continue
        found = _titled(folded, mention, previous, ceiling)
        if found is not None:
            kept.append(found)
            covered = found.end
    return kept


def _is_candidate(mention: Mention) -> bool:
    return mention.kind == "named" and not mention.confidence


def _ceilings(folded: FoldedText, mentions: Sequence[Mention]) -> list[int]:
    """For each mention where the next one begins that is not a mere candidate."""
    found: list[int] = []
    ceiling = len(folded.lower)
    for mention in reversed(mentions):
        found.append(ceiling)
        if not _is_candidate(mention):
            ceiling = mention.start
    found.reverse()
    return found


# Between a document and the act that it does: its issuer, its date, "về việc".
_STRAIGHT = re.compile(r"\W*(?:\w+\W+){0,20}?(?:(?:da|ve|v/v)\W+)?(?:(?:viec|da)\W+)?")
_OTHER_ACT = re.compile(
    r"\b(?:co|theo|phai|duoc|khi|truong\s+hop|tham\s+quyen|quyet\s+dinh|trinh|thi|bi|neu|nguoi)\b"
)


def _acts_itself(folded: FoldedText, owner: Mention, cue: int) -> bool:
    """Whether a cited document itself does the act at `cue`, and no one in a later clause."""
    between = folded.lower[owner.tail : cue]
    return _STRAIGHT.fullmatch(between) is not None and not _OTHER_ACT.search(between)


def _titled(
    folded: FoldedText, candidate: Mention, previous: Mention | None, ceiling: int
) -> Mention | None:
    lower = folded.lower
    near = max(0, candidate.start - _NEAR)
    capital = folded.cased[candidate.start].isupper()
    given = _PROMULGATED.search(lower, near, candidate.start)
    if given is None and not (capital and candidate.type in _SCHEMES):
        return None  # "thực hiện các đề án …": schemes in general
    owner = previous if previous and _speaks_of(folded, previous, candidate) else None
    if given is not None:
        if owner is not None and not (capital or _acts_itself(folded, owner, given.start())):
            return None
        article = _ARTICLE.search(lower, max(0, given.start() - 30), given.start())
        enacted = article is not None and (capital or bool(article["first"]))
        if owner is None and not given["here"] and not enacted:
            return None
        link = Link("promulgates", None if given["here"] else owner, given.span("cue"))
    else:
        carried = _CARRIED_OUT.search(lower, near, candidate.start)
        if carried is None:
            return None
        link = Link("implements", owner, carried.span("cue"))
    found = read_title(folded, candidate, ceiling)
    if found is not None:
        found.link = link
    return found


def _speaks_of(folded: FoldedText, previous: Mention, candidate: Mention) -> bool:
    """Whether the candidate stands in the same statement right behind a cited document."""
    between = folded.lower[previous.end : candidate.start]
    if len(between) > _REACH or ";" in between:
        return False
    return last_break(folded.cased, previous.end, candidate.start) is None
