"""What a ranker knows of a query and the passages that may answer it, as numbers.

The rows are units: an article, or what stands under one heading of a document, with those of its
passages that were found. Terms weigh as much as they are rare (idf of Robertson and Zaragoza 2009,
The Probabilistic Relevance Framework, 3.1), and most figures are shares of what the query's terms
could reach, so that they mean the same for short and long queries.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from index.lexical_fields import lexical_weights
from index.ranking_settings import ranking_settings
from index.sequences import PARTS, Codes, Ints, Sequences

Floats = NDArray[np.float64]

NAMES: Final = (
    "words_relative", "body_words", "own_words",
    "cover", "cover_pairs", "own_share", "own_share_pairs", "run_body",
    "dense", "dense_relative",
    "body_length", "own_length",
)  # fmt: skip
"""The columns; "own" is the innermost heading."""

_K1, _B = 1.2, 0.75
"""Of BM25, as tantivy has them."""

_OWN, _BODY = PARTS.index("own"), PARTS.index("body")


@dataclass(frozen=True, slots=True)
class QueryTerms:
    """The distinct terms of a query with their idf.

    `pairs` has the shape (r, 2) and holds indexes into `codes`. Where `plain`, the codes are the
    upper halves of the numbers of `index.sequences`, else the whole numbers. `unscored` are the
    weights of terms that the lexical scores leave out, 0 for all others.
    """

    codes: Codes
    weights: Floats
    pairs: Ints
    pair_weights: Floats
    plain: bool
    unscored: Floats | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """Where the query's terms stand in the passages.

    `at` are ascending positions in `Sequences.terms`, `term` the query's term there, `pair` the
    query's pair that begins there or -1. `terms` and `pairs` count them by passage and part.
    """

    at: Ints
    term: Ints
    pair: Ints
    terms: Floats
    pairs: Floats


def relative(scores: Floats) -> Floats:
    """Returns scores, none below 0, as shares of the highest."""
    return scores / max(float(scores.max(initial=0.0)), 1e-9)


def idf(frequencies: Floats, passages: int) -> Floats:
    """Returns the weight of terms that occur in so many of the passages."""
    return np.log1p((passages - np.minimum(frequencies, passages) + 0.5) / (frequencies + 0.5))


def matched(query: QueryTerms, sequences: Sequences) -> Places:
    """Returns where the query's terms and pairs stand."""
    halves = sequences.terms >> 16 if query.plain else sequences.terms & 0xFFFF
    table = np.full(1 << 16, -1, np.int16)
    table[query.codes if query.plain else query.codes & 0xFFFF] = np.arange(len(query.codes))
    term = table[halves]
    at = np.flatnonzero(term >= 0)
    term = term[at].astype(np.int64)
    if not query.plain:
        same = sequences.terms[at] == query.codes[term]
        at, term = at[same], term[same]
    slot = sequences.passage[at] * len(PARTS) + sequences.part[at]
    numbers = np.full((len(query.codes), len(query.codes)), -1, np.int64)
    numbers[query.pairs[:, 0], query.pairs[:, 1]] = np.arange(len(query.pairs))
    pair = np.full(len(at), -1, np.int64)
    if len(at) > 1:
        joined = (at[1:] == at[:-1] + 1) & (slot[1:] == slot[:-1])
        pair[:-1] = np.where(joined, numbers[term[:-1], term[1:]], -1)
    begins = pair >= 0
    return Places(
        at, term, pair,
        _counted(slot, term, len(sequences), len(query.codes)),
        _counted(slot[begins], pair[begins], len(sequences), len(query.pairs)),
    )  # fmt: skip


def _counted(slot: Ints, column: Ints, passages: int, columns: int) -> Floats:
    size = passages * len(PARTS) * columns
    counts = np.bincount(slot * columns + column, minlength=size)
    return counts.reshape(passages, len(PARTS), columns).astype(np.float64)


