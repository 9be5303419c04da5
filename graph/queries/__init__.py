"""Saved SPARQL queries; `docs/sparql.md` shows what each is for."""

from __future__ import annotations

from importlib.resources import files

from corpus.errors import BadQuery


def names() -> tuple[str, ...]:
    """Names of the saved queries, in order."""
    found = (entry.name for entry in files(__package__).iterdir())
    return tuple(sorted(name.removesuffix(".rq") for name in found if name.endswith(".rq")))


def load(name: str) -> str:
    """The text of a saved query.

    Raises:
        BadQuery: there is none of this name.
    """
    if name not in names():
        raise BadQuery(f"no saved query {name!r}; there are {', '.join(names())}")
    return (files(__package__) / f"{name}.rq").read_text(encoding="utf-8")
