"""Passages to vectors, as the catalog keeps them."""

from __future__ import annotations

from collections.abc import Sequence

from api.settings import NO_EMBEDDER
from corpus.catalog import VectorBlock
from index.embedder import load_embedder
from index.model import Passage
from index.passages import embedded_text


def embed(embedder: str, passages: Sequence[Passage]) -> VectorBlock:
    """Return the vectors of passages; the innermost heading is embedded with the words below it.

    Raises:
        ConfigError: there is no such model.
    """
    model = load_embedder(embedder)
    texts = [embedded_text(passage) for passage in passages]
    rows = model.encode(texts).astype("<f4", copy=False)
    return VectorBlock(model.name, model.dimensions, rows.tobytes())


def model_of(embedder: str) -> tuple[str, int]:
    """Return an embedding model's own name and the length of its vectors.

    Raises:
        ConfigError: there is no such model.
    """
    if embedder == NO_EMBEDDER:
        return NO_EMBEDDER, 1
    model = load_embedder(embedder)
    return model.name, model.dimensions
