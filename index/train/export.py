"""Writing a trained model: the package's own files, and sentence-transformers' format."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from index.nibbles import Floats, Packed
from index.train.articles import Vocabulary


def export_static(
    folder: Path, vocabulary: Vocabulary, packed: tuple[Packed, Floats], card: dict[str, Any]
) -> None:
    """Write the files that `index.embedder.StaticEmbedder` reads into `folder`.

    `counts.npy` says in how many articles a term occurs; `index.diacritics` reads it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    np.save(folder / "vectors.npy", packed[0])
    np.save(folder / "scales.npy", packed[1])
    np.save(folder / "counts.npy", vocabulary.counts)
    (folder / "terms.txt").write_text("\n".join(vocabulary.names), encoding="utf-8")
    text = json.dumps(card, ensure_ascii=False, indent=2) + "\n"
    (folder / "model.json").write_text(text, encoding="utf-8")


def export_sentence_transformers(source: Path, target: Path) -> None:
    """Write the static model in `source` as a sentence-transformers model into `target`.

    The result loads with `SentenceTransformer(str(target), trust_remote_code=True)` wherever this
    package is installed: its one module of code is `index.train.module.TermEmbedding`.
    """
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - loads torch
    from sentence_transformers.models import Normalize  # noqa: PLC0415

    from index.train.module import TermEmbedding  # noqa: PLC0415

    SentenceTransformer(modules=[TermEmbedding.from_static(source), Normalize()]).save(str(target))
