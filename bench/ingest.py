"""Measures ingest on real documents, and a cold search process on the sample library.

    python -m bench.ingest [--data ../shared/data]

Unpacks the archives of gazette texts, gazette PDFs and portal pages into a temporary folder,
ingests them together into a new library, ingests them again, and prints documents per second, peak
memory, what failed, and what each store weighs. Then a library of the sample documents is asked
by ten processes, each started anew.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from api.ingest.report import IngestReport
from api.library import Library
from api.settings import Settings
from corpus.samples import SAMPLES

SHARED = Path(__file__).resolve().parents[2] / "shared"
ARCHIVES = ("congbao_texts.dev.tar.xz", "congbao_pdfs.dev.tar", "directives.dev.tar.xz")
RESULTS = Path(__file__).parent / "results" / "ingest.json"
QUESTION = "which plans implement Decision 766"
COLD_RUNS = 10
HEAVY = ("torch", "spacy", "underthesea", "rdflib", "sentence_transformers")


def machine() -> dict[str, Any]:
    """Describe where the figures come from."""
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "load_average": [round(load, 2) for load in os.getloadavg()],
        "python": platform.python_version(),
        "date": time.strftime("%Y-%m-%d"),
    }


def unpack(data: Path, folder: Path) -> None:
    """Unpack the archives, each into a folder of its own.

    Raises:
        SystemExit: one is missing.
    """
    for name in ARCHIVES:
        if not (data / name).is_file():
            raise SystemExit(f"{data / name}: missing; name the folder with --data")
        with tarfile.open(data / name) as archive:
            archive.extractall(folder / name.partition(".")[0], filter="data")


def measure_ingest(data: Path, workers: int) -> dict[str, Any]:
    """Ingest everything twice and return the figures."""
    with tempfile.TemporaryDirectory(prefix="bench-ingest-") as scratch:
        folder, library_folder = Path(scratch) / "files", Path(scratch) / "data"
        unpack(data, folder)
        files = Counter(path.suffix for path in folder.rglob("*") if path.is_file())
        settings = Settings(data=library_folder, workers=workers)
        with Library.open(library_folder, settings, write=True) as library:
            first = library.ingest([folder])
            again = library.ingest([folder])
            return {
                "files": dict(files),
                "characters": sum(one.characters for one in library.catalog.documents.all()),
                "first": figures(first),
                "again": figures(again),
                "mentions": library.catalog.mentions.count_by_status(),
                "passages": library.catalog.documents.count_passages(),
                "copies": first.added - sum(1 for _ in library.documents()),
                "megabytes": weights(library_folder),
                "doctor": dict(Counter(check.status for check in library.doctor())),
            }


def figures(report: IngestReport) -> dict[str, Any]:
    """Return a report with its failures by name and reason."""
    said = report.to_json()
    said["failed"] = {Path(one.path).name: one.kind for one in report.failed}
    return said


def weights(folder: Path) -> dict[str, float]:
    """Return the size of each part of a data folder in MB; hard links count once."""
    sizes: dict[str, float] = {}
    seen: set[int] = set()
    for path in folder.rglob("*"):
        if path.is_file() and (number := path.stat().st_ino) not in seen:
            seen.add(number)
            part = path.relative_to(folder).parts[0].partition("-")[0]
            sizes[part] = sizes.get(part, 0) + path.stat().st_size / 1e6
    return {part: round(size, 1) for part, size in sorted(sizes.items())}


def measure_cold_search() -> dict[str, Any]:
    """Ask the sample library in processes of their own and return the times in seconds."""
    with tempfile.TemporaryDirectory(prefix="bench-search-") as scratch:
        data = Path(scratch) / "data"
        with Library.open(data, Settings(data=data), write=True) as library:
            documents = library.ingest([SAMPLES]).documents
        command = [sys.executable, "-m", "api.main", "search", QUESTION, "--data", str(data)]
        environment = os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[1])}
        times = []
        for _ in range(COLD_RUNS):
            begun = time.perf_counter()
            subprocess.run(
                [*command, "--json"], check=True, stdout=subprocess.DEVNULL, env=environment
            )
            times.append(time.perf_counter() - begun)
        listed = subprocess.run(
            [sys.executable, "-X", "importtime", *command[1:], "--json"],
            check=True, capture_output=True, text=True, env=environment,
        ).stderr  # fmt: skip
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in listed.splitlines()}
    return {
        "documents": documents,
        "median_seconds": round(statistics.median(times), 3),
        "slowest_seconds": round(max(times), 3),
        "heavy_imports": sorted(loaded.intersection(HEAVY)),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=SHARED / "data")
    parser.add_argument("--workers", type=int, default=0, help="0 is one for each CPU")
    parser.add_argument("--keep", type=Path, default=RESULTS, help="file for the figures")
    arguments = parser.parse_args()
    found = {
        "machine": machine(),
        "ingest": measure_ingest(arguments.data, arguments.workers),
        "cold_search": measure_cold_search(),
    }
    text = json.dumps(found, ensure_ascii=False, indent=1)
    print(text)
    arguments.keep.parent.mkdir(parents=True, exist_ok=True)
    arguments.keep.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
