"""Catalog rows back to what graph and indexes are made of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from corpus.catalog import Catalog, Mention, StoredDocument
from graph.authority import authority
from graph.model import Candidate, DocumentGraph, DocumentNode, Resolution
from graph.statements import document_graph
from index.entries import DocumentEntry
from index.facets import types_of
from index.labels import label_of
from index.model import Passage
from nlp.contract import directive_from_dict


def speaker(catalog: Catalog, copies: Sequence[StoredDocument]) -> StoredDocument:
    """Return the one of several copies of a document that speaks in the graph.

    It is the one with most mentions: a scan or an excerpt loses some. Ties go by hash, so that the
    order of arrival makes no difference.
    """
    return max(copies, key=lambda one: (catalog.mentions.count(one.id), one.sha256))


def node_of(document: StoredDocument) -> DocumentNode:
    """Return a held document as the graph describes it."""
    return DocumentNode(
        document.urn,
        document.type,
        document.number,
        document.date,
        document.year,
        document.issuer,
        document.title,
        held=True,
        file=file_name(document),
        sha256=document.sha256,
    )


def file_name(document: StoredDocument) -> str | None:
    """Return the name of the first file that holds the document, without its folder."""
    return document.paths[0].replace("\\", "/").rsplit("/", 1)[-1] if document.paths else None


def graph_of(catalog: Catalog, document: StoredDocument) -> DocumentGraph:
    """Build a document's named graph from what the catalog keeps."""
    resolutions = [resolution_of(one) for one in catalog.mentions.of(document.id)]
    return document_graph(
        node_of(document),
        catalog.documents.text(document.id),
        directive_from_dict(catalog.documents.parsed(document.id)),
        resolutions,
        describe=recorded_node,
        extractor=document.extractor,
    )


def recorded_node(urn: str) -> DocumentNode | None:
    """Return a document as the authority records describe it; null where they do not know it."""
    record = authority().by_urn(urn)
    if record is None:
        return None
    return DocumentNode(
        urn, record.type, record.number, record.date, record.year, record.issuer, record.title
    )


def resolution_of(mention: Mention) -> Resolution:
    """Return what a stored mention was resolved to."""
    return Resolution(
        mention.status,
        mention.urn,
        mention.reason,
        mention.confidence,
        tuple(Candidate(**one) for one in mention.candidates),
        mention.decided,
    )


def entry_of(document: StoredDocument, attached: Sequence[str]) -> DocumentEntry:
    """Return what the indexes know of a document besides its passages."""
    return DocumentEntry(
        document.sha256,
        document.urn,
        title_of(document),
        types_of(document.type, document.title, attached),
        document.number,
        document.year,
        (document.issuer,) if document.issuer else (),
    )


def title_of(document: StoredDocument) -> str:
    """Return what a document is called in a list: type, number and title, else its file's name."""
    if document.number or document.title:
        return label_of(node_of(document))
    return file_name(document) or label_of(node_of(document))


def attached_types(parsed: dict[str, Any]) -> list[str]:
    """Return the types of the documents that a parsed file holds beside its own."""
    return [str(one["type"]) for one in parsed.get("attachments", ()) if one.get("type")]


def passages_of(catalog: Catalog, document: StoredDocument) -> tuple[Passage, ...]:
    """Return a document's passages with their words."""
    text = catalog.documents.text(document.id)
    return tuple(
        Passage(
            f"{document.sha256}:{span.ordinal}",
            document.sha256,
            span.ordinal,
            span.heading,
            span.start,
            span.end,
            text[span.start : span.end],
        )
        for span in catalog.documents.passages(document.id)
    )
