"""The files of a vector index: rows of half floats, their names, and a note that counts them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

STAMP, VECTORS, IDS, IVF = "stamp.json", "vectors.f16", "ids.txt", "ivf.faiss"


def read_stamp(path: Path) -> dict[str, Any] | None:
    """Returns the note on the files in folder `path`; null if there is none that can be read."""
    try:
        stamp = json.loads((path / STAMP).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return stamp if isinstance(stamp, dict) and "model" in stamp else None


def write_stamp(path: Path, stamp: Mapping[str, Any]) -> None:
    """Replaces the note in one step."""
    fresh = path / (STAMP + ".new")
    fresh.write_text(json.dumps(stamp), "utf-8")
    fresh.replace(path / STAMP)


def append_ids(path: Path, kept: int, ids: Iterable[str]) -> int:
    """Writes names of rows after the first `kept` bytes of their file, dropping what is beyond.

    Returns:
        The file's length in bytes.
    """
    name = path / IDS
    with name.open("r+b" if name.exists() else "w+b") as file:
        file.truncate(kept)
        file.seek(kept)
        file.writelines(f"{one}\n".encode() for one in ids)
        return file.tell()
