"""Found passages as an answer shows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from index.entries import FoundPassage
from index.marking import highlights
from index.model import Highlight, Hit
from index.ranking import grouped

_PASSAGES_A_DOCUMENT: Final = 3


def hits_of(found: Sequence[FoundPassage], limit: int, text: str) -> tuple[Hit, ...]:
    """Returns the best passages of the first `limit` documents, with the words of `text` marked."""
    chosen = grouped(list(found), limit, _PASSAGES_A_DOCUMENT)
    marks = highlights(text, [item.passage.text for item in chosen])
    return tuple(map(_hit, chosen, marks))


def merged(first: Sequence[Hit], others: Sequence[Hit], limit: int) -> tuple[Hit, ...]:
    """Returns the hits of `limit` documents: all of the first ones, then other documents."""
    shown = list(dict.fromkeys(hit.document for hit in (*first, *others)))[:limit]
    known = {hit.document for hit in first}
    rest = (hit for hit in others if hit.document not in known)
    return tuple(hit for hit in (*first, *rest) if hit.document in shown)


def _hit(item: FoundPassage, marks: tuple[Highlight, ...]) -> Hit:
    passage = item.passage
    return Hit(
        passage.document, item.urn, item.title, passage.heading, passage.start, passage.end,
        passage.text, marks, round(item.score, 4),
    )  # fmt: skip
