"""Citations that a page break, a footnote block or a table cell cuts in two."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.fold import FoldedText
from nlp.references.anchors import GENERIC_TYPES, Anchor
from nlp.references.mention import Mention

# "… theo Kế hoạch số" at the end of a cell, line or page.
_DANGLING = re.compile(r"\s{1,3}[Ss][oO]\s*[:.]?[ ]*(?=[\n\t|]|$)")
_CELL_START = re.compile(r"(?:^|[\n\t|])[ ]*$")
_REACH = 2500


def read_dangling(folded: FoldedText, anchor: Anchor) -> Mention | None:
    """A type and "số" with which a line ends, the number lost."""
    tail = _DANGLING.match(folded.cased, anchor.end)
    if tail is None:
        return None
    name = GENERIC_TYPES.get(anchor.name, anchor.name)
    end = tail.end() - (len(tail[0]) - len(tail[0].rstrip()))
    return Mention(anchor.start, end, name, "numbered")


def join_broken(
    folded: FoldedText, dangling: Sequence[Mention], mentions: Sequence[Mention]
) -> None:
    """Give each dangling head the first number behind it that begins a line or cell alone."""
    index = 0
    for head in dangling:
        while index < len(mentions) and mentions[index].start < head.end:
            index += 1
        for mention in mentions[index : index + 16]:
            if mention.start - head.end > _REACH:
                break
            if mention.head is None and _orphan(folded, mention):
                mention.head = (head.start, head.end)
                mention.reach = head.start
                if mention.number is None or mention.number.kind is None:
                    mention.type = head.type
                break


def _orphan(folded: FoldedText, mention: Mention) -> bool:
    """Whether a mention is a number alone at the beginning of a line or cell."""
    first = folded.cased[mention.start]
    if mention.kind != "numbered" or not first.isdigit():
        return False
    return bool(_CELL_START.search(folded.cased[max(0, mention.start - 12) : mention.start]))
