"""Measures search over a million passages.

    python -m bench.passages --corpus phapdien_articles.jsonl.xz

Makes documents by recombining the sentences of the corpus (`bench.recombination`), indexes them as
a library does, and asks 500 stretches of its sentences in a process of its own: latency end to end,
memory, what the vector index finds of what a full scan finds, what opening the library costs, and
what adding one document to it costs. It needs six gigabytes of disk; `--folder` keeps the library,
and of a library that is there already only those indexes are made that another version made.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from api.library import Library
from api.settings import Settings
from bench.collections import read_articles
from bench.passages_library import MEASURES, complete
from bench.recombination import Recombination
from corpus.samples import SAMPLES
from index.embedder import load_embedder
from index.vector_files import VectorFiles, read_stamp
from index.vectors import VectorIndex

ROOT = Path(__file__).resolve().parents[1]
RESULTS = Path(__file__).parent / "results" / "passages.json"
QUERIES = 500
_WARM_UP = 20
_DEPTH = 10
_PASSAGES = 20_000


def main() -> None:
    """Runs the measurement from the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True, help="articles, JSON Lines (.xz)")
    parser.add_argument("--documents", type=Path, help="titles of documents by number")
    parser.add_argument("--passages", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, help="keep the library in this folder")
    parser.add_argument("--out", type=Path, default=RESULTS)
    parser.add_argument("--ask", action="store_true", help="measure a library that is there")
    options = parser.parse_args()
    if options.ask:
        ask(options.folder)
        return
    with tempfile.TemporaryDirectory(prefix="luocdo-passages-") as scratch:
        folder = options.folder or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        documents = options.documents or options.corpus.with_name("phapdien_documents.jsonl")
        articles = read_articles(options.corpus, documents if documents.exists() else None)
        made = Recombination(articles)
        (folder / "queries.json").write_text(json.dumps(made.queries(QUERIES)), "utf-8")
        complete(folder, made, options.passages)
        del articles, made
        command = [sys.executable, "-m", "bench.passages", "--ask", "--corpus", options.corpus]
        subprocess.run([*command, "--folder", folder], check=True, cwd=ROOT)
        options.out.write_text((folder / MEASURES).read_text("utf-8") + "\n", "utf-8")


def ask(folder: Path) -> None:
    """Measures the library in `folder` and adds the figures to those of its making."""
    measures = json.loads((folder / MEASURES).read_text("utf-8"))
    queries = json.loads((folder / "queries.json").read_text("utf-8"))
    data = folder / "data"
    begun, used = time.perf_counter(), time.process_time()
    with Library.open(data) as library:
        measures["opening s"] = _since(begun, used)
        library.search(queries[0])
        measures["opening and first answer s"] = _since(begun, used)
        measures["search"] = latencies(library, queries)
        measures["memory MB"] = memory()
    measures["embedding"] = load_embedder().name
    measures["recall@10"] = recall(data / "vectors", queries)
    measures["adding one document s"] = adding(data)
    measures["load average"] = [round(load, 1) for load in os.getloadavg()]
    (folder / MEASURES).write_text(json.dumps(measures, indent=1), "utf-8")
    print(json.dumps(measures, indent=1))


def _since(begun: float, used: float) -> dict[str, float]:
    """Returns the seconds since then, of the clock and of this process's CPU time."""
    clock, cpu = time.perf_counter() - begun, time.process_time() - used
    return {"clock": round(clock, 3), "CPU": round(cpu, 3)}


def latencies(library: Library, queries: Sequence[str]) -> dict[str, Any]:
    """Asks every query once, after some to warm up; milliseconds of the clock and of the CPU."""
    for text in queries[:_WARM_UP]:
        library.search(text)
    clock, cpu, found = [], [], 0
    for text in queries:
        begun, used = time.perf_counter(), time.process_time()
        answer = library.search(text)
        clock.append((time.perf_counter() - begun) * 1000)
        cpu.append((time.process_time() - used) * 1000)
        found += any(text in hit.text.replace("\n", " ") for hit in answer.hits)
    percentiles = (50, 95, 100)
    return {
        "queries": len(queries), "holding the words asked for": round(found / len(queries), 3),
        **{f"clock p{p} ms": round(float(np.percentile(clock, p)), 1) for p in percentiles},
        **{f"CPU p{p} ms": round(float(np.percentile(cpu, p)), 1) for p in percentiles},
    }  # fmt: skip


def memory() -> dict[str, int]:
    """Returns what this process occupies: in all, and without files that are mapped."""
    status = Path("/proc/self/status")
    if not status.exists():
        return {"peak": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3)}
    lines = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
    kinds = {"peak": "VmHWM", "resident": "VmRSS", "without mapped files": "RssAnon"}
    return {name: round(int(lines[key].split()[0]) / 1e3) for name, key in kinds.items()}


def recall(path: Path, queries: Sequence[str]) -> dict[str, float]:
    """Compares the ten nearest of the index with those of a full scan, by their inner products."""
    model = load_embedder()
    index = VectorIndex.open(path, model=model.name, dimensions=model.dimensions, read_only=True)
    stamp = read_stamp(path)
    assert stamp is not None
    files = VectorFiles(path, stamp)
    asked = model.encode(queries)
    best = np.full((len(asked), _DEPTH), -1.0, np.float32)
    begun = time.process_time()
    for at in range(0, files.passages, _PASSAGES):
        rows, starts = files.rows_of(np.arange(at, min(at + _PASSAGES, files.passages)))
        scores = np.maximum.reduceat(asked @ files.vectors[rows].T, starts, axis=1)
        both = np.concatenate((best, scores), axis=1)
        best = np.sort(np.partition(both, -_DEPTH, axis=1)[:, -_DEPTH:], axis=1)
    flat = (time.process_time() - begun) / len(asked)
    clock, shares = [], []
    for query, exact in zip(asked, best, strict=True):
        begun = time.process_time()
        _, scores = index.search(query, _DEPTH)
        clock.append((time.process_time() - begun) * 1000)
        # Passages that are as near as the tenth are as good as it.
        shares.append(int(np.count_nonzero(scores >= exact[0] - 1e-4)) / _DEPTH)
    return {
        "mean": round(float(np.mean(shares)), 4), "worst query": round(min(shares), 2),
        "CPU p50 ms": round(float(np.percentile(clock, 50)), 1),
        "CPU p95 ms": round(float(np.percentile(clock, 95)), 1),
        "full scan, CPU ms a query": round(flat * 1000, 1),
    }  # fmt: skip


def adding(data: Path) -> dict[str, float]:
    """Adds a document to the library that it never had: a sample with a line of its own."""
    text = sorted(SAMPLES.glob("*.txt"))[1].read_text("utf-8")
    with tempfile.TemporaryDirectory() as scratch:
        new = Path(scratch) / "new.txt"
        new.write_text(f"{text}\nBản đo {time.time_ns()}.\n", "utf-8")
        with Library.open(data, Settings(data=data, workers=1), write=True) as library:
            begun, used = time.perf_counter(), time.process_time()
            report = library.ingest([new])
            seconds = _since(begun, used)
    assert report.added == 1
    return seconds


if __name__ == "__main__":
    main()
