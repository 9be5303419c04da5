"""A real library: what its mentions were resolved to, and whether rightly.

    python -m bench library [--library DATA] [--draw]

Ingests the seeds, the portal pages and the gazette's texts and PDFs into a new library (or reads
the one named), and prints and keeps in `bench/results/library.json`:

* the share of mentions resolved, ambiguous and unresolved, each by reason;
* the ten documents that most others cite;
* the contradictions found, by kind;
* documents to which mentions with contradicting numbers, dates or issuers were resolved, and which
  of these contradictions no reason and no finding names ("silent");
* precision by reason of a sample of resolved mentions, drawn by a fixed seed (`--draw`), that was
  read against the texts; the judgements stand in `bench/results/library.tsv`. What is resolved to
  another document since is printed.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from api.holdings import holdings_of
from api.library import Library
from api.settings import Settings
from api.stored import file_name, resolution_of
from bench.ingest import unpack
from corpus.catalog import Catalog
from graph.contradictions import Contradiction, find_contradictions
from graph.holdings import Holdings
from graph.identity import issuer_for_key
from graph.model import Resolution
from graph.numbering import split_number
from graph.resolution import reason_word
from nlp.contract import directive_from_dict
from nlp.directive import Directive, Reference

SHARED = Path(__file__).resolve().parents[2] / "shared"
RESULTS = Path(__file__).parent / "results" / "library.json"
JUDGED = RESULTS.with_suffix(".tsv")
SEED = 20240105
A_REASON = 14
MOST_CITED = 10
# It is the document itself: nothing was resolved.
_OWN = frozenset(("self", "header"))
# Reasons that say aloud that something contradicts.
_ALOUD = frozenset(("date_differs", "year_contradicts", "similar_number", "year_differs"))


class Resolved(NamedTuple):
    """A mention and what it was resolved to."""

    file: str
    reference: Reference
    resolution: Resolution

    @property
    def reason(self) -> str:
        """The machine word of the resolution's reason."""
        return reason_word(self.resolution)


@dataclass(frozen=True, slots=True)
class Held:
    """A held document: its URN, its parsed text and its mentions."""

    urn: str
    directive: Directive
    mentions: tuple[Resolved, ...]

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """What its mentions contradict."""
        return find_contradictions(self.directive, [one.resolution for one in self.mentions])


def read(catalog: Catalog) -> Iterator[Held]:
    """Yield the held documents in the catalog's order."""
    for document in catalog.documents.all():
        directive = directive_from_dict(catalog.documents.parsed(document.id))
        resolutions = [resolution_of(one) for one in catalog.mentions.of(document.id)]
        name = file_name(document) or document.urn
        pairs = zip(directive.references, resolutions, strict=True)
        yield Held(document.urn, directive, tuple(Resolved(name, *pair) for pair in pairs))


def outcomes(library: list[Held]) -> dict[str, Any]:
    """Count mentions by status and reason; a document's own number is none."""
    reasons: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for held in library:
        for one in held.mentions:
            if one.reference.kind not in _OWN:
                reasons[one.resolution.status][one.reason] += 1
    total = sum(count.total() for count in reasons.values())
    return {
        "mentions": total,
        "share": {s: round(count.total() / total, 4) for s, count in sorted(reasons.items())},
        "by_reason": {s: dict(count.most_common()) for s, count in sorted(reasons.items())},
    }


def most_cited(library: list[Held], holdings: Holdings) -> list[dict[str, Any]]:
    """Return the documents that most others cite."""
    citing: defaultdict[str, set[str]] = defaultdict(set)
    times: Counter[str] = Counter()
    for held in library:
        for one in held.mentions:
            urn = one.resolution.urn
            if urn is not None and urn != held.urn and one.reference.kind not in _OWN:
                citing[urn].add(held.urn)
                times[urn] += 1
    first = sorted(citing, key=lambda urn: (-len(citing[urn]), -times[urn], urn))[:MOST_CITED]
    known = {urn: holdings.by_urn(urn) for urn in first}
    return [
        {
            "urn": urn,
            "name": f"{record.type} {record.number or record.title}" if record else None,
            "documents": len(citing[urn]),
            "mentions": times[urn],
        }
        for urn, record in known.items()
    ]


def merges(library: list[Held]) -> dict[str, Any]:
    """Look for documents to which contradicting mentions were resolved."""
    stated: defaultdict[str, list[tuple[str, str, bool]]] = defaultdict(list)
    for held in library:
        named = {i for c in held.contradictions for i in c.mentions}
        for i, one in enumerate(held.mentions):
            urn = one.resolution.urn
            if urn is None or one.reference.kind in {*_OWN, "anaphora", "programme", "named"}:
                continue
            aloud = i in named or one.reason in _ALOUD
            for field, value in _facts(one.reference):
                stated[urn].append((field, value, aloud))
    found: Counter[str] = Counter()
    silent: list[dict[str, Any]] = []
    for urn, facts in sorted(stated.items()):
        for field in ("number", "date", "issuer"):
            values = Counter(value for name, value, _ in facts if name == field)
            quiet = Counter(value for name, value, aloud in facts if name == field and not aloud)
            found[field] += len(values) > 1
            if len(quiet) > 1:
                silent.append({"urn": urn, "field": field, "values": dict(quiet.most_common())})
    return {"documents": len(stated), "contradicting": dict(found), "silent": silent}


