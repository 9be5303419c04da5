"""Administrative units: provinces, districts (until 1 July 2025) and communes, with validity.

The data file is built by `nlp.build_units`, which states its sources. It is opened on first use;
a unit is made from its line only when it is asked for, so that opening costs a few milliseconds.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from nlp.syllables import bare_phrase, fold_phrase

UnitLevel = Literal["tỉnh", "huyện", "xã"]

# Nghị quyết 202/2025/QH15, Luật Tổ chức chính quyền địa phương 72/2025/QH15.
LAST_DAY_OF_DISTRICTS = "2025-06-30"

# Which levels a type of unit can have; a "thành phố" is a centrally-run or a provincial city.
LEVELS_OF_TYPE: dict[str, tuple[UnitLevel, ...]] = {
    "tỉnh": ("tỉnh",),
    "thành phố": ("tỉnh", "huyện"),
    "huyện": ("huyện",),
    "quận": ("huyện",),
    "thị xã": ("huyện",),
    "xã": ("xã",),
    "phường": ("xã",),
    "thị trấn": ("xã",),
    "đặc khu": ("xã",),
}

_LONGEST_TYPE_FIRST = sorted(LEVELS_OF_TYPE, key=len, reverse=True)

# Names of persons and events make the common noun a part of the name (NĐ 30/2020/NĐ-CP, Phụ lục
# II mục III); of the provinces only this one.
_CAPITAL_TYPE = frozenset({"thành phố Hồ Chí Minh"})


def unit_label(unit_type: str, name: str) -> str:
    """Return a unit's full name as it is written: "huyện Tân Phú", "Quận 1".

    The common noun is capitalised before a digit and in "Thành phố Hồ Chí Minh"
    (NĐ 30/2020/NĐ-CP, Phụ lục II mục III.1).
    """
    label = f"{unit_type} {name}"
    if name[:1].isdigit() or label in _CAPITAL_TYPE:
        return label[0].upper() + label[1:]
    return label


def split_label(label: str) -> tuple[str, str]:
    """Split a unit's label into its type and its name: "Quận 1" → ("quận", "1").

    Raises:
        ValueError: the label begins with no type of unit.
    """
    lowered = label[:1].lower() + label[1:]
    for unit_type in _LONGEST_TYPE_FIRST:
        if lowered.startswith(unit_type + " "):
            return unit_type, label[len(unit_type) + 1 :]
    raise ValueError(f"{label!r} begins with no type of administrative unit")


@dataclass(frozen=True, slots=True)
class Unit:
    """One administrative unit.

    Attributes:
        number: its place in the table; stable only within one data file.
        type: "tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu".
        name: the proper name, without the type.
        level: "tỉnh", "huyện" or "xã" (the tier, whatever the type).
        parent: number of the unit above; null for provinces.
        valid_from, valid_to: first and last day, ISO; null where the table has no limit.
        successors: the units that took over its territory or a part of it.
        same_territory: its successor is the same place under another name or rank.
    """

    number: int
    type: str
    name: str
    level: UnitLevel
    parent: int | None
    valid_from: str | None
    valid_to: str | None
    successors: tuple[int, ...]
    same_territory: bool

    @property
    def label(self) -> str:
        """The full name, see `unit_label`."""
        return unit_label(self.type, self.name)

    def valid_on(self, day: str | None) -> bool:
        """Whether the unit exists on `day` (ISO, a year alone counts as its first day)."""
        if day is None:
            return self.valid_to is None
        day = f"{day}-01-01"[:10] if len(day) == 4 else f"{day}-01"[:10]
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


class UnitTable:
    """All units. Use `units()`, which opens the shipped table once."""

    def __init__(self, text: str) -> None:
        rows, _, index = text.partition("\f")
        self._rows = rows.split("\n")
        self._index: dict[str, str] = dict(
            line.split("\t", 1) for line in index.split("\n") if line
        )
        self._made: dict[int, Unit] = {}
        self._continued: dict[int, int] | None = None
        self._taken_from: dict[int, list[int]] | None = None

    def __len__(self) -> int:
        return len(self._rows)

    def unit(self, number: int) -> Unit:
        """Return the unit with this number.

        Raises:
            IndexError: there is none.
        """
        made = self._made.get(number)
        if made is None:
            kind, name, parent, start, end, successors, same = self._rows[number].split("\t")
            levels = LEVELS_OF_TYPE[kind]
            level = levels[-1] if parent else levels[0]
            made = self._made[number] = Unit(
                number,
                kind,
                name,
                level,
                int(parent) if parent else None,
                start or None,
                end or None,
                tuple(int(n) for n in successors.split(",") if n),
                same == "1",
            )
        return made

    def named(
        self, name: str, *, type: str | None = None, level: UnitLevel | None = None  # noqa: A002  # the field's own term
    ) -> tuple[Unit, ...]:  # fmt: skip
        """Return the units called `name` (without the type).

        Units with exactly these diacritics win; without one, those that differ only in them
        (lost or mistaken diacritics).
        """
        numbers = self._index.get(bare_phrase(name))
        if numbers is None:
            return ()
        found = [
            unit
            for unit in map(self.unit, map(int, numbers.split(",")))
            if (type is None or unit.type == type) and (level is None or unit.level == level)
        ]
        folded = fold_phrase(name)
        exact = [unit for unit in found if fold_phrase(unit.name) == folded]
        return tuple(exact or found)

    def knows(self, bare_name: str) -> bool:
        """Whether some unit has this name (given as `bare_phrase` writes it)."""
        return bare_name in self._index

    def parent(self, unit: Unit, day: str | None = None) -> Unit | None:
        """Return the unit above, under the name and rank that it had on `day`."""
        if unit.parent is None:
            return None
        above = self.unit(unit.parent)
        if day is None or above.valid_on(day):
            return above
        if above.valid_from is not None and day < above.valid_from:
            earlier = self._before(above.number)
            return self.unit(earlier) if earlier is not None else above
        later = [self.unit(n) for n in above.successors] if above.same_territory else []
        return next((u for u in later if u.level == above.level), above)

    def _before(self, number: int) -> int | None:
        """Return the unit that `number` continues under another name or rank."""
        if self._continued is None:
            self._continued = {
                self.unit(i).successors[0]: i
                for i, row in enumerate(self._rows)
                if row.endswith("\t1")
            }
        return self._continued.get(number)

    def other_ranks(self, unit: Unit) -> tuple[Unit, ...]:
        """Return the same place under its earlier or later name or rank."""
        found = []
        earlier = self._before(unit.number)
        if earlier is not None:
            found.append(self.unit(earlier))
        if unit.same_territory:
            found.extend(self.unit(n) for n in unit.successors)
        return tuple(found)

    def predecessors(self, number: int) -> tuple[int, ...]:
        """Return the numbers of the units whose territory went into this one."""
        if self._taken_from is None:
            self._taken_from = {}
            for i, row in enumerate(self._rows):
                for successor in row.split("\t")[5].split(","):
                    if successor:
                        self._taken_from.setdefault(int(successor), []).append(i)
        return tuple(self._taken_from.get(number, ()))

    def path(self, unit: Unit, day: str | None = None) -> tuple[Unit, ...]:
        """Return the unit and those above it, nearest first."""
        chain = [unit]
        while (above := self.parent(chain[-1], day)) is not None:
            chain.append(above)
        return tuple(chain)


@lru_cache(maxsize=1)
def units() -> UnitTable:
    """Return the shipped table of units, opened on first use."""
    packed = files("nlp").joinpath("data/units.tsv.gz").read_bytes()
    return UnitTable(gzip.decompress(packed).decode())
