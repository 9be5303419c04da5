"""What shows only in the whole graph: circles, plans without a basis, tasks nobody carries out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from graph.audit.model import AuditLibrary, Finding, finding
from graph.audit.naming import name_of, node_name
from graph.cascade import CARRYING_OUT
from graph.force import HeldText
from graph.force.acting import is_normative
from graph.model import Link
from nlp.directive import RelationKind
from nlp.issuers import issuer_by_name

_PLANS = frozenset({"Kế hoạch", "Chương trình", "Chương trình hành động", "Phương án"})
_TASKING = frozenset({
    "Quyết định", "Nghị quyết", "Chỉ thị", "Kế hoạch", "Chương trình", "Chiến lược", "Đề án",
    "Công điện", "Kết luận",
})  # fmt: skip
# The closing article of every decision makes somebody responsible; that is no task.
_CLOSING = re.compile(r"chịu\s+trách\s+nhiệm\s+(?:thi\s+hành|thực\s+hiện)", re.IGNORECASE)
_ANNOUNCING = re.compile(
    r"\W*(?:về\s+(?:việc\s+)?)?(?:công\s+bố|bãi\s+bỏ|đính\s+chính)", re.IGNORECASE
)
_FEWEST_TASKS = 2
_BASES: tuple[RelationKind, ...] = (
    "based_on", "implements", "applies", "guides", "annex_of", "amends", "replaces",
)  # fmt: skip
_ANNEXING: tuple[RelationKind, ...] = ("promulgates",)
# In these no document can come back to itself; "applies" and "cites" may well be mutual.
_ONE_WAY: tuple[RelationKind, ...] = (
    "based_on", "implements", "guides", "amends", "replaces", "repeals", "corrects",
    "consolidates",
)  # fmt: skip


def check_basis(held: HeldText) -> Iterator[Finding]:
    """A plan that names nothing that it is based on or carries out, not even unclearly."""
    if held.node.type not in _PLANS:
        return
    for reference, resolution in zip(held.directive.references, held.resolutions, strict=True):
        if reference.relation in _BASES and resolution.urn != held.node.urn:
            return
    spans = dict(held.directive.header.spans)
    span = spans.get("title") or spans.get("type") or spans.get("number")
    proofs = (held.quote(span.start, span.end),) if span and span.start < span.end else ()
    yield finding("without_basis", held, proofs, document=node_name(held.node))


def check_carried_out(library: AuditLibrary, held: HeldText) -> Iterator[Finding]:
    """A central document that gives tasks which no held document carries out, even indirectly."""
    node = held.node
    tasks = [one for one in held.directive.tasks if not _CLOSING.search(one.content)]
    if node.type not in _TASKING or len(tasks) < _FEWEST_TASKS or is_normative(node):
        return
    if _ANNOUNCING.match(node.title or "") or not _is_central(node.issuer):
        return
    if _has_carrier(library, node.urn):
        return
    proofs = (held.quote(tasks[0].start, tasks[0].end),)
    yield finding("not_carried_out", held, proofs, document=node_name(node))


def _is_central(issuer: str | None) -> bool:
    body = issuer_by_name(issuer) if issuer else None
    return body is not None and body.level == "trung ương"


def _has_carrier(library: AuditLibrary, urn: str) -> bool:
    """Whether a held document carries it out, or what it promulgates, directly or further down."""
    seen, open_ends = {urn}, [urn]
    while open_ends:
        here = open_ends.pop()
        found = [link.object for link in library.graph.links(here, "out", _ANNEXING)]
        for link in library.graph.links(here, "in", CARRYING_OUT):
            node = library.graph.node(link.subject)
            if node is not None and node.held:
                return True
            found.append(link.subject)
        open_ends.extend(one for one in found if one not in seen)
        seen.update(found)
    return False


def check_cycles(library: AuditLibrary) -> Iterator[Finding]:
    """Documents that come back to themselves over relations that only lead back in time."""
    import networkx as nx  # noqa: PLC0415 - only for whole libraries

    links = _circular_links(library)
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edges_from((link.subject, link.object) for link in links)
    for component in sorted(map(sorted, nx.strongly_connected_components(graph))):
        if len(component) > 1:
            yield from _cycle(library, component, links)


def _circular_links(library: AuditLibrary) -> list[Link]:
    """The relations that remain when documents without any way in or out are taken away."""
    out: dict[str, list[Link]] = defaultdict(list)
    for urn in library.graph.urns():
        for link in library.graph.links(urn, "out", _ONE_WAY):
            # What a third document says of two others is too often misread to accuse anybody.
            if link.object != urn and link.host == urn:
                out[urn].append(link)
    while True:
        targets = {link.object for links in out.values() for link in links}
        kept = {
            urn: [link for link in links if link.object in out]
            for urn, links in out.items()
            if urn in targets
        }
        kept = {urn: links for urn, links in kept.items() if links}
        if sum(map(len, kept.values())) == sum(map(len, out.values())):
            return [link for urn in sorted(kept) for link in kept[urn]]
        out = defaultdict(list, kept)


def _cycle(library: AuditLibrary, members: list[str], links: list[Link]) -> Iterator[Finding]:
    inside = [link for link in links if link.subject in members and link.object in members]
    proofs = library.graph.proofs(inside)
    edges = sorted(
        (edges[0] for edges in proofs.values() if edges),
        key=lambda edge: (edge.subject, edge.object, edge.host, edge.mention),
    )
    host = library.graph.node(edges[0].host) if edges else None
    if host is None:
        return
    path = " → ".join([name_of(library, urn) for urn in (*members, members[0])])
    yield finding("cycle", host, tuple(edge.evidence for edge in edges[:8]), tuple(members),
                  path=path)  # fmt: skip
