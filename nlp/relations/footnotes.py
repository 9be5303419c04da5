"""Footnotes: a citation in one takes the relation of the words at its mark, else it is cited."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from nlp.directive import RelationKind
from nlp.fold import FoldedText
from nlp.references.mention import Link, Mention
from nlp.relations.cues import CueIndex

_LABEL = r"(?:[¹²³⁰⁴⁵⁶⁷⁸⁹]{1,3}|\[\d{1,3}\])"
_NOTE = re.compile(rf"(?:^|\n)[ \t*]{{0,8}}(?P<label>{_LABEL})[ \t*]{{0,4}}(?=\S)")
# Only words that lean on the note for their object: "theo chỉ đạo của Thủ tướng Chính phủ⁸".
_LEANING = frozenset(
    ("theo chỉ đạo", "chỉ đạo của", "ý kiến chỉ đạo", "theo yêu cầu", "theo hướng dẫn",
     "hướng dẫn của", "theo quy định", "theo đúng quy định", "quy định của", "giao")
)  # fmt: skip
_NEAR = 110


def footnote_relations(folded: FoldedText, cues: CueIndex, mentions: Sequence[Mention]) -> None:
    """Set the relation of bare citations in footnotes from the words at the note's mark."""
    notes = list(_NOTE.finditer(folded.text))
    if not notes:
        return
    spans = []
    for note, following in zip(notes, [*notes[1:], None], strict=True):
        limit = following.start() if following else len(folded.text)
        blank = folded.text.find("\n\n", note.end(), limit)
        spans.append((note, blank if blank >= 0 else limit))
    position = 0
    for note, end in spans:
        start = folded.offset_of(note.end())
        stop = folded.offset_of(end)
        while position < len(mentions) and mentions[position].start < start:
            position += 1
        inside = [m for m in mentions[position : position + 40] if m.start < stop]
        link = _at_mark(folded, cues, mentions, note) if inside else None
        for mention in inside:
            if link is not None and mention.link.relation == "cites" and not mention.link.subject:
                mention.link = Link(link.relation, None, link.cue)


def _at_mark(
    folded: FoldedText, cues: CueIndex, mentions: Sequence[Mention], note: re.Match[str]
) -> Link | None:
    """The relation that the words right before the note's mark in the body ask for."""
    label = note["label"]
    mark = folded.text.find(label)
    while 0 <= mark < note.start():
        if mark and not folded.text[mark - 1].isspace():
            at = folded.offset_of(mark)
            hits = cues.between(max(0, at - _NEAR), at)
            if not hits or hits[-1].cue.words not in _LEANING:
                return None
            hit = hits[-1]
            if ";" in folded.lower[hit.end : at]:
                return None
            if any(hit.end <= m.start < at for m in mentions):
                return None
            return Link(cast("RelationKind", hit.cue.relation), None, (hit.start, hit.end))
        mark = folded.text.find(label, mark + 1)
    return None
