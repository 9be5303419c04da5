"""Parses a text into a `Directive`: the parts in their order, on one canonical copy of the text.

Portal furniture is set aside first, then header, attached documents, tables and structure are
read; references and the relations that they stand in need those; tasks, effect clauses and
abbreviations come last.
"""

from __future__ import annotations

import hashlib

from corpus.source_text import SourceText
from nlp.canonical import Canonical, canonicalise
from nlp.directive import Directive, Header, Section
from nlp.header import locate_header, read_canonical
from nlp.portal import Portal, find_portal
from nlp.structure import locate_sections, sections_of

_BLANKED = str.maketrans({i: " " for i in range(32) if chr(i) != "\n"})


def parse_text(text: str) -> Directive:
    """Parse a text that came from no file."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return parse(SourceText(text, "text/plain", digest))


def parse(source: SourceText) -> Directive:
    """Parse a document.

    Args:
        source: what a reader returned; its tables are used where the format marks them.

    Returns:
        The parsed document; all spans count characters of `source.text`.
    """
    copy = canonicalise(source.text)
    portal = find_portal(copy.text)
    header = locate_header(read_canonical(copy.text), copy)
    sections = locate_sections(
        sections_of(copy.text, start=portal.head.end, end=portal.foot.start), copy
    )
    return Directive(header, sections, warnings=_warnings(header, sections, copy, portal))


def _warnings(
    header: Header, sections: tuple[Section, ...], copy: Canonical, portal: Portal
) -> tuple[str, ...]:
    found = []
    if header.number is None:
        blank = "is blank or broken" if header.symbol else "was not found"
        found.append(f"header: the document's number {blank}")
    if header.date is None or len(header.date) < len("2024-01-01"):
        found.append("header: no whole date")
    if header.issuer is None:
        found.append("header: the issuer is not stated")
    return tuple(found)
