"""What brings a citation and the document that it means together: normalised numbers.

A value is the whole number ("766/QĐ-TTg"), the number with its year but without symbol ("61/2018")
the bare running number ("766"), or a name; a document has all of them, a mention the fullest that
it states.
"""

from __future__ import annotations

from corpus.catalog import Citation
from graph.holdings import name_key
from graph.identity import is_complete, key_of_reference, split_number
from graph.model import DocumentKey
from graph.numbering import NumberParts
from graph.urn import urn_of_key
from nlp.directive import Directive, Header, Reference


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


def full_citations(directive: Directive) -> tuple[Citation, ...]:
    """Return the documents that a text names by number, issuer and full date.

    Such a document is known to the library although it does not hold it: another text's short
    mention may mean it.
    """
    found: dict[tuple[str, str], Citation] = {}
    for reference in directive.references:
        date = reference.date
        if reference.kind != "numbered" or not reference.number or not date or len(date) < 10:
            continue
        key = key_of_reference(reference, directive.header)
        if key.number is None or not is_complete(key):
            continue
        parts = split_number(key.number)
        if parts.year in (None, int(date[:4])):  # else number and date contradict each other
            one = Citation(urn_of_key(key), date, number_lookups(parts))
            found[one.urn, one.date] = one
    return tuple(found.values())
