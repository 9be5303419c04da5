"""Whether a mention and a document can be the same."""

from __future__ import annotations

from collections.abc import Iterable

from graph.holdings import KnownDocument
from graph.identity import issuer_for_key
from graph.model import DocumentKey
from graph.numbering import NumberParts, split_number


def fits(key: DocumentKey, parts: NumberParts, other: DocumentKey) -> bool:
    """Whether a document with the whole key `other` can be the one that `key` states in part."""
    if other.number is None:
        return False
    theirs = split_number(other.number)
    if parts.serial != theirs.serial or not _same_symbol(key, parts, other, theirs):
        return False
    if key.year is not None and other.year is not None and key.year != other.year:
        return False
    return not (key.issuer and other.issuer) or key.issuer == other.issuer


def _same_symbol(
    key: DocumentKey, parts: NumberParts, other: DocumentKey, theirs: NumberParts
) -> bool:
    if parts.symbol:
        # "34/QĐ-TTg" is not "34/2021/QĐ-TTg": the year is a part of a normative number.
        return parts.symbol == theirs.symbol and (parts.year is None) == (theirs.year is None)
    if parts.year is not None and theirs.year is None:
        return False
    return not key.type or key.type == other.type


def fits_record(key: DocumentKey, parts: NumberParts, record: KnownDocument) -> bool:
    """Whether a known document can be the one that `key` states in part."""
    if record.number is None:
        return False
    theirs = split_number(record.number)
    if parts.serial != theirs.serial:
        return False
    if parts.symbol:
        if parts.symbol != theirs.symbol or (parts.year is None) != (theirs.year is None):
            return False
    elif key.type and record.type and key.type != record.type:
        return False
    if key.year is not None and record.year is not None and key.year != record.year:
        return False
    return not (key.issuer and record.issuer) or key.issuer == issuer_for_key(record.issuer)


def until(records: Iterable[KnownDocument], day: str | None) -> list[KnownDocument]:
    """Keep the documents that exist on `day`; those of unknown year stay, newest first."""
    kept = [r for r in records if day is None or issued(r) <= day]
    return sorted(kept, key=lambda r: (issued(r), r.urn), reverse=True)


def issued(record: KnownDocument) -> str:
    """Return a known document's date, or its year; empty where neither is known."""
    return record.date or (str(record.year) if record.year else "")


def is_slip(first: str, second: str) -> bool:
    """Whether two running numbers differ as a slip of the pen does.

    Two neighbouring digits exchanged, in numbers of at least three digits ("2356" and "2536").
    """
    if len(first) != len(second) or len(first) < 3 or first == second:
        return False
    apart = [i for i, (a, b) in enumerate(zip(first, second, strict=True)) if a != b]
    return (
        len(apart) == 2
        and apart[1] == apart[0] + 1
        and first[apart[0]] == second[apart[1]]
        and first[apart[1]] == second[apart[0]]
    )
