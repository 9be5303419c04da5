"""JSON forms of a parsed document: the `luocdo parse` contract, and a lossless one to store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from corpus.source_text import SourceText
from nlp.directive import Directive, Reference, Section
from nlp.laws import law_number

_HEADER = (
    "type", "number", "symbol", "date", "place", "issuer", "issuer_chain", "title", "signer",
    "signer_capacity", "signer_position", "recipients", "urgency",
)  # fmt: skip


def to_json(file: str, source: SourceText, directive: Directive) -> dict[str, Any]:
    """Return the object that `luocdo parse` prints for one document.

    Args:
        file: the file's name as the user gave it.
        source: what was read from it.
        directive: what was parsed from that.

    Returns:
        A JSON-serialisable object whose keys have a fixed order. A reference's `source` is "this"
        or the number of the citation whose document is the subject: a law's own number also where
        it is cited by name; else the name, title or type.
    """
    return {
        "file": file,
        "sha256": source.sha256,
        "header": {name: _plain(getattr(directive.header, name)) for name in _HEADER},
        "references": [_reference(r, directive) for r in directive.references],
        "sections": [_section(s) for s in directive.sections],
        "tasks": [_plain(t) for t in directive.tasks],
        "attachments": [_plain(a) for a in directive.attachments],
        "effects": [_plain(e) for e in directive.effects],
        "abbreviations": [
            {"short": short, "long": long} for short, long in directive.abbreviations
        ],
        "warnings": [*source.warnings, *directive.warnings],
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "level": section.level,
        "label": section.label,
        "heading": section.heading,
        "start": section.start,
        "end": section.end,
        "parent": section.parent,
        "path": list(section.path),
    }


def _reference(reference: Reference, directive: Directive) -> dict[str, Any]:
    found = {
        name: _plain(getattr(reference, name))
        for name in (
            "start", "end", "text", "type", "number", "date", "issuer", "pinpoint", "kind",
            "relation",
        )
    }  # fmt: skip
    found["source"] = _source(reference, directive)
    found["confidence"] = round(reference.confidence, 4)
    for name in ("year", "title", "subject", "antecedent", "cue", "cue_span", "partial", "pieces"):
        found[name] = _plain(getattr(reference, name))
    return found


def _source(reference: Reference, directive: Directive) -> str:
    if reference.subject is None:
        return "this"
    subject = directive.references[reference.subject]
    if subject.number:
        return subject.number
    if subject.kind in ("law", "law_bare") and subject.type:
        known = law_number(subject.type, subject.text, subject.date, subject.year)
        if known:
            return known
        return " ".join(subject.text.split())
    return subject.title or subject.type or subject.text


def _plain(value: Any) -> Any:
    """Dataclasses to objects, tuples to lists, all the way down."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value


def directive_to_dict(directive: Directive) -> dict[str, Any]:
    """Return a JSON-serialisable form from which `directive_from_dict` restores the document."""
    plain = _plain(directive)
    assert isinstance(plain, dict)
    return plain


def directive_from_dict(data: dict[str, Any]) -> Directive:
    """Restore a document from `directive_to_dict`; fields that are absent take their defaults."""
    restored = _restore(Directive, data)
    assert isinstance(restored, Directive)
    return restored


def _restore(kind: Any, value: Any) -> Any:
    return _restorer(kind)(value)


def _as_it_is(value: Any) -> Any:
    return value


@cache
def _restorer(kind: Any) -> Callable[[Any], Any]:
    """Return what restores values of a type; looked up once, because type hints are slow."""
    if is_dataclass(kind):
        return _fields_restorer(kind)
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        inner = _restorer(next(arg for arg in get_args(kind) if arg is not type(None)))
        return inner if inner is _as_it_is else lambda v: None if v is None else inner(v)
    if origin is tuple:
        return _tuple_restorer(get_args(kind))
    return _as_it_is


def _tuple_restorer(args: tuple[Any, ...]) -> Callable[[Any], Any]:
    if len(args) == 2 and args[1] is Ellipsis:
        item = _restorer(args[0])
        return tuple if item is _as_it_is else lambda value: tuple([item(one) for one in value])
    items = [_restorer(arg) for arg in args]
    return lambda value: tuple([restore(one) for restore, one in zip(items, value, strict=True)])


def _fields_restorer(kind: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    restorers = [(field.name, _restorer(hints[field.name])) for field in fields(kind)]
    return lambda value: kind(
        **{name: restore(value[name]) for name, restore in restorers if name in value}
    )
