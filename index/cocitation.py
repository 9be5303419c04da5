"""Documents that are cited together with one: co-citation (Small 1973).

Each document that cites both counts for less the more it cites (as Adamic and Adar 2003 weigh
common neighbours), and a document that everybody cites has to share more (Salton's cosine).
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from graph.model import DocumentNode
from index.citing import Citing
from index.register import Register

_SHOWN: Final = 3
_SMOOTHING: Final = 1.0


@dataclass(frozen=True, slots=True)
class CitedTogether:
    """A document cited beside the one asked about.

    Attributes:
        node: the document.
        together: documents that cite both, among those looked at.
        examples: URNs of some of these, those that cite least first.
        score: for comparison within one answer only.
    """

    node: DocumentNode
    together: int
    examples: tuple[str, ...]
    score: float


def cited_together(register: Register, urn: str, limit: int = 10) -> tuple[CitedTogether, ...]:
    """Returns the documents that are most often cited beside `urn`, best first.

    Of a document that very many cite a sample of them is looked at (`index.citing.MAX_HOSTS`).
    """
    here = register.id(urn)
    if here is None or limit < 1:
        return ()
    citing = Citing(register)
    shares: dict[int, float] = defaultdict(float)
    hosts: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for host in citing.hosts(here):
        objects = citing.objects(host)
        for other in objects:
            shares[other] += 1 / math.log2(2 + len(objects))
            hosts[other].append((len(objects), host))
    shares.pop(here, None)
    scores = {
        other: share / math.sqrt(citing.cited(other) + _SMOOTHING)
        for other, share in shares.items()
    }
    best = sorted(scores, key=lambda other: (-scores[other], other))[:limit]
    examples = {other: [host for _, host in sorted(hosts[other])[:_SHOWN]] for other in best}
    named = register.by_ids([*best, *{host for some in examples.values() for host in some}])
    return tuple(
        CitedTogether(
            named[other].node,
            len(hosts[other]),
            tuple(named[host].node.urn for host in examples[other]),
            round(scores[other], 4),
        )
        for other in best
    )
