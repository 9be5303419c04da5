"""Hosts the parser in spaCy: a tokenizer for Vietnamese syllables and five components.

The components call the plain functions of `nlp.parse`, so that a pipeline and `parse` give the
same. What they find stands in `Doc.spans` ("references", "sections", "tasks") and in
`Doc._.header` and `Doc._.directive`; it is kept in `Doc.user_data` as plain data, so that a `Doc`
can be written to bytes and sent between processes.

spaCy is imported here only: `nlp.parse` does without it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from spacy import blank
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import DummyTokenizer, registry
from spacy.vocab import Vocab

from corpus.source_text import Cell, SourceText, Table
from nlp.abbreviations import find_abbreviations
from nlp.contract import directive_from_dict, directive_to_dict
from nlp.directive import Directive, Header
from nlp.effects import find_effects
from nlp.header import read_header
from nlp.parse import header_warnings, read_structure, task_year, without_portal
from nlp.references import find_references
from nlp.tasks import find_tasks

COMPONENTS = (
    "luocdo_header", "luocdo_structure", "luocdo_references", "luocdo_tasks", "luocdo_effects",
)  # fmt: skip
TOKENIZER = "luocdo.syllables.v1"
_KEY = "luocdo"
_TABLES = "luocdo_tables"

# A document's number stays whole ("45/2020/NĐ-CP", "37-QĐ/TW"); a syllable keeps its marks.
_TOKEN = re.compile(
    r"\d[\w.]{0,10}(?:\s?[/-](?=\w)[\w&]+){1,6}|(?:[^\W_][\u0300-\u036f]*)+|[^\S ]+| +|.", re.DOTALL
)


class SyllableTokenizer(DummyTokenizer):
    """Splits a text into syllables, numbers with their symbols, and punctuation; loses nothing."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Tokenize `text`; the `Doc`'s text equals it."""
        words: list[str] = []
        spaces: list[bool] = []
        for match in _TOKEN.finditer(text):
            piece = match.group()
            if piece[0] == " " and piece.strip(" ") == "" and words and not spaces[-1]:
                spaces[-1] = True
                piece = piece[1:]
            if piece:
                words.append(piece)
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)


@registry.tokenizers(TOKENIZER)  # type: ignore[untyped-decorator]  # catalogue has no types
def create_tokenizer() -> Callable[[Language], SyllableTokenizer]:
    """Return what makes the tokenizer of a pipeline's vocabulary."""

    def make(nlp: Language) -> SyllableTokenizer:
        return SyllableTokenizer(nlp.vocab)

    return make


def build_pipeline(
    components: Iterable[str] = COMPONENTS, config: dict[str, dict[str, Any]] | None = None
) -> Language:
    """Return a blank Vietnamese pipeline with the tokenizer and `components`.

    Args:
        components: names from `COMPONENTS`, in their order.
        config: a component's name → its settings.
    """
    nlp = blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
    for name in components:
        nlp.add_pipe(name, config=(config or {}).get(name, {}))
    return nlp


def make_doc(nlp: Language, source: SourceText) -> Doc:
    """Tokenize what a reader returned, and keep its tables for the components."""
    doc = nlp.make_doc(source.text)
    doc.user_data[_TABLES] = [
        [t.start, t.end, [[[c.start, c.end] for c in row] for row in t.rows]] for t in source.tables
    ]
    return doc


def _tables(doc: Doc) -> tuple[Table, ...]:
    return tuple(
        Table(start, end, tuple(tuple(Cell(a, b) for a, b in row) for row in rows))
        for start, end, rows in doc.user_data.get(_TABLES, [])
    )


def _read(doc: Doc) -> Directive:
    """The document as far as the components before this one have read it."""
    plain = doc.user_data.get(_KEY)
    return directive_from_dict(plain) if plain else Directive(Header())


def _keep(doc: Doc, directive: Directive) -> Doc:
    doc.user_data[_KEY] = directive_to_dict(directive)
    return doc


