"""From a head and its places to an `Issuer` with its canonical name, level, parent and validity."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.issuers.bodies import central_bodies
from nlp.issuers.matching import joint_name
from nlp.issuers.model import Issuer, IssuerKind, IssuerLevel, PlaceMention
from nlp.units import (
    LAST_DAY_OF_DISTRICTS,
    LEVELS_OF_TYPE,
    Unit,
    UnitLevel,
    split_label,
    unit_label,
    units,
)

# Bodies whose name goes on with the unit's proper name alone ("Tỉnh ủy Đồng Nai").
_TYPE_IN_HEAD = {"Tỉnh ủy": "tỉnh", "Thành ủy": "thành phố", "Huyện ủy": "huyện",
                 "Quận ủy": "quận", "Thị ủy": "thị xã"}  # fmt: skip
_COMMITTEE_OF = {unit_type: head for head, unit_type in _TYPE_IN_HEAD.items()}

_UNDER_UBND = frozenset(
    ("so", "phong", "ban", "van_phong", "chu_tich_ubnd", "thanh_tra", "trung_tam")
)


def level_of(places: Sequence[str]) -> UnitLevel:
    """Return the tier of the first of `places` (labels, nearest first)."""
    unit_type, _ = split_label(places[0])
    levels = LEVELS_OF_TYPE[unit_type]
    if len(levels) == 1:
        return levels[0]
    if len(places) > 1:
        return "huyện"
    known = units().named(split_label(places[0])[1], type=unit_type)
    return "tỉnh" if any(unit.level == "tỉnh" for unit in known) or not known else "huyện"


def central_issuer(name: str) -> Issuer | None:
    """Return the central body with exactly this canonical name."""
    entry = central_bodies().get(name)
    return entry[0] if entry else None


def joint_issuer(members: Sequence[str]) -> Issuer:
    """Return the issuer of a joint document; one member alone is itself."""
    if len(members) == 1:
        alone = central_issuer(members[0])
        if alone is not None:
            return alone
    name = joint_name(members)
    return Issuer(name, "lien_tich", "trung ương", name, members=tuple(members))


def local_issuer(
    head: str, kind: IssuerKind, places: Sequence[str], unit: Unit | None = None
) -> Issuer:
    """Return the body `head` of a unit.

    Args:
        head: canonical name without place.
        kind: what sort of body.
        places: labels of the units, nearest first ("huyện Tân Phú", "tỉnh Đồng Nai").
        unit: the unit in the table, where it is known; gives the validity.
    """
    if not places:
        return Issuer(head, kind, "xã", head)
    level: IssuerLevel = level_of(places)
    first = places[0]
    for word, unit_type in _TYPE_IN_HEAD.items():
        if head.endswith(word) and first.startswith(unit_type):
            first = split_label(first)[1]
    name = f"{head} {', '.join((first, *places[1:]))}"
    start, end = (unit.valid_from, unit.valid_to) if unit else (None, None)
    if level == "huyện" and end is None:
        end = LAST_DAY_OF_DISTRICTS
    return Issuer(name, kind, level, head, tuple(places), _parent(head, kind, places), start, end)


def own_words(head: str, kind: IssuerKind, places: Sequence[PlaceMention]) -> Issuer:
    """Return the issuer under the words of the text alone, whatever the tables hold."""
    return local_issuer(head, kind, [unit_label(p.type, p.name) for p in places if p.name])


def _parent(head: str, kind: IssuerKind, places: Sequence[str]) -> str | None:
    if kind == "dang":
        return _party_parent(head, places)
    above = places[1:]
    if kind == "ubnd":
        nation = "Chính phủ" if level_of(places) == "tỉnh" else None
        return f"UBND {', '.join(above)}" if above else nation
    if kind == "hdnd":
        seat = above if head == "HĐND" else places
        return f"HĐND {', '.join(seat)}" if seat else None
    return f"UBND {', '.join(places)}" if kind in _UNDER_UBND else None


def _party_parent(head: str, places: Sequence[str]) -> str | None:
    if head not in _TYPE_IN_HEAD and head != "Đảng ủy":
        unit_type, name = split_label(places[0])
        committee = _COMMITTEE_OF.get(unit_type)
        own = name if places[0].startswith(unit_type) else places[0]
        return f"{committee} {', '.join((own, *places[1:]))}" if committee else None
    if len(places) > 1:
        unit_type, name = split_label(places[1])
        own = name if places[1].startswith(unit_type) else places[1]
        return f"{_COMMITTEE_OF.get(unit_type, 'Đảng ủy')} {', '.join((own, *places[2:]))}"
    return "Ban Chấp hành Trung ương Đảng" if level_of(places) == "tỉnh" else None
