"""The three outcomes of a resolution, each with its reason."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model import Candidate, Resolution
from graph.resolution.reasons import reason

# More candidates than this help nobody who has to choose.
MOST_CANDIDATES = 20


def resolved(
    urn: str, word: str, confidence: float, candidates: Iterable[Candidate] = ()
) -> Resolution:
    """Return the resolution of a mention that means one document."""
    kept = _distinct(candidates) or (Candidate(urn, word, round(confidence, 3)),)
    return Resolution("resolved", urn, reason(word), round(confidence, 3), kept)


def ambiguous(word: str, candidates: Iterable[Candidate]) -> Resolution:
    """Return the resolution of a mention that means one of several documents, best first."""
    kept = _distinct(candidates)
    best = max((c.confidence for c in kept), default=0.0)
    return Resolution("ambiguous", None, reason(word), best, kept)


def unresolved(word: str, candidates: Iterable[Candidate] = ()) -> Resolution:
    """Return the resolution of a mention that cannot be told; guesses stay candidates."""
    return Resolution("unresolved", None, reason(word), 0.0, _distinct(candidates))


def _distinct(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    found: dict[str, Candidate] = {}
    for candidate in candidates:
        found.setdefault(candidate.urn, candidate)
    return tuple(found.values())[:MOST_CANDIDATES]
