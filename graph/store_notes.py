"""What the store notes about itself, in a named graph of its own: its layout, its generation."""

from __future__ import annotations

from pathlib import Path
from typing import Final, cast

import pyoxigraph as ox

from corpus.errors import NewerSchema
from graph import terms

LAYOUT: Final = 2
_STORE: Final = ox.NamedNode(terms.STORE_GRAPH)


def read(store: ox.Store, name: str) -> int | None:
    """The number noted under a property's IRI; null where none is."""
    for quad in store.quads_for_pattern(_STORE, ox.NamedNode(name), None, _STORE):
        return int(cast("ox.Literal", quad.object).value)
    return None


def write(store: ox.Store, name: str, value: int) -> None:
    """Note a number in place of the one before."""
    here = f"GRAPH {_STORE}"
    subject = f"{_STORE} <{name}>"
    store.update(
        f"DELETE WHERE {{ {here} {{ {subject} ?old }} }}; "
        f"INSERT DATA {{ {here} {{ {subject} {int(value)} }} }}"
    )


def check_layout(path: Path, store: ox.Store) -> None:
    """Check that this version can read the store in the folder `path`.

    Raises:
        NewerSchema: a later one wrote it.
    """
    layout = read(store, terms.LAYOUT)
    if layout is not None and layout > LAYOUT:
        raise NewerSchema(
            f"{path} was written by a later version (layout {layout}, this one knows "
            f"{LAYOUT}); upgrade luocdo"
        )
