"""Runs the measurements: `python -m bench [NAME…]`, all of them where none is named.

Each is a module of this package that can be run by itself, with options of its own; here each runs
in a process of its own on the data of `../shared`. Options that follow the name of a single one are
passed on to it in place of its usual ones (`python -m bench search --corpus FILE --queries FILE`).
One that fails does not keep the others from running; the exit code is then 1.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tarfile
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
_NOT_MEASUREMENTS = {"__init__", "__main__"}


def measurements() -> list[str]:
    """Return the modules of this package that measure something, in alphabetical order."""
    found = (path for path in (ROOT / "bench").glob("*.py") if path.stem not in _NOT_MEASUREMENTS)
    return sorted(
        path.stem for path in found if '__name__ == "__main__"' in path.read_text("utf-8")
    )


def options_of(name: str, data: Path, unpacked: Path) -> list[str]:
    """Return the options that a measurement cannot do without."""
    results = ROOT / "bench" / "results"
    needed = {
        "search": [
            "--corpus", data / "phapdien_articles.jsonl.xz", data / "alqac2022_articles.jsonl.xz",
            "--queries", data / "zalo_queries.dev.jsonl", data / "alqac2022_queries.jsonl",
            "--out", results / "search.json",
        ],
        "passages": ["--corpus", data / "phapdien_articles.jsonl.xz"],
        "headers": [
            "--portal", unpacked / "directives",
            "--gazette", unpacked / "congbao_texts",
            "--codification", data / "phapdien_documents.jsonl",
        ],
    }  # fmt: skip
    return [str(option) for option in needed.get(name, ())]


def unpack(data: Path, folder: Path) -> None:
    """Unpack the archives of texts; what is not there is left to the measurement to miss."""
    for path in sorted(data.glob("*.dev.tar*")):
        target = folder / path.name.partition(".")[0]
        with tarfile.open(path) as archive:
            archive.extractall(target, filter="data")
        # Some archives hold one folder, some only files.
        inner = list(target.iterdir())
        if len(inner) == 1 and inner[0].is_dir():
            moved = inner[0].rename(folder / f".{target.name}")
            target.rmdir()
            moved.rename(target)


def main() -> int:
    known = measurements()
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(known)}")
    parser.add_argument("--data", type=Path, default=SHARED / "data")
    arguments, given = parser.parse_known_args()
    if given and len(arguments.names) != 1:
        parser.error(f"{given[0]}: options of a measurement's own go with one that is named")
    if unknown := set(arguments.names) - set(known):
        parser.error(f"no measurement {sorted(unknown)[0]!r}; there are {', '.join(known)}")
    failed = []
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        unpack(arguments.data, Path(scratch))
        for name in arguments.names or known:
            print(f"== {name}", flush=True)
            begun = time.perf_counter()
            options = given or options_of(name, arguments.data, Path(scratch))
            command = [sys.executable, "-m", f"bench.{name}", *options]
            environment = os.environ | {"PYTHONPATH": str(ROOT)}
            if subprocess.run(command, check=False, cwd=ROOT, env=environment).returncode:
                failed.append(name)
            print(f"== {name}: {time.perf_counter() - begun:.0f} s", flush=True)
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return bool(failed)


if __name__ == "__main__":
    raise SystemExit(main())
