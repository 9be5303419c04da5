"""Headers of real documents against what others say of them; floors in `bench/baseline.json`."""

from __future__ import annotations

import json
import tarfile
from pathlib import Path

import pytest

from bench.headers import measure

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data"


@pytest.mark.skipif(not DATA.is_dir(), reason="the shared data is not beside the repository")
def test_no_figure_falls_below_its_floor(tmp_path: Path) -> None:
    for name in ("directives.dev.tar.xz", "congbao_texts.dev.tar.xz"):
        with tarfile.open(DATA / name) as archive:
            archive.extractall(tmp_path / name, filter="data")
    figures = measure(
        _folder(tmp_path / "directives.dev.tar.xz", "*.md"),
        _folder(tmp_path / "congbao_texts.dev.tar.xz", "*.txt"),
        DATA / "phapdien_documents.jsonl",
    )
    floors = json.loads((ROOT / "bench" / "baseline.json").read_text("utf-8"))["headers"]
    fallen = {}
    for name, floor in floors.items():
        source, field = name.split(".")
        if figures[source][field] < floor:
            fallen[name] = (figures[source][field], floor)
    assert fallen == {}


def _folder(unpacked: Path, pattern: str) -> Path:
    """Where the archive's files lie: in its root or in a folder of their own."""
    return next(unpacked.rglob(pattern)).parent
