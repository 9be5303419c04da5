"""`python -m index.train ARTICLES OUT`: train, measure on held-out articles, quantise, export."""

from __future__ import annotations

import argparse
import hashlib
import time
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch

from index.term_table import pack, unpacked
from index.train.articles import choose_vocabulary, held_out, read_articles
from index.train.contrast import Schedule, nested_dimensions, train
from index.train.corpus import Corpus
from index.train.examples import Mixture, Sampler, question_phrases
from index.train.export import export_sentence_transformers, export_static
from index.train.holdout import Holdout, HoldoutFigures
from index.train.initial import Matrix, initial_vectors

SHORTEST_TEXT = 15

Figures = Mapping[str, Mapping[str, HoldoutFigures]]


def main() -> None:
    """Run the recipe with the arguments of the command line."""
    options = _arguments()
    started = time.monotonic()

    def tell(text: str) -> None:
        print(f"{text} ({time.monotonic() - started:.0f} s)", flush=True)

    torch.manual_seed(options.seed)
    random = np.random.default_rng(options.seed)
    articles = list(read_articles(options.articles))
    held = held_out(len(articles), random)
    vocabulary = choose_vocabulary(articles, rare=3, pairs=options.pairs)
    corpus = Corpus(articles, vocabulary, question_phrases())
    tell(f"{len(articles)} articles, {corpus.width} terms")
    holdout = Holdout(corpus, articles, held, np.random.default_rng(options.seed))
    start = initial_vectors(corpus.articles(), corpus.width, options.dimensions, options.seed)
    tell("latent semantic analysis")
    schedule, mixture = Schedule(steps=options.steps), Mixture()
    taught = np.setdiff1d(np.flatnonzero(np.diff(corpus.text) > SHORTEST_TEXT), held)
    sampler = Sampler(corpus, taught, mixture, random)
    vectors = train(start, sampler, schedule, lambda step, loss: tell(f"step {step}: {loss:.3f}"))
    packed = pack(vectors)
    figures = _figures(holdout, unpacked(*packed))
    card = _card(options, schedule, mixture, len(articles), figures)
    export_static(options.out, vocabulary, packed, card)
    tell(f"written; held out: {card['held_out']}")
    if options.sentence_transformers:
        export_sentence_transformers(options.out, options.sentence_transformers)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m index.train", description=__doc__)
    parser.add_argument("articles", type=Path, help="JSON Lines of id, title, text; may be .xz")
    parser.add_argument("out", type=Path, help="folder for the model's files")
    parser.add_argument("--steps", type=int, default=Schedule().steps)
    parser.add_argument("--dimensions", type=int, default=512, help="an even number")
    parser.add_argument("--pairs", type=int, default=46_000, help="commonest pairs that get a row")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--sentence-transformers", type=Path, help="also write that format here")
    return parser.parse_args()


def _figures(holdout: Holdout, vectors: Matrix) -> Figures:
    """The figures of the vectors as they are written, in full and cut, by dimensions."""
    return {
        str(width): holdout.measure(vectors[:, :width].copy())
        for width in nested_dimensions(vectors.shape[1])
    }


def _card(
    options: argparse.Namespace,
    schedule: Schedule,
    mixture: Mixture,
    articles: int,
    figures: Figures,
) -> dict[str, Any]:
    digest = hashlib.sha256(options.articles.read_bytes()).hexdigest()
    return {
        "name": f"luocdo-static-3-{digest[:8]}",
        "dimensions": options.dimensions,
        "nested_dimensions": nested_dimensions(options.dimensions),
        "data": "Bộ pháp điển, Ministry of Justice (official State text)",
        "data_sha256": digest,
        "articles": articles,
        "seed": options.seed,
        "schedule": asdict(schedule),
        "mixture": asdict(mixture),
        "held_out": {
            width: {kind: asdict(one) for kind, one in kinds.items()}
            for width, kinds in figures.items()
        },
        "licence": "Apache-2.0",
    }


if __name__ == "__main__":
    main()
