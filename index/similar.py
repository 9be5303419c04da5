"""Documents that are like one: by what they say, what they cite, and what they are called.

What they say is the mean of their passages' vectors, from which the mean of the whole library is
taken away: official texts share so much wording that all of them look alike otherwise (Mu and
Viswanath 2018). What they cite counts by rarity: a law that every plan cites counts little.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import Final, TypeVar

import numpy as np

from graph.model import DocumentNode
from index.citing import Citing
from index.closings import is_closing
from index.lexical import LexicalIndex
from index.model import Passage
from index.register import Register
from index.syllables import pairs, syllables
from index.vector_files import Floats
from index.vectors import VectorIndex

WEIGHTS: Final = {"text": 1.0, "citations": 0.5, "title": 0.5}
"""What each kind of likeness counts."""

_CANDIDATES: Final = 80
_PASSAGES: Final = 256
_STEP: Final = 32
_PROBES: Final = 3
_NEAR: Final = 60
_HOSTS: Final = 100
_SHARED: Final = 3
_TRIED: Final = 12
"""Pairs of passages that are looked at until one speaks of the matter."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class SimilarDocument:
    """A document like the one asked about, and why.

    Attributes:
        node: the document.
        score: for comparison within one answer only.
        shared: documents that both cite, the rarest first.
        shared_count: how many they are.
        passage: its passage that comes nearest to one of the document asked about.
        beside: that other passage.
        likeness: the parts of the score, before weighing.
    """

    node: DocumentNode
    score: float
    shared: tuple[DocumentNode, ...] = ()
    shared_count: int = 0
    passage: Passage | None = None
    beside: Passage | None = None
    likeness: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class _Profile:
    """A held document as it is compared: passages with their vectors, citations, title terms.

    `apart` are its vectors with the library's mean taken away, worked out for one side alone.
    """

    row: int
    node: DocumentNode
    passages: list[str]
    vectors: Floats
    apart: Floats
    centre: Floats
    cites: frozenset[int]
    terms: frozenset[str]


