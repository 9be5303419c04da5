"""What turns text into vectors: the interface that every embedding model is used through."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.stretches import Embedded


class Embedder(Protocol):
    """A model that maps texts to vectors whose inner product is their likeness."""

    @property
    def name(self) -> str:
        """Names the model and its version: vectors of different names do not compare."""
        ...

    @property
    def dimensions(self) -> int:
        """The length of every vector."""
        ...

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Returns one row a text, of shape (len(texts), dimensions), each of length 1.

        A text without any known syllable gives a row of zeros.
        """
        ...

    def encode_passages(self, passages: Sequence[Embedded]) -> list[NDArray[np.float32]]:
        """Returns one array a passage: a row for each stretch, made of it and the heading."""
        ...
