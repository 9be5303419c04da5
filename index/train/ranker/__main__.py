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
from index.ranker import FILE, KINDS, Scorer, Staged, save_ranker
from index.term_table import unpacked
from index.train.ranker.boosting import boosted, linear
from index.train.ranker.collection import Article, index_articles, open_vectors, read_articles
from index.train.ranker.questions import MadeQuestion, QuestionMaker, Substitutes
from index.train.ranker.relevance import Figures, Floats, Judged, figures, judge, scores_of
from index.trees import no_trees

EMBEDDING = FILE.parent / "embedding"

HELD_OUT = 0.3
"""Share of the codification's divisions whose questions choose and do not teach.

Most documents lie in few divisions but not in one, so that their articles may stand on both sides.
"""

DENSE_WEIGHTS = (0.25, 0.5, 1.0)
"""Weights of a plain sum of words and vectors, that the learned rankers must beat."""

NOT_EMBEDDED = 1500
"""So many articles `python -m index.train` keeps for its own choice: the first that it draws."""

QUESTIONS_AN_ARTICLE = 2

DEPTHS = (0, 20, 50, 100, 1000)
"""How many units of the plain sum the learned scorer orders anew; 0 is none."""

CHANCE = 0.005
"""Half a standard error of such a mean. Of depths that differ less the shallowest is taken (Breiman
et al., Classification and Regression Trees, 3.4.3): it relies least on questions nobody asked."""

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
        stages, card = {}, {}
        for kind in KINDS:
            judged = {
                name: _split(gatherers[kind], asked, options) for name, asked in questions.items()
            }
            stages[kind], card[kind] = choose(judged, kind, options.seed)
    save_ranker(options.out, stages)
    asked = {name: len(one) for name, one in questions.items()}
    text = {"questions": asked, "seed": options.seed, "embedding": embedder.name, **card}
    options.out.with_suffix(".json").write_text(json.dumps(text, indent=1) + "\n", "utf-8")


def _pairs_of(folder: Path) -> tuple[list[str], NDArray[np.float32]]:
    names = (folder / "terms.txt").read_text("utf-8").split("\n")
    return names, unpacked(np.load(folder / "vectors.npy"), np.load(folder / "scales.npy"))


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
    # An article's id begins with its division of the codification.
    division = min(question.right)[:24]
    return zlib.crc32(division.encode()) % 1000 < HELD_OUT * 1000


def choose(judged: Mapping[str, Split], kind: str, seed: int) -> tuple[Staged, dict[str, object]]:
    """Returns what does best on the held-out questions, and the figures of all that was tried.

    The first stage is the plain sum that finds most in a hundred, the second the scorer with the
    best first ten; how far down it orders anew is chosen by both (`CHANCE`).
    """
    columns = [n for n, name in enumerate(NAMES) if kind == "vectors" or "dense" not in name]
    taught = joined(taught for taught, _ in judged.values())
    held = joined(held for _, held in judged.values())
    tried = {name: Staged(weights, 0, _NOTHING) for name, weights in _plain_sums(kind).items()}
    table = {name: _figures(judged, one) for name, one in tried.items()}
    first = max(table, key=lambda name: _mean(table[name], "recall_100"))
    sums = tried[first].first
    weighed = linear(taught, columns)
    scorers = {"linear": Scorer(weighed, no_trees())}
    for leaves in LEAVES:
        for name, base in (("trees", np.zeros(len(NAMES))), ("linear and trees", weighed)):
            trees = boosted(taught, held, columns, base, trees=TREES, leaves=leaves, seed=seed)
            scorers[f"{name}, {leaves} leaves"] = Scorer(base, trees)
    table |= {n: _figures(judged, Staged(sums, max(DEPTHS), one)) for n, one in scorers.items()}
    second = max(scorers, key=lambda name: _mean(table[name], "ndcg_10"))
    by_depth = {f"{first}; first {d}: {second}": Staged(sums, d, scorers[second]) for d in DEPTHS}
    table |= {name: _figures(judged, one) for name, one in by_depth.items()}
    reached = {name: _mean(table[name], "ndcg_10", "recall_100") for name in by_depth}
    best = next(n for n, mean in reached.items() if mean >= max(reached.values()) - CHANCE)
    rows = {name: {of: asdict(f) for of, f in one.items()} for name, one in table.items()}
    for name, one in rows.items():
        print(kind, name, json.dumps(one), flush=True)
    print(kind, "chosen:", best, flush=True)
    return by_depth[best], {"chosen": best, "held out": rows}


_NOTHING = Scorer(np.zeros(len(NAMES)), no_trees())


def _plain_sums(kind: str) -> dict[str, Floats]:
    """Weights of `index.ranker.PLAIN` by name."""
    if kind == "words":
        return {"words": np.array([1.0, 0.0])}
    return {f"sum {w}": np.array([1.0, w]) for w in DENSE_WEIGHTS}


def _figures(judged: Mapping[str, Split], staged: Staged) -> dict[str, Figures]:
    return {of: figures(held, scores_of(held, staged)) for of, (_, held) in judged.items()}


def _mean(found: Mapping[str, Figures], *names: str) -> float:
    return float(np.mean([getattr(one, name) for one in found.values() for name in names]))


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
    parser.add_argument("--by-vectors", type=int, default=150, help="candidates by vectors")
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


if __name__ == "__main__":
    main()
