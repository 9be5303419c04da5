"""What the lexical index keeps of a document and a passage, field by field."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import tantivy

from index.entries import DocumentEntry
from index.facets import issuer_terms, types_of
from index.model import Passage
from index.sequences import pack, parts_of, unit_of
from index.syllables import fold, forms, number_term, number_terms, pairs
from index.vector_files import hash_of

EXACT, PLAIN = "words", "words_plain"
"""The fields of words, as written and without diacritics."""

_DATA = Path(__file__).parent / "data"

Fields = dict[str, list[Any]]


@cache
def lexical_weights() -> Mapping[str, Mapping[str, Any]]:
    """Returns the tables of `index/data/lexical.toml`."""
    return tomllib.loads((_DATA / "lexical.toml").read_text("utf-8"))


def schema() -> tantivy.Schema:
    """Returns the schema.

    Words have no positions: pairs take the place of phrases. What ranking must know of hundreds of
    passages stands in columns (`key`, `unit`), which are read without decompressing a text.
    """
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("key", indexed=True, fast=True)
    builder.add_unsigned_field("unit", fast=True)
    for name in ("document", "type", "issuer", "number"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("year", indexed=True, fast=True)
    for name in (EXACT, PLAIN):
        builder.add_text_field(name, tokenizer_name="spaced", index_option="freq")
    for name in ("passage", "urn", "terms", "payload"):
        builder.add_bytes_field(name, stored=True)
    return builder.build()


def document_fields(entry: DocumentEntry) -> Fields:
    """Returns the fields that all passages of a document share."""
    issuers = (fold(term) for name in entry.issuers for term in issuer_terms(name))
    numbers = [number_term(entry.number), *number_terms(entry.number)] if entry.number else []
    return {
        "document": [entry.sha256],
        "type": [fold(name) for name in types_of(None, entry.title, entry.types)],
        "issuer": list(dict.fromkeys(issuers)),
        "year": [entry.year] if entry.year else [],
        "number": list(dict.fromkeys(numbers)),
    }


def passage_fields(entry: DocumentEntry, passage: Passage) -> Fields:
    """Returns the fields of one passage: its words, weighted by repetition, and what to show."""
    repeat = lexical_weights()["repeat"]
    parts = [(text, repeat[part]) for part, text in parts_of(entry, passage).items()]
    numbers = [number for text, times in parts for number in number_terms(text) * times]
    fields: Fields = {
        "key": [hash_of(passage.id)],
        "unit": [unit_of(passage)],
        "passage": [_bytes(passage.id)],
        "urn": [_bytes(entry.urn)],
    }
    for which, name in enumerate((EXACT, PLAIN)):
        terms = list(numbers)
        for text, times in parts:
            tokens = [form[which] for form in forms(text)]
            terms += (tokens + pairs(tokens)) * times
        fields[name] = [" ".join(terms)]
    payload = (
        passage.document, passage.ordinal, passage.heading, passage.start, passage.end,
        passage.text, entry.urn, entry.title,
    )  # fmt: skip
    fields["payload"] = [_bytes(json.dumps(payload, ensure_ascii=False))]
    fields["terms"] = [pack(entry, passage)]
    return fields


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
