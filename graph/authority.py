"""The authority records: central documents and laws that are known without being held.

Built by `graph.build_authority`, which states the sources. The file is opened on first use; a
record is made from its line only when it is looked up.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from graph.holdings import KnownDocument, bare_name_key, name_key
from graph.numbering import split_number


class AuthorityRecords:
    """Holdings over the shipped file. Use `authority()`, which opens it once."""

    def __init__(self, text: str) -> None:
        records, numbers, serials, names = text.split("\f")
        self._lines = records.split("\n")
        self._numbers, self._serials, self._names = map(_index, (numbers, serials, names))
        self._made: dict[int, KnownDocument] = {}
        self._bare_names: dict[str, list[str]] | None = None
        self._urns: dict[str, int] | None = None

    def __len__(self) -> int:
        return len(self._lines)

    def __iter__(self) -> Iterator[KnownDocument]:
        return (self._record(i) for i in range(len(self._lines)))

    def by_number(self, number: str) -> tuple[KnownDocument, ...]:
        """Return the records with this number, oldest first."""
        return self._get(self._numbers.get(split_number(number).text, ""))

    def by_serial(self, serial: str, year: int | None = None) -> tuple[KnownDocument, ...]:
        """Return the records whose running number is `serial` ("61"), oldest first."""
        found = self._get(self._serials.get(split_number(serial).serial, ""))
        return tuple(d for d in found if year is None or d.year == year)

    def by_name(self, name: str) -> tuple[KnownDocument, ...]:
        """Return the records called `name`; without diacritics if it is typed without."""
        key = name_key(name)
        found = self._names.get(key)
        if found is None and key.isascii():
            if self._bare_names is None:
                self._bare_names = {}
                for known in self._names:
                    self._bare_names.setdefault(bare_name_key(known), []).append(known)
            keys = self._bare_names.get(key, ())
            found = ",".join(self._names[k] for k in keys)
        return self._get(found or "")

    def by_urn(self, urn: str) -> KnownDocument | None:
        """Return the record of this URN."""
        if self._urns is None:
            self._urns = {line[: line.index("\t")]: i for i, line in enumerate(self._lines)}
        i = self._urns.get(urn)
        return None if i is None else self._record(i)

    def _get(self, ids: str) -> tuple[KnownDocument, ...]:
        return tuple(self._record(int(i)) for i in dict.fromkeys(ids.split(",")) if i)

    def _record(self, i: int) -> KnownDocument:
        made = self._made.get(i)
        if made is None:
            cells = self._lines[i].split("\t")
            urn, kind, number, date, issuer, force, title, names, weight = cells
            year = split_number(number).year if number else None
            made = self._made[i] = KnownDocument(
                urn, kind, number or None, date or None,
                year or (int(date[:4]) if date else None), issuer or None, title or None,
                force or None, tuple(n for n in names.split(";") if n), "authority", float(weight),
            )  # fmt: skip
        return made


def _index(text: str) -> dict[str, str]:
    found = {}
    for line in text.split("\n"):
        key, _, ids = line.partition("\t")
        found[key] = ids
    return found


@lru_cache(maxsize=1)
def authority() -> AuthorityRecords:
    """Return the shipped records, opened on first use."""
    packed = files("graph").joinpath("data/authority.tsv.gz").read_bytes()
    return AuthorityRecords(gzip.decompress(packed).decode())
