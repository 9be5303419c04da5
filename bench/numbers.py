"""Document numbers as people type them: is the right document the first answer?

    python -m bench numbers

Ingests the sample corpus, draws records of the authority table by a fixed seed, adds the samples'
own numbers, and asks the library for each in ten spellings. Right is the document itself, or
another one of that type and number where neither year nor date is typed. Also measured: what the
box suggests while a number or a title is typed. Kept in `bench/results/numbers.json`.
"""

from __future__ import annotations

import json
import random
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from api.holdings import CatalogHoldings
from api.library import Library
from api.settings import Settings
from graph.authority import authority
from graph.holdings import KnownDocument
from index.syllables import fold
from nlp.types import type_by_name

ROOT = Path(__file__).resolve().parents[1]
RESULTS = Path(__file__).parent / "results" / "numbers.json"
SEED = 20240105
DRAWN = 600
_PREFIXES = 300


def spellings(record: KnownDocument) -> Iterator[tuple[str, str]]:
    """Yield names of spellings with a record's number in them."""
    number, kind = str(record.number), type_by_name(record.type)
    short = kind.abbreviations[0] if kind and kind.abbreviations else record.type
    yield "as printed", number
    yield "small letters", number.lower()
    yield "without marks", fold(number)
    yield "type and number", f"{record.type} số {number}"
    yield "type, small letters", f"{record.type} {number}".lower()
    yield "type, without marks", fold(f"{record.type} số {number}")
    yield "short type", f"{short} {number}"
    yield "blanks", number.replace("/", " / ").replace("-", " - ")
    yield "dashes", number.replace("/", "-")
    yield "question", f"cho tôi xem {record.type.lower()} {number}"
    if record.date and len(record.date) == len("2024-01-05"):
        year, month, day = record.date.split("-")
        yield "with its date", f"{record.type} số {number} ngày {day}/{month}/{year}"


def fitting(records: Sequence[KnownDocument]) -> dict[tuple[str, str], set[str]]:
    """Return type and number → URNs, found without the code under test."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for record in records:
        found[record.type, fold(str(record.number))].add(record.urn)
    return found


def first_answer(library: Library, text: str) -> str | None:
    """Return the URN of what a search gives first: its answer, or the first it asks back with."""
    answer = library.search(text)
    named = [one.urn for one in answer.answer] + [one.urn for one in answer.candidates]
    return named[0] if named else None


def look_up(library: Library, records: Sequence[KnownDocument], fits: Any) -> dict[str, Any]:
    """Return by spelling how many of the records came first, and what did not."""
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    wrong: list[dict[str, Any]] = []
    for record in records:
        same = fits[record.type, fold(str(record.number))]
        for name, text in spellings(record):
            found = first_answer(library, text)
            right = found == record.urn or (name != "with its date" and found in same)
            counts[name][0] += right
            counts[name][1] += 1
            if not right:
                wrong.append({"query": text, "wanted": record.urn, "found": found})
    good, asked = (sum(count[i] for count in counts.values()) for i in range(2))
    return {
        "records": len(records),
        "asked": asked,
        "share": round(good / max(asked, 1), 4),
        "by spelling": {name: f"{count[0]} of {count[1]}" for name, count in counts.items()},
        "wrong": wrong,
    }


def suggestions(library: Library, records: Sequence[KnownDocument]) -> dict[str, float]:
    """Return the milliseconds that suggestions for beginnings of numbers and titles take."""
    random_numbers = random.Random(SEED)
    took = []
    for record in random_numbers.choices(records, k=_PREFIXES):
        text = random_numbers.choice([str(record.number), record.title or record.type])
        typed = text[: random_numbers.randint(1, 20)]
        started = time.perf_counter()
        library.suggest(typed)
        took.append((time.perf_counter() - started) * 1000)
    p50, p95 = np.percentile(took, (50, 95)).round(2).tolist()
    return {"p50 ms": p50, "p95 ms": p95, "slowest ms": round(max(took), 2)}


def own_documents(library: Library) -> list[KnownDocument]:
    """Return the held documents that have a number."""
    held = CatalogHoldings(library.catalog)
    known = (held.by_urn(document.urn) for document in library.catalog.documents.all())
    return [one for one in known if one is not None and one.number]


def main() -> None:
    """Run the measurement and keep its figures."""
    records = [record for record in authority() if record.number]
    drawn = random.Random(SEED).sample(records, DRAWN)
    with tempfile.TemporaryDirectory() as scratch:
        data = Path(scratch) / "data"
        with Library.open(data, Settings(data=data), write=True) as library:
            library.ingest([ROOT / "corpus" / "samples"])
        with Library.open(data) as library:
            own = own_documents(library)
            figures = {
                "seed": SEED,
                "authority": look_up(library, drawn, fitting([*records, *own])),
                "samples": look_up(library, own, fitting(own)),
                "suggestions": suggestions(library, [*drawn, *own]),
            }
    text = json.dumps(figures, ensure_ascii=False, indent=1)
    print(text)
    RESULTS.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
