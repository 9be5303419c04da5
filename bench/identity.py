"""Identity: short numbers over the authority records, and clusters of the gold annotation.

    python -m bench identity

Of the gold: pairwise precision, recall and F1 of the clusters, what is joined though it is apart,
the two resolutions 01/NQ-CP, and the issuers that are named by their level alone ("UBND tỉnh").
Short numbers without year, as people type them ("QĐ 766", "Nghị định 61", "tt 167"): records are
drawn by a fixed seed, 300 (or all, if there are fewer) that are the only one of their type and
running number, which must come first, and 300 that share both with others, where all must be
listed.
"""

from __future__ import annotations

import itertools
import json
import random
import re
import time
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from graph.authority import authority
from graph.holdings import KnownDocument
from graph.identity import issuer_for_key, key_of_header, key_of_reference
from graph.lookup import find_targets
from graph.model import Resolution
from graph.numbering import split_number
from graph.resolution import resolve
from graph.urn import urn_of_key
from nlp.directive import Reference
from nlp.parse import parse_text
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


def fitting(records: list[KnownDocument]) -> dict[tuple[str, str], set[str]]:
    """Return type and running number → records, found without the code under test."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for record in records:
        if record.number:
            found[typed(record)].add(record.urn)
    return found


def typed(record: KnownDocument) -> tuple[str, str]:
    """Return what people type of a record: its type without "liên tịch", its running number."""
    serial = (record.number or "").split("/")[0].split("-")[0].lstrip("0").lower()
    return record.type.removesuffix(" liên tịch"), serial


def short_numbers(*, unique: bool) -> dict[str, Any]:
    """Measure the look-up of short numbers.

    Args:
        unique: draw records that are the only one of their type and running number; else those
            that share both with others.
    """
    records = list(authority())
    numbered = [r for r in records if r.number and not r.type.endswith("liên tịch")]
    fits = fitting(records)
    pool = [r for r in numbered if (len(fits[typed(r)]) == 1) == unique]
    drawn = random.Random(SEED).sample(pool, min(DRAWN, len(pool)))
    choice = random.Random(SEED + 1)
    wrong: list[dict[str, Any]] = []
    took: list[float] = []
    for record in drawn:
        query = choice.choice(spellings(record))
        started = time.perf_counter()
        found = [c.urn for c in find_targets(query, authority())]
        took.append(time.perf_counter() - started)
        wanted = fits[typed(record)]
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


@dataclass(frozen=True, slots=True)
class Annotated:
    """A row of the gold, the mention that the parser found there, and what it was resolved to."""

    row: dict[str, Any]
    after: str
    reference: Reference | None
    resolution: Resolution | None

    @property
    def urn(self) -> str:
        """The URN found, or a name of its own for what is missed or left open."""
        where = f"{self.row['file']}:{self.row['start']}"
        if self.resolution is None:
            return f"missed:{where}"
        return self.resolution.urn or f"open:{where}"


def annotated(shared: Path) -> list[Annotated]:
    """Read the gold rows as the parser finds them: match by span, resolve."""
    rows: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in (shared / "gold" / "seeds.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["kind"] in ("numbered", "header", "law", "programme"):
            rows[row["file"]].append(row)
    found: list[Annotated] = []
    for name, wanted in rows.items():
        text = (shared / "seeds" / name).read_bytes().decode("utf-8")
        directive = parse_text(text)
        host = urn_of_key(key_of_header(directive.header))
        resolutions = resolve(host, directive, authority())
        for row in wanted:
            after = " ".join(text[row["end"] : row["end"] + 80].split())
            best = max(
                range(len(resolutions)), key=lambda i: _overlap(row, directive.references[i])
            )
            if _overlap(row, directive.references[best]) > 0:
                one = Annotated(row, after, directive.references[best], resolutions[best])
            else:
                one = Annotated(row, after, None, None)
            found.append(one)
    return found


def _overlap(row: dict[str, Any], reference: Reference) -> float:
    start, end = int(row["start"]), int(row["end"])
    both = min(end, reference.end) - max(start, reference.start)
    return both / (max(end, reference.end) - min(start, reference.start))


# A committee or council of a level without a name: "của UBND tỉnh", "của HĐND Thành phố".
_RELATIVE = re.compile(
    r"(?:của\s+)?(?:Chủ tịch\s+)?(?:UBND|Ủy ban nhân dân|HĐND|Hội đồng nhân dân)\s+"
    r"(?P<unit>tỉnh|[Tt]hành phố|huyện|xã)(?!\s+[A-ZĐ][a-zà-ỹ])"
)


def relative_issuers(rows: list[Annotated]) -> dict[str, Any]:
    """Count the mentions whose issuer is named by its level alone, and those resolved right.

    Right means that the parser's issuer is one that the gold accepts, and that the URN is the one
    of a key with such an issuer.
    """
    counts: dict[str, dict[str, int]] = {}
    wrong: list[str] = []
    for one in rows:
        named = _RELATIVE.match(one.after)
        if named is None or one.row["number"] is None or one.reference is None:
            continue
        accepted = one.row["issuer_accept"]
        key = key_of_reference(one.reference, None)
        urns = {urn_of_key(replace(key, issuer=issuer_for_key(name))) for name in accepted}
        right = one.reference.issuer in accepted and one.urn in urns
        count = counts.setdefault(named["unit"], {"mentions": 0, "right": 0})
        count["mentions"] += 1
        count["right"] += right
        if not right:
            wrong.append(f"{one.row['file']}:{one.row['start']} {one.reference.issuer} {one.urn}")
    return {**counts, "wrong": wrong}


def two_resolutions_01(rows: list[Annotated]) -> dict[str, list[str]]:
    """Return for each of the Government's resolutions 01 the URNs of its mentions."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one in rows:
        if one.row["number"] == "01/NQ-CP":
            found[one.row["doc"]].add(one.urn)
    return {doc: sorted(urns) for doc, urns in sorted(found.items())}


def wrong_merges(rows: list[Annotated]) -> list[list[str]]:
    """Return the documents that the gold keeps apart and one URN joins."""
    documents: defaultdict[str, set[str]] = defaultdict(set)
    for one in rows:
        documents[one.urn].add(one.row["doc"])
    return [sorted(docs) for docs in documents.values() if len(docs) > 1]


def gold(shared: Path) -> dict[str, Any] | None:
    """Measure the gold rows end to end; null where the gold is not beside the repository."""
    if not (shared / "gold" / "seeds.jsonl").exists():
        return None
    rows = annotated(shared)
    return {
        "clusters": clusters([(one.row["doc"], one.urn) for one in rows]),
        "joined_though_apart": wrong_merges(rows),
        "resolutions_01": two_resolutions_01(rows),
        "issuers_by_level_alone": relative_issuers(rows),
    }


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
        "gold_end_to_end": gold(shared),
    }
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(figures, ensure_ascii=False, indent=2) + "\n", "utf-8")
    print(json.dumps(figures, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
