"""Who can end, suspend or change whom (`graph/data/force.toml`)."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

from graph.identity import is_local
from graph.model import DocumentNode
from graph.numbering import split_number

_LAWS = frozenset({"Hiến pháp", "Luật", "Bộ luật", "Bộ Luật", "Pháp lệnh"})


@lru_cache(maxsize=1)
def _table() -> dict[str, frozenset[str]]:
    text = files("graph").joinpath("data/force.toml").read_text("utf-8")
    return {name: frozenset(types) for name, types in tomllib.loads(text).items()}


def can_act(actor: DocumentNode, target: DocumentNode) -> bool:
    """Whether one document can have ended, suspended or changed another at all.

    A local body cannot touch what a central one issued, a plan no normative document, a report
    nothing; and nothing is done by a document that is older than its object.
    """
    if actor.type in _table()["speaks_only"]:
        return False
    if actor.type in _table()["administrative_only"] and is_normative(target):
        return False
    if actor.date and target.date and actor.date[:10] < target.date[: len(actor.date)]:
        return False
    if actor.year and target.year and actor.year < target.year:
        return False
    return not (_is_central(target) and _is_of_place(actor))


def is_normative(node: DocumentNode) -> bool:
    """Whether a document is normative: a law, or its number holds the year (Luật 64/2025/QH15)."""
    if node.type in _LAWS:
        return True
    return bool(node.number) and split_number(node.number or "").year is not None


def _is_central(node: DocumentNode) -> bool:
    if node.type in _LAWS:
        return True
    symbol = split_number(node.number).symbol if node.number else ""
    return bool(symbol) and not is_local(symbol)


def _is_of_place(node: DocumentNode) -> bool:
    symbol = split_number(node.number).symbol if node.number else ""
    return bool(symbol) and is_local(symbol)
