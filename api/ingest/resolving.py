"""The second half of an ingest: what each mention of the pending documents means."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, replace

from api.holdings import RecordingHoldings
from api.ingest.lookups import mention_lookup
from api.ingest.report import Event, OnEvent
from corpus.catalog import Catalog, Decision, Mention, StoredDocument
from graph.holdings import Holdings
from graph.model import Resolution
from graph.resolution import resolve
from nlp.contract import directive_from_dict
from nlp.directive import Reference

BATCH = 64
DECIDED = "decided by a person"


def resolve_pending(catalog: Catalog, holdings: Holdings, on_event: OnEvent) -> int:
    """Resolve the mentions of every pending document, a batch a transaction.

    Returns:
        How many documents' mentions changed.

    Raises:
        StoreError: the catalog cannot be written.
    """
    total = catalog.documents.count_pending()
    if not total:
        return 0
    on_event(Event("phase", "resolve", total=total))
    changed = 0
    while batch := catalog.documents.pending(BATCH):
        resolved = [(document, *mentions_of(catalog, document, holdings)) for document in batch]
        with catalog.transaction():
            for document, mentions, asked in resolved:
                changed += catalog.mentions.put(document, mentions, asked)
        for _ in batch:
            on_event(Event("step", "resolve"))
    return changed


def mentions_of(
    catalog: Catalog, document: StoredDocument, holdings: Holdings
) -> tuple[tuple[Mention, ...], set[str]]:
    """Resolve a document's mentions; a person's decisions stand above all.

    Returns:
        The mentions, and the look-up values that they depend on.
    """
    directive = directive_from_dict(catalog.documents.parsed(document.id))
    recording = RecordingHoldings(holdings)
    resolutions = resolve(document.urn, directive, recording)
    mentions = tuple(
        _mention(ordinal, reference, resolution)
        for ordinal, (reference, resolution) in enumerate(
            zip(directive.references, resolutions, strict=True)
        )
    )
    decisions = catalog.decisions.about(document.sha256, document.urn)
    return decided(mentions, decisions, document), recording.asked


def _mention(ordinal: int, reference: Reference, resolution: Resolution) -> Mention:
    return Mention(
        ordinal,
        reference.start,
        reference.end,
        reference.text,
        reference.kind,
        reference.relation,
        resolution.status,
        resolution.urn,
        resolution.reason,
        resolution.confidence,
        mention_lookup(reference),
        tuple(asdict(candidate) for candidate in resolution.candidates),
    )


def decided(
    mentions: tuple[Mention, ...], decisions: list[Decision], document: StoredDocument
) -> tuple[Mention, ...]:
    """Return the mentions with a person's decisions put in.

    A decision about the same bytes is found by its offsets; one about an earlier version of the
    document by the mention's words and how many like it stand before.
    """
    if not decisions:
        return mentions
    by_place = {(d.start, d.end): d.urn for d in decisions if d.sha256 == document.sha256}
    by_words = {(d.text, d.occurrence): d.urn for d in decisions if d.host == document.urn}
    seen: Counter[str] = Counter()
    found: list[Mention] = []
    for mention in mentions:
        words = words_of(mention)
        urn = by_place.get((mention.start, mention.end)) or by_words.get((words, seen[words]))
        seen[words] += 1
        found.append(mention if urn is None else as_decided(mention, urn))
    return tuple(found)


def as_decided(mention: Mention, urn: str) -> Mention:
    """Return a mention that means what a person says."""
    return replace(
        mention, status="resolved", urn=urn, reason=DECIDED, confidence=1.0, decided=True
    )


def words_of(mention: Mention) -> str:
    """Return a mention's words in the form in which two versions of a text are compared."""
    return " ".join(mention.text.split())
