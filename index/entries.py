"""What goes into the indexes and comes out of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from index.model import Passage
from nlp.directive import RelationKind

if TYPE_CHECKING:
    from graph.model import ForceState

_FIELDS: Final = {"year": ("year_from", "year_to")}
"""Fields of the facets that are called otherwise."""


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

    `issuer` is a canonical name or a bare level ("xã"), as in `Query.issuer`; `level` a level of
    government; `place` the names of a place (`index.placed`), one of which the issuer must be
    called by, the first for people; `province` the label of a present province
    (`index.provinces`), whose documents include those of the provinces merged into it; `force` the
    state today; `relation` the relation by which a document answers; `documents` SHA-256 hashes.
    """

    type: str | None = None
    issuer: str | None = None
    year_from: int | None = None
    year_to: int | None = None
    documents: tuple[str, ...] = ()
    level: str | None = None
    province: str | None = None
    force: ForceState | None = None
    relation: RelationKind | None = None
    place: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        years = self.year_from is not None or self.year_to is not None
        others = self.type or self.documents or self.force or self.relation or self.issuer_terms
        return bool(others or years or self.place)

    @property
    def issuer_terms(self) -> tuple[str, ...]:
        """What the issuer must be called by, all of them (`index.facets.issuer_terms`)."""
        return tuple(term for term in (self.issuer, self.level, self.province) if term)

    def without(self, *facets: str) -> Filters:
        """Returns the filters but for those of some facets."""
        names = {name for facet in facets for name in _FIELDS.get(facet, (facet,))}
        return replace(self, **dict.fromkeys(names))  # type: ignore[arg-type]  # fields' names


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage with its document and a score (BM25 from the lexical index)."""

    passage: Passage
    urn: str
    title: str
    score: float
