"""Lists: an item takes over the relation of its list's head, whatever ends the item before it."""

from __future__ import annotations

import re
from typing import NamedTuple

from nlp.relations.cues import CueHit, CueIndex

_MARK = re.compile(r"[\s|*]*(?:(?P<dash>[-+])|\(?(?P<n>\d{1,3}|[a-z]{1,2})(?P<close>[.)/]))\s*")
_LETTERS = "abcdeghiklmnopqrstuvxy"
_D = _LETTERS.index("d")
# "I. CĂN CỨ PHÁP LÝ", "Cơ sở pháp lý:", alone on the line above a list.
_HEADING = re.compile(
    r"(?:^|\n)(?P<line>[^\n]{0,30}?\b(?:can\s+cu|co\s+so)\s+phap\s+ly\b[^\n.;]{0,60})\n[\s|*]*$"
)
_LONGEST_ITEM = 1500


class Mark(NamedTuple):
    """A list item's mark: what it is written like, and its place in the list (0 for a dash)."""

    style: str
    place: int


class Enumeration(NamedTuple):
    """The last item of a list: its mark and where it begins."""

    mark: Mark
    start: int

    def goes_on_with(self, mark: Mark | None, start: int) -> bool:
        """Whether an item with `mark` at `start` is the next of the same list."""
        if mark is None or mark.style != self.mark.style or start - self.start > _LONGEST_ITEM:
            return False
        if mark.style == "-":
            return True
        # Folded text writes "d" for both d and đ.
        again = mark.place == _D and mark.style.startswith("a")
        return mark.place == self.mark.place + 1 or (again and mark.place == self.mark.place)


def item_mark(words: str) -> Mark | None:
    """The mark with which an item's folded words begin."""
    found = _MARK.match(words)
    if found is None:
        return None
    if found["dash"]:
        return Mark("-", 0)
    label = found["n"]
    if label.isdigit():
        return Mark("1" + found["close"], int(label))
    return Mark("a" + found["close"], _LETTERS.find(label))


def heading_cue(lower: str, cues: CueIndex, block: int) -> CueHit | None:
    """The cue in a heading such as "Căn cứ pháp lý" on the line above `block`."""
    near = max(0, block - 140)
    found = _HEADING.search(lower, near, block)
    if found is None:
        return None
    hits = cues.between(found.start("line"), found.end("line"))
    return next((hit for hit in hits if hit.cue.relation == "based_on"), None)
