"""The hand annotation of five plans: mentions of one document, and of no other, share a URN."""

from __future__ import annotations

import itertools
import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from graph.authority import authority
from graph.identity import key_of_header
from graph.model import Resolution
from graph.resolution import resolve
from graph.urn import urn_of_key
from nlp.directive import Directive, Header, Reference

GOLD = Path(__file__).resolve().parents[4] / "shared" / "gold" / "seeds.jsonl"
pytestmark = pytest.mark.skipif(not GOLD.exists(), reason="the gold annotation is not here")

KINDS = ("numbered", "header", "law", "programme")


def rows_by_file() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in GOLD.read_text("utf-8").splitlines():
        row = json.loads(line)
        found[row["file"]].append(row)
    return found


def header_of(rows: list[dict[str, Any]]) -> Header:
    """Build a header from the row of the document's own number, or from its local mentions."""
    own = next((r for r in rows if r["kind"] == "header"), None)
    if own is None:
        return Header(
            "Kế hoạch",
            None,
            "KH-UBND",
            "2024",
            issuer="UBND xã Phú Lộc, huyện Tân Phú, tỉnh Đồng Nai",
            title="x",
        )
    date = own["date"] or own["doc"].split("@")[1]
    symbol = re.search(r"/([\w-]+)", own["text"])
    return Header(
        own["type"],
        own["number"],
        symbol[1] if symbol else None,
        date,
        issuer=own["issuer"],
        title=own["file"],
    )


def resolved_rows(*, issuers: bool) -> list[tuple[dict[str, Any], Resolution]]:
    out = []
    for rows in rows_by_file().values():
        header = header_of(rows)
        references = []
        for row in rows:
            year = re.search(r"năm (\d{4})", row["text"])
            references.append(
                Reference(
                    row["start"],
                    row["end"],
                    row["text"],
                    row["type"],
                    row["number"],
                    row["date"],
                    int(year[1]) if year and not row["date"] else None,
                    row["issuer"] if issuers else None,
                    row["pinpoint"],
                    row["kind"],
                    row["relation"],
                )
            )
        directive = Directive(header, references=tuple(references))
        host = urn_of_key(key_of_header(header))
        out += list(zip(rows, resolve(host, directive, authority()), strict=True))
    return out


@pytest.mark.parametrize("issuers", [True, False], ids=["issuers given", "issuers left out"])
def test_clusters_are_those_of_the_gold(issuers: bool) -> None:
    rows = [
        (r["doc"], x.urn or f"open {i}")
        for i, (r, x) in enumerate(resolved_rows(issuers=issuers))
        if r["kind"] in KINDS
    ]
    both = apart = split = 0
    for (doc_a, urn_a), (doc_b, urn_b) in itertools.combinations(rows, 2):
        both += doc_a == doc_b and urn_a == urn_b
        apart += doc_a != doc_b and urn_a == urn_b
        split += doc_a == doc_b and urn_a != urn_b
    assert 2 * both / (2 * both + apart + split) >= 0.98
    assert split == 0


def test_the_two_resolutions_01_are_apart() -> None:
    found = {r["doc"]: x.urn for r, x in resolved_rows(issuers=True) if r["number"] == "01/NQ-CP"}
    assert len(found) == 2
    assert len(set(found.values())) == 2


def test_nothing_is_merged_that_the_gold_keeps_apart_but_schemes_with_their_decisions() -> None:
    documents: dict[str, set[str]] = defaultdict(set)
    for row, resolution in resolved_rows(issuers=True):
        if row["kind"] in ("numbered", "header", "law") and resolution.urn:
            documents[resolution.urn].add(row["doc"])
    assert [docs for docs in documents.values() if len(docs) > 1] == []
