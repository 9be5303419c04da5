"""Writing a trained model: the package's own files, and sentence-transformers' format."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from index.train.initial import Matrix


def export_static(folder: Path, names: list[str], vectors: Matrix, card: dict[str, Any]) -> None:
    """Write the files that `index.embedder.StaticEmbedder` reads into `folder`.

    Vectors become 8-bit integers with one scale a row: a quarter of the size, and the rounding
    error of a text's mean is far below the distance between neighbours.
    """
    folder.mkdir(parents=True, exist_ok=True)
    scales = (np.abs(vectors).max(axis=1) / 127).clip(1e-12).astype(np.float32)
    np.save(folder / "vectors.npy", np.rint(vectors / scales[:, None]).astype(np.int8))
    np.save(folder / "scales.npy", scales)
    (folder / "terms.txt").write_text("\n".join(names), encoding="utf-8")
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
