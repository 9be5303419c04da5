"""Completes what is being typed to document numbers and titles.

Each of a handful of key ranges of the register is read up to a limit, so that one letter costs no
more than a whole title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from index.labels import label_of
from index.register import Register, RegisteredDocument
from index.register_keys import INSIDE, LONGEST, NUMBER, TITLE, number_key, title_key

_SCANNED: Final = 150
"""Keys that are read of each range."""

_SCANNED_LONG: Final = 500
"""The same where the documents themselves must be compared: many titles begin alike."""

_SCANNED_BESIDE: Final = 50
"""Documents of one number whose titles are compared with what is typed behind it."""

_SPLITS: Final = 6
"""Places at which a number may end and a title begin."""

_GAP: Final = re.compile(r"[\s:,–-]+")
_AFTER: Final = "\U0010ffff"
_RANGE: Final = (
    "SELECT id, held, cited FROM (SELECT document FROM keys "
    "WHERE held = ? AND kind = ? AND key >= ? AND key < ? LIMIT ?) "
    "CROSS JOIN documents ON id = document"
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A document that what was typed may become; `cited` counts the documents that cite it."""

    text: str
    urn: str
    held: bool
    cited: int = 0


class Suggester:
    """Completions from a register."""

    def __init__(self, register: Register) -> None:
        self._register = register

    def suggest(self, typed: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """Returns the documents whose number or title goes on from `typed`.

        A number that is complete comes before longer ones, numbers before beginnings of titles
        before words inside them (numbers last where no digit was typed); of each held documents
        come first, then those cited most. Case, diacritics, marks and blanks make no difference;
        nothing typed gives nothing. A number may be followed by words of the title, as in what
        `Suggestion.text` says.
        """
        typed = typed[:200]
        words = title_key(typed)
        if not words or limit < 1:
            return ()
        found: dict[int, tuple[int, bool, int, int]] = {}
        count = _SCANNED if len(words) <= LONGEST else _SCANNED_LONG
        for rank, (kind, low, high) in enumerate(_ranges(typed, words)):
            for held in (1, 0):
                rows = self._register.rows.execute(_RANGE, (held, kind, low, high, count))
                for one, is_held, cited in rows:
                    found.setdefault(one, (rank, not is_held, -cited, one))
            if len(found) >= limit and len(words) <= LONGEST:
                break
        if not found:
            return tuple(islice(self._titled(typed), limit))
        ordered = sorted(found, key=found.__getitem__)
        if len(words) <= LONGEST:
            return tuple(map(_suggestion, self._described(ordered[:limit])))
        described = (_suggestion(one) for one in self._described(ordered))
        return tuple(islice((one for one in described if words in title_key(one.text)), limit))

    def _titled(self, typed: str) -> Iterator[Suggestion]:
        """Yields documents of a number that is typed with words of their title behind it."""
        splits = (
            (number_key(typed[: gap.start()]), title_key(typed[gap.end() :]))
            for gap in _GAP.finditer(typed)
        )
        told = (split for split in splits if split[1] and any(map(str.isdigit, split[0])))
        for number, words in islice(told, _SPLITS):
            found = [one for one in self._numbered(number[:LONGEST]) if _is_titled(one, words)]
            if found:
                found.sort(key=lambda one: (not one.node.held, -one.cited, one.node.urn))
                yield from map(_suggestion, found)
                return

    def _numbered(self, number: str) -> Iterator[RegisteredDocument]:
        """Yields documents of a number that is complete, or goes on in its symbol."""
        seen: dict[int, None] = {}
        for low, high in ((number, f"{number}0"), (f"{number}a", number + _AFTER)):
            for held in (1, 0):
                given = (held, NUMBER, low, high, _SCANNED_BESIDE)
                seen |= dict.fromkeys(one for one, *_ in self._register.rows.execute(_RANGE, given))
        return self._described(tuple(seen))

    def _described(self, ids: Sequence[int]) -> Iterator[RegisteredDocument]:
        return (self._register.by_ids([one])[one] for one in ids)


def _ranges(typed: str, words: str) -> list[tuple[int, str, str]]:
    """Returns the ranges of keys that go on from what is typed, those that fit best first."""
    number, title = number_key(typed)[:LONGEST], words[:LONGEST]
    titles = [(kind, title, title + _AFTER) for kind in (TITLE, INSIDE)]
    if not any(c.isdigit() for c in number):
        return [*titles, (NUMBER, number, number + _AFTER)] if number else titles
    if not number[-1].isdigit():
        return [(NUMBER, number, number + _AFTER), *titles]
    # Digits sort before letters: what is between goes on with another digit, a longer number.
    complete = [(NUMBER, number, f"{number}0"), (NUMBER, f"{number}a", number + _AFTER)]
    return [*complete, (NUMBER, f"{number}0", f"{number}:"), *titles]


def _is_titled(document: RegisteredDocument, words: str) -> bool:
    return f" {words}" in f" {title_key(document.node.title or '')}"


def _suggestion(document: RegisteredDocument) -> Suggestion:
    node = document.node
    return Suggestion(label_of(node), node.urn, node.held, document.cited)
