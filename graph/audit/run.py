"""The audit: every check over every document, worst findings first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from corpus.errors import BadQuery, UnknownDocument
from graph.audit.citation_checks import check_citations
from graph.audit.force_checks import check_force
from graph.audit.graph_checks import check_basis, check_carried_out, check_cycles
from graph.audit.header_checks import check_header
from graph.audit.kinds import SEVERITIES, Severity, finding_kinds
from graph.audit.mention_checks import check_mentions
from graph.audit.misprints import check_misprints
from graph.audit.model import AuditLibrary, Finding, order_of
from graph.days import check_day
from graph.force import HeldText


@dataclass(frozen=True, slots=True)
class Scope:
    """What an audit looks at and reports.

    Attributes:
        urns: these documents; null means all that are held.
        kinds: only these kinds, or groups of kinds ("force"); null means all.
        severity: only findings at least as bad; null means all.
        as_of: the day on which what is cited must be in force, ISO; null means the day of each
            citing document. Documents of a later date are then left out.
        since, until: only documents of this period, both days included, ISO; null means no limit.
            One whose date is known in part counts if it can lie in the period, one without a
            date does not.
    """

    urns: tuple[str, ...] | None = None
    kinds: tuple[str, ...] | None = None
    severity: Severity | None = None
    as_of: str | None = None
    since: str | None = None
    until: str | None = None


def audit(library: AuditLibrary, scope: Scope | None = None) -> tuple[Finding, ...]:
    """Everything that the checks find, worst first; the same library gives the same order.

    Raises:
        BadQuery: no such kind or severity, or a date that is none.
        UnknownDocument: the library does not hold a document of the scope.
    """
    asked = scope or Scope()
    _check(asked)
    wanted = _wanted(asked)
    found: dict[str, Finding] = {}
    looked_at = set()
    for held in _texts(library, asked):
        looked_at.add(held.node.urn)
        for one in _without_echoes(_of_document(library, held, asked.as_of, wanted)):
            found.setdefault(one.id, one)
    if "cycle" in wanted:
        for one in check_cycles(library):
            if looked_at & {one.document, *one.related}:
                found.setdefault(one.id, one)
    return tuple(sorted((one for one in found.values() if one.kind in wanted), key=order_of))


def _of_document(
    library: AuditLibrary, held: HeldText, as_of: str | None, wanted: Collection[str]
) -> Iterator[Finding]:
    groups = {finding_kinds()[kind].group for kind in wanted}
    if "force" in groups:
        yield from check_force(library, held, as_of)
    if "impossible" in groups:
        yield from check_citations(library, held)
        yield from check_misprints(library, held)
    if "mention" in groups:
        yield from check_mentions(library, held)
    if "header" in groups:
        yield from check_header(library, held)
    if "graph" in groups:
        yield from check_basis(held)
        yield from check_carried_out(library, held)


def _without_echoes(found: Iterable[Finding]) -> Iterator[Finding]:
    """Without mentions that mean nothing known because of what is already found in them."""
    explained: set[tuple[str, int]] = set()
    for one in found:
        place = (one.document, one.evidence[0].start) if one.evidence else (one.document, -1)
        if finding_kinds()[one.kind].group == "impossible":
            explained.add(place)
        if finding_kinds()[one.kind].group != "mention" or place not in explained:
            yield one


def _texts(library: AuditLibrary, asked: Scope) -> Iterator[HeldText]:
    for urn in library.urns() if asked.urns is None else sorted(set(asked.urns)):
        held = library.read(urn)
        if held is None:
            raise UnknownDocument(f"{urn}: the library does not hold its text")
        own = held.node.date or (str(held.node.year) if held.node.year else None)
        in_time = asked.as_of is None or own is None or own <= asked.as_of[: len(own)]
        if in_time and _in_period(own, asked):
            yield held


def _in_period(own: str | None, asked: Scope) -> bool:
    if own is None:
        return asked.since is None and asked.until is None
    return (asked.since or "")[: len(own)] <= own <= (asked.until or "9999-12-31")[: len(own)]


def _wanted(asked: Scope) -> frozenset[str]:
    allowed = SEVERITIES[: SEVERITIES.index(asked.severity) + 1] if asked.severity else SEVERITIES
    return frozenset(
        name
        for name, kind in finding_kinds().items()
        if kind.severity in allowed
        and (asked.kinds is None or name in asked.kinds or kind.group in asked.kinds)
    )


def _check(asked: Scope) -> None:
    kinds = finding_kinds()
    known = {*kinds, *(kind.group for kind in kinds.values())}
    if unknown := sorted(set(asked.kinds or ()) - known):
        groups = ", ".join(dict.fromkeys(kind.group for kind in kinds.values()))
        raise BadQuery(f"no finding {unknown[0]!r}; the groups are {groups}, the kinds "
                       f"{', '.join(kinds)}")  # fmt: skip
    if asked.severity is not None and asked.severity not in SEVERITIES:
        raise BadQuery(f"no severity {asked.severity!r}; choose {', '.join(SEVERITIES)}")
    for day in (asked.as_of, asked.since, asked.until):
        if day is not None:
            check_day(day)
    if asked.since and asked.until and asked.since > asked.until:
        raise BadQuery(f"the period from {asked.since} to {asked.until} ends before it begins")
