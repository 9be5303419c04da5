"""What is peculiar to a type of document where a question names it."""

from __future__ import annotations

from functools import cache
from typing import Literal, cast

from index.query.wording import read_rows
from nlp.directive import RelationKind

Trait = Literal[
    "subject", "titled", "seldom numbered", "no year", "any form", "carrier", "local", "ministerial"
]
"""The traits that `query_type_traits.tsv` explains."""


def has_trait(kind: str | None, trait: Trait) -> bool:
    """Tells whether a type, by its canonical name, has a trait; no type has none."""
    return trait in _traits().get(kind or "", ())


def purpose_of(kind: str | None) -> RelationKind | None:
    """Returns what documents of a type do to one that is named beside them, if anything."""
    return _purposes().get(kind or "")


def sole_issuer(kind: str | None) -> str | None:
    """Returns the one body that issues documents of a type, null where there are more."""
    return _sole_issuers().get(kind or "")


@cache
def _traits() -> dict[str, frozenset[str]]:
    rows = read_rows("query_type_traits.tsv")
    return {row["type"]: frozenset(row["traits"].split(";")) for row in rows}


@cache
def _purposes() -> dict[str, RelationKind]:
    rows = read_rows("query_type_traits.tsv")
    return {row["type"]: cast("RelationKind", row["purpose"]) for row in rows if row["purpose"]}


@cache
def _sole_issuers() -> dict[str, str]:
    rows = read_rows("query_type_traits.tsv")
    return {row["type"]: row["issuer"] for row in rows if row["issuer"]}
