"""Which cue governs each mention: one pass from left to right with the state of the statement.

The rules, in the order in which they are tried for a mention:

1. A cue right behind an earlier citation, in words that belong to that citation's title, makes
   the earlier one the subject ("Nghị định A sửa đổi, bổ sung Nghị định B").
2. The nearest cue before the mention, within its reach, governs it.
3. A mention coordinated with the one before it ("A và B", "A; B") shares that one's relation.
4. A list item takes the relation of the list's head, a line that of its "Căn cứ".
5. Otherwise it is merely cited.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from nlp.directive import CHANGES, RelationKind
from nlp.fold import FoldedText
from nlp.references.mention import Link, Mention
from nlp.relations.competence import RESERVED, may_change
from nlp.relations.cues import CueHit, CueIndex, last_break, last_row
from nlp.relations.lists import Enumeration, heading_cue, item_mark
from nlp.relations.nearest import SILENT, NearCues
from nlp.relations.nesting import listed_in_title, nested_level, owner_of
from nlp.relations.passive import agent_cue, extend, leads_to_agent, reverse
from nlp.relations.places import by_place, consolidate
from nlp.relations.sense import governs_still, mark_partial, named_only
from nlp.relations.wording import (
    COORDINATED,
    DEFINED,
    FORM_OF,
    ITEM,
    NEW_ACT,
    PARTS_HELD,
    TYPE_HEAD,
    WEAK,
)

_WINDOW = 900


@dataclass(slots=True)
class Governor:
    """The relation in force at a place of the statement, and the cue that it stands on."""

    relation: RelationKind
    cue: tuple[int, int] | None
    line: bool = False


class Reader:
    """Reads the relations of one text's mentions; they must be in order."""

    def __init__(self, folded: FoldedText, cues: CueIndex) -> None:
        """Prepare to read a folded text whose cues are known."""
        self._folded = folded
        self._lower = folded.lower
        self._cased = folded.cased
        self._cues = cues
        self._near = NearCues(folded, cues)
        self._previous: Mention | None = None
        self._block = 0
        self._top: Governor | None = None
        self._list: Enumeration | None = None
        self._head: Governor | None = None

    def read(self, mentions: Sequence[Mention], host: Mention | None) -> None:
        """Set `link` and `further` of every mention.

        Args:
            mentions: in the order of their reach.
            host: the citing document as its header names it, with its type at least.
        """
        for mention in mentions:
            if mention.outer is not None:
                continue  # lawnames has read its link from the name that it stands in
            self._enter(mention)
            if mention.kind not in ("self", "header") and not _is_titled(mention):
                self._govern(mention)
                if not may_change(mention.link.relation, mention.link.subject or host, mention):
                    mention.link = Link("cites")
                mark_partial(self._lower, mention, self._previous, self._block)
            self._previous = mention
        consolidate(self._folded, mentions, host)

    # Statements ---------------------------------------------------------------------------

    def _enter(self, mention: Mention) -> None:
        """Move to the statement of a mention; find what a new one inherits."""
        previous = self._previous
        begin = self._behind(previous, mention) if previous else 0
        start = max(begin, mention.reach - _WINDOW)
        found = last_break(self._cased, start, mention.reach)
        found = last_row(self._cased, found or start, mention.reach) or found
        if found is None and previous is not None and start == begin:
            return
        if found is not None and previous is not None and leads_to_agent(self._lower, found):
            return
        self._block = start if found is None else found
        self._top, self._previous = self._inherited(self._block, mention), None

    @staticmethod
    def _behind(previous: Mention, mention: Mention) -> int:
        """Where reading goes on: behind the head of a broken citation, or behind its rest."""
        return previous.end if mention.reach >= previous.end else previous.flow_end

    def _inherited(self, block: int, mention: Mention) -> Governor | None:
        """What a list item takes over from its list's head or from the line before it."""
        words = self._lower[block : mention.reach]
        if ITEM.match(words):
            return self._from_list(block, mention)
        found = self._from_list(block, mention) if PARTS_HELD.match(words) else None
        return found if found is not None and found.relation in CHANGES else None

    def _from_list(self, block: int, mention: Mention) -> Governor | None:
        before = self._lower[max(0, block - 400) : block].rstrip(" \n|-+*")
        if before.endswith(";") and self._top:
            near = self._previous is None or self._previous.flow_end >= block - 400
            return self._top if near or self._top.line else None
        mark = item_mark(self._lower[block : mention.reach])
        goes_on = self._list is not None and self._list.goes_on_with(mark, block)
        if before.endswith(":"):
            self._head = self._list_head(block)
        elif not goes_on:
            heading = heading_cue(self._lower, self._cues, block)
            self._head = _governor(heading) if heading else None
        self._list = Enumeration(mark, block) if mark else None
        return self._head

    def _list_head(self, block: int) -> Governor | None:
        start = last_break(self._cased, max(0, block - 400), block - 3) or max(0, block - 400)
        hits = [hit for hit in self._cues.between(start, block) if hit.cue.relation not in SILENT]
        after = [hit for hit in hits if hit.cue.direction == "after"]
        if after:
            return _governor(after[-1])
        forward = [hit for hit in hits if hit.cue.direction == "forward"]
        return _governor(forward[0]) if forward else None

    # One mention --------------------------------------------------------------------------

    def _govern(self, mention: Mention) -> None:
        previous = self._previous
        floor = max(self._behind(previous, mention) if previous else 0, self._block)
        if DEFINED.search(self._lower, floor, mention.reach):
            mention.link = Link("cites")
            return
        if placed := by_place(self._folded, mention):
            mention.link = placed
            self._top = None if placed.relation == "annex_of" else self._top
            return
        if previous is not None and reverse(self._folded, self._cues, previous, mention):
            mention.link = self._as_agent()
            return
        hit = self._near.touching(self._block, floor, mention, previous)
        passive = agent_cue(self._lower, self._cues, floor, mention)
        if passive is not None and (
            hit is None or hit.start >= passive.start or hit.cue.relation in RESERVED
        ):
            mention.link = Link("cites")
        elif previous is None:
            self._first(mention, hit)
        elif hit is None:
            self._coordinate(previous, mention)
        else:
            self._second(previous, mention, hit)

    def _second(self, previous: Mention, mention: Mention, hit: CueHit) -> None:
        """A mention with a cue of its own, behind another one in the same statement."""
        owner = owner_of(self._folded, previous, hit, mention)
        if owner is not None:
            used = named_only(hit, mention, owner)
            mention.link = _link(used, owner if used is hit else None)
            return
        hit = named_only(hit, mention, None)
        if not (self._top and self._top.line and hit.cue.scope != "line"):
            self._top = _governor(hit)
        mention.link = self._as_top()

    def _first(self, mention: Mention, hit: CueHit | None) -> None:
        """The first mention of a statement."""
        if hit is not None:
            hit = named_only(hit, mention, None)
        if self._top is None:
            opening = self._near.opening(self._block, mention)
            if opening is not None and (hit is None or governs_still(self._lower, opening, hit)):
                hit = opening
            if hit is not None:
                self._top = _governor(hit)
        elif hit is not None and not self._top.line:
            self._top = _governor(hit)
        mention.link = self._as_top()

    def _coordinate(self, previous: Mention, mention: Mention) -> None:
        """A mention without cue of its own, behind another one in the same statement."""
        between = self._lower[previous.tail : mention.reach]
        subject = previous.link.subject
        extend(previous, mention, between)
        if mention.acts_on:
            mention.link = self._as_agent()
        elif NEW_ACT.search(between) or FORM_OF.search(self._lower, previous.tail, mention.start):
            mention.link = Link("cites")
        elif ";" in between:
            owner = listed_in_title(previous, mention)
            mention.link = Link("amends", owner, previous.link.cue) if owner else self._as_top()
        elif subject is not None and (level := nested_level(previous, mention, between)):
            mention.link = Link(level.link.relation, level.link.subject, level.link.cue)
        elif _joins(between):
            mention.link = self._as_top()
        else:
            mention.link = Link("cites")

    def _as_agent(self) -> Link:
        """The link of what another was amended by: the host changes the other one, not this."""
        changes = self._top is not None and self._top.relation in RESERVED
        return Link("cites") if changes else self._as_top()

    def _as_top(self) -> Link:
        if self._top is None:
            return Link("cites")
        return Link(self._top.relation, None, self._top.cue)


def _joins(between: str) -> bool:
    patterns = (COORDINATED, WEAK, TYPE_HEAD)
    return not between.strip() or any(pattern.search(between) for pattern in patterns)


def _is_titled(mention: Mention) -> bool:
    """Whether a title was found by the words that lead to it, which have said its relation."""
    return mention.kind == "named" and mention.link.cue is not None


def _governor(hit: CueHit) -> Governor:
    return Governor(
        cast("RelationKind", hit.cue.relation), (hit.start, hit.end), hit.cue.scope == "line"
    )


def _link(hit: CueHit, subject: Mention | None) -> Link:
    return Link(cast("RelationKind", hit.cue.relation), subject, (hit.start, hit.end))