def features(
    query: QueryTerms,
    sequences: Sequences,
    words: Floats,
    dense: Floats,
    top_dense: float | None = None,
) -> tuple[Floats, Ints]:
    """Returns the features of the units, shape (units, len(NAMES)), and each passage's unit.

    Args:
        query: the query's terms.
        sequences: the n passages found.
        words: their scores in the lexical index, shape (n,).
        dense: inner products of their vectors with the query's, shape (n,); zeros without a model.
        top_dense: the largest of `dense`, where more passages were found than these.
    """
    found = matched(query, sequences)
    words = words + _unscored(query, found, sequences)
    top_dense = float(dense.max(initial=-1.0)) if top_dense is None else top_dense
    order = np.argsort(sequences.unit, kind="stable")
    starts = np.flatnonzero(np.diff(sequences.unit[order], prepend=-1))

    def best(values: Floats) -> Floats:
        return np.asarray(np.maximum.reduceat(values[order], starts))

    columns = [
        relative(best(words)),
        *_part_scores(query, found, sequences, best),
        *_covers(query, found, best),
        *_own_shares(found, sequences, best),
        best(_runs(found, sequences, len(query.codes))),
        best(dense),
        best(dense) - top_dense,
        np.log1p(np.add.reduceat(sequences.lengths[order, _BODY], starts).astype(np.float64)),
        np.log1p(best(sequences.lengths[:, _OWN].astype(np.float64))),
    ]
    return np.stack(columns, axis=1), sequences.unit


Best = Callable[[Floats], Floats]


def _unscored(query: QueryTerms, found: Places, sequences: Sequences) -> Floats:
    """What BM25 gives the passages for the terms that their lexical scores leave out."""
    if query.unscored is None or not query.unscored.any():
        return np.zeros(len(sequences))
    times = np.array([lexical_weights()["repeat"][part] for part in PARTS])
    tf = np.tensordot(found.terms, times, axes=(1, 0))
    return _saturated(tf, sequences.lengths @ times, "whole") @ query.unscored


def _saturated(tf: Floats, lengths: Floats | Ints, usual: str) -> Floats:
    """Returns BM25's term frequencies, shape (n, terms); `usual` names a length of `lengths`."""
    mean = float(ranking_settings()["lengths"][usual])
    norm = _K1 * (1 - _B + _B * lengths / mean)[:, None]
    return np.asarray(tf * (_K1 + 1) / (tf + norm))


def _part_scores(
    query: QueryTerms, found: Places, sequences: Sequences, best: Best
) -> list[Floats]:
    """BM25 of the text and of the heading, as shares of what the query's terms could reach."""
    reach = max((query.weights.sum() + query.pair_weights.sum()) * (_K1 + 1), 1e-9)
    scores = []
    for part in (_BODY, _OWN):
        lengths = sequences.lengths[:, part]
        terms, pairs = (
            _saturated(counts[:, part], lengths, PARTS[part])
            for counts in (found.terms, found.pairs)
        )
        scores.append(best(terms @ query.weights + pairs @ query.pair_weights) / reach)
    return scores


def _covers(query: QueryTerms, found: Places, best: Best) -> list[Floats]:
    """Shares of the weight of the query's terms, and of its pairs, that a unit has anywhere."""
    columns = []
    for counts, weights in ((found.terms, query.weights), (found.pairs, query.pair_weights)):
        there = best((counts.sum(axis=1) > 0).astype(np.float64))
        columns.append(there @ weights / max(float(weights.sum()), 1e-9))
    return columns


def _own_shares(found: Places, sequences: Sequences, best: Best) -> list[Floats]:
    """Shares of the heading that the query says: all of a short one, little of a long one."""
    length = sequences.lengths[:, _OWN]
    return [
        best(np.minimum(found.terms[:, _OWN].sum(axis=1) / np.maximum(length, 1), 1.0)),
        best(np.minimum(found.pairs[:, _OWN].sum(axis=1) / np.maximum(length - 1, 1), 1.0)),
    ]


def _runs(found: Places, sequences: Sequences, terms: int) -> Floats:
    """The longest stretch of the query's words in its order in the text."""
    inside = sequences.part[found.at] == _BODY
    linked = (found.pair[inside] >= 0).astype(np.int64)
    # Links counted since the last break: position i tells how many lead up to it.
    counted = np.concatenate([[0], np.cumsum(linked)])[:-1]
    before = np.concatenate([[0], linked])[:-1]
    since = np.maximum.accumulate(np.where(before == 0, counted, 0))
    longest = _largest(sequences.passage[found.at[inside]], counted - since, len(sequences))
    return longest / max(terms - 1, 1)


def _largest(places: Ints, values: NDArray[Any], size: int) -> Floats:
    """Returns the largest value at each of `size` places, 0 where none is; places ascend."""
    result = np.zeros(size)
    if len(places):
        starts = np.flatnonzero(np.diff(places, prepend=-1))
        result[places[starts]] = np.maximum.reduceat(values, starts)
    return result
