"""Known documents with a mention's very number and day, from the citing document's line of units.

Local numbers repeat in thousands of communes, but hardly on one day between a commune, its
district and its province.
"""

from __future__ import annotations

from graph.holdings import KnownDocument
from graph.resolution.reading import Reading
from graph.resolution.setting import Setting
from nlp.issuers import issuer_by_name, match_issuer, resolve_issuer


def of_this_day(record: KnownDocument, reading: Reading) -> bool:
    """Whether it is more than a citation's word that the document is of the mention's day."""
    return record.weight >= 1 and record.date is not None and record.date == reading.reference.date


def may_stand_above(record: KnownDocument, setting: Setting) -> bool:
    """Whether a known document is of a unit above the citing one's, or of that unit itself.

    A commune that names no district may lie in several: "UBND xã Kim Liên" in two of them.
    """
    theirs = _places(record)
    return bool(theirs) and any(_ends_with(host, theirs) for host in _hosts(setting))


def may_stand_below(record: KnownDocument, setting: Setting) -> bool:
    """Whether a known document is of a unit below the citing one's, or of that unit itself."""
    theirs = _places(record)
    return any(host and _ends_with(theirs, host) for host in _hosts(setting))


def _places(record: KnownDocument) -> tuple[str, ...]:
    issuer = issuer_by_name(record.issuer) if record.issuer else None
    return issuer.places if issuer is not None else ()


def _hosts(setting: Setting) -> list[tuple[str, ...]]:
    stated = match_issuer(setting.key.issuer, 0) if setting.key.issuer else None
    if stated is None:
        return []
    return [host.places for host in resolve_issuer(stated, None, setting.date)]


def _ends_with(places: tuple[str, ...], upper: tuple[str, ...]) -> bool:
    return places[-len(upper) :] == upper
