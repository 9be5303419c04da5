"""The committed floors of `bench/baseline.json`: no change may lower a figure."""

import json
from pathlib import Path

import pytest

from bench.parse import SHARED, amendments, seeds

BASELINE = Path(__file__).parents[3] / "bench" / "baseline.json"


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the shared gold is not beside the repo")
def test_no_figure_falls_below_its_floor() -> None:
    floors = json.loads(BASELINE.read_text(encoding="utf-8"))["parse"]
    figures = seeds(SHARED) | amendments(SHARED, limit=300)
    fallen = {
        name: (figures[name], floor)
        for name, floor in floors.items()
        if name in figures and figures[name] < floor
    }
    assert fallen == {}
