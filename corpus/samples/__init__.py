"""The sample corpus: Vietnamese directives written for tests and for the demo.

`sources/` holds each document in a neutral form, `build.py` turns them into the files of
`documents/`, and `expected.jsonl` says what each one is and which relations it states. The local
documents are invented; see `docs/samples.md`.
"""

from __future__ import annotations

from pathlib import Path

SAMPLES: Path = Path(__file__).parent / "documents"
EXPECTED: Path = Path(__file__).parent / "expected.jsonl"
SUFFIXES: frozenset[str] = frozenset({".docx", ".pdf", ".html", ".md", ".txt"})


def sample_documents() -> tuple[Path, ...]:
    """Return the files of the sample corpus, sorted by name."""
    return tuple(sorted(path for path in SAMPLES.iterdir() if path.suffix in SUFFIXES))
