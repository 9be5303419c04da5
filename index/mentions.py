"""Where the graph knows that a document is mentioned, whatever words do so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from graph.reading import GraphReader
from index.describing import Descriptions
from index.model import AnsweredDocument
from index.relating import otherwise_related

_MOST_SHOWN: Final = 50
_MOST_FILES: Final = 500


@dataclass(frozen=True, slots=True)
class Mentioned:
    """The documents that have to do with one, each with its sentence; held ones come first.

    `files` are the SHA-256 hashes of the held texts that say so.
    """

    documents: tuple[AnsweredDocument, ...] = ()
    files: tuple[str, ...] = ()


def mentions_of(graph: GraphReader, documents: Descriptions, urn: str) -> Mentioned:
    """Returns who mentions a document, in the relation that tells most."""
    found = otherwise_related(graph, urn, "cites", "in")[:_MOST_FILES]
    hosts = documents.of(one.links[0].host for one in found)
    files = dict.fromkeys(node.sha256 for node in hosts.values() if node.sha256)
    nodes = documents.of(one.urn for one in found)
    ordered = sorted(found, key=lambda one: not nodes[one.urn].held)[:_MOST_SHOWN]
    return Mentioned(
        tuple(documents.answered(one, nodes[one.urn]) for one in ordered), tuple(files)
    )
