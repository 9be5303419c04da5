"""Tells questions about a document's force from those about what repeals it.

Both ask for `repeals` of the graph (the command line's contract), but "còn hiệu lực không" is
answered by a state, and "văn bản nào bãi bỏ" by documents.
"""

from __future__ import annotations

import re
from typing import Final

from index.model import Query
from index.query.cue_marks import marked_cues
from index.query.cues import Cue
from index.query.wording import Wording
from nlp.issuers import match_issuer

_ENDING = ("repeals", "replaces")
_REPEALING: Final = "bo"
_CODE: Final = re.compile(r"\s+luat(?![a-z])")


def asks_force(query: Query) -> bool:
    """Tells whether a question asks what has become of its target."""
    if query.relation != "repeals" or query.direction != "in":
        return False
    wording = Wording(query.text)
    cues = (cue for cue in marked_cues(wording) if cue.relation in _ENDING)
    voices = {cue.voice for cue in cues if not _is_noun(wording, cue)}
    return "state" in voices and len(voices) == 1


def _is_noun(wording: Wording, cue: Cue) -> bool:
    """Tells whether a lone "bo" is a ministry or begins "bộ luật" rather than means "bỏ"."""
    if wording.folded[cue.start : cue.end] != _REPEALING:
        return False
    if wording.lower[cue.start : cue.end] == "bộ" or _CODE.match(wording.folded, cue.end):
        return True
    return match_issuer(wording.folded, cue.start) is not None
