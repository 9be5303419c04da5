"""Identity: short numbers over the authority records, and clusters of the gold annotation.

    python -m bench.identity

Short numbers without year, as people type them ("QĐ 766", "Nghị định 61", "tt 167"): records are
drawn by a fixed seed, 300 (or all, if there are fewer) that are the only one of their type and
running number, which must come first, and 300 that share both with others, where all must be
listed.
"""

from __future__ import annotations

import itertools
import json
import random
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from graph.authority import authority
from graph.holdings import KnownDocument
from graph.lookup import find_targets
from graph.numbering import split_number
from nlp.syllables import bare_phrase
from nlp.types import type_by_name

RESULTS = Path(__file__).parent / "results" / "identity.json"
SEED = 20240105
DRAWN = 300


def spellings(record: KnownDocument) -> list[str]:
    """Return the ways in which people type a record's type and number without its year."""
    serial = split_number(record.number or "").serial
    kind = type_by_name(record.type)
    short = [*kind.abbreviations] if kind else []
    names = [record.type, record.type.lower(), bare_phrase(record.type), *short]
    names += [bare_phrase(word) for word in short] + [word.lower() for word in short]
    ways = [f"{name} {serial}" for name in names] + [f"{name} số {serial}" for name in names[:2]]
    return ways + [f"{word}{serial}" for word in short]


def fitting(record: KnownDocument, records: list[KnownDocument]) -> set[str]:
    """Return the records that the typed type and number fit, found without the code under test."""
    serial = (record.number or "").split("/")[0].split("-")[0].lstrip("0").lower()
    return {
        other.urn
        for other in records
        if other.number
        and other.number.split("/")[0].split("-")[0].lstrip("0").lower() == serial
        and other.type.removesuffix(" liên tịch") == record.type
    }


def short_numbers(*, unique: bool) -> dict[str, Any]:
    """Measure the look-up of short numbers.

    Args:
        unique: draw records that are the only one of their type and running number; else those
            that share both with others.
    """
    records = list(authority())
    numbered = [r for r in records if r.number and not r.type.endswith("liên tịch")]
    fits = {r.urn: fitting(r, records) for r in numbered}
    pool = [r for r in numbered if (len(fits[r.urn]) == 1) == unique]
    drawn = random.Random(SEED).sample(pool, min(DRAWN, len(pool)))
    choice = random.Random(SEED + 1)
    wrong: list[dict[str, Any]] = []
    took: list[float] = []
    for record in drawn:
        query = choice.choice(spellings(record))
        started = time.perf_counter()
        found = [c.urn for c in find_targets(query, authority())]
        took.append(time.perf_counter() - started)
        wanted = fits[record.urn]
        if found[:1] != [record.urn] if unique else not wanted <= set(found):
            wrong.append({"query": query, "wanted": sorted(wanted)[:5], "found": found[:5]})
    took.sort()
    return {
        "pool": len(pool),
        "drawn": len(drawn),
        "seed": SEED,
        "right": len(drawn) - len(wrong),
        "share": round(1 - len(wrong) / len(drawn), 4),
        "p95_ms": round(took[int(0.95 * len(took))] * 1000, 3),
        "wrong": wrong,
    }


def clusters(rows: list[tuple[str, str]]) -> dict[str, Any]:
    """Return pairwise precision, recall and F1 of (gold document, found URN) rows."""
    both = apart = split = 0
    for (doc_a, urn_a), (doc_b, urn_b) in itertools.combinations(rows, 2):
        both += doc_a == doc_b and urn_a == urn_b
        apart += doc_a != doc_b and urn_a == urn_b
        split += doc_a == doc_b and urn_a != urn_b
    return {
        "mentions": len(rows),
        "precision": round(both / (both + apart), 4),
        "recall": round(both / (both + split), 4),
        "f1": round(2 * both / (2 * both + apart + split), 4),
    }


def gold_clusters(shared: Path) -> dict[str, Any] | None:
    """Cluster the gold rows as the parser finds them: match by span, resolve, compare."""
    from graph.identity import key_of_header  # noqa: PLC0415  # parsing is not needed without gold
    from graph.resolution import resolve  # noqa: PLC0415
    from graph.urn import urn_of_key  # noqa: PLC0415
    from nlp.parse import parse_text  # noqa: PLC0415

    gold = shared / "gold" / "seeds.jsonl"
    if not gold.exists():
        return None
    rows: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in gold.read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["kind"] in ("numbered", "header", "law", "programme"):
            rows[row["file"]].append(row)
    found: list[tuple[str, str]] = []
    for name, wanted in rows.items():
        directive = parse_text((shared / "seeds" / name).read_bytes().decode("utf-8"))
        host = urn_of_key(key_of_header(directive.header))
        resolutions = resolve(host, directive, authority())
        for row in wanted:
            urn = f"missed:{name}:{row['start']}"
            best = 0.0
            for reference, resolution in zip(directive.references, resolutions, strict=True):
                both = min(row["end"], reference.end) - max(row["start"], reference.start)
                span = max(row["end"], reference.end) - min(row["start"], reference.start)
                if both / span > best:
                    best = both / span
                    urn = resolution.urn or f"open:{name}:{row['start']}"
            found.append((row["doc"], urn))
    return clusters(found)


def main() -> None:
    """Measure, print and keep the figures."""
    started = time.perf_counter()
    count = len(authority())
    opening = time.perf_counter() - started
    shared = Path(__file__).resolve().parents[2] / "shared"
    figures = {
        "authority_records": count,
        "authority_opening_ms": round(opening * 1000, 1),
        "short_number_one_fits": short_numbers(unique=True),
        "short_number_several_fit": short_numbers(unique=False),
        "gold_clusters_end_to_end": gold_clusters(shared),
    }
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(figures, ensure_ascii=False, indent=2) + "\n", "utf-8")
    print(json.dumps(figures, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
