"""Tells questions about a document's force from those about what repeals it.

Both ask for `repeals` of the graph (the command line's contract), but "còn hiệu lực không" is
answered by a state, and "văn bản nào bãi bỏ" by documents.
"""

from __future__ import annotations

from index.model import Query
from index.query.cue_marks import marked_cues
from index.query.wording import Wording

_ENDING = ("repeals", "replaces")


def asks_force(query: Query) -> bool:
    """Tells whether a question asks what has become of its target."""
    if query.relation != "repeals" or query.direction != "in":
        return False
    voices = {cue.voice for cue in marked_cues(Wording(query.text)) if cue.relation in _ENDING}
    return "state" in voices and len(voices) == 1
