"""The catalog: one SQLite file that is the source of truth of a library.

    catalog = Catalog.open(folder, write=True)
    with catalog.transaction():
        catalog.documents.put(document)
    catalog.close()

Texts, parsed results, passages, vectors, what each mention was resolved to, a person's decisions
and a log of changes stand here; graph and indexes are derived from it and can be built again.
Many processes may read while one writes.
"""

from __future__ import annotations

from corpus.catalog.catalog import CATALOG_NAME, Catalog
from corpus.catalog.records import (
    Action,
    Change,
    Citation,
    Decision,
    Failure,
    FileState,
    Mention,
    NewDocument,
    PassageSpan,
    StoredDocument,
    VectorBlock,
)
from corpus.catalog.schema import APPLICATION_ID, SCHEMA_VERSION

__all__ = [
    "APPLICATION_ID",
    "CATALOG_NAME",
    "SCHEMA_VERSION",
    "Action",
    "Catalog",
    "Change",
    "Citation",
    "Decision",
    "Failure",
    "FileState",
    "Mention",
    "NewDocument",
    "PassageSpan",
    "StoredDocument",
    "VectorBlock",
]
