"""Puts the diacritics back that a hurried typist left out.

A text without marks is read as the likeliest row of marked syllables under a bigram model (Viterbi
1967), whose counts are those of the static embedding's own terms: how many articles of the
codification have a syllable, and how many a pair. A model of embeddings knows syllables with their
marks alone.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path

import numpy as np

from corpus.errors import ConfigError
from index.syllables import PAIR_JOINER, fold, spans
from index.terms import term_rows

_FOLDER = Path(__file__).parent / "data" / "embedding"

_FORMS = 12
"""Commonest marked forms of a syllable that are tried."""

_UNPAIRED = 0.3
"""Share of the likelihood that a syllable's own frequency has beside that of its pair; chosen on
held-out titles and texts of the codification, where 98 of 100 syllables come back right."""

_LONGEST = 400
"""Syllables of a text that are read; the rest stays as it is."""


class DiacriticRestorer:
    """A bigram model of marked syllables."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        """Learn from `counts` of syllables and of pairs (joined by `PAIR_JOINER`)."""
        self._counts = counts
        forms: dict[str, list[str]] = defaultdict(list)
        terms = [term for term in counts if PAIR_JOINER not in term]
        # Folded in one go, in a fifth of the time: a cold search waits for this.
        for term, folded in zip(terms, fold("\n".join(terms)).split("\n"), strict=True):
            forms[folded].append(term)
        self._forms = {
            folded: sorted(found, key=lambda form: -counts[form])[:_FORMS]
            for folded, found in forms.items()
        }
        self._total = sum(counts[form] for found in forms.values() for form in found) or 1

    def restored(self, text: str) -> str:
        """Returns `text` with its syllables as they were most likely meant.

        Words that the model does not know, marked syllables and everything between them stay.
        """
        found = list(spans(text))[:_LONGEST]
        words = [
            self._forms.get(item.folded, [item.exact]) if item.exact.isascii() else [item.exact]
            for item in found
        ]
        pieces, end = [], 0
        for item, word in zip(found, self._likeliest(words), strict=True):
            same = word == item.exact
            pieces += [text[end : item.start], text[item.start : item.end] if same else word]
            end = item.end
        return "".join((*pieces, text[end:]))

    def _likeliest(self, words: list[list[str]]) -> list[str]:
        """One form of each word, so that they are likeliest together."""
        if not words:
            return []
        scores = {form: math.log(self._share(form)) for form in words[0]}
        steps: list[dict[str, str]] = []
        for forms in words[1:]:
            before: dict[str, str] = {}
            now: dict[str, float] = {}
            for form in forms:
                reached = {last: score + self._step(last, form) for last, score in scores.items()}
                before[form] = max(reached, key=reached.__getitem__)
                now[form] = reached[before[form]]
            steps.append(before)
            scores = now
        path = [max(scores, key=scores.__getitem__)]
        for before in reversed(steps):
            path.append(before[path[-1]])
        return path[::-1]

    def _share(self, form: str) -> float:
        return max(self._counts.get(form, 0), 0.5) / self._total

    def _step(self, last: str, form: str) -> float:
        together = self._counts.get(f"{last}{PAIR_JOINER}{form}", 0)
        paired = together / max(self._counts.get(last, 0), 1)
        return math.log((1 - _UNPAIRED) * paired + _UNPAIRED * self._share(form))


@lru_cache(maxsize=1)
def bundled_restorer() -> Callable[[str], str]:
    """Returns what puts diacritics back by the counts that ship with the package.

    Raises:
        ConfigError: the package's files are incomplete.
    """
    try:
        names = term_rows(_FOLDER)
        counts = np.load(_FOLDER / "counts.npy")
    except (OSError, ValueError) as error:
        raise ConfigError(f"{_FOLDER} lacks the counts of its terms: {error}") from error
    return DiacriticRestorer(dict(zip(names, counts.tolist(), strict=True))).restored
