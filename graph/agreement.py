"""Whether the tables and the quads of a store state the same edges (`luocdo doctor` asks)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import cast

import pyoxigraph as ox

from graph import nquads, terms
from graph.reading import GraphReader


def disagreements(store: GraphReader) -> Iterator[str]:
    """URNs of the documents whose edges differ between the two.

    Every edge is compared by its digest, which covers all its parts (`graph.nquads.digest`).
    """
    named = {host for graph in store.graphs() if (host := terms.host_of_graph(graph))}
    for host in sorted(named | set(store.urns(held=True))):
        quads = store.quads(terms.graph_iri(host))
        noted = Counter(
            cast("ox.Literal", quad.object).value
            for quad in quads
            if quad.predicate.value == terms.DIGEST
        )
        if noted != Counter(map(nquads.digest, store.edges(host=host))):
            yield host
