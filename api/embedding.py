"""Passages to vectors, as the catalog keeps them."""

from __future__ import annotations

import struct
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from api.settings import NO_EMBEDDER
from corpus.catalog import VectorBlock
from index.embedder import load_embedder
from index.model import Passage
from index.stretches import SCHEME, embedded


def embed(embedder: str, passages: Sequence[Passage]) -> VectorBlock:
    """Return the vectors of passages.

    Raises:
        ConfigError: there is no such model.
    """
    model = load_embedder(embedder)
    rows = model.encode_passages([embedded(passage) for passage in passages])
    counts = struct.pack(f"<{len(rows) + 1}I", len(rows), *map(len, rows))
    numbers = b"".join(one.astype("<f2").tobytes() for one in rows)
    return VectorBlock(block_name(model.name), model.dimensions, counts + numbers)


def rows_of(block: VectorBlock) -> list[NDArray[np.float32]]:
    """Return the vectors of a block that `embed` made, one array a passage."""
    counts = np.frombuffer(block.data, "<u4", 1 + int(np.frombuffer(block.data, "<u4", 1)[0]))[1:]
    numbers = np.frombuffer(block.data, "<f2", offset=4 * (len(counts) + 1)).astype(np.float32)
    rows = numbers.reshape(-1, block.dimensions)
    return np.split(rows, np.cumsum(counts)[:-1]) if len(counts) else []


def block_name(model: str) -> str:
    """Return what a block of this model's vectors is called: the model and what it read."""
    return f"{model} {SCHEME}"


def model_of(embedder: str) -> tuple[str, int]:
    """Return an embedding model's own name and the length of its vectors.

    Raises:
        ConfigError: there is no such model.
    """
    if embedder == NO_EMBEDDER:
        return NO_EMBEDDER, 1
    model = load_embedder(embedder)
    return model.name, model.dimensions
