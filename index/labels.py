"""How documents are called in answers and lists."""

from __future__ import annotations

from graph.model import DocumentNode
from index.syllables import fold


def name_of(node: DocumentNode) -> str:
    """Returns a document's type and number, else its title, else its URN.

    A law's title begins with its type ("Luật Đất đai"), which is then not said twice.
    """
    if node.number or not node.title:
        return " ".join(filter(None, (node.type, node.number))) or node.urn
    if node.type is None or fold(node.title).startswith(fold(node.type)):
        return node.title
    return f"{node.type} {node.title}"


def dated_name_of(node: DocumentNode) -> str:
    """Returns `name_of` with the date or year, for documents that share type and number."""
    when = node.date or node.year
    return f"{name_of(node)} ({when})" if when else name_of(node)


def label_of(node: DocumentNode) -> str:
    """Returns how a document is called: type and number, and its title where it has one."""
    name = " ".join(filter(None, (node.type, node.number)))
    if node.title and node.title != name:
        return f"{name}: {node.title}" if name else node.title
    return name or node.urn
