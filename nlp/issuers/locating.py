"""Which unit a text means: from its words, the host's place in the hierarchy and the date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nlp.issuers.model import Issuer, PlaceMention
from nlp.syllables import fold_phrase
from nlp.units import LEVELS_OF_TYPE, Unit, UnitLevel, split_label, unit_label, units

# A name that fits more units than this says nothing; the candidates would only be noise.
MOST_CANDIDATES = 40


@dataclass(frozen=True, slots=True)
class Location:
    """A unit's labels from itself upwards, and its row in the table where it has one."""

    labels: tuple[str, ...]
    unit: Unit | None = None


def locate(
    places: Sequence[PlaceMention],
    host: Issuer | None,
    when: str | None,
    tier: UnitLevel | None = None,
) -> tuple[Location, ...]:
    """Return the units that `places` can mean; one is certain, several are ambiguous.

    The host's own words come first, then the table of units on that day, then the whole table;
    of several, those nearest to the host. A unit that no table holds keeps the text's words.

    Args:
        places: the units that the text names, nearest first; empty for a body without place.
        host: the issuer of the citing document.
        when: the day that counts (ISO).
        tier: the tier at which the body exists, for one without place (a Sở is of a province).
    """
    named = [p for p in places if p.name is not None]
    if not named:
        return _relative(places[0].type, host, when) if places else _of_host(host, tier)
    from_host = _in_host(named, host)
    if from_host is not None:
        return (from_host,)
    found = _in_table(named, when)
    if not found:
        return (_own_words(named, host, when),)
    if len(found) > 1 and host is not None:
        found = _nearest(found, host)
    return tuple(found[:MOST_CANDIDATES])


def _label(place: PlaceMention) -> str:
    return unit_label(place.type, place.name or "")


def _same(first: str, second: str) -> bool:
    return fold_phrase(first) == fold_phrase(second)


def _in_host(named: Sequence[PlaceMention], host: Issuer | None) -> Location | None:
    """Find the unit in the host's chain: a header's words override the table."""
    if host is None:
        return None
    for i, label in enumerate(host.places):
        if _same(label, _label(named[0])):
            rest = host.places[i + 1 :]
            if all(any(_same(_label(p), up) for up in rest) for p in named[1:]) or not rest:
                labels = host.places[i:] if rest else tuple(map(_label, named))
                return Location(_complete(labels, None), _row(labels))
    return None


def _row(labels: Sequence[str]) -> Unit | None:
    """Return the table's unit that has exactly these labels, if one does."""
    unit_type, name = split_label(labels[0])
    for unit in units().named(name, type=unit_type):
        if tuple(u.label for u in units().path(unit)) == tuple(labels):
            return unit
    return None


def _complete(labels: tuple[str, ...], when: str | None) -> tuple[str, ...]:
    """Add the units above the last label, if the table leaves no doubt."""
    unit_type, name = split_label(labels[-1])
    above = {
        tuple(u.label for u in units().path(unit, when)[1:])
        for unit in units().named(name, type=unit_type)
        if unit.level in LEVELS_OF_TYPE[unit_type]
    }
    if len(above) == 1:
        return labels + above.pop()
    return labels


def _in_table(named: Sequence[PlaceMention], when: str | None) -> list[Location]:
    table = units()
    matches = table.named(named[0].name or "", type=named[0].type)
    fitting = [u for u in matches if _under(u, named[1:])]
    if not fitting:
        return []
    valid = [u for u in fitting if when is not None and u.valid_on(when)]
    chosen = valid or fitting
    if len(named) == 1 and named[0].type == "thành phố":
        # A city's bare name means the centrally-run one where there is one.
        chosen = [u for u in chosen if u.level == "tỉnh"] or chosen
    locations: dict[tuple[str, ...], Location] = {}
    for unit in chosen:
        labels = tuple(u.label for u in table.path(unit, when))
        if len(named) > 1 and not valid and unit.level != "tỉnh":
            labels = _worded(labels, named)
        locations.setdefault(labels, Location(labels, unit))
    return list(locations.values())


def _worded(labels: tuple[str, ...], named: Sequence[PlaceMention]) -> tuple[str, ...]:
    """Prefer the text's word for a unit above that has had several names or ranks."""
    last = _label(named[-1])
    if last in labels or len(named) < 2 or len(labels) < 2:
        return labels
    return (*labels[:-1], last)


