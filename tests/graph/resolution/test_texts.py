"""Citations as texts have them, from the words to the document that is meant.

`texts.jsonl` holds the citing documents (`host` and its `header`), then one case a line: the reason
for it, the text, who cites, what the library holds ("laws" stands for three editions of a law), and
status, reason word and URN of the text's last mention.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graph.holdings import KnownDocument, MemoryHoldings, known_document
from graph.identity import key_of_header
from graph.resolution import reason_word, resolve
from graph.urn import urn_of_key
from nlp.directive import Directive, Header
from nlp.references import find_references

ROWS = [
    json.loads(line)
    for line in Path(__file__).with_name("texts.jsonl").read_text("utf-8").splitlines()
]
HOSTS = {row["host"]: Header(**row["header"]) for row in ROWS if "header" in row}
CASES = [pytest.param(row, id=row["reason"]) for row in ROWS if "reason" in row]
EDITIONS = (
    ("13/2003/QH11", "2003-11-26", "2004-07-01"),
    ("45/2013/QH13", "2013-11-29", "2014-07-01"),
    ("31/2024/QH15", "2024-01-18", "2024-08-01"),
)
LAWS = [
    known_document("Luật", number, date=date, title="Luật Đất đai", in_force_from=force)
    for number, date, force in EDITIONS
]


def held(case: dict[str, Any]) -> list[KnownDocument]:
    """Return what the library of a case holds."""
    rows = case.get("held", ())
    if rows == "laws":
        return LAWS
    return [
        known_document(row["type"], row["number"], date=row["date"], issuer=row.get("issuer"),
                       title=row.get("title"))
        for row in rows
    ]  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_which_document_a_text_means(case: dict[str, Any]) -> None:
    host = HOSTS[case["host"]]
    directive = Directive(host, references=find_references(case["text"], host))
    last = resolve(urn_of_key(key_of_header(host)), directive, MemoryHoldings(held(case)))[-1]
    assert (last.status, reason_word(last), last.urn) == (
        case["status"], case["because"], case["urn"],
    )  # fmt: skip
