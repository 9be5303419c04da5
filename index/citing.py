"""Who cites what, from the register, with bounded work for a law cited half a million times."""

from __future__ import annotations

import math
from typing import Final

from index.register import Register

MAX_HOSTS: Final = 400
"""Documents citing one that are looked at; more are sampled evenly, in order of arrival."""

MAX_OBJECTS: Final = 300
"""Cited documents of one text that are looked at."""


class Citing:
    """Citations between the rows of a register."""

    def __init__(self, register: Register) -> None:
        self._rows = register.rows
        self._documents: int | None = None
        self._rarities: dict[int, float] = {}

    def objects(self, host: int) -> list[int]:
        """Returns what a document cites."""
        query = "SELECT object FROM cites WHERE host = ? LIMIT ?"
        return [one for (one,) in self._rows.execute(query, (host, MAX_OBJECTS))]

    def hosts(self, here: int, limit: int = MAX_HOSTS) -> list[int]:
        """Returns who cites a document, at most `limit` of them, spread over all."""
        query = "SELECT host FROM cites WHERE object = ? LIMIT ?"
        found = [one for (one,) in self._rows.execute(query, (here, limit + 1))]
        if len(found) <= limit:
            return found
        ends = "SELECT min(host), max(host) FROM cites WHERE object = ?"
        low, high = self._rows.execute(ends, (here,)).fetchone()
        query = "SELECT host FROM cites WHERE object = ? AND host >= ? LIMIT 1"
        at = (low + (high - low) * step // limit for step in range(limit))
        return sorted({self._rows.execute(query, (here, one)).fetchone()[0] for one in at})

    def cited(self, here: int) -> int:
        """Returns how many documents cite one."""
        row = self._rows.execute("SELECT cited FROM documents WHERE id = ?", (here,)).fetchone()
        return int(row[0]) if row else 0

    def rarity(self, here: int) -> float:
        """Returns how much it says that two texts both cite a document: its inverse frequency."""
        known = self._rarities.get(here)
        if known is None:
            if self._documents is None:
                counted = self._rows.execute("SELECT count(*) FROM documents WHERE held").fetchone()
                self._documents = int(counted[0])
            known = math.log(1 + self._documents / max(1, self.cited(here)))
            self._rarities[here] = known
        return known
