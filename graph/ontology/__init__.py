"""The project's ontology, `luocdo.ttl`, and its copy in every store."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from graph import terms

if TYPE_CHECKING:
    import pyoxigraph as ox

_VERSION = re.compile(r'owl:versionInfo\s+"([^"]+)"')


@cache
def source() -> str:
    """The ontology in Turtle."""
    return (files(__package__) / "luocdo.ttl").read_text(encoding="utf-8")


@cache
def version() -> str:
    """The version that the ontology states of itself."""
    found = _VERSION.search(source())
    if not found:
        raise ValueError("luocdo.ttl states no owl:versionInfo")
    return found[1]


def loaded_version(store: ox.Store) -> str | None:
    """Version of the ontology that a store holds; null where it holds none."""
    import pyoxigraph as ox  # noqa: PLC0415 - only writers ask

    graph = ox.NamedNode(terms.ONTOLOGY_GRAPH)
    stated = store.quads_for_pattern(graph, ox.NamedNode(terms.OWL + "versionInfo"), None, graph)
    return next((quad.object.value for quad in stated if isinstance(quad.object, ox.Literal)), None)


def load(store: ox.Store) -> None:
    """Put this version of the ontology into its named graph, instead of any other."""
    import pyoxigraph as ox  # noqa: PLC0415

    graph = ox.NamedNode(terms.ONTOLOGY_GRAPH)
    store.remove_graph(graph)
    store.load(input=source(), format=ox.RdfFormat.TURTLE, to_graph=graph)
