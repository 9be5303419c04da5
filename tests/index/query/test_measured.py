"""The queries of `bench/queries`, whose objects were written by hand: how many are read whole."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from index.query import understand

_FOLDER = Path(__file__).parents[3] / "bench" / "queries"
_STYLES = ("formal", "sloppy", "english")
_TARGET = ("type", "number", "year")


def _read(text: str) -> dict[str, Any]:
    query = asdict(understand(text, today=date(2026, 1, 1)))
    query.pop("text")
    query.pop("place")  # beside the contract
    if query["target"] is not None:
        query["target"] = {name: query["target"][name] for name in _TARGET}
    return query


def _rows(style: str) -> list[dict[str, Any]]:
    lines = (_FOLDER / f"{style}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_there_are_enough_queries_in_each_style() -> None:
    counts = [len(_rows(style)) for style in _STYLES]
    assert min(counts) >= 100
    assert sum(counts) >= 300


def test_every_relation_is_asked_for_in_both_directions() -> None:
    asked = {
        (row["query"]["relation"], row["query"]["direction"])
        for style in _STYLES
        for row in _rows(style)
        if row["query"]["relation"]
    }
    kinds = {relation for relation, _ in asked}
    assert len(kinds) == 13
    assert {(kind, way) for kind in kinds for way in ("in", "out")} == asked


@pytest.mark.parametrize("style", _STYLES)
def test_at_least_95_of_100_queries_are_read_whole(style: str) -> None:
    rows = _rows(style)
    wrong = [row["text"] for row in rows if _read(row["text"]) != row["query"]]
    assert len(wrong) <= 0.05 * len(rows), wrong
