"""One plan that the graph knows twice: as a decision's annex, and as a held document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from graph.model import DocumentNode
from graph.urn import work_of
from index.relating import Related


def without_doubles(
    found: Sequence[Related], nodes: Mapping[str, DocumentNode], target: str
) -> list[Related]:
    """Returns answers without an annex of `target` that stands among them as a held document.

    A decision's text names its annex by the type alone ("Ban hành kèm theo Quyết định này Kế
    hoạch"), the annex itself may be held under its own name. They are one where the decision has
    one annex of that type of each kind.
    """
    held = Counter(nodes[one.urn].type for one in found if nodes[one.urn].held)
    bare = {one.urn for one in found if _is_bare_annex(nodes[one.urn], target)}
    named = Counter(nodes[urn].type for urn in bare)
    doubles = {urn for urn in bare if held[nodes[urn].type] == 1 and named[nodes[urn].type] == 1}
    return [one for one in found if one.urn not in doubles]


def _is_bare_annex(node: DocumentNode, target: str) -> bool:
    return (
        not node.held and node.number is None and node.urn != target
        and work_of(node.urn) == target
    )  # fmt: skip
