"""Finds documents by anything that a person would type: URN, number, short form, file name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePath

from api.holdings import holdings_of
from api.records import DocumentRecord
from api.stored import speaker
from corpus.catalog import Catalog, StoredDocument
from corpus.catalog.files import path_key
from corpus.errors import BadQuery
from corpus.readers.files import SUFFIXES
from graph.holdings import ChainedHoldings, KnownDocument
from graph.lookup import find_targets
from graph.model import DocumentNode
from graph.reading import GraphReader
from index.cited import CitedHoldings

LONGEST = 1000
"""Characters of a name; nobody types more."""

_MIN_HASH = 8


def find(catalog: Catalog, graph: GraphReader, text: str) -> tuple[DocumentRecord, ...]:
    """Return the documents that a name may mean, held ones first, best first.

    Raises:
        BadQuery: the name is empty or absurdly long.
    """
    name = text.strip()
    if not name:
        raise BadQuery("the document's name is empty; give a URN, number or file name")
    if len(name) > LONGEST:
        raise BadQuery(f"the document's name has {len(name)} characters; give a URN or number")
    if name.lower().startswith("urn:"):
        record = by_urn(catalog, graph, name)
        return () if record is None else (record,)
    documents = _by_file(catalog, name) or _by_hash(catalog, name)
    if documents:
        return tuple(_held(catalog, urn) for urn in dict.fromkeys(one.urn for one in documents))
    if PurePath(name).suffix.lower() in SUFFIXES:
        return ()  # "kh-77.docx" is a file that is not here, not Kế hoạch 77
    return tuple(_by_name(catalog, graph, name))


def by_urn(catalog: Catalog, graph: GraphReader, urn: str) -> DocumentRecord | None:
    """Return the document of this URN, held, cited or of the authority records."""
    if catalog.documents.by_urn(urn):
        return _held(catalog, urn)
    node = graph.node(urn)
    if node is not None:
        return _cited(node)
    known = holdings_of(catalog).by_urn(urn)
    return None if known is None else _known(known)


def _held(catalog: Catalog, urn: str) -> DocumentRecord:
    copies = catalog.documents.by_urn(urn)
    first = speaker(catalog, copies)
    return DocumentRecord(
        urn, True, first.type, first.number, first.year, first.date, first.issuer, first.title,
        first.sha256, first.paths, first.media_type, first.characters,
        tuple(one.sha256 for one in copies if one is not first), first.warnings,
    )  # fmt: skip


def _cited(node: DocumentNode) -> DocumentRecord:
    return DocumentRecord(
        node.urn, False, node.type, node.number, node.year, node.date, node.issuer, node.title
    )


def _known(known: KnownDocument) -> DocumentRecord:
    return DocumentRecord(
        known.urn, False, known.type, known.number, known.year, known.date, known.issuer,
        known.title,
    )  # fmt: skip


def _by_file(catalog: Catalog, name: str) -> list[StoredDocument]:
    exact = catalog.documents.by_path(path_key(Path(name)))
    if exact:
        return [exact]
    found = catalog.documents.by_file_name(name)
    if not found and not name.isdigit() and "/" not in name:
        # "na-kh-766" is a file called so before it is a document with that number.
        endings = (name + suffix for suffix in sorted(SUFFIXES))
        found = [one for ending in endings for one in catalog.documents.by_file_name(ending)]
    return found


def _by_hash(catalog: Catalog, name: str) -> list[StoredDocument]:
    digits = name.lower()
    if len(digits) < _MIN_HASH or not set(digits) <= set("0123456789abcdef"):
        return []
    return catalog.documents.by_sha256_prefix(digits)


def _by_name(catalog: Catalog, graph: GraphReader, name: str) -> Iterator[DocumentRecord]:
    """Yield the documents that a citation may mean; those that the library holds come first."""
    holdings = ChainedHoldings(holdings_of(catalog), CitedHoldings(graph))
    found = (by_urn(catalog, graph, one.urn) for one in find_targets(name, holdings))
    yield from sorted((one for one in found if one), key=lambda record: not record.held)
