"""`python -m index.train ARTICLES OUT`: train, choose on held-out titles, quantise, export."""

from __future__ import annotations

import argparse
import hashlib
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch

from index.train.articles import EncodedArticle, choose_vocabulary, encode_article, read_articles
from index.train.contrast import Schedule, train
from index.train.examples import Sampler, question_phrases
from index.train.export import export_sentence_transformers, export_static
from index.train.holdout import Holdout, HoldoutFigures
from index.train.initial import Matrix, initial_vectors

HELD_OUT = 1500
SHORTEST_TEXT = 15


def main() -> None:
    """Run the recipe with the arguments of the command line."""
    options = _arguments()
    torch.manual_seed(options.seed)
    random = np.random.default_rng(options.seed)
    articles = list(read_articles(options.articles))
    names = choose_vocabulary(articles, rare=3, pairs=options.pairs)
    rows = {name: row for row, name in enumerate(names)}
    encoded = [encode_article(article, rows) for article in articles]
    held, taught = _split(encoded, random)
    holdout = Holdout(encoded, held, len(names))
    vectors = initial_vectors(encoded, len(names), options.dimensions, options.seed)
    print(f"{len(articles)} articles, {len(names)} terms; start {holdout.measure(vectors)}")

    best: tuple[HoldoutFigures, Matrix] = (holdout.measure(vectors), vectors)
    started = time.monotonic()

    def report(step: int, loss: float, now: Matrix) -> None:
        nonlocal best
        figures = holdout.measure(now)
        print(
            f"step {step} loss {loss:.3f} {figures} {time.monotonic() - started:.0f} s", flush=True
        )
        if figures.ndcg_10 > best[0].ndcg_10:
            best = (figures, now.copy())

    schedule = Schedule(steps=options.steps)
    train(vectors, Sampler(taught, question_phrases(rows), random), schedule, report)
    card = _card(options, schedule, len(articles), best[0])
    export_static(options.out, names, best[1], card)
    if options.sentence_transformers:
        export_sentence_transformers(options.out, options.sentence_transformers)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m index.train", description=__doc__)
    parser.add_argument("articles", type=Path, help="JSON Lines of id, title, text; may be .xz")
    parser.add_argument("out", type=Path, help="folder for the model's files")
    parser.add_argument("--steps", type=int, default=Schedule().steps)
    parser.add_argument("--dimensions", type=int, default=256)
    parser.add_argument("--pairs", type=int, default=46_000, help="commonest pairs that get a row")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--sentence-transformers", type=Path, help="also write that format here")
    return parser.parse_args()


def _split(
    encoded: list[EncodedArticle], random: np.random.Generator
) -> tuple[list[int], list[EncodedArticle]]:
    """Held-out article numbers (with a telling title), and the articles to learn from."""
    drawn = random.permutation(len(encoded))[: min(HELD_OUT, len(encoded) // 10)].tolist()
    held = [n for n in drawn if len(encoded[n].title) >= 4 and len(encoded[n].body) > 20]
    left_out = set(held)
    taught = [
        article
        for number, article in enumerate(encoded)
        if number not in left_out and len(article.body) > SHORTEST_TEXT
    ]
    return held, taught


def _card(
    options: argparse.Namespace, schedule: Schedule, articles: int, figures: HoldoutFigures
) -> dict[str, Any]:
    digest = hashlib.sha256(options.articles.read_bytes()).hexdigest()
    return {
        "name": f"luocdo-static-{digest[:8]}",
        "dimensions": options.dimensions,
        "nested_dimensions": [options.dimensions // n for n in (1, 2, 4)],
        "data": "Bộ pháp điển, Ministry of Justice (official State text)",
        "data_sha256": digest,
        "articles": articles,
        "seed": options.seed,
        "schedule": asdict(schedule),
        "held_out": asdict(figures),
        "licence": "Apache-2.0",
    }


if __name__ == "__main__":
    main()
