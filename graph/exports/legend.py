"""What a drawing must explain: the kinds of lines and boxes that occur in it."""

from __future__ import annotations

from dataclasses import dataclass

from graph.exports.drawing import Drawing
from graph.exports.strokes import STROKES, Stroke
from graph.paths import PRECEDENCE
from graph.relation_words import RELATION_WORDS


@dataclass(frozen=True, slots=True)
class Sample:
    """One line of the legend; `stroke` is null where it explains a box."""

    words: str
    stroke: Stroke | None = None
    doubtful: bool = False


def samples(drawing: Drawing) -> tuple[Sample, ...]:
    """Return what occurs in the drawing and needs to be explained, in a fixed order."""
    used = {line.relation for line in drawing.lines}
    found = [Sample(RELATION_WORDS[kind].out, STROKES[kind]) for kind in PRECEDENCE if kind in used]
    if any(line.status != "resolved" for line in drawing.lines):
        found.append(Sample("? chưa chắc chắn", STROKES["cites"], doubtful=True))
    if not all(node.held for node in drawing.documents.values()):
        found.append(Sample("chỉ được viện dẫn"))
    return tuple(found)
