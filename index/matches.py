"""Passages that the lexical index found, as columns; their texts are read for what is shown."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import tantivy
from numpy.typing import NDArray

from index.entries import FoundPassage
from index.model import Passage
from index.vector_files import Keys

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage's id, BM25 score, URN and its text as it is stored."""

    id: str
    score: float
    urn: str
    payload: bytes

    @property
    def document(self) -> str:
        """The SHA-256 of the passage's document."""
        return self.id.rpartition(":")[0]

    def found(self, score: float | None = None) -> FoundPassage:
        """Returns the passage itself, with another score if one is given."""
        sha, ordinal, heading, start, end, text, urn, title = json.loads(self.payload)
        passage = Passage(self.id, sha, ordinal, tuple(heading), start, end, text)
        return FoundPassage(passage, urn, title, self.score if score is None else score)


@dataclass(frozen=True, slots=True)
class Matches:
    """The n passages found, best first.

    `keys` are the hashes of their ids (`index.vector_files.hash_of`), `units` the numbers of the
    stretches of documents that they belong to (`index.sequences.unit_of`), `scores` their BM25
    scores, all of shape (n,). `document_at` reads what was there at
    the time of the search, whatever is committed since.
    """

    keys: Keys
    units: Keys
    scores: Floats
    addresses: Sequence[tantivy.DocAddress]
    document_at: Callable[[tantivy.DocAddress], tantivy.Document]
    _known: dict[int, tantivy.Document] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def documents(self) -> Keys:
        """The number of each passage's document, the same for all passages of one."""
        return self.units & np.uint64(0xFFFFFFFF)

    def with_others(self, others: Matches) -> Matches:
        """Returns these matches and others of the same searcher after them."""
        return Matches(
            np.concatenate([self.keys, others.keys]),
            np.concatenate([self.units, others.units]),
            np.concatenate([self.scores, others.scores]),
            [*self.addresses, *others.addresses],
            self.document_at,
        )

    def among(self, places: NDArray[np.int64]) -> Matches:
        """Returns the passages at these places."""
        addresses = [self.addresses[at] for at in places.tolist()]
        arrays = (self.keys[places], self.units[places], self.scores[places])
        return Matches(*arrays, addresses, self.document_at)

    def terms(self, places: Iterable[int]) -> list[bytes]:
        """Returns the terms (`index.sequences`) of the passages at these places, in that order."""
        return [self._stored(at).get_first("terms") or b"" for at in places]

    def urns(self, places: Iterable[int]) -> list[str]:
        """Returns the URNs of the documents of the passages at these places, in that order."""
        return [_text(self._stored(at), "urn") for at in places]

    def read(self, places: Iterable[int]) -> list[Candidate]:
        """Returns the passages at these places, in that order."""
        return [_candidate(self._stored(at), float(self.scores[at])) for at in places]

    def _stored(self, at: int) -> tantivy.Document:
        known = self._known.get(at)
        if known is None:
            known = self._known[at] = self.document_at(self.addresses[at])
        return known


def matches_of(searcher: tantivy.Searcher, hits: Sequence[tuple[Any, Any]]) -> Matches:
    """Returns the hits of a search with their columns."""
    addresses = [address for _, address in hits]
    scores = np.array([score for score, _ in hits], np.float64)
    keys, units = (searcher.fast_field_values(name, addresses) for name in ("key", "unit"))
    return Matches(
        np.array(keys, np.uint64), np.array(units, np.uint64), scores, addresses, searcher.doc
    )


def _candidate(document: tantivy.Document, score: float) -> Candidate:
    payload = document.get_first("payload") or b""
    return Candidate(_text(document, "passage"), score, _text(document, "urn"), payload)


def _text(document: tantivy.Document, name: str) -> str:
    return str(document.get_first(name) or b"", "utf-8", "surrogatepass")
