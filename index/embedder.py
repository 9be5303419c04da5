"""Embedding models by name: the static one that ships with the package, or any other.

The static model is a table of vectors, one a syllable or adjacent pair; a text's vector is the
normalised mean of its terms' rows. It reads its own files with numpy alone: no torch, no network.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ConfigError
from index.embedding import Embedder
from index.stretches import Embedded
from index.term_table import TermTable
from index.terms import term_ids, term_rows

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BUNDLED: Final = "luocdo-static"
_BUNDLED_FOLDER: Final = Path(__file__).parent / "data" / "embedding"

_TOGETHER: Final = 16
"""Passages whose rows are summed by one matrix product; with more the matrix is mostly zeros."""


class StaticEmbedder:
    """A table of term vectors, stored with four bits a dimension and one scale a row.

    The folder holds `vectors.npy` and `scales.npy` (`index.term_table`), `terms.txt` (one term a
    line, in row order) and `model.json` (name and figures).
    """

    def __init__(self, folder: Path, dimensions: int | None = None) -> None:
        """Open the model in `folder`, cut to the first `dimensions` (Matryoshka) if given.

        Raises:
            ConfigError: the folder does not hold a model, or has fewer dimensions.
        """
        try:
            card = json.loads((folder / "model.json").read_text(encoding="utf-8"))
            self._table = TermTable(folder, dimensions)
            self._rows = term_rows(folder)
        except (OSError, ValueError) as error:
            raise ConfigError(f"{folder} holds no embedding model: {error}") from error
        if self._table.dimensions > self._table.full:
            raise ConfigError(
                f"embedding dimensions: {card['name']} has {self._table.full}, not {dimensions}"
            )
        self._name = str(card["name"])

    @property
    def name(self) -> str:
        """The model's name, version and dimensions."""
        return f"{self._name}/{self.dimensions}"

    @property
    def dimensions(self) -> int:
        """The length of every vector."""
        return self._table.dimensions

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See `Embedder.encode`."""
        totals = [self._table.total(term_ids(text, self._rows)) for text in texts]
        return _unit(totals, self.dimensions)

    def encode_passages(self, passages: Sequence[Embedded]) -> list[NDArray[np.float32]]:
        """See `Embedder.encode_passages`.

        Heading and stretch are summed as two texts: what both say counts twice, for a heading says
        in a few words what the passage is about.
        """
        found: list[NDArray[np.float32]] = []
        for at in range(0, len(passages), _TOGETHER):
            chunk = passages[at : at + _TOGETHER]
            totals = iter(self._totals([t for one in chunk for t in (one.heading, *one.stretches)]))
            for one in chunk:
                heading = next(totals)
                rows = [heading + stretch for stretch in islice(totals, len(one.stretches))]
                found.append(_unit(rows, self.dimensions))
        return found

    def _totals(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Returns the sums of the texts' rows; a row that several texts have is unpacked once."""
        ids = [term_ids(text, self._rows) for text in texts]
        known, places = np.unique(np.concatenate(ids), return_inverse=True)
        held = np.zeros((len(texts), len(known)), np.float32)
        held[np.repeat(np.arange(len(texts)), [len(one) for one in ids]), places] = 1
        return np.asarray(held @ self._table.rows(known))


def _unit(totals: Sequence[NDArray[np.float32]], dimensions: int) -> NDArray[np.float32]:
    rows = np.array(totals, np.float32).reshape(-1, dimensions)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True).clip(1e-12))


class TransformerEmbedder:
    """Any sentence-transformers model by name or path (needs the extra `models`)."""

    def __init__(self, name: str) -> None:
        """Load the model `name`.

        Raises:
            ConfigError: the extra is not installed, or the model cannot be loaded.
        """
        try:
            from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - loads torch
        except ImportError as error:
            raise ConfigError(
                f"the embedding {name!r} needs sentence-transformers: pip install 'luocdo[models]'"
            ) from error
        try:
            self._model: SentenceTransformer = SentenceTransformer(name, device="cpu")
        except (OSError, ValueError) as error:
            raise ConfigError(f"the embedding {name!r} cannot be loaded: {error}") from error
        self._name = name

    @property
    def name(self) -> str:
        """The model's name or path."""
        return self._name

    @property
    def dimensions(self) -> int:
        """The length of every vector."""
        return int(self._model.get_embedding_dimension() or 0)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See `Embedder.encode`."""
        return np.asarray(
            self._model.encode(list(texts), normalize_embeddings=True), dtype=np.float32
        )

    def encode_passages(self, passages: Sequence[Embedded]) -> list[NDArray[np.float32]]:
        """See `Embedder.encode_passages`; the model reads the heading above each stretch."""
        texts = [f"{one.heading}\n{stretch}" for one in passages for stretch in one.stretches]
        ends = np.cumsum([len(one.stretches) for one in passages])
        return np.split(self.encode(texts), ends[:-1]) if texts else []


@lru_cache(maxsize=4)
def load_embedder(name: str = BUNDLED) -> Embedder:
    """Returns the embedding model `name`.

    `name` is "luocdo-static" (optionally with dimensions, "luocdo-static/128"), a folder of such a
    model, or the name or path of a sentence-transformers model.

    Raises:
        ConfigError: there is no such model, or what it needs is not installed.
    """
    base, _, cut = name.partition("/")
    if base == BUNDLED:
        if cut and not cut.isdigit():
            raise ConfigError(f"embedding {name!r}: write {BUNDLED}/128 for 128 dimensions")
        return StaticEmbedder(_BUNDLED_FOLDER, int(cut) if cut else None)
    folder = Path(name)
    if (folder / "terms.txt").is_file():
        return StaticEmbedder(folder)
    return TransformerEmbedder(name)
