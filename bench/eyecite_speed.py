"""Speed of eyecite on its own English sample; runs under any Python that has eyecite.

    PYTHON bench/eyecite_speed.py [--megabytes 0.5]

Prints one JSON object: tokenizer → MB of UTF-8 a second of process time. The sample is the prose
and the examples of eyecite's own README, as its installed metadata carries it, repeated. It is
read in pieces of about 100 kB, the length of an opinion; a first piece warms the caches.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import tempfile
import time
from collections.abc import Callable

PIECE = 100_000


def sample() -> str:
    """The README of the installed eyecite."""
    metadata = importlib.metadata.distribution("eyecite").read_text("METADATA") or ""
    body = metadata.partition("\n\n")[2]
    if " U.S. " not in body:
        raise SystemExit("eyecite's metadata holds no README with citations: install its wheel")
    return body


def measure(read: Callable[[str], object], pieces: list[str]) -> float:
    """MB of UTF-8 a second of process time."""
    read(pieces[0])
    start = time.process_time()
    for piece in pieces:
        read(piece)
    return sum(len(piece.encode()) for piece in pieces) / 1e6 / (time.process_time() - start)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=float, default=0.5)
    args = parser.parse_args()
    # Only this Python has eyecite: it is no dependency of the product.
    from eyecite import get_citations  # noqa: PLC0415
    from eyecite.tokenizers import HyperscanTokenizer, default_tokenizer  # noqa: PLC0415

    text = sample()
    piece = (text * (PIECE // len(text) + 1))[:PIECE]
    pieces = [piece] * max(1, round(args.megabytes * 1e6 / PIECE))
    with tempfile.TemporaryDirectory() as cache:
        hyperscan = HyperscanTokenizer(cache_dir=cache)
        speeds = {
            "default": measure(lambda t: get_citations(t, tokenizer=default_tokenizer), pieces),
            "hyperscan": measure(lambda t: get_citations(t, tokenizer=hyperscan), pieces),
        }
    speeds["citations_per_kb"] = len(get_citations(piece)) / (len(piece) / 1e3)
    print(json.dumps(speeds))


if __name__ == "__main__":
    main()