def _facts(reference: Reference) -> Iterator[tuple[str, str]]:
    """Yield what a mention states in full: a whole number, a whole date, an issuer."""
    parts = split_number(reference.number) if reference.number else None
    if parts is not None and parts.serial and parts.symbol:
        yield "number", parts.text
    if reference.date and len(reference.date) == len("2024-01-05"):
        yield "date", reference.date
    if reference.issuer:
        yield "issuer", issuer_for_key(reference.issuer)


def sample(library: list[Held]) -> list[Resolved]:
    """Draw resolved mentions, the same number for each reason."""
    pools: defaultdict[str, list[Resolved]] = defaultdict(list)
    for held in library:
        for one in held.mentions:
            if one.resolution.urn is not None and one.reference.kind not in _OWN:
                pools[one.reason].append(one)
    drawn: list[Resolved] = []
    for reason, pool in sorted(pools.items()):
        pool.sort(key=lambda one: (one.file, one.reference.start))
        drawn += random.Random(f"{SEED}{reason}").sample(pool, min(A_REASON, len(pool)))
    return drawn


def judgements() -> list[dict[str, str]]:
    """Return what a person said of each sampled mention: "right", "wrong" or "unclear"."""
    if not JUDGED.exists():
        return []
    with JUDGED.open(encoding="utf-8", newline="") as file:
        return list(
            csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t")
        )


def precision(library: list[Held]) -> dict[str, Any]:
    """Compare what was read with what the library says now.

    A judgement holds for the document that it names: a mention that is resolved to another one
    since, without a judgement of its own, is printed and counts as unjudged; one that is left open
    since counts as open.
    """
    now = {(one.file, one.reference.start): one for held in library for one in held.mentions}
    known = {(row["file"], row["start"], row["urn"]): row["judgement"] for row in judgements()}
    by_reason: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for file, start in dict.fromkeys((file, int(start)) for file, start, _ in known):
        one = now.get((file, start))
        if one is None or one.resolution.urn is None:
            by_reason["no longer resolved"]["open"] += 1
            continue
        verdict = known.get((file, str(start), one.resolution.urn), "unjudged")
        by_reason[one.reason][verdict] += 1
        if verdict == "unjudged":
            _show(one)
    total = sum(by_reason.values(), Counter[str]())
    return {
        **_share(total),
        "by_reason": {reason: _share(count) for reason, count in sorted(by_reason.items())},
    }


def _show(one: Resolved) -> None:
    words = " ".join(one.reference.text.split())
    print(one.reason, one.file, one.reference.start, words, one.resolution.urn, sep="\t")


def _share(count: Counter[str]) -> dict[str, Any]:
    judged = count["right"] + count["wrong"]
    share = round(count["right"] / judged, 3) if judged else None
    return {**dict(sorted(count.items())), "precision": share}


def measure(catalog: Catalog) -> dict[str, Any]:
    """Measure a library by its catalog."""
    library = list(read(catalog))
    kinds = Counter(c.kind for held in library for c in held.contradictions)
    return {
        "documents": len(library),
        **outcomes(library),
        "most_cited": most_cited(library, holdings_of(catalog)),
        "contradictions": dict(kinds.most_common()),
        "merges": merges(library),
        "judged": precision(library),
    }


def main() -> None:
    """Measure, print and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--library", type=Path, help="data folder of a library that is there")
    parser.add_argument("--draw", action="store_true", help="print the sample to be judged")
    parser.add_argument("--data", type=Path, default=SHARED / "data")
    arguments = parser.parse_args()
    if arguments.library is not None:
        with Catalog.open(arguments.library) as catalog:
            if arguments.draw:
                for one in sample(list(read(catalog))):
                    _show(one)
                return
            figures = measure(catalog)
    else:
        with tempfile.TemporaryDirectory(prefix="bench-library-") as scratch:
            files, data = Path(scratch) / "files", Path(scratch) / "data"
            unpack(arguments.data, files)
            with Library.open(data, Settings(data=data), write=True) as library:
                library.ingest([SHARED / "seeds", files])
                figures = measure(library.catalog)
    text = json.dumps(figures, ensure_ascii=False, indent=1)
    RESULTS.write_text(text + "\n", "utf-8")
    print(text)


if __name__ == "__main__":
    main()
