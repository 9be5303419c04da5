"""`GET /api/audit`."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import PurePath
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from api.http.access import Lent
from api.http.problems import described
from graph.audit import SEVERITIES, Finding, Severity

router = APIRouter(tags=["audit"])


class AuditReport(BaseModel):
    """What is wrong or doubtful in what documents cite."""

    counts: dict[Severity, int] = Field(description="Findings by severity.")
    findings: list[Finding] = Field(description="Worst first; files are named without folders.")


@router.get("/api/audit", responses=described(400, 404, 422, 503))
def audit(
    library: Lent,
    *,
    document: Annotated[
        str | None, Query(max_length=1000, description="URN of the only document to look at.")
    ] = None,
    kind: Annotated[
        list[str] | None, Query(description="Only this kind of finding, or group; repeat it.")
    ] = None,
    severity: Annotated[
        Severity | None, Query(description="Only findings this bad or worse.")
    ] = None,
    as_of: Annotated[
        str | None,
        Query(max_length=10, description="ISO date on which what is cited must be in force."),
    ] = None,
    since: Annotated[
        str | None, Query(max_length=10, description="Only documents of this day or later.")
    ] = None,
    until: Annotated[
        str | None, Query(max_length=10, description="Only documents of this day or earlier.")
    ] = None,
) -> AuditReport:
    """The findings of an audit, each with its evidence and a suggestion."""
    urns = None if document is None else [document]
    found = library.audit(
        urns, kinds=kind, severity=severity, as_of=as_of, since=since, until=until
    )
    counts = Counter(one.severity for one in found)
    named = [replace(one, file=PurePath(one.file).name) if one.file else one for one in found]
    return AuditReport(counts={name: counts[name] for name in SEVERITIES}, findings=named)