class SimilarDocuments:
    """Compares the held documents of one library."""

    def __init__(
        self, register: Register, lexical: LexicalIndex, vectors: VectorIndex | None
    ) -> None:
        self._register = register
        self._lexical = lexical
        self._vectors = vectors if vectors is not None and len(vectors) else None
        self._citing = Citing(register)

    def similar(self, urn: str, limit: int = 10) -> tuple[SimilarDocument, ...]:
        """Returns the held documents most like the held document `urn`, best first; never itself.

        Nothing for a document whose text is not held.
        """
        row = self._register.id(urn)
        own = self._profile(row) if row is not None else None
        if own is None or limit < 1:
            return ()
        own = replace(own, apart=self._apart(own.vectors))
        compared = []
        for candidate in self._candidates(own):
            other = self._profile(candidate)
            if other is not None:
                likeness = self._likeness(own, other)
                score = sum(WEIGHTS[name] * value for name, value in likeness.items())
                compared.append((score, other, likeness))
        compared.sort(key=lambda one: (-one[0], one[1].row))
        return tuple(self._explained(own, *one) for one in compared[:limit] if one[0] > 0)

    # -- what there is to compare

    def _profile(self, row: int) -> _Profile | None:
        node = self._register.by_ids([row])[row].node
        if not node.held or node.sha256 is None:
            return None
        names, vectors = self._passages(node.sha256)
        cites = frozenset(self._citing.objects(row))
        words = syllables(node.title or "", folded=False)
        centre = self._apart(vectors.mean(axis=0)) if names else vectors
        terms = frozenset((*words, *pairs(words)))
        return _Profile(row, node, names, vectors, vectors, centre, cites, terms)

    def _passages(self, sha256: str) -> tuple[list[str], Floats]:
        """Returns a document's first passages with their vectors.

        Passages of which nothing is embedded, as lists of recipients, are left out: they would be
        alike in all documents.
        """
        if self._vectors is None:
            return [], np.zeros((0, 1), np.float32)
        names: list[str] = []
        parts: list[Floats] = []
        for first in range(0, _PASSAGES, _STEP):
            wanted = [f"{sha256}:{first + at}" for at in range(_STEP)]
            known, vectors = self._vectors.vectors(wanted)
            names += known
            parts.append(vectors)
            if len(known) < _STEP:
                break
        found = np.concatenate(parts)
        says = np.linalg.norm(found, axis=1) > 0
        return [name for name, said in zip(names, says, strict=True) if said], found[says]

    def _apart(self, vectors: Floats) -> Floats:
        """Returns vectors with the library's mean taken away, of length 1."""
        return _unit(vectors - self._vectors.mean) if self._vectors is not None else vectors

    def _candidates(self, own: _Profile) -> Iterable[int]:
        """Returns documents that share something, a few of each kind of likeness."""
        found: dict[int, None] = {}
        for hashes in (self._near_in_words(own), self._near_in_title(own)):
            rows = (self._register.held_as(sha256) for sha256 in hashes)
            found |= dict.fromkeys(islice((row for row in rows if row is not None), _CANDIDATES))
        found |= dict.fromkeys(islice(self._citing_alike(own), _CANDIDATES))
        found.pop(own.row, None)
        return found

    def _near_in_words(self, own: _Profile) -> Iterable[str]:
        if self._vectors is None or not own.passages:
            return ()
        spread = np.unique(np.linspace(0, len(own.vectors) - 1, _PROBES).astype(int))
        queries = [own.vectors.mean(axis=0), *own.vectors[spread]]
        near = np.concatenate([self._vectors.nearest(query, _NEAR) for query in queries])
        return self._lexical.documents(list(dict.fromkeys(near.tolist())))

    def _near_in_title(self, own: _Profile) -> Iterable[str]:
        if not own.node.title:
            return ()
        return dict.fromkeys(
            one.document for one in self._lexical.candidates(own.node.title, _NEAR)
        )

    def _citing_alike(self, own: _Profile) -> Iterable[int]:
        shares: dict[int, float] = {}
        looked_at = 0
        for cited in sorted(own.cites, key=lambda one: (-self._citing.rarity(one), one)):
            hosts = self._citing.hosts(cited, _HOSTS)
            weight = self._citing.rarity(cited) ** 2
            for host in hosts:
                shares[host] = shares.get(host, 0.0) + weight
            looked_at += len(hosts)
            if looked_at > _HOSTS * 20:
                break
        return sorted(shares, key=lambda host: (-shares[host], host))

    # -- likeness

    def _likeness(self, own: _Profile, other: _Profile) -> dict[str, float]:
        text = 0.0
        if len(own.vectors) and len(other.vectors):
            text = float(own.centre @ other.centre)
        return {
            "text": max(0.0, text),
            "citations": _cosine(own.cites, other.cites, self._citing.rarity),
            "title": _cosine(own.terms, other.terms, self._title_rarity),
        }

    def _title_rarity(self, term: str) -> float:
        known = self._term_rarities
        if term not in known:
            frequency = self._lexical.frequencies([term], plain=False)[0]
            known[term] = math.log(1 + self._lexical.size / (1 + frequency))
        return known[term]

    @cached_property
    def _term_rarities(self) -> dict[str, float]:
        return {}

    def _explained(
        self, own: _Profile, score: float, other: _Profile, likeness: dict[str, float]
    ) -> SimilarDocument:
        both = sorted(own.cites & other.cites, key=lambda one: (-self._citing.rarity(one), one))
        shared = self._register.by_ids(both[:_SHARED])
        passage, beside = self._nearest_pair(own, other)
        rounded = tuple((name, round(value, 3)) for name, value in likeness.items())
        nodes = tuple(shared[one].node for one in both[:_SHARED])
        return SimilarDocument(
            other.node, round(score, 4), nodes, len(both), passage, beside, rounded
        )

    def _nearest_pair(self, own: _Profile, other: _Profile) -> tuple[Passage | None, ...]:
        """Returns the passage of `other` that comes nearest to one of `own`, and that one.

        Signatures and recipients are near to all others of their office and tell nothing.
        """
        if not (len(own.vectors) and len(other.vectors)):
            return None, None
        products = self._apart(other.vectors) @ own.apart.T
        for _ in range(_TRIED):
            theirs, ours = np.unravel_index(int(products.argmax()), products.shape)
            if products[theirs, ours] == -np.inf:
                break
            names = (other.passages[int(theirs)], own.passages[int(ours)])
            shown = self._lexical.passages(names)
            passage, beside = (shown[n].passage if n in shown else None for n in names)
            if passage is None or is_closing(passage):
                products[theirs] = -np.inf
            elif beside is None or is_closing(beside):
                products[:, ours] = -np.inf
            else:
                return passage, beside
        return None, None


def _unit(vectors: Floats) -> Floats:
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    unit: Floats = vectors / np.maximum(lengths, 1e-9)
    return unit


def _cosine(own: frozenset[_T], other: frozenset[_T], weight: Callable[[_T], float]) -> float:
    if not own or not other:
        return 0.0
    shared = sum(weight(one) ** 2 for one in own & other)
    sizes = (math.sqrt(sum(weight(one) ** 2 for one in each)) for each in (own, other))
    return shared / max(1e-9, math.prod(sizes))
