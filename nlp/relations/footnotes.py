"""Footnotes: a citation in one takes the relation of the words at its mark, else it is cited."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from typing import cast

from nlp.directive import RelationKind
from nlp.fold import FoldedText
from nlp.references.mention import Link, Mention
from nlp.relations.cues import CueIndex

_LABEL = r"(?:[¹²³⁰⁴⁵⁶⁷⁸⁹]{1,3}|\[\d{1,3}\])"
_NOTE = re.compile(rf"(?:^|\n)[ \t*]{{0,8}}(?P<label>{_LABEL})[ \t*]{{0,4}}(?=\S)")
_BRACKETED = re.compile(r"\n[ \t*]{0,8}\[\d")
_MARK = re.compile(rf"(?<=\S){_LABEL}")
# Only words that lean on the note for their object: "theo chỉ đạo của Thủ tướng Chính phủ⁸".
_LEANING = frozenset(
    ("theo chỉ đạo", "chỉ đạo của", "ý kiến chỉ đạo", "theo yêu cầu", "theo hướng dẫn",
     "hướng dẫn của", "theo quy định", "theo đúng quy định", "quy định của", "giao")
)  # fmt: skip
_NEAR = 110


def footnote_relations(folded: FoldedText, cues: CueIndex, mentions: Sequence[Mention]) -> None:
    """Set the relation of bare citations in footnotes from the words at the note's mark."""
    if "^" not in folded.cased and not _BRACKETED.search(folded.cased):
        return
    notes = list(_NOTE.finditer(folded.text))
    if not notes:
        return
    marks = _marks(folded.text)
    starts = [mention.start for mention in mentions]
    for note, following in zip(notes, [*notes[1:], None], strict=True):
        limit = following.start() if following else len(folded.text)
        blank = folded.text.find("\n\n", note.end(), limit)
        first = bisect.bisect_left(starts, folded.offset_of(note.end()))
        last = bisect.bisect_left(starts, folded.offset_of(blank if blank >= 0 else limit))
        bare = [
            mention
            for mention in mentions[first:last]
            if mention.link.relation == "cites" and mention.link.subject is None
        ]
        mark = _last_before(marks.get(note["label"], []), note.start())
        if not bare or mark is None:
            continue
        link = _at_mark(folded, cues, starts, mark)
        for mention in bare if link else ():
            mention.link = link or mention.link


def _marks(text: str) -> dict[str, list[int]]:
    """Where each label stands right behind a word: the notes' marks in the body."""
    found: dict[str, list[int]] = {}
    for match in _MARK.finditer(text):
        found.setdefault(match[0], []).append(match.start())
    return found


def _last_before(positions: Sequence[int], limit: int) -> int | None:
    index = bisect.bisect_left(positions, limit)
    return positions[index - 1] if index else None


def _at_mark(folded: FoldedText, cues: CueIndex, starts: Sequence[int], mark: int) -> Link | None:
    """The relation that the words right before a mark ask for, if they lean on the note."""
    at = folded.offset_of(mark)
    hits = cues.between(max(0, at - _NEAR), at)
    if not hits or hits[-1].cue.words not in _LEANING:
        return None
    hit = hits[-1]
    cited = bisect.bisect_left(starts, at) > bisect.bisect_left(starts, hit.end)
    if cited or ";" in folded.lower[hit.end : at]:
        return None
    return Link(cast("RelationKind", hit.cue.relation), None, (hit.start, hit.end))
