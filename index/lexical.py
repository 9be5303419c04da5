"""The lexical index: BM25 over syllables and adjacent pairs, on disk (tantivy).

What a user types never reaches tantivy's query parser: queries are built term by term, so that no
input has a syntax and none can be an error.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import tantivy

from corpus.errors import LuocdoError
from index.entries import DocumentEntry, Filters, FoundPassage
from index.lexical_fields import EXACT, PLAIN, document_fields, passage_fields, schema, weights
from index.matching import is_plain, query_terms
from index.model import Passage
from index.syllables import fold, number_terms

_GENERATION_FILE = "luocdo-generation.json"
_SCHEMA_VERSION = 1
_MAX_NUMBER_TEXT = 4000
_WRITER_HEAP = 256_000_000


class LexicalIndexError(LuocdoError):
    """The lexical index cannot be opened or written."""


class LexicalIndex:
    """Passages on disk, found by their words. One process writes; any number read."""

    def __init__(self, path: Path, index: tantivy.Index, *, read_only: bool) -> None:
        self.path = path
        self._index = index
        self._schema = index.schema
        self._read_only = read_only
        self._writer: tantivy.IndexWriter | None = None
        self._searcher = index.searcher()

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> LexicalIndex:
        """Opens the index in folder `path`; makes an empty one unless `read_only`.

        Raises:
            LexicalIndexError: there is none to read, or it was made by another version.
        """
        exists = path.is_dir() and tantivy.Index.exists(str(path))
        if read_only and not exists:
            raise LexicalIndexError(f"{path}: no lexical index here; ingest documents first")
        if exists and _stamp(path).get("schema") != _SCHEMA_VERSION:
            raise LexicalIndexError(
                f"{path}: made by another version; delete this folder and run luocdo doctor"
            )
        path.mkdir(parents=True, exist_ok=True)
        try:
            index = tantivy.Index.open(str(path)) if exists else tantivy.Index(schema(), str(path))
        except (ValueError, OSError) as error:
            reason = str(error).splitlines()[0]
            raise LexicalIndexError(f"{path}: lexical index cannot be opened ({reason})") from error
        spaced = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        index.register_tokenizer("spaced", spaced)
        index.config_reader("manual")
        if not exists:
            _write_stamp(path, 0)
        opened = cls(path, index, read_only=read_only)
        opened.reload()
        return opened

    @property
    def generation(self) -> int:
        """The catalog's generation that the index was last committed at; 0 for a new one."""
        return int(_stamp(self.path).get("generation", 0))

    @property
    def size(self) -> int:
        """How many passages the index holds."""
        return int(self._searcher.num_docs)

    def reload(self) -> None:
        """Makes what was committed since, by this process or another, visible to searches."""
        self._index.reload()
        self._searcher = self._index.searcher()

    def put(self, entry: DocumentEntry, passages: Iterable[Passage]) -> None:
        """Adds a document's passages in place of those it had; seen after `commit`."""
        writer = self._writing()
        writer.delete_documents_by_term("document", entry.sha256)
        shared = document_fields(entry)
        for passage in passages:
            writer.add_document(
                tantivy.Document.from_dict(shared | passage_fields(entry, passage), self._schema)
            )

    def remove(self, documents: Iterable[str]) -> None:
        """Forgets the documents with these SHA-256; seen after `commit`."""
        writer = self._writing()
        for sha256 in documents:
            writer.delete_documents_by_term("document", sha256)

    def commit(self, generation: int) -> None:
        """Writes what was put and removed, and notes the generation that it brings.

        The note is written last: after a crash in between the generation lags behind, and doing
        the same changes again is harmless.
        """
        writer = self._writing()
        try:
            writer.commit()
        except (ValueError, OSError) as error:
            raise LexicalIndexError(
                f"{self.path}: cannot write the lexical index: {error}"
            ) from error
        _write_stamp(self.path, generation)
        self.reload()

    def close(self) -> None:
        """Gives up the writer's lock, dropping what was not committed."""
        if self._writer is not None:
            self._writer.rollback()
            self._writer.wait_merging_threads()
            self._writer = None

    def search(
        self, text: str, limit: int = 100, filters: Filters | None = None
    ) -> tuple[FoundPassage, ...]:
        """Returns the passages that share most with `text`, best first.

        Args:
            text: anything a person types; it has no syntax.
            limit: how many passages at most.
            filters: which documents to look in.
        """
        query = self._query(text, filters or Filters())
        if query is None or limit < 1:
            return ()
        result = self._searcher.search(query, limit, count=False)
        return tuple(self._found(address, score) for score, address in result.hits)

    def _found(self, address: tantivy.DocAddress, score: float) -> FoundPassage:
        payload = self._searcher.doc(address).get_first("payload")
        sha, ordinal, heading, start, end, text, urn, title = json.loads(bytes(payload or b""))
        passage = Passage(f"{sha}:{ordinal}", sha, ordinal, tuple(heading), start, end, text)
        return FoundPassage(passage, urn, title, float(score))

    def scored(
        self, text: str, ids: Sequence[str], filters: Filters | None = None
    ) -> list[FoundPassage]:
        """Returns those of the passages `ids` that pass the filters, with their scores for `text`.

        A passage that shares no word with `text` has the score 0.
        """
        if not ids:
            return []
        named = tantivy.Query.term_set_query(self._schema, "passage", list(ids))
        must = [tantivy.Query.const_score_query(named, 0.0)]
        must += [
            tantivy.Query.const_score_query(c, 0.0) for c in self._conditions(filters or Filters())
        ]
        query = tantivy.Query.boolean_query(
            [(tantivy.Occur.Must, condition) for condition in must]
            + [(tantivy.Occur.Should, term) for term in self._scored_terms(text)]
        )
        result = self._searcher.search(query, len(ids), count=False)
        return [self._found(address, score) for score, address in result.hits]

    def passages(self, ids: Sequence[str]) -> dict[str, FoundPassage]:
        """Returns the passages with these ids (score 0), those that the index holds."""
        return {item.passage.id: item for item in self.scored("", ids)}

    def _writing(self) -> tantivy.IndexWriter:
        if self._read_only:
            raise LexicalIndexError(f"{self.path}: opened for reading only")
        if self._writer is None:
            try:
                self._writer = self._index.writer(_WRITER_HEAP, 1)
            except ValueError as error:
                raise LexicalIndexError(
                    f"{self.path}: another process is writing the lexical index; try again later"
                ) from error
        return self._writer

    def _query(self, text: str, filters: Filters) -> tantivy.Query | None:
        scored = list(self._scored_terms(text))
        if not scored:
            return None
        should = [(tantivy.Occur.Should, query) for query in scored]
        conditions = list(self._conditions(filters))
        if not conditions:
            return tantivy.Query.boolean_query(should)
        must = [(tantivy.Occur.Must, tantivy.Query.const_score_query(c, 0.0)) for c in conditions]
        words = (tantivy.Occur.Must, tantivy.Query.boolean_query(should))
        return tantivy.Query.boolean_query([*must, words])

    def _scored_terms(self, text: str) -> Iterator[tantivy.Query]:
        by_kind = weights()["terms"]
        plain = is_plain(text)
        name = PLAIN if plain else EXACT
        for counted, kind in zip(query_terms(text, plain=plain), ("syllable", "pair"), strict=True):
            for term, count in counted.items():
                yield self._term(name, term, count * by_kind[kind])
        for number in dict.fromkeys(number_terms(text[:_MAX_NUMBER_TEXT])):
            yield self._term("number", number, by_kind["number"])
            yield self._term(name, number, 1.0)

    def _term(self, name: str, term: str, weight: float) -> tantivy.Query:
        query = tantivy.Query.term_query(self._schema, name, term, "freq")
        return query if weight == 1.0 else tantivy.Query.boost_query(query, weight)

    def _conditions(self, filters: Filters) -> Iterator[tantivy.Query]:
        if filters.type:
            yield tantivy.Query.term_query(self._schema, "type", fold(filters.type))
        if filters.issuer:
            yield tantivy.Query.term_query(self._schema, "issuer", fold(filters.issuer))
        if filters.documents:
            yield tantivy.Query.term_set_query(self._schema, "document", list(filters.documents))
        if filters.year_from is not None or filters.year_to is not None:
            yield tantivy.Query.range_query(
                self._schema,
                "year",
                tantivy.FieldType.Unsigned,
                lower_bound=filters.year_from,
                upper_bound=filters.year_to,
            )


def _stamp(path: Path) -> dict[str, int]:
    try:
        stamp = json.loads((path / _GENERATION_FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def _write_stamp(path: Path, generation: int) -> None:
    fresh = path / (_GENERATION_FILE + ".new")
    fresh.write_text(json.dumps({"schema": _SCHEMA_VERSION, "generation": generation}), "utf-8")
    fresh.replace(path / _GENERATION_FILE)
