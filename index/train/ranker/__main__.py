"""`python -m index.train.ranker ARTICLES`: make questions, learn, choose, write the ranker."""

from __future__ import annotations

import argparse
import json
import tempfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.embedder import StaticEmbedder
from index.features import NAMES
from index.gathering import Gatherer
from index.lexical import LexicalIndex
from index.ranker import FILE, KINDS, Scorer, save_ranker
from index.train.ranker.boosting import boosted, linear
from index.train.ranker.collection import Article, index_articles, open_vectors, read_articles
from index.train.ranker.questions import MadeQuestion, QuestionMaker, Substitutes
from index.train.ranker.relevance import Floats, Judged, figures, judge
from index.trees import no_trees

EMBEDDING = FILE.parent / "embedding"

HELD_OUT = 0.3
"""Share of the documents whose questions choose and do not teach."""

DENSE_WEIGHTS = (0.25, 0.5, 1.0)
"""Weights of a plain sum of words and vectors, that the learned rankers must beat."""

NOT_EMBEDDED = 1500
"""So many articles `python -m index.train` keeps for its own choice: the first that it draws."""

QUESTIONS_AN_ARTICLE = 2

LEAVES = (4, 8, 15)
TREES = 120

Kinds = Mapping[str, Sequence[MadeQuestion]]


def main() -> None:
    """Runs the recipe with the arguments of the command line."""
    options = _arguments()
    embedder = StaticEmbedder(options.embedding)
    articles = read_articles(options.articles, options.documents)
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.index or Path(scratch)
        if not (folder / "lexical").exists():
            index_articles(articles, folder, embedder)
        lexical = LexicalIndex.open(folder / "lexical", read_only=True)
        vectors = open_vectors(folder, embedder, read_only=True)
        gatherers = {
            "words": Gatherer(lexical, None, None),
            "vectors": Gatherer(lexical, vectors, embedder),
        }
        substitutes = Substitutes(*_pairs_of(options.embedding))
        questions = make_questions(articles, substitutes, options.questions, options.seed)
        scorers, card = {}, {}
        for kind in KINDS:
            judged = {
                name: _split(gatherers[kind], asked, options) for name, asked in questions.items()
            }
            scorers[kind], card[kind] = choose(judged, kind, options.seed)
    save_ranker(options.out, scorers)
    asked = {name: len(one) for name, one in questions.items()}
    text = {"questions": asked, "seed": options.seed, "embedding": embedder.name, **card}
    options.out.with_suffix(".json").write_text(json.dumps(text, indent=1) + "\n", "utf-8")


def _pairs_of(folder: Path) -> tuple[list[str], NDArray[np.int8]]:
    names = (folder / "terms.txt").read_text("utf-8").split("\n")
    return names, np.load(folder / "vectors.npy", mmap_mode="r")


def make_questions(
    articles: Sequence[Article], substitutes: Substitutes, count: int, seed: int
) -> Kinds:
    """Returns about `count` questions of each kind, in an order that the seed fixes."""
    random = np.random.default_rng(seed)
    maker = QuestionMaker(articles, substitutes, random)
    order = [articles[n] for n in random.permutation(len(articles)).tolist()]
    unseen = [articles[n] for n in not_embedded(len(articles))]
    made = (q for a in unseen for q in maker.made(a, QUESTIONS_AN_ARTICLE))
    related = (q for a in order for q in maker.related(a))
    return {"made": list(islice(made, count)), "related": list(islice(related, count))}


def not_embedded(count: int, seed: int = 0) -> list[int]:
    """Returns which of `count` articles the embedding, trained with `seed`, did not learn from.

    Asked about an article that it has learned, it would seem better than it is.
    """
    drawn: list[int] = np.random.default_rng(seed).permutation(count).tolist()
    return drawn[: min(NOT_EMBEDDED, count // 10)]


Split = tuple[Judged, Judged]


def _split(gatherer: Gatherer, asked: Sequence[MadeQuestion], options: argparse.Namespace) -> Split:
    judged = judge(gatherer, asked, options.by_words, options.by_vectors)
    held = np.array([_is_held_out(question) for question in asked])
    return judged.of(~held), judged.of(held)


def _is_held_out(question: MadeQuestion) -> bool:
    # An article's id begins with its document's place in the codification.
    document = min(question.right)[:24]
    return zlib.crc32(document.encode()) % 1000 < HELD_OUT * 1000


def choose(judged: Mapping[str, Split], kind: str, seed: int) -> tuple[Scorer, dict[str, object]]:
    """Returns the scorer that does best on the held-out questions, and the figures of all."""
    columns = [n for n, name in enumerate(NAMES) if kind == "vectors" or "dense" not in name]
    taught = joined(taught for taught, _ in judged.values())
    held = joined(held for _, held in judged.values())
    plain = {"words": _weights(words_relative=1.0)}
    if kind == "vectors":
        plain |= {f"sum {w}": _weights(words_relative=1.0, dense=w) for w in DENSE_WEIGHTS}
    weighed = linear(taught, columns)
    scorers = {name: Scorer(weights, no_trees()) for name, weights in plain.items()}
    scorers["linear"] = Scorer(weighed, no_trees())
    for leaves in LEAVES:
        for name, base in (("trees", np.zeros(len(NAMES))), ("linear and trees", weighed)):
            trees = boosted(taught, held, columns, base, trees=TREES, leaves=leaves, seed=seed)
            scorers[f"{name}, {leaves} leaves"] = Scorer(base, trees)
    table = {
        name: {of: figures(held, one.scores(held.rows)) for of, (_, held) in judged.items()}
        for name, one in scorers.items()
    }
    best = max(table, key=lambda name: np.mean([f.ndcg_10 for f in table[name].values()]))
    rows = {name: {of: asdict(f) for of, f in one.items()} for name, one in table.items()}
    for name, one in rows.items():
        print(kind, name, json.dumps(one), flush=True)
    print(kind, "chosen:", best, flush=True)
    return scorers[best], {"chosen": best, "held out": rows}


def _weights(**named: float) -> Floats:
    return np.array([named.get(name, 0.0) for name in NAMES])


def joined(parts: Iterable[Judged]) -> Judged:
    """Returns the questions of all parts, numbered on."""
    rows, right, numbers, asked, first = [], [], [], 0, 0
    for part in parts:
        rows.append(part.rows)
        right.append(part.right)
        numbers.append(part.question + first)
        first = int(numbers[-1].max(initial=first)) + 1
        asked += part.asked
    return Judged(np.concatenate(rows), np.concatenate(right), np.concatenate(numbers), asked)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m index.train.ranker", description=__doc__)
    parser.add_argument("articles", type=Path, help="the codification, JSON Lines (.xz)")
    parser.add_argument("--documents", type=Path, help="titles of its documents by number")
    parser.add_argument("--out", type=Path, default=FILE, help="the ranker's file")
    parser.add_argument("--index", type=Path, help="use or keep the index in this folder")
    parser.add_argument("--embedding", type=Path, default=EMBEDDING, help="a static model's folder")
    parser.add_argument("--questions", type=int, default=1600, help="of each kind")
    parser.add_argument("--by-words", type=int, default=200, help="candidates by words")
    parser.add_argument("--by-vectors", type=int, default=100, help="candidates by vectors")
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


if __name__ == "__main__":
    main()
