"""Provinces as they are today, for documents of any year.

Since 1 July 2025 there are 34 (Nghị quyết 202/2025/QH15). A document of a province that was merged
belongs to the one that took over its territory, so that one filter finds both.
"""

from __future__ import annotations

from functools import lru_cache

from nlp.issuers import issuer_by_name
from nlp.units import Unit, split_label, units


@lru_cache(maxsize=4096)
def province_of(issuer: str) -> str | None:
    """Returns the present province of an issuer ("tỉnh Lâm Đồng"), null for central bodies."""
    known = issuer_by_name(issuer)
    places = known.places if known is not None else tuple(issuer.split(", ")[1:])
    if not places:
        return None
    try:
        kind, name = split_label(places[-1])
    except ValueError:
        return None
    found = units().named(name, type=kind, level="tỉnh")
    return _present(found[0]).label if found else None


@lru_cache(maxsize=512)
def present_province(name: str) -> str | None:
    """Returns the present province that a name means, with or without its type and diacritics.

    "Bình Dương" gives "Thành phố Hồ Chí Minh"; null for what is no province, or was none.
    """
    words = name.strip()
    try:
        words = split_label(words)[1]
    except ValueError:
        words = words.removeprefix("TP.").removeprefix("TP ").strip()
    found = units().named(words, level="tỉnh")
    return _present(found[0]).label if found else None


def _present(unit: Unit) -> Unit:
    """Follows the successors of a province to the one that stands."""
    seen = {unit.number}
    while unit.valid_to is not None and unit.successors:
        following = units().unit(unit.successors[0])
        if following.number in seen:
            break
        seen.add(following.number)
        unit = following
    return unit
