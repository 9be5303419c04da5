"""The cue that a citation stands under: the nearest one within whose reach it is."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.fold import FoldedText
from nlp.references.anchors import spells
from nlp.references.mention import Mention
from nlp.relations.cues import CueHit, CueIndex
from nlp.relations.sense import (
    begins_with,
    opening_change,
    opens_statement,
    sense_of,
    speaks_of_another,
)
from nlp.relations.wording import JOINED, LIGHT, LIST_HEAD, before_title, cuts_apart

# Cues that only keep others from being read.
SILENT = frozenset(("none", "weak"))
_VERBS = frozenset(("implements", "guides", "amends", "repeals", "replaces", "corrects"))
_OPEN_TO_VERB = frozenset(("quy định tại", "theo", "quy định của", "quy định trong", "theo đúng"))


class NearCues:
    """Looks for cues before the citations of one text; `block` is where a statement begins."""

    def __init__(self, folded: FoldedText, cues: CueIndex) -> None:
        """Prepare to look in a folded text whose cues are known."""
        self._folded = folded
        self._lower = folded.lower
        self._cased = folded.cased
        self._cues = cues

    def opening(self, block: int, mention: Mention) -> CueHit | None:
        """A cue with which the statement itself begins: it reaches as far as the statement."""
        for hit in self._cues.between(block, min(mention.reach, block + 60)):
            words = self._lower[block : hit.start]
            if hit.cue.direction != "forward" or hit.cue.relation in SILENT:
                continue
            if not self._spelled(hit):
                continue
            if hit.cue.scope != "adjacent" and begins_with(words):
                return hit
        return None

    def touching(
        self, block: int, floor: int, mention: Mention, previous: Mention | None
    ) -> CueHit | None:
        """The nearest cue before a mention, between `floor` and it, whose reach it is in."""
        hits = self._cues.between(floor, mention.reach)
        if previous is None and hits:
            change = opening_change(self._lower, hits, block, mention)
            if change is not None:
                return change
        for position in range(len(hits) - 1, -1, -1):
            hit = hits[position]
            gap = self._lower[hit.end : mention.reach]
            if ";" in gap or hit.cue.relation == "weak":
                return None
            if hit.cue.direction != "forward" or hit.cue.relation == "none":
                continue
            if not self._spelled(hit) or speaks_of_another(self._lower, hit, gap):
                continue
            if len(before_title(gap)) > hit.cue.reach or cuts_apart(gap):
                continue
            if previous is not None and JOINED.search(gap) and not LIGHT.match(gap):
                continue
            if ":" in gap and LIST_HEAD.search(self._lower[floor : hit.start]):
                continue
            return self._sense(block, self._strengthen(hits, position), mention)
        return None

    def _sense(self, block: int, hit: CueHit, mention: Mention) -> CueHit:
        before = self._lower[block : hit.start]
        inside = self._cased[hit.start].islower() and not opens_statement(before)
        return sense_of(self._lower, hit, mention, inside=inside)

    def _spelled(self, hit: CueHit) -> bool:
        """Whether a short cue is those very words: "giao", not "giáo"."""
        return hit.cue.words.count(" ") > 1 or spells(
            self._folded.surface(hit.start, hit.end), hit.cue.words
        )

    def _strengthen(self, hits: Sequence[CueHit], position: int) -> CueHit:
        """The verb before decides: "thực hiện các nội dung đã được quy định tại X"."""
        hit = hits[position]
        if position and hit.cue.relation == "applies" and hit.cue.words in _OPEN_TO_VERB:
            verb = hits[position - 1]
            if (
                verb.cue.relation in _VERBS
                and verb.cue.direction == "forward"
                and LIGHT.match(self._lower[verb.end : hit.start] + " ")
            ):
                return CueHit(verb.start, hit.end, verb.cue)
        if position and hit.cue.words == "thi hành" and hits[position - 1].cue.relation == "guides":
            guide = hits[position - 1]
            return CueHit(guide.start, hit.end, guide.cue)
        return hit