def _mark(doc: Doc, key: str, spans: Sequence[tuple[int, int, str]]) -> None:
    """Put character spans into `doc.spans[key]`, widened to whole tokens; ids are their indexes."""
    found: list[Span] = []
    for i, (start, end, label) in enumerate(spans):
        span = doc.char_span(start, end, label=label, alignment_mode="expand", span_id=str(i))
        if span is not None:
            found.append(span)
    doc.spans[key] = found


@Language.factory("luocdo_header", assigns=["doc._.header"], default_config={"warnings": True})
def make_header(nlp: Language, name: str, warnings: bool) -> Callable[[Doc], Doc]:
    """Make the component that reads the header; `warnings` also notes what it leaves open."""
    del nlp, name
    return _Header(warnings)


class _Header:
    def __init__(self, warnings: bool) -> None:
        self.warnings = warnings

    def __call__(self, doc: Doc) -> Doc:
        header = read_header(without_portal(doc.text))
        noted = header_warnings(header) if self.warnings else ()
        return _keep(doc, replace(_read(doc), header=header, warnings=noted))


@Language.factory(
    "luocdo_structure", assigns=["doc.spans"], default_config={"spans_key": "sections"}
)
def make_structure(nlp: Language, name: str, spans_key: str) -> Callable[[Doc], Doc]:
    """Make the component that finds sections and attached documents; labels are levels."""
    del nlp, name
    return _Structure(spans_key)


class _Structure:
    def __init__(self, spans_key: str) -> None:
        self.spans_key = spans_key

    def __call__(self, doc: Doc) -> Doc:
        known = _read(doc)
        sections, attached = read_structure(without_portal(doc.text), known.header, _tables(doc))
        _mark(doc, self.spans_key, [(s.start, s.end, s.level) for s in sections])
        return _keep(doc, replace(known, sections=sections, attachments=attached))


@Language.factory(
    "luocdo_references", assigns=["doc.spans"], default_config={"spans_key": "references"}
)
def make_references(nlp: Language, name: str, spans_key: str) -> Callable[[Doc], Doc]:
    """Make the component that finds references to documents; labels are relations."""
    del nlp, name
    return _References(spans_key)


class _References:
    def __init__(self, spans_key: str) -> None:
        self.spans_key = spans_key

    def __call__(self, doc: Doc) -> Doc:
        known, tables = _read(doc), _tables(doc)
        text = without_portal(doc.text)
        found = find_references(text, known.header, sections=known.sections, tables=tables)
        _mark(doc, self.spans_key, [(r.start, r.end, r.relation) for r in found])
        return _keep(doc, replace(known, references=found))


@Language.factory("luocdo_tasks", assigns=["doc.spans"], default_config={"spans_key": "tasks"})
def make_tasks(nlp: Language, name: str, spans_key: str) -> Callable[[Doc], Doc]:
    """Make the component that finds tasks; every label is "task"."""
    del nlp, name
    return _Tasks(spans_key)


class _Tasks:
    def __init__(self, spans_key: str) -> None:
        self.spans_key = spans_key

    def __call__(self, doc: Doc) -> Doc:
        known = _read(doc)
        tasks = find_tasks(
            without_portal(doc.text),
            known.references,
            _tables(doc),
            known.sections,
            task_year(known.header),
        )
        _mark(doc, self.spans_key, [(t.start, t.end, "task") for t in tasks])
        return _keep(doc, replace(known, tasks=tasks))


@Language.factory("luocdo_effects", assigns=["doc._.directive"])
def make_effects(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Make the component that finds effect clauses and the abbreviations that a text defines."""
    del nlp, name
    return _Effects()


class _Effects:
    def __call__(self, doc: Doc) -> Doc:
        known = _read(doc)
        text = without_portal(doc.text)
        effects = find_effects(text, known.references, known.header.date)
        return _keep(doc, replace(known, effects=effects, abbreviations=find_abbreviations(text)))


def _extend() -> None:
    if not Doc.has_extension("directive"):
        Doc.set_extension("directive", getter=_read)
    if not Doc.has_extension("header"):
        Doc.set_extension("header", getter=lambda doc: _read(doc).header)


_extend()
