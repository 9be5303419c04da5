"""Completes what is being typed to document numbers and titles."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.model import DocumentNode
from index.labels import label_of
from index.syllables import number_term, syllables
from nlp.types import document_types

MAX_TITLE_WORDS = 12
"""Words of a title from which a completion may begin."""

_MAX_SCANNED = 2000


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A document that what was typed may become."""

    text: str
    urn: str
    held: bool


class Suggester:
    """Completions in memory: sorted keys without diacritics, found by bisection."""

    def __init__(self, nodes: Iterable[DocumentNode]) -> None:
        self._suggestions: list[Suggestion] = []
        keys: list[tuple[str, int, int]] = []
        for node in nodes:
            index = len(self._suggestions)
            self._suggestions.append(Suggestion(label_of(node), node.urn, node.held))
            keys += [(key, rank, index) for key, rank in _keys(node)]
        keys.sort()
        self._keys = keys

    def __len__(self) -> int:
        return len(self._suggestions)

    def suggest(self, typed: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """Returns the documents whose number or title goes on from `typed`.

        Held documents come first, then numbers before beginnings of titles before words inside
        them. Case, diacritics and doubled blanks make no difference; nothing typed gives nothing.
        """
        prefix = _key(typed[:200])
        if not prefix or limit < 1:
            return ()
        found: dict[int, int] = {}
        start = bisect_left(self._keys, (prefix, 0, 0))
        for key, rank, index in self._keys[start : start + _MAX_SCANNED]:
            if not key.startswith(prefix):
                break
            found[index] = min(rank, found.get(index, rank))
        ordered = sorted(
            found,
            key=lambda i: (not self._suggestions[i].held, found[i], self._suggestions[i].text),
        )
        return tuple(self._suggestions[i] for i in ordered[:limit])


def _key(text: str) -> str:
    """Numbers keep their marks, all else is folded words."""
    words = text.split()
    return " ".join(
        number_term(w) if any(c.isdigit() for c in w) else " ".join(syllables(w, folded=True))
        for w in words
    ).strip()


def _keys(node: DocumentNode) -> Iterator[tuple[str, int]]:
    if node.number:
        number = number_term(node.number)
        yield number, 0
        for name in _type_names(node.type):
            yield f"{name} {number}", 0
    title = _key(node.title or "")
    if not title:
        return
    words = title.split()
    for first in range(min(len(words), MAX_TITLE_WORDS)):
        yield " ".join(words[first : first + MAX_TITLE_WORDS]), 1 if first == 0 else 2
    for name in _type_names(node.type)[:1]:
        yield f"{name} {title}", 1


def _type_names(kind: str | None) -> list[str]:
    if not kind:
        return []
    shorts = next((t.abbreviations or t.symbols for t in document_types() if t.name == kind), ())
    return [_key(kind), *(_key(short) for short in shorts)]
