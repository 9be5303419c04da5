"""Reads what a document says of itself: type, number, date, place, issuer, title, signer.

The rules are those of NĐ 30/2020/NĐ-CP, Điều 8 and Phụ lục I (and Hướng dẫn 36-HD/VPTW for the
Party), and are tolerant of what becomes of a header in files: columns told one after another,
cells on lines of their own, blanks for number and day, a gazette's page heads.
"""

from __future__ import annotations

from dataclasses import replace

from nlp.canonical import Canonical, canonicalise
from nlp.directive import Header, Span
from nlp.header.reading import read_canonical

__all__ = ["locate_header", "read_canonical", "read_header"]


def read_header(text: str) -> Header:
    """Read the header of the document that `text` is.

    Args:
        text: a whole document; what a web portal puts around it is passed over.

    Returns:
        The header; a field that the document does not state is null. `spans` count characters
        of `text`.
    """
    copy = canonicalise(text)
    return locate_header(read_canonical(copy.text), copy)


def locate_header(header: Header, copy: Canonical) -> Header:
    """Carry the spans of a header that was read from a canonical copy into the original."""
    spans = tuple(
        (field, Span(copy.origin(span.start), copy.end_origin(span.end)))
        for field, span in header.spans
    )
    return replace(header, spans=spans)
