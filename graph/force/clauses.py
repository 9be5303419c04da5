"""What a document's own clauses on force say: when it begins and ends, and when its acts take hold.

Luật 80/2015/QH13, Điều 151 and 154 (64/2025/QH15, Điều 53 and 54): a document states from when it
is in force; what it replaces or repeals ends on that day unless it states another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from graph.days import days_after
from graph.force.articles import part_in
from graph.force.held import HeldText
from graph.force.model import ForceFact
from graph.model import Evidence
from nlp.dates import find_date
from nlp.directive import EffectClause, Reference

_OWN = re.compile(
    r"\b(?P<type>quyết\s+định|nghị\s+quyết|nghị\s+định|thông\s+tư|luật|chỉ\s+thị|quy\s+chế|quy\s+định"
    r"|kế\s+hoạch|pháp\s+lệnh|lệnh|hướng\s+dẫn|chương\s+trình|văn\s+bản)"
    r"(?:\s+liên\s+tịch)?\s+này\b",
    re.IGNORECASE,
)
# Acts that hold forms of decisions: "Quyết định này" stands in such a form, and is not theirs.
_HOLD_FORMS = frozenset(("Nghị định", "Thông tư", "Thông tư liên tịch", "Luật", "Nghị quyết"))
_ENDS = re.compile(r"\b(?:hết|chấm\s+dứt)\s+hiệu\s+lực", re.IGNORECASE)
_PAUSES = re.compile(r"\b(?:ngưng|đình\s+chỉ)\b", re.IGNORECASE)
_IN_FORCE = re.compile(r"\bcó\s+hiệu\s+lực\b", re.IGNORECASE)
# The part belongs to another document that the words name.
_OTHERS = re.compile(
    r"\bsố\s+\d|\b(?:của|tại)\s+(?:luật|nghị\s+định|thông\s+tư)\s+(?!này)", re.IGNORECASE
)
_THROUGH = re.compile(r"\bđến\s+(?:hết\s+)?(?:ngày\s+)?(?=\d)", re.IGNORECASE)
_EXCEPT = re.compile(r"\b(?:trừ|ngoại\s+trừ)\b", re.IGNORECASE)
# A lead-in ("Các văn bản sau hết hiệu lực từ …:") speaks of a list that is at most so long.
_LIST = 6000
_FULL = len("2025-07-01")


def begins(held: HeldText) -> ForceFact | None:
    """When the document says that it enters into force; null where it does not say."""
    for clause, _ in _own_clauses(held):
        if clause.effect == "from" and clause.date and not _before(clause.date, held.node.date):
            urn, evidence = held.node.urn, _evidence(held, clause)
            return ForceFact("begins", clause.date, urn, "clause", evidence=evidence)
    return None


def parts_that_begin(held: HeldText) -> tuple[ForceFact, ...]:
    """The parts that enter into force later than the rest ("Điều 7 có hiệu lực từ ngày …")."""
    whole = begins(held)
    if whole is None or whole.date is None:
        return ()
    quoted = [(s.start, s.end) for s in held.directive.sections if s.level == "quoted"]
    found = []
    for clause in held.directive.effects:
        if clause.effect != "from" or clause.object is not None or not clause.date:
            continue
        if clause.date <= whole.date or any(a <= clause.start < b for a, b in quoted):
            continue
        part = _part_before(held.text[clause.start : clause.end])
        if part is not None:
            proof = _evidence(held, clause)
            later = ForceFact("begins", clause.date, held.node.urn, "clause", evidence=proof)
            found.append(replace(later, whole=False, pinpoint=part))
    return tuple(dict.fromkeys(found))


def _part_before(words: str) -> str | None:
    """The part whose entry into force the last statement of a sentence names."""
    stated = [found.start() for found in _IN_FORCE.finditer(words)]
    if not stated:
        return None
    own = words[: stated[-1]]
    if len(stated) > 1:  # what stands before belongs to the whole document
        own = own[stated[-2] :]
        cut = _EXCEPT.search(own)
        own = own[cut.end() :] if cut else ""
    return None if _OTHERS.search(own) else part_in(own)


def expires(held: HeldText) -> ForceFact | None:
    """When the document says that it ends by itself ("… đến hết ngày 31/12/2025")."""
    for clause, words in _own_clauses(held):
        first_without = _first_day_without(clause, words)
        if first_without is not None and not _before(first_without, held.node.date):
            urn, evidence = held.node.urn, _evidence(held, clause)
            return ForceFact("ends", first_without, urn, "clause", evidence=evidence)
    return None


def _own_clauses(held: HeldText) -> Iterator[tuple[EffectClause, str]]:
    """The clauses in which a document speaks of itself, outside what it quotes."""
    quoted = [(s.start, s.end) for s in held.directive.sections if s.level == "quoted"]
    for clause in held.directive.effects:
        words = held.text[clause.start : clause.end]
        inside = any(start <= clause.start < end for start, end in quoted)
        own = _OWN.search(words)
        if clause.object is None and not inside and own and not _is_of_form(own["type"], held):
            yield clause, words


def _is_of_form(stated: str, held: HeldText) -> bool:
    """Whether "Quyết định này" stands in a form of a decision that the document prescribes."""
    return " ".join(stated.lower().split()) == "quyết định" and held.node.type in _HOLD_FORMS


def _first_day_without(clause: EffectClause, words: str) -> str | None:
    if clause.effect == "until" and _ENDS.search(words):
        # "các văn bản sau hết hiệu lực từ ngày Nghị định này có hiệu lực" is of others.
        own = _OWN.search(words)
        ends = _ENDS.search(words)
        return clause.date if own and ends and own.start() < ends.start() else None
    last = _last_day(words)
    return days_after(last, 1) if last else None


def _last_day(words: str) -> str | None:
    through = _THROUGH.search(words)
    if through is None or _EXCEPT.search(words, 0, through.start()):
        return None
    found = find_date(words, through.end(), through.end() + 60)
    return found[2] if found and found[0] - through.end() <= 12 else None


def effective_date(held: HeldText, mention: int) -> str | None:
    """The day on which what a document does at a mention takes effect, where a clause says it.

    The clause that speaks of the mention comes first, then the lead-in of the list in which it
    stands, then the document's own entry into force.
    """
    reference = held.directive.references[mention]
    for clause in held.directive.effects:
        if clause.object == mention and clause.effect == "until" and clause.date:
            return clause.date
    lead = _lead_in(held, reference)
    if lead is not None and lead.date and not _before(lead.date, held.node.date):
        return lead.date
    own = begins(held)
    return own.date if own else None


def effective_elsewhere(held: HeldText, mention: int) -> str | None:
    """When the document that acts at a mention enters into force, by the words of another text.

    A consolidated text says so of each amending act ("Luật số …, có hiệu lực kể từ ngày …").
    """
    references = held.directive.references
    subject = references[mention].subject
    urn = None if subject is None else held.resolutions[subject].urn
    for clause in held.directive.effects:
        if clause.effect != "from" or clause.object is None or urn is None:
            continue
        spoken = held.resolutions[clause.object].urn
        if clause.date and spoken == urn and references[clause.object].pinpoint is None:
            return clause.date
    return None


def suspension(held: HeldText, mention: int) -> tuple[str | None, str | None]:
    """First and last day of a suspension, where the clause above the mention says them."""
    lead = _lead_in(held, held.directive.references[mention])
    if lead is None or (lead.date and _before(lead.date, held.node.date)):
        return None, None  # the date is that of the suspended document
    return lead.date, _last_day(held.text[lead.start : lead.end])


def _lead_in(held: HeldText, reference: Reference) -> EffectClause | None:
    """The clause that announces the list in which a mention stands: the nearest one above it.

    It must hold the very words that govern the mention ("hết hiệu lực", "tạm ngưng").
    """
    cue = reference.cue_span
    for clause in reversed(held.directive.effects):
        if clause.effect != "until" or clause.object is not None or cue is None:
            continue
        words = held.text[clause.start : clause.end]
        if clause.start <= cue.start < clause.end and reference.start - clause.end <= _LIST:
            return clause if _ENDS.search(words) or _PAUSES.search(words) else None
    return None


def _evidence(held: HeldText, clause: EffectClause) -> Evidence:
    words = held.text[clause.start : clause.end]
    return Evidence(held.node.urn, clause.start, clause.end, words)


def _before(day: str, document_date: str | None) -> bool:
    return bool(document_date and len(document_date) == _FULL and day < document_date)
