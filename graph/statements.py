"""From a parsed document and what its mentions mean to its named graph: one edge a statement."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from graph.model import DocumentGraph, DocumentNode, Edge, Evidence, Resolution
from graph.sentences import sentence_around
from nlp.directive import Directive, FurtherRelation, Reference

Describe = Callable[[str], DocumentNode | None]
Stated = Reference | FurtherRelation


def document_graph(
    node: DocumentNode,
    text: str,
    directive: Directive,
    resolutions: Sequence[Resolution],
    *,
    describe: Describe | None = None,
    extractor: str = "",
) -> DocumentGraph:
    """Return what a document says about others.

    Args:
        node: the document itself.
        text: its text, from which the evidence is quoted.
        directive: what was parsed from the text.
        resolutions: what each of the directive's references means, in their order.
        describe: returns better facts about a cited document than a mention gives (authority
            records), or null.
        extractor: version of the program that parsed it.

    Returns:
        The graph. An ambiguous mention gives one edge a candidate, with status "ambiguous"; one
        that means nothing known gives none, and neither does a document's mention of itself.
    """
    edges = tuple(_edges(node.urn, text, directive, resolutions))
    cited = _cited(node.urn, directive, resolutions, edges, describe)
    return DocumentGraph(node, edges, cited, extractor)


def _edges(
    host: str, text: str, directive: Directive, resolutions: Sequence[Resolution]
) -> Iterator[Edge]:
    for ordinal, (reference, resolution) in enumerate(
        zip(directive.references, resolutions, strict=True)
    ):
        if reference.relation == "self":
            continue
        statements: tuple[Stated, ...] = (reference, *reference.further)
        for stated in statements:
            subject = _subject(host, stated, resolutions)
            if subject is None:
                continue
            evidence = _evidence(host, text, reference, stated)
            for target, confidence in _targets(resolution):
                if target != subject:
                    yield Edge(
                        subject, stated.relation, target, host, evidence,
                        cue=stated.cue, pinpoint=reference.pinpoint, partial=stated.partial,
                        confidence=round(reference.confidence * confidence, 4),
                        status=resolution.status, mention=ordinal, decided=resolution.decided,
                    )  # fmt: skip


def _subject(host: str, stated: Stated, resolutions: Sequence[Resolution]) -> str | None:
    """Return the relation's source; null where it is a mention that means nothing certain."""
    return host if stated.subject is None else resolutions[stated.subject].urn


def _targets(resolution: Resolution) -> list[tuple[str, float]]:
    if resolution.urn is not None:
        return [(resolution.urn, resolution.confidence)]
    if resolution.status == "ambiguous":
        return [(one.urn, one.confidence) for one in resolution.candidates]
    return []


def _evidence(host: str, text: str, reference: Reference, stated: Stated) -> Evidence:
    start, end = reference.start, reference.end
    cue = stated.cue_span
    if cue is not None:  # the words that decided the relation belong to the proof
        start, end = min(start, cue.start), max(end, cue.end)
    left, right = sentence_around(text, start, end)
    return Evidence(host, reference.start, reference.end, text[left:right])


def _cited(
    host: str,
    directive: Directive,
    resolutions: Sequence[Resolution],
    edges: Sequence[Edge],
    describe: Describe | None,
) -> tuple[DocumentNode, ...]:
    """Return a description of every other document at the end of an edge."""
    found: dict[str, DocumentNode] = {}
    for reference, resolution in zip(directive.references, resolutions, strict=True):
        if resolution.urn is not None and resolution.urn != host:
            here = _as_cited(resolution.urn, reference)
            before = found.get(resolution.urn)
            found[resolution.urn] = here if before is None else _fuller(before, here)
    for edge in edges:
        for urn in (edge.subject, edge.object):
            if urn != host:
                found.setdefault(urn, DocumentNode(urn))
    if describe is not None:
        for urn, node in found.items():
            known = describe(urn)
            found[urn] = node if known is None else _fuller(known, node)
    return tuple(found[urn] for urn in sorted(found))


def _as_cited(urn: str, reference: Reference) -> DocumentNode:
    date = reference.date
    year = int(date[:4]) if date else reference.year
    return DocumentNode(
        urn, reference.type, reference.number, date, year, reference.issuer, reference.title
    )


def _fuller(first: DocumentNode, second: DocumentNode) -> DocumentNode:
    """Return the first description, with the second's facts where it has none."""
    names = ("type", "number", "date", "year", "issuer", "title")
    missing = {name: getattr(second, name) for name in names if getattr(first, name) is None}
    return replace(first, **missing)
