"""The lexical index: BM25 over syllables and adjacent pairs, on disk (tantivy)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence, Set
from pathlib import Path

import tantivy

from corpus.errors import LuocdoError
from index.common_terms import common_terms
from index.entries import DocumentEntry, Filters, FoundPassage
from index.lexical_fields import EXACT, PLAIN, document_fields, passage_fields, schema
from index.lexical_query import Clause, named_query, word_clauses, words_query
from index.matches import Candidate, Matches, matches_of
from index.model import Passage
from index.vector_files import hash_of

_GENERATION_FILE = "luocdo-generation.json"
_SCHEMA_VERSION = 4
_WRITER_HEAP = 256_000_000
_KNOWN_FREQUENCIES = 50_000


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
        self._frequencies: dict[tuple[str, str], int] = {}
        self._asked: tuple[str, Sequence[Clause]] = ("", ())
        self._told: tuple[str, Set[str]] = ("", frozenset())

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
        self._frequencies = {}
        self._asked, self._told = ("", ()), ("", frozenset())

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

    def matches(self, text: str, limit: int = 100, filters: Filters | None = None) -> Matches:
        """Returns the passages that share most with `text`, best first.

        Args:
            text: anything a person types; it has no syntax.
            limit: how many passages at most.
            filters: which documents to look in.
        """
        query = words_query(self._schema, self._clauses(text), filters or Filters())
        return self._matches(None if limit < 1 else query, limit)

    def matches_among(
        self, keys: Sequence[int], text: str = "", filters: Filters | None = None
    ) -> Matches:
        """Returns those of the passages with these `keys` that pass the filters.

        A passage has the score that `matches` gives it; one that shares no word with `text` has 0.
        """
        query = None
        if keys:
            query = named_query(self._schema, keys, self._clauses(text), filters or Filters())
        return self._matches(query, len(keys))

    def candidates(
        self, text: str, limit: int = 100, filters: Filters | None = None
    ) -> list[Candidate]:
        """Returns what `matches` returns, with what is stored of the passages."""
        found = self.matches(text, limit, filters)
        return found.read(range(len(found)))

    def search(
        self, text: str, limit: int = 100, filters: Filters | None = None
    ) -> tuple[FoundPassage, ...]:
        """Returns what `candidates` returns, with the passages' texts."""
        return tuple(one.found() for one in self.candidates(text, limit, filters))

    def passages(self, ids: Sequence[str]) -> dict[str, FoundPassage]:
        """Returns the passages with these ids (score 0), those that the index holds."""
        found = self.matches_among([hash_of(name) for name in dict.fromkeys(ids)])
        return {one.id: one.found() for one in found.read(range(len(found))) if one.id in ids}

    def documents(self, keys: Sequence[int]) -> list[str]:
        """Returns the SHA-256 of the documents of the passages `keys`, each once, in that order."""
        found = self.matches_among(keys)
        places = dict(zip(found.keys.tolist(), range(len(found)), strict=True))
        numbers = found.documents.tolist()
        firsts: dict[int, int] = {}
        for key in keys:
            if key in places:
                firsts.setdefault(numbers[places[key]], places[key])
        return [one.document for one in found.read(firsts.values())]

    def frequencies(self, terms: Sequence[str], *, plain: bool) -> list[int]:
        """Returns in how many passages each syllable or pair occurs, as `index.matching` has it."""
        searcher, known = self._searcher, self._frequencies
        if len(known) > _KNOWN_FREQUENCIES:
            known.clear()
        name = PLAIN if plain else EXACT
        found = []
        for term in terms:
            count = known.get((name, term))
            if count is None:
                count = known[name, term] = int(searcher.doc_freq(name, term))
            found.append(count)
        return found

    def _clauses(self, text: str) -> Sequence[Clause]:
        """Returns the text's `word_clauses`; a search asks for the same ones twice."""
        known, clauses = self._asked
        if known != text:
            clauses = word_clauses(self._schema, text, self.common(text))
            self._asked = (text, clauses)
        return clauses

    def common(self, text: str) -> Set[str]:
        """Returns the terms of a text that are not asked for (`index.common_terms`)."""
        known, common = self._told
        if known != text:
            common = common_terms(text, self.size, self.frequencies)
            self._told = (text, common)
        return common

    def _matches(self, query: tantivy.Query | None, limit: int) -> Matches:
        searcher = self._searcher
        hits = [] if query is None else searcher.search(query, limit, count=False).hits
        return matches_of(searcher, hits)

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
