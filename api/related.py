"""The JSON form of similar documents and of those cited together."""

from __future__ import annotations

from typing import Any

from graph.model import DocumentNode
from index.cocitation import CitedTogether
from index.labels import label_of
from index.model import Passage
from index.similar import SimilarDocument

LONGEST = 400
"""Characters of a passage that are given; its offsets are those of the whole."""


def similar_to_json(one: SimilarDocument) -> dict[str, Any]:
    """Return a similar document with its reasons as a JSON object."""
    return {
        **_named(one.node),
        "score": one.score,
        "likeness": dict(one.likeness),
        "shared": [_named(node) for node in one.shared],
        "shared_count": one.shared_count,
        "passage": passage_of(one.passage) if one.passage else None,
        "beside": passage_of(one.beside) if one.beside else None,
    }


def together_to_json(one: CitedTogether) -> dict[str, Any]:
    """Return a document that is cited beside another one as a JSON object."""
    counted = {"score": one.score, "together": one.together, "examples": list(one.examples)}
    return {**_named(one.node), **counted}


def passage_of(passage: Passage) -> dict[str, Any]:
    """Return where a passage stands and its first words."""
    text = passage.text
    return {
        "heading": list(passage.heading),
        "start": passage.start,
        "end": passage.end,
        "text": text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0] + " …",
    }


def _named(node: DocumentNode) -> dict[str, Any]:
    return {"urn": node.urn, "title": label_of(node), "held": node.held}
