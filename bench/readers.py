"""Measures the readers on real files: errors, speed, and PDF text against the gazette's own text.

Run with `python -m bench.readers`; the data folder is `../shared/data` unless one is named.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import sys
import tarfile
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from corpus.errors import InputError
from corpus.readers import read_bytes
from corpus.source_text import SourceText

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
ARCHIVES = ("congbao_texts.dev.tar.xz", "directives.dev.tar.xz", "congbao_pdfs.dev.tar")

_WORD = re.compile(r"\w+")
# Lines that the gazette's texts hold beside the document.
_FURNITURE = re.compile(r"CÔNG BÁO/Số|Người ký:|Email:|Cơ quan:|Thời gian ký:|^\s*\d{1,3}\s*$")


def members(archive: Path) -> Iterator[tuple[str, bytes]]:
    """Yields the name and bytes of every file in an archive."""
    with tarfile.open(archive) as tar:
        for member in tar:
            stream = tar.extractfile(member) if member.isfile() else None
            if stream is not None:
                yield member.name, stream.read()


def words(text: str) -> Counter[str]:
    """Words with their counts, composed and lower-cased."""
    return Counter(_WORD.findall(unicodedata.normalize("NFC", text).lower()))


def overlap(found: str, wanted: str) -> dict[str, float]:
    """Precision and recall of `found` against `wanted`, as multisets of words."""
    kept = "\n".join(line for line in wanted.splitlines() if not _FURNITURE.search(line))
    a, b = words(found), words(kept)
    common = sum((a & b).values())
    return {
        "precision": round(common / max(sum(a.values()), 1), 4),
        "recall": round(common / max(sum(b.values()), 1), 4),
    }


def measure(data: Path) -> dict[str, object]:
    """Reads all archives and gives the figures."""
    results: dict[str, object] = {}
    sources: dict[str, SourceText] = {}
    for name in ARCHIVES:
        failed: dict[str, str] = {}
        count = size = 0
        seconds = 0.0
        for member, content in members(data / name):
            started = time.perf_counter()
            try:
                sources[member] = read_bytes(content, member)
            except InputError as error:
                failed[member] = str(error)
            seconds += time.perf_counter() - started
            count, size = count + 1, size + len(content)
        results[name] = {
            "files": count,
            "failed": failed,
            "files_per_s": round(count / seconds, 1),
            "MB_per_s": round(size / 1e6 / seconds, 2),
        }
    texts = {PurePosixPath(m).stem: s.text for m, s in sources.items() if m.endswith(".txt")}
    results["pdf_words_against_gazette_text"] = {
        PurePosixPath(member).stem: overlap(source.text, texts[PurePosixPath(member).stem])
        for member, source in sources.items()
        if member.endswith(".pdf") and PurePosixPath(member).stem in texts
    }
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    results["peak_memory_MiB"] = round(peak / (1024 * (1024 if sys.platform == "darwin" else 1)))
    return results


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    print(json.dumps(measure(parser.parse_args().data), ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
