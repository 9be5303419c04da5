"""Bodies by their places: "ở huyện Nam Đàn" means whoever issues there, in its communes too.

Where a question names a place without a body, the documents of all bodies of the place and of the
units inside it may answer. Each issuer is indexed under the names of its own unit and of those
above it, so that a place is a term like any other.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from nlp.issuers import issuer_by_name
from nlp.units import Unit, split_label, units

_MOST_FORMS: Final = 8
"""Names of one province that are looked for; none has as many."""


@lru_cache(maxsize=4096)
def place_names(issuer: str) -> tuple[str, ...]:
    """Returns what the places of an issuer are called by, the narrowest first; none for the State.

    "UBND xã Kim Liên, huyện Nam Đàn, tỉnh Nghệ An" gives "xã Kim Liên", "xã Kim Liên, huyện Nam
    Đàn", …, "huyện Nam Đàn", …, "tỉnh Nghệ An".
    """
    known = issuer_by_name(issuer)
    labels = known.places if known is not None else tuple(issuer.split(", ")[1:])
    names: list[str] = []
    for at, label in enumerate(labels):
        above = labels[at + 1 :]
        names += [label, *(f"{label}, {one}" for one in above), ", ".join((label, *above))]
    return tuple(dict.fromkeys(names))


def names_of_place(label: str, body: str | None) -> tuple[str, ...]:
    """Returns the names of a place for `index.entries.Filters.place`, its label first.

    Args:
        label: of a unit, with or without those above it: "tỉnh Nghệ An", "xã A, huyện B".
        body: the body that the place stands for; it finds itself where the table of units does
            not know the place.
    """
    names = [label, *(other.label for other in _other_forms(label))]
    return tuple(dict.fromkeys([*names, *([body] if body else [])]))


def other_names_of_body(issuer: str) -> tuple[str, ...]:
    """Returns a body's names while its province had another rank or name.

    "HĐND thành phố Huế" gives "HĐND tỉnh Thừa Thiên Huế", and back; none where the province only
    took over others, because those numbered documents of their own.
    """
    known = issuer_by_name(issuer)
    if known is None or not known.places or not issuer.endswith(known.places[-1]):
        return ()
    label = known.places[-1]
    try:
        kind, name = split_label(label)
    except ValueError:
        return ()
    same = units().named(name, type=kind, level="tỉnh")
    others = (other.label for unit in same for other in units().other_ranks(unit))
    return tuple(dict.fromkeys(issuer.removesuffix(label) + other for other in others))


def _other_forms(label: str) -> list[Unit]:
    """Returns the same province under another rank or name: Thừa Thiên Huế, thành phố Huế."""
    try:
        kind, name = split_label(label)
    except ValueError:
        return []
    if not units().named(name, type=kind, level="tỉnh"):
        return []
    found = list(units().named(name, level="tỉnh"))
    for unit in found:
        if unit.same_territory and len(found) < _MOST_FORMS:
            found += map(units().unit, unit.successors)
    return found
