"""Documents that a page leads on to: those like its document, and those cited beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from index.labels import name_of

if TYPE_CHECKING:
    from api.library import Library
    from graph.model import DocumentNode

_SHOWN: Final = 8


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A document beside another one.

    Attributes:
        urn, name, title: what names it; `title` is empty where the name says it already.
        count: how many documents cite both.
        shared: documents that both cite, URN and name alone.
        more: how many further ones they both cite.
    """

    urn: str
    name: str
    title: str = ""
    count: int = 0
    shared: tuple[Neighbour, ...] = ()
    more: int = 0


def neighbours(library: Library, urn: str) -> dict[str, object]:
    """Return `similar` and `together` for the page of a document, best first."""
    similar = [
        _neighbour(
            one.node,
            shared=tuple(_neighbour(cited) for cited in one.shared),
            more=one.shared_count - len(one.shared),
        )
        for one in library.similar(urn, _SHOWN)
    ]
    together = [
        _neighbour(one.node, count=one.together) for one in library.cited_together(urn, _SHOWN)
    ]
    return {"similar": similar, "together": together}


def _neighbour(
    node: DocumentNode, *, count: int = 0, shared: tuple[Neighbour, ...] = (), more: int = 0
) -> Neighbour:
    name = name_of(node)
    title = node.title or ""
    return Neighbour(node.urn, name, "" if title == name else title, count, shared, more)
