"""What was read out of a question without the parts that its reader does not mean."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Literal

from index.model import Intent, Query

Part = Literal["target", "relation", "type", "issuer", "years"]
"""What can be left out of a `Query`; `issuer` stands for its place too, `years` for both ends."""


def left_out(query: Query, parts: Collection[Part]) -> Query:
    """Returns a query without some parts of what was understood.

    A relation goes with the document that it leads to; without that document all words of the
    text are the topic.
    """
    if "target" in parts and query.target is not None:
        query = replace(
            query, intent="topic", relation=None, direction=None, target=None, topic=query.text
        )
    if "relation" in parts and query.relation is not None:
        intent: Intent = "topic" if query.target is None else "lookup"
        query = replace(query, intent=intent, relation=None, direction=None)
    if "type" in parts:
        query = replace(query, type=None)
    if "issuer" in parts:
        query = replace(query, issuer=None, place=None)
    if "years" in parts:
        query = replace(query, year_from=None, year_to=None)
    return query
