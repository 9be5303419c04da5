"""Builds tantivy's queries term by term: what a person types never reaches its query parser."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

import tantivy

from index.entries import Filters
from index.lexical_fields import EXACT, PLAIN, lexical_weights
from index.matching import is_plain, query_terms
from index.syllables import fold, number_terms

_MAX_NUMBER_TEXT = 4000

Clause = tuple[tantivy.Occur, tantivy.Query]


def words_query(
    schema: tantivy.Schema, should: Sequence[Clause], filters: Filters
) -> tantivy.Query | None:
    """Returns the query for passages that share words with a text; null where it has none.

    Args:
        schema: the index's.
        should: the text's `word_clauses`.
        filters: what the passages' documents must be.
    """
    if not should:
        return None
    must = _must(schema, filters)
    if not must:
        return tantivy.Query.boolean_query(should)
    return tantivy.Query.boolean_query(
        [*must, (tantivy.Occur.Must, tantivy.Query.boolean_query(should))]
    )


def named_query(
    schema: tantivy.Schema, keys: Sequence[int], should: Sequence[Clause], filters: Filters
) -> tantivy.Query:
    """Returns the query for the passages `keys` that pass the filters, scored by `should`."""
    # Term by term: a set of terms is looked up by an automaton, in five times the time.
    named = tantivy.Query.boolean_query(
        [
            (tantivy.Occur.Should, tantivy.Query.term_query(schema, "key", key, "basic"))
            for key in keys
        ]
    )
    first = (tantivy.Occur.Must, tantivy.Query.const_score_query(named, 0.0))
    return tantivy.Query.boolean_query([first, *_must(schema, filters), *should])


def word_clauses(schema: tantivy.Schema, text: str, common: Set[str]) -> list[Clause]:
    """Returns what scores a passage by the words that it shares with `text`.

    Terms of `common` are left out, syllables or pairs.
    """
    return [(tantivy.Occur.Should, query) for query in _scored_terms(schema, text, common)]


def _must(schema: tantivy.Schema, filters: Filters) -> list[Clause]:
    return [
        (tantivy.Occur.Must, tantivy.Query.const_score_query(condition, 0.0))
        for condition in _conditions(schema, filters)
    ]


def _scored_terms(schema: tantivy.Schema, text: str, common: Set[str]) -> Iterator[tantivy.Query]:
    by_kind = lexical_weights()["terms"]
    plain = is_plain(text)
    name = PLAIN if plain else EXACT
    for counted, kind in zip(query_terms(text, plain=plain), ("syllable", "pair"), strict=True):
        for term, count in counted.items():
            if term in common:
                continue
            yield _term(schema, name, term, count * by_kind[kind])
    for number in dict.fromkeys(number_terms(text[:_MAX_NUMBER_TEXT])):
        yield _term(schema, "number", number, by_kind["number"])
        yield _term(schema, name, number, 1.0)


def _term(schema: tantivy.Schema, name: str, term: str, weight: float) -> tantivy.Query:
    query = tantivy.Query.term_query(schema, name, term, "freq")
    return query if weight == 1.0 else tantivy.Query.boost_query(query, weight)


def _conditions(schema: tantivy.Schema, filters: Filters) -> Iterator[tantivy.Query]:
    if filters.type:
        yield tantivy.Query.term_query(schema, "type", fold(filters.type))
    for name in filters.issuer_terms:
        yield tantivy.Query.term_query(schema, "issuer", fold(name))
    if filters.place:
        named = (tantivy.Query.term_query(schema, "issuer", fold(n)) for n in filters.place)
        yield tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in named])
    if filters.documents:
        yield tantivy.Query.term_set_query(schema, "document", list(filters.documents))
    if filters.year_from is not None or filters.year_to is not None:
        yield tantivy.Query.range_query(
            schema,
            "year",
            tantivy.FieldType.Unsigned,
            lower_bound=filters.year_from,
            upper_bound=filters.year_to,
        )
