"""Build `nlp/data/units.tsv.gz` from underthesea's address mapping and the history table.

    python -m nlp.build_units

Source: `underthesea/address/data/mapping.json` (underthesea, Apache-2.0, which took it from
vietnamadminunits, MIT): the 63 provinces, 696 districts and about 10,000 communes of January
2025, the 34 provinces and 3,321 communes since 1 July 2025 (Nghị quyết 202/2025/QH15) and what
became of which. `nlp/data/units_history.tsv` adds what changed before and after.

The file has two parts with a form feed between them: one unit a line (type, name, parent,
valid_from, valid_to, successors, same_territory; its number is its line, parent and successors
are such numbers), then one bare name a line with the numbers of the units so named.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from nlp.syllables import bare_phrase, fold_phrase

DATA = Path(__file__).parent / "data"
LAST_DAY_OF_DISTRICTS = "2025-06-30"
FIRST_DAY_OF_TWO_TIERS = "2025-07-01"
_TYPES = ("thành phố", "tỉnh", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu")


@dataclass(slots=True)
class _Row:
    type: str
    name: str
    parent: int | None
    valid_from: str = ""
    valid_to: str = ""
    successors: list[int] = field(default_factory=list)
    same_territory: bool = False


class _Table:
    """The units collected so far; a unit is found by its full name and its parent's number."""

    def __init__(self) -> None:
        self.rows: list[_Row] = []
        self._numbers: dict[tuple[str, str, int | None, str], int] = {}
        self.spellings: list[tuple[str, int]] = []

    def add(self, full: str, parent: int | None, valid_from: str = "", valid_to: str = "") -> int:
        kind, name = split_type(full)
        key = (kind, fold_phrase(name), parent, valid_from)
        if key not in self._numbers:
            self._numbers[key] = len(self.rows)
            self.rows.append(_Row(kind, name, parent, valid_from, valid_to))
        return self._numbers[key]

    def find(self, full: str, within: str | None = None) -> int:
        """Return the number of the unit called `full`, the highest one if several are."""
        kind, name = split_type(full)
        wanted = fold_phrase(name)
        for number, row in enumerate(self.rows):
            if row.type == kind and fold_phrase(row.name) == wanted:
                parent = self.rows[row.parent] if row.parent is not None else None
                if within is None or (parent and within == f"{parent.type} {parent.name}"):
                    return number
        raise KeyError(f"{full} ({within})")


def split_type(full: str) -> tuple[str, str]:
    """Split "Thị trấn Cẩm Giang" into "thị trấn" and "Cẩm Giang"."""
    for kind in _TYPES:
        if full.lower().startswith(kind + " "):
            return kind, " ".join(full[len(kind) + 1 :].split())
    raise ValueError(f"no type of unit in {full!r}")


def restore_name(key: str, known: dict[str, str], syllables: Counter[str]) -> str:
    """Give a name back that the mapping holds only as a key without spaces ("xãtamđàn").

    A name that stands elsewhere wins; otherwise the key is cut into two syllables that do.
    """
    kind = next(k for k in _TYPES if key.startswith(k.replace(" ", "")))
    rest = key[len(kind.replace(" ", "")) :]
    if rest in known:
        return f"{kind} {known[rest]}"
    cuts = [(rest[:i], rest[i:]) for i in range(1, len(rest))]
    best = max(cuts, key=lambda c: min(syllables[c[0]], syllables[c[1]]))
    return f"{kind} {best[0].capitalize()} {best[1].capitalize()}"


def _fill_lost_names(records: list[dict[str, str]]) -> None:
    known: dict[str, str] = {}
    syllables: Counter[str] = Counter()
    for record in records:
        for column in ("old_ward", "new_ward", "old_district"):
            if record[column]:
                name = split_type(record[column])[1]
                known.setdefault(re.sub(r"\s", "", name.lower()), name)
                syllables.update(name.lower().split())
    for record in records:
        for column in ("old_ward", "new_ward"):
            if not record[column] and record[f"{column}_key"]:
                record[column] = restore_name(record[f"{column}_key"], known, syllables)


