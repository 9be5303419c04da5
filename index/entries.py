"""What goes into the indexes and comes out of them."""

from __future__ import annotations

from dataclasses import dataclass

from index.model import Passage


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """What the index knows of a document besides its passages.

    `types` are the document's own type and those of the documents attached to it, `issuers` the
    canonical names of whoever issued it.
    """

    sha256: str
    urn: str
    title: str
    types: tuple[str, ...] = ()
    number: str | None = None
    year: int | None = None
    issuers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Filters:
    """Which documents may be found; null or empty means any. Years are inclusive.

    `issuer` is a canonical name or a bare level ("xã"), as in `Query.issuer`.
    """

    type: str | None = None
    issuer: str | None = None
    year_from: int | None = None
    year_to: int | None = None
    documents: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        years = self.year_from is not None or self.year_to is not None
        return bool(self.type or self.issuer or self.documents or years)


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage with its document and a score (BM25 from the lexical index)."""

    passage: Passage
    urn: str
    title: str
    score: float
