"""The numbers of `index/data/ranking.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any


@cache
def ranking_settings() -> Mapping[str, Any]:
    """Returns the tables of the file."""
    path = Path(__file__).parent / "data" / "ranking.toml"
    settings: Mapping[str, Any] = tomllib.loads(path.read_text("utf-8"))
    return settings