def _add_mapping(table: _Table, mapping: dict[str, Any]) -> None:
    old, new = mapping["old_province_names"], mapping["province_names"]
    numbers: dict[str, int] = {}
    for key, entry in old.items():
        last = "" if key in new else LAST_DAY_OF_DISTRICTS
        numbers[key] = table.add(entry["name"], None, "", last)
    for key, entry in new.items():
        numbers.setdefault(key, table.add(entry["name"], None))
    for key, became in mapping["province_mapping"].items():
        if key != became:
            table.rows[numbers[key]].successors.append(numbers[became])
    for record in mapping["ward_mapping"]:
        district = table.add(
            record["old_district"], numbers[record["old_province_key"]], "", LAST_DAY_OF_DISTRICTS
        )
        commune = table.add(
            record["new_ward"], numbers[record["new_province_key"]], FIRST_DAY_OF_TWO_TIERS
        )
        # An island district without communes became a special zone as a whole.
        before = district
        if record["old_ward"]:
            before = table.add(record["old_ward"], district, "", LAST_DAY_OF_DISTRICTS)
        if commune not in table.rows[before].successors:
            table.rows[before].successors.append(commune)


def _add_history(table: _Table, lines: list[str]) -> None:
    for line in lines:
        if not line.strip() or line.startswith("#"):
            continue
        kind, name, unit_type, parent, start, end, becomes, same, *_ = [*line.split("\t"), "", ""]
        try:
            other = table.find(becomes, parent or None)
        except KeyError:  # it became part of a unit of another province
            other = table.find(becomes)
        if kind == "spelling":
            table.spellings.append((bare_phrase(name), other))
            continue
        above = table.find(parent) if parent else None
        number = table.add(f"{unit_type} {name}", above, start, end or "")
        row = table.rows[number]
        if start:  # the unit continues `becomes`, which ends the day before
            table.rows[other].successors.append(number)
            table.rows[other].same_territory = same == "1"
            table.rows[other].valid_to = _day_before(start)
        else:
            row.valid_to, row.same_territory = end, same == "1"
            row.successors.append(other)
            if same == "1":
                table.rows[other].valid_from = _day_after(end)


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def write_table(table: _Table, path: Path) -> None:
    """Write the table; the same input gives the same bytes."""
    by_name: defaultdict[str, list[int]] = defaultdict(list)
    lines = []
    for number, row in enumerate(table.rows):
        by_name[bare_phrase(row.name)].append(number)
        lines.append(
            "\t".join((
                row.type, row.name, "" if row.parent is None else str(row.parent), row.valid_from,
                row.valid_to, ",".join(map(str, row.successors)), "1" if row.same_territory else "",
            ))
        )  # fmt: skip
    for name, number in table.spellings:
        by_name[name].append(number)
    index = [f"{name}\t{','.join(map(str, ids))}" for name, ids in sorted(by_name.items())]
    text = "\n".join(lines) + "\f" + "\n".join(index)
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write(text.encode())


def main() -> None:
    """Read the sources and write the data file."""
    spec = importlib.util.find_spec("underthesea")
    if spec is None or spec.origin is None:
        raise SystemExit("underthesea is not installed: run `pip install underthesea` first")
    source = Path(spec.origin).parent / "address" / "data" / "mapping.json"
    mapping = json.loads(source.read_text("utf-8"))
    _fill_lost_names(mapping["ward_mapping"])
    table = _Table()
    _add_mapping(table, mapping)
    _add_history(table, (DATA / "units_history.tsv").read_text("utf-8").splitlines())
    write_table(table, DATA / "units.tsv.gz")
    print(f"{len(table.rows)} units written")


if __name__ == "__main__":
    main()
