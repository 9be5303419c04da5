"""The terms of a text that an embedding knows: its distinct syllables and adjacent pairs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.syllables import pairs, syllables


def terms(text: str) -> list[str]:
    """Returns the distinct exact syllables and adjacent pairs of `text`, in order of appearance.

    A term counts once however often it occurs: with mean pooling a long text would otherwise be
    little more than its commonest words (binary term weights; Salton and Buckley 1988).
    """
    found = syllables(text)
    return list(dict.fromkeys(found + pairs(found)))


@lru_cache(maxsize=4)
def term_rows(folder: Path) -> dict[str, int]:
    """Returns the terms of the model in `folder` with their row numbers; read once a process.

    Raises:
        OSError: there is no such model.
        UnicodeDecodeError: its terms are no text.
    """
    names = (folder / "terms.txt").read_text(encoding="utf-8").split("\n")
    return {name: row for row, name in enumerate(names)}


def term_ids(text: str, vocabulary: Mapping[str, int]) -> NDArray[np.int64]:
    """Returns the row numbers of the terms of `text` that `vocabulary` holds, shape (n,)."""
    found = syllables(text)
    # Looked up before repeated ones are dropped: that way each name is hashed once.
    ids = dict.fromkeys(map(vocabulary.get, found + pairs(found)))
    ids.pop(None, None)
    return np.fromiter(ids, np.int64, len(ids))
