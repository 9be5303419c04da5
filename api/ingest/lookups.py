"""What brings a citation and the document that it means together: normalised numbers.

A value is the whole number ("766/QĐ-TTg"), the number with its year but without symbol ("61/2018")
the bare running number ("766"), or a name; a document has all of them, a mention the fullest that
it states.
"""

from __future__ import annotations

from graph.holdings import name_key
from graph.identity import split_number
from graph.model import DocumentKey
from graph.numbering import NumberParts
from nlp.directive import Header, Reference


def document_lookups(key: DocumentKey, header: Header) -> tuple[str, ...]:
    """Return the values that a citation of a document with this key may be looked up by."""
    number = key.number or header.number
    values = number_lookups(split_number(number)) if number else ()
    return (*values, name_lookup(header.title)) if header.title else values


def name_lookup(name: str) -> str:
    """Return the value of a document's name or title."""
    return f"name:{name_key(name)}"


def number_lookups(parts: NumberParts) -> tuple[str, ...]:
    """Return every value of a number, the fullest first."""
    if not parts.serial:
        return ()
    dated = f"{parts.serial}/{parts.year}" if parts.year else ""
    return tuple(dict.fromkeys(filter(None, (parts.text, dated, parts.serial))))


def mention_lookup(reference: Reference) -> str | None:
    """Return the value by which a mention asks for its document; null where it has none."""
    if not reference.number:
        return name_lookup(reference.title) if reference.title else None
    return next(iter(number_lookups(split_number(reference.number))), None)