def _under(unit: Unit, uppers: Sequence[PlaceMention]) -> bool:
    """Whether all of `uppers` are above `unit`, under a name or rank of any time."""
    if not uppers:
        return True
    table = units()
    above = table.path(unit)[1:]
    names = {fold_phrase(u.label) for u in above}
    for u in above:
        names.update(fold_phrase(other.label) for other in table.other_ranks(u))
    return all(fold_phrase(_label(p)) in names for p in uppers)


def _own_words(named: Sequence[PlaceMention], host: Issuer | None, when: str | None) -> Location:
    """Keep the text's words, completed from the table or from the host where they end low."""
    labels = tuple(map(_label, named))
    completed = _complete(labels, when)
    if completed == labels and host is not None and len(named) == 1:
        tier = LEVELS_OF_TYPE[named[0].type][-1]
        above = [p for p in host.places if _tier(p, host.places) > _TIERS[tier]]
        completed = (*labels, *above)
    return Location(completed)


_TIERS: dict[UnitLevel, int] = {"xã": 1, "huyện": 2, "tỉnh": 3}


def _tier(label: str, places: Sequence[str]) -> int:
    """Return 1 to 3 for a label in a chain (a city at the chain's end is centrally run)."""
    levels = LEVELS_OF_TYPE[split_label(label)[0]]
    if len(levels) == 1:
        return _TIERS[levels[0]]
    return 3 if label == places[-1] else 2


def _nearest(found: list[Location], host: Issuer) -> list[Location]:
    """Keep the candidates that share the most with the host's chain."""
    chain = {fold_phrase(p) for p in host.places}
    scores = [_shared(location, chain) for location in found]
    best = max(scores)
    if best == 0:
        return found
    return [location for location, score in zip(found, scores, strict=True) if score == best]


def _shared(location: Location, chain: set[str]) -> int:
    table = units()
    score = 0
    for label in location.labels[1:]:
        score += 2 if fold_phrase(label) in chain else 0
    if score == 0 and location.unit is not None:
        # A province that was merged into the host's own, or ranked otherwise, still counts.
        top = table.path(location.unit)[-1]
        after = [table.unit(n) for n in top.successors] + list(table.other_ranks(top))
        score = int(any(fold_phrase(u.label) in chain for u in after))
    return score


def _of_host(host: Issuer | None, tier: UnitLevel | None) -> tuple[Location, ...]:
    """Return the host's own unit, or the one at `tier` in its chain."""
    if host is None:
        return ()
    for i, label in enumerate(host.places):
        if tier is None or _tier(label, host.places) == _TIERS[tier]:
            return (Location(host.places[i:], _row(host.places[i:])),)
    return ()


def _relative(unit_type: str, host: Issuer | None, when: str | None) -> tuple[Location, ...]:
    """Resolve "tỉnh", "thành phố", "huyện" or "xã" against the host."""
    if host is None or not host.places:
        return ()
    matching = [i for i, p in enumerate(host.places) if split_label(p)[0] == unit_type]
    if matching:
        return tuple(Location(host.places[i:], _row(host.places[i:])) for i in reversed(matching))
    return _of_possible_hosts(unit_type, host, when)


def _of_possible_hosts(unit_type: str, host: Issuer, when: str | None) -> tuple[Location, ...]:
    """Resolve against the chains that the host may have where its own is not known to the top.

    A commune of today also leads to the districts that its territory belonged to.
    """
    table = units()
    own_type, own_name = split_label(host.places[0])
    found: dict[tuple[str, ...], Location] = {}
    for unit in table.named(own_name, type=own_type):
        path = table.path(unit, when)
        if len(host.places) > 1 and not _agrees(path, host.places[1:]):
            continue
        chains = [path]
        if unit_type in ("huyện", "quận", "thị xã", "thành phố") and unit.level == "xã":
            chains += [table.path(table.unit(n), when) for n in table.predecessors(unit.number)]
        for chain in chains:
            for i, above in enumerate(chain):
                if i and above.type == unit_type:
                    labels = tuple(u.label for u in chain[i:])
                    found.setdefault(labels, Location(labels, above))
    return tuple(found.values())[:MOST_CANDIDATES]


def _agrees(path: Sequence[Unit], above: Sequence[str]) -> bool:
    labels = {fold_phrase(u.label) for u in path[1:]}
    return any(fold_phrase(p) in labels for p in above)
