"""`python -m index.train.ranker ARTICLES`: make questions, learn, choose, write the ranker."""

from __future__ import annotations

import argparse
import json
import tempfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.embedder import StaticEmbedder
from index.gathering import Gatherer
from index.lexical import LexicalIndex
from index.ranker import FILE, KINDS, save_ranker
from index.ranking_settings import ranking_settings
from index.term_table import unpacked
from index.train.articles import held_out
from index.train.ranker.choice import ByKind, Choice, Split, choose
from index.train.ranker.collection import Article, index_articles, open_vectors, read_articles
from index.train.ranker.questions import MadeQuestion, QuestionMaker, Substitutes
from index.train.ranker.relevance import judge

EMBEDDING = FILE.parent / "embedding"

HELD_OUT = 0.3
"""Share of the documents whose articles choose and do not teach."""

QUESTIONS_AN_ARTICLE = 3

Questions = Mapping[str, Sequence[MadeQuestion]]
"""Questions by kind."""


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
        questions = make_questions(articles, options.embedding, options.questions, options.seed)
        sides = {kind: sides_of(asked, articles) for kind, asked in questions.items()}
        found: dict[str, Choice] = {}
        for kind in KINDS:
            judged = {
                name: _split(gatherers[kind], asked, sides[name])
                for name, asked in questions.items()
            }
            floor = found["words"].figures if found else None
            found[kind] = choose(judged, dense=bool(found), seed=options.seed, floor=floor)
            _tell(kind, found[kind])
    save_ranker(options.out, {kind: one.staged for kind, one in found.items()})
    asked = {name: len(one) for name, one in questions.items()}
    card = {"questions": asked, "seed": options.seed, "embedding": embedder.name}
    rows = {kind: {"chosen": one.name, "held out": _rows(one)} for kind, one in found.items()}
    text = json.dumps(card | rows, indent=1) + "\n"
    options.out.with_suffix(".json").write_text(text, "utf-8")


def _tell(kind: str, choice: Choice) -> None:
    for name, row in _rows(choice).items():
        print(kind, name, json.dumps(row), flush=True)
    print(kind, "chosen:", choice.name, flush=True)


def _rows(choice: Choice) -> dict[str, dict[str, dict[str, float]]]:
    return {name: _rounded(one) for name, one in choice.tried.items()}


def _rounded(found: ByKind) -> dict[str, dict[str, float]]:
    return {of: {k: round(v, 4) for k, v in asdict(one).items()} for of, one in found.items()}


def _pairs_of(folder: Path) -> tuple[list[str], NDArray[np.float32]]:
    names = (folder / "terms.txt").read_text("utf-8").split("\n")
    return names, unpacked(np.load(folder / "vectors.npy"), np.load(folder / "scales.npy"))


def make_questions(
    articles: Sequence[Article], embedding: Path, count: int, seed: int
) -> Questions:
    """Returns about `count` questions of each kind, in an order that the seed fixes."""
    random = np.random.default_rng(seed)
    maker = QuestionMaker(articles, Substitutes(*_pairs_of(embedding)), random)
    order = random.permutation(len(articles))
    card = json.loads((embedding / "model.json").read_text("utf-8"))
    unseen = held_out(len(articles), np.random.default_rng(card["seed"]))
    seen = order[~np.isin(order, unseen)]
    kinds = {
        "made": (q for n in unseen for q in maker.made(articles[n], QUESTIONS_AN_ARTICLE)),
        "known": (q for n in seen for q in maker.made(articles[n], 1)),
        "related": (q for n in order for q in maker.related(articles[n])),
    }
    return {kind: list(islice(asked, count)) for kind, asked in kinds.items()}


def sides_of(asked: Sequence[MadeQuestion], articles: Sequence[Article]) -> NDArray[np.int8]:
    """Returns of each question whether it teaches (0) or is held out (1), by documents.

    Those whose answers stand in documents of both sides do neither (-1).
    """
    number = {article.id: article.number for article in articles}

    def side(question: MadeQuestion) -> int:
        sides = {_is_held_out(number[name]) for name in question.right if name in number}
        return int(sides.pop()) if len(sides) == 1 else -1

    return np.array([side(question) for question in asked], np.int8)


def _is_held_out(document: str) -> bool:
    return zlib.crc32(document.encode()) % 1000 < HELD_OUT * 1000


def _split(gatherer: Gatherer, asked: Sequence[MadeQuestion], sides: NDArray[np.int8]) -> Split:
    pool = ranking_settings()["candidates"]
    judged = judge(gatherer, asked, int(pool["words"]), int(pool["vectors"]))
    return Split(judged.of(sides == 0), judged.of(sides == 1))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m index.train.ranker", description=__doc__)
    parser.add_argument("articles", type=Path, help="the codification, JSON Lines (.xz)")
    parser.add_argument("--documents", type=Path, help="titles of its documents by number")
    parser.add_argument("--out", type=Path, default=FILE, help="the ranker's file")
    parser.add_argument("--index", type=Path, help="use or keep the index in this folder")
    parser.add_argument("--embedding", type=Path, default=EMBEDDING, help="a static model's folder")
    parser.add_argument("--questions", type=int, default=2400, help="of each kind")
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


if __name__ == "__main__":
    main()
