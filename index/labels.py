"""How documents are called in answers and lists."""

from __future__ import annotations

from graph.model import DocumentNode


def name_of(node: DocumentNode) -> str:
    """Returns a document's type and number, else its title, else its URN."""
    title = node.title if not node.number else None
    return " ".join(filter(None, (node.type, node.number or title))) or node.urn


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
