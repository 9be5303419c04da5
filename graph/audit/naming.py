"""How findings call documents."""

from __future__ import annotations

import re

from graph.audit.model import AuditLibrary
from graph.model import DocumentNode
from graph.urn import MalformedUrn, key_of_urn
from nlp.directive import Reference

_LONGEST = 120
_ONE_DIGIT = re.compile(r"^(\d)(?=\D)")


def name_of(library: AuditLibrary, urn: str) -> str:
    """A document's type and number, else its title, else what its URN says."""
    node = library.graph.node(urn)
    if node is not None and (node.number or node.title):
        return node_name(node)
    record = library.holdings.by_urn(urn)
    if record is not None and (record.number or record.title):
        return _called(record.type, record.number) or record.title or urn
    try:
        key = key_of_urn(urn)
    except MalformedUrn:
        return urn
    return _called(key.type, key.number) or urn


def dated_name(library: AuditLibrary, urn: str) -> str:
    """A document's name with its date or year, which tells those of one number apart."""
    name = name_of(library, urn)
    node, record = library.graph.node(urn), library.holdings.by_urn(urn)
    date = (node.date if node else None) or (record.date if record else None)
    if date:
        return f"{name} ({vietnamese_date(date)})"
    try:
        year = key_of_urn(urn).year
    except MalformedUrn:
        return name
    return name if year is None or f"/{year}/" in name else f"{name} ({year})"


def _called(kind: str | None, number: str | None) -> str | None:
    if not number:
        return None
    # NĐ 30/2020/NĐ-CP, Phụ lục I: numbers under ten are padded.
    return " ".join(filter(None, (kind, _ONE_DIGIT.sub(r"0\1", number))))


def node_name(node: DocumentNode) -> str:
    """A document's type and number, else its title, else its URN."""
    if node.number:
        return _called(node.type, node.number) or node.urn
    return _short(node.title) if node.title else node.file or node.urn


def written(reference: Reference) -> str:
    """A mention's own words in one line, in quotation marks."""
    return f"“{_short(reference.text)}”"


def vietnamese_date(day: str) -> str:
    """An ISO date as people write it ("01/7/2025"); parts of one stay as they are."""
    if len(day) != len("2025-07-01"):
        return day
    year, month, date = day.split("-")
    # NĐ 30/2020/NĐ-CP, Phụ lục I: days under 10 and the months 1 and 2 are padded.
    shown = month if month in ("01", "02") else month.lstrip("0")
    return f"{date}/{shown}/{year}"


def in_both(day: str) -> tuple[str, str]:
    """An ISO date for the Vietnamese and the English sentence."""
    return vietnamese_date(day), day


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"
