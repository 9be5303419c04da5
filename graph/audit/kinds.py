"""The kinds of findings with severity and wording (`graph/data/findings.tsv`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal, get_args

Severity = Literal["error", "warning", "notice"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)


@dataclass(frozen=True, slots=True)
class FindingKind:
    """A kind of finding.

    Attributes:
        kind: its name in data.
        group: force, impossible (a citation that cannot be right), mention, header or graph.
        severity: error (wrong), warning (probably wrong), notice (somebody should look).
        order: its place in the table, by which findings are listed.
        message_vi, message_en, suggestion_vi, suggestion_en: sentences with names in braces.
    """

    kind: str
    group: str
    severity: Severity
    order: int
    message_vi: str
    message_en: str
    suggestion_vi: str
    suggestion_en: str


@lru_cache(maxsize=1)
def finding_kinds() -> dict[str, FindingKind]:
    """All kinds by name, in the order of the table."""
    text = files("graph").joinpath("data/findings.tsv").read_text("utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    columns = lines[0].split("\t")
    found = {}
    for order, line in enumerate(lines[1:]):
        row = dict(zip(columns, line.split("\t"), strict=True))
        found[row["kind"]] = FindingKind(order=order, **row)  # type: ignore[arg-type]  # a table
    return found
