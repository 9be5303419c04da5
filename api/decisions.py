"""A person says what a mention means."""

from __future__ import annotations

from datetime import UTC, datetime

from api.ingest.resolving import words_of
from api.records import MentionRow
from api.stored import file_name, resolution_of
from corpus.catalog import Catalog, Decision, Mention, StoredDocument
from corpus.errors import BadQuery, UnknownDocument

ID_DIGITS = 12
"""Digits of a document's hash in a mention's name."""


def mention_id(document: StoredDocument, mention: Mention) -> str:
    """Return the name by which a person points at a mention."""
    return f"{document.sha256[:ID_DIGITS]}:{mention.start}"


def row_of(document: StoredDocument, mention: Mention) -> MentionRow:
    """Return a stored mention as a row."""
    return MentionRow(
        mention_id(document, mention),
        file_name(document) or "",
        document.urn,
        mention.start,
        mention.end,
        mention.text,
        mention.kind,  # type: ignore[arg-type]  # the catalog keeps words
        mention.relation,  # type: ignore[arg-type]
        mention.status,
        mention.urn,
        resolution_of(mention).candidates,
        mention.reason,
        mention.confidence,
        mention.decided,
    )


def find_mention(catalog: Catalog, name: str) -> tuple[StoredDocument, Mention]:
    """Return the mention of this name.

    Raises:
        BadQuery: the name is not formed like one.
        UnknownDocument: there is no such mention.
    """
    prefix, _, start = name.partition(":")
    if len(prefix) < ID_DIGITS or not start.isdigit() or not _is_hexadecimal(prefix):
        raise BadQuery(f"{name!r} names no mention; luocdo references lists their names")
    for document in catalog.documents.by_sha256_prefix(prefix):
        for mention in catalog.mentions.of(document.id):
            if mention.start == int(start):
                return document, mention
    raise UnknownDocument(f"no mention {name}; luocdo references lists them")


def decide(
    catalog: Catalog, document: StoredDocument, mention: Mention, urn: str | None, by: str = ""
) -> None:
    """Keep a decision, or with a null URN take it back; the document is pending afterwards.

    Raises:
        StoreError: the catalog cannot be written.
    """
    words = words_of(mention)
    before = catalog.mentions.of(document.id)[: mention.ordinal]
    occurrence = sum(words_of(other) == words for other in before)
    decision = Decision(
        document.sha256,
        document.urn,
        mention.start,
        mention.end,
        words,
        occurrence,
        urn or "",
        datetime.now(UTC).isoformat(timespec="seconds"),
        by,
    )
    with catalog.transaction():
        if urn is None:
            catalog.decisions.remove(decision)
        else:
            catalog.decisions.put(decision)
        catalog.documents.mark_pending([document.id])


def _is_hexadecimal(text: str) -> bool:
    return all(character in "0123456789abcdef" for character in text)
