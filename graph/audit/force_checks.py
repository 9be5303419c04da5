"""Documents that rely on others which are not in force on the day that counts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from graph.audit.citation_checks import date_is_doubtful
from graph.audit.model import AuditLibrary, Finding, finding
from graph.audit.naming import in_both, name_of
from graph.force import Force, ForceFact, HeldText
from graph.model import Evidence
from nlp.directive import Reference, RelationKind

# By these a document relies on another; a bare mention ("cites") may well be of the past.
RELYING: frozenset[RelationKind] = frozenset({"based_on", "implements", "applies", "guides"})
_DEALING: frozenset[RelationKind] = frozenset({
    "replaces", "repeals", "suspends", "amends", "corrects", "consolidates",
})  # fmt: skip
_ENDING: frozenset[RelationKind] = frozenset({"replaces", "repeals", "suspends"})
# A document that reports looks back at what was in force then.
_LOOKING_BACK = frozenset({"Báo cáo", "Văn bản hợp nhất", "Biên bản"})
# The text knows that what it cites has ended, or speaks of what was done under it before.
_KNOWN = re.compile(
    r"\b(?:hết\s+hiệu\s+lực|bị\s+bãi\s+bỏ|bị\s+thay\s+thế|được\s+thay\s+thế|tạm\s+ngưng"
    r"|ngưng\s+hiệu\s+lực|bị\s+đình\s+chỉ|trước\s+đây|tiếp\s+tục|trước\s+ngày|trước\s+thời\s+điểm"
    r"|đã\s+(?:được\s+)?(?:cấp|kê\s+khai|ban\s+hành|ký|phê\s+duyệt|áp\s+dụng|thực\s+hiện))\b",
    re.IGNORECASE,
)


def check_force(library: AuditLibrary, held: HeldText, day: str | None) -> Iterator[Finding]:
    """What a document relies on that has ended, is suspended or not yet in force.

    Args:
        library: the library.
        held: the citing document.
        day: the day that counts: null means the document's own date.
    """
    on = day or held.node.date
    if on is None or len(on) < len("2025-07-01") or held.node.type in _LOOKING_BACK:
        return
    if day is None and date_is_doubtful(held):
        return
    dealt = _dealt_with(held)
    for urn, mentions in _relied_on(held).items():
        if urn in dealt or urn == held.node.urn:
            continue
        force = library.force.on(urn, on)
        if force.facts and force.facts[0].by != held.node.urn:
            yield from _judge(library, held, mentions, force)


def _relied_on(held: HeldText) -> dict[str, list[Reference]]:
    """The documents that it relies on itself, with the mentions that say so."""
    found: dict[str, list[Reference]] = defaultdict(list)
    for reference, resolution in zip(held.directive.references, held.resolutions, strict=True):
        # A law named without year is the one in force, whichever it is.
        if reference.kind in ("law_bare", "self", "header", "anaphora"):
            continue
        if resolution.urn and reference.subject is None and reference.relation in RELYING:
            found[resolution.urn].append(reference)
    return found


def _dealt_with(held: HeldText) -> set[str]:
    """The documents whose end or change the text speaks of: it knows about them."""
    found = set()
    for reference, resolution in zip(held.directive.references, held.resolutions, strict=True):
        if resolution.urn is None:
            continue
        dealing = reference.relation in _ENDING or (
            reference.relation in _DEALING and reference.subject is None
        )
        if dealing or _KNOWN.search(held.evidence(reference).quotation):
            found.add(resolution.urn)
    return found


def _judge(
    library: AuditLibrary, held: HeldText, mentions: list[Reference], force: Force
) -> Iterator[Finding]:
    fact, first = force.facts[0], mentions[0]
    say = partial(_finding, library, held, force)
    if force.state in ("ended", "suspended"):
        yield say(_Proof(force.state, first, fact))
    elif (
        force.state == "not_yet"
        and first.relation in ("based_on", "applies")
        and fact.source != "date"
        and _begins_before(library, held, force.since)
    ):
        yield say(_Proof("not_yet", first, fact))
    for mention in mentions:
        part = force.of_article(mention.pinpoint) if mention.pinpoint else None
        if part is not None and part.effect == "ends":
            yield say(_Proof("part_ended", mention, part.fact))
            return


def _begins_before(library: AuditLibrary, held: HeldText, day: str | None) -> bool:
    """Whether a document is itself in force before this day, or nothing is known of it."""
    facts = library.force.history(held.node.urn).facts
    own = next((fact.date for fact in facts if fact.effect == "begins" and fact.whole), None)
    return own is None or day is None or own < day


@dataclass(frozen=True, slots=True)
class _Proof:
    """A mention, and the fact that speaks against it."""

    kind: str
    mention: Reference
    fact: ForceFact


def _finding(library: AuditLibrary, held: HeldText, force: Force, proof: _Proof) -> Finding:
    mention, fact = proof.mention, proof.fact
    proofs: tuple[Evidence, ...] = (held.evidence(mention),)
    if fact.evidence is not None:
        proofs = (*proofs, fact.evidence)
    name = name_of(library, fact.by)
    by = (name, name)
    if fact.source == "record":
        by = (f"{name}, theo danh mục văn bản", f"{name}, by the records")
    return finding(
        proof.kind, held, proofs, (force.urn, fact.by), cited=name_of(library, force.urn),
        since=in_both(fact.date or ""), by=by, pinpoint=" ".join((mention.pinpoint or "").split()),
    )  # fmt: skip
