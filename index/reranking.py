"""A cross-encoder by name, for those who have one and the time for it (needs the extra `models`).

It reads the query and each of the best passages together, which no ranking by stored vectors can.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.errors import ConfigError
from index.entries import FoundPassage

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder


class CrossEncoderReranker:
    """Any sentence-transformers cross-encoder with one score a pair, by name or path."""

    def __init__(self, name: str) -> None:
        """Load the model `name`.

        Raises:
            ConfigError: the extra is not installed, or the model cannot be loaded or gives more
                than one score.
        """
        try:
            from sentence_transformers import CrossEncoder  # noqa: PLC0415 - loads torch
        except ImportError as error:
            raise ConfigError(
                f"the reranker {name!r} needs sentence-transformers: pip install 'luocdo[models]'"
            ) from error
        try:
            self._model: CrossEncoder = CrossEncoder(name, device="cpu")
        except (OSError, ValueError) as error:
            reason = str(error).splitlines()[0]
            raise ConfigError(f"the reranker {name!r} cannot be loaded: {reason}") from error
        if self._model.num_labels != 1:
            raise ConfigError(f"the reranker {name!r} classifies pairs and does not score them")

    def rerank(self, query: str, found: list[FoundPassage]) -> list[FoundPassage]:
        """Returns the same passages by the model's scores for them, best first."""
        if not found:
            return []
        pairs = [(query, "\n".join((*one.passage.heading, one.passage.text))) for one in found]
        scores = self._model.predict(pairs, show_progress_bar=False)
        ranked = sorted(zip(found, map(float, scores), strict=True), key=lambda pair: -pair[1])
        return [replace(one, score=score) for one, score in ranked]
