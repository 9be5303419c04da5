"""The SHACL shapes that every graph and every export of the project passes."""

from __future__ import annotations

from importlib.resources import files

NAMES = ("citation.ttl", "directive.ttl")


def sources() -> tuple[str, ...]:
    """The shapes in Turtle, one text a file."""
    return tuple((files(__package__) / name).read_text(encoding="utf-8") for name in NAMES)
