"""Precision of the audit: findings over a real library, each read and judged by a person.

    python -m bench.audit DATA

DATA is the data folder of a library of `directives.dev`, the gazette texts and the seeds. The
judgements stand in `bench/results/audit.tsv` (kind, file, message, right or wrong, why); findings
that nobody has judged yet are printed, so that they can be added.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from api.library import Library
from graph.audit import Finding, finding_kinds

JUDGED = Path(__file__).parent / "results" / "audit.tsv"
RESULTS = Path(__file__).parent / "results" / "audit.json"
GROUPS = ("force", "impossible")

Key = tuple[str, str, str]


def judgements() -> dict[Key, str]:
    """Return what a person said of each finding: "right" or "wrong"."""
    with JUDGED.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t")
        return {(row["kind"], row["file"], row["message"]): row["judgement"] for row in rows}


def key_of(finding: Finding) -> Key:
    """Return what a judgement is known by: it outlives a shift of offsets."""
    return finding.kind, finding.file or "", finding.message


def measure(data: Path) -> dict[str, Any]:
    """Compare a library's findings with the judgements."""
    judged = judgements()
    with Library.open(data) as library:
        found = library.audit(kinds=GROUPS)
    counts: Counter[tuple[str, str]] = Counter()
    for one in found:
        counts[one.kind, judged.get(key_of(one), "unjudged")] += 1
        if key_of(one) not in judged:
            print("unjudged", *key_of(one), sep="\t")
    kinds = {
        name: {verdict: counts[name, verdict] for verdict in ("right", "wrong", "unjudged")}
        for name, kind in finding_kinds().items()
        if kind.group in GROUPS and any(counts[name, v] for v in ("right", "wrong", "unjudged"))
    }
    return {"kinds": kinds, **{group: _precision(kinds, group) for group in GROUPS}}


def _precision(kinds: dict[str, dict[str, int]], group: str) -> dict[str, float]:
    chosen = [v for name, v in kinds.items() if finding_kinds()[name].group == group]
    right = sum(verdicts["right"] for verdicts in chosen)
    judged = right + sum(verdicts["wrong"] for verdicts in chosen)
    return {"judged": judged, "precision": round(right / judged, 3) if judged else 0.0}


def main() -> None:
    """Print the figures, and keep them."""
    if len(sys.argv) != 2:
        raise SystemExit("usage: python -m bench.audit DATA")
    figures = measure(Path(sys.argv[1]))
    RESULTS.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
