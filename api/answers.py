"""The JSON form of an answer: what `luocdo search --json` and `/api/search` print."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from index.model import Answer, Hit


def answer_to_json(answer: Answer) -> dict[str, Any]:
    """Return an answer as a JSON object.

    `query`, `answer`, `hits` and `took_ms` are the contract; `nearest`, `candidates`, `message` and
    `facets` stand beside them. `query.target` is null where nothing is named.
    """
    query = asdict(answer.query)
    query.pop("text")
    query.pop("place")  # beside the contract; `issuer` is what it was read as
    return {
        "text": answer.query.text,
        "query": query,
        "answer": [asdict(document) for document in answer.answer],
        "hits": [_hit(hit) for hit in answer.hits],
        "nearest": [asdict(document) for document in answer.nearest],
        "candidates": [asdict(target) for target in answer.candidates],
        "message": answer.message,
        "facets": answer.facets,
        "took_ms": round(answer.took_ms, 1),
    }


def _hit(hit: Hit) -> dict[str, Any]:
    found = asdict(hit)
    found["heading"] = list(hit.heading)
    found["score"] = round(hit.score, 4)
    return found
