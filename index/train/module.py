"""The static model as a module of sentence-transformers."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Self

import numpy as np
import torch
from sentence_transformers.sentence_transformer.modules import StaticEmbedding
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import WhitespaceSplit

from index.term_table import unpacked
from index.terms import terms


class TermEmbedding(StaticEmbedding):
    """`StaticEmbedding` over the distinct syllables and adjacent pairs of a text.

    The library's tokenizers yield no overlapping tokens, so a text is first written as its terms,
    parted by spaces; the files (`tokenizer.json`, `model.safetensors`) are the library's own.
    """

    @classmethod
    def from_static(cls, folder: Path) -> Self:
        """Returns the module of the model files in `folder` (`index.embedder.StaticEmbedder`)."""
        names = (folder / "terms.txt").read_text(encoding="utf-8").split("\n")
        weights = unpacked(np.load(folder / "vectors.npy"), np.load(folder / "scales.npy"))
        tokenizer = Tokenizer(WordLevel({name: row for row, name in enumerate(names)}))
        tokenizer.pre_tokenizer = WhitespaceSplit()
        return cls(tokenizer, embedding_weights=weights)

    def preprocess(  # type: ignore[override]  # text only, as the base class
        self, inputs: list[str], prompt: str | None = None, **kwargs: Any
    ) -> dict[str, torch.Tensor]:
        """Returns the rows of each text's known terms, as the library's own method does."""
        known = self.tokenizer.token_to_id
        texts = [
            " ".join(term for term in terms((prompt or "") + text) if known(term) is not None)
            for text in inputs
        ]
        features: dict[str, torch.Tensor] = super().preprocess(texts, **kwargs)
        return features

    @classmethod
    def load(cls, model_name_or_path: str, *args: Any, **kwargs: Any) -> Self:
        """Returns the module saved in a folder by `save`."""
        base = super().load(model_name_or_path, *args, **kwargs)
        return cls(base.tokenizer, embedding_weights=base.embedding.weight.detach())

    def get_config_dict(self) -> dict[str, Any]:
        """Returns nothing: the two files say everything."""
        return {}
