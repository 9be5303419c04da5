"""Resolve all mentions of one document."""

from __future__ import annotations

from dataclasses import replace

from graph.holdings import Holdings
from graph.identity import key_of_header
from graph.model import Candidate, Resolution
from graph.resolution.named import (
    laws_based_on,
    laws_named,
    resolve_blank,
    resolve_law,
    resolve_programme,
    resolve_title,
)
from graph.resolution.numbered import resolve_numbered
from graph.resolution.outcome import resolved, unresolved
from graph.resolution.reading import LAW_TYPES, Reading, read_mention
from graph.resolution.setting import Setting
from nlp.directive import Directive
from nlp.issuers import Issuer, issuer_by_name


def resolve(
    host_urn: str, directive: Directive, holdings: Holdings, *, issuer: Issuer | None = None
) -> tuple[Resolution, ...]:
    """Resolve every reference of a document to the document that it means.

    In this order: the mention itself, the same document (a short mention means what a full one
    states), the issuer's hierarchy (an unstated local issuer is the host's own), the known
    records, the nearest earlier one of several. What stays in doubt is ambiguous or unresolved,
    with candidates.

    Args:
        host_urn: the citing document's URN.
        directive: the parsed document.
        holdings: the known documents: library and authority records.
        issuer: the citing document's issuer, if it is known better than by its header.

    Returns:
        One resolution a reference, in the order of `directive.references`.
    """
    header = directive.header
    if issuer is None and header.issuer:
        issuer = issuer_by_name(header.issuer)
    readings = [read_mention(i, r, issuer) for i, r in enumerate(directive.references)]
    whole = [r for r in readings if r.parts is not None and not r.missing]
    key = key_of_header(header)
    date = header.date or (str(key.year) if key.year else None)
    setting = Setting(host_urn, key, date, issuer, whole, holdings)
    setting = replace(
        setting,
        quoted=tuple((s.start, s.end) for s in directive.sections if s.level == "quoted"),
        short_names=dict(directive.abbreviations),
    )
    bases = laws_based_on(readings, setting)
    setting = replace(setting, laws=laws_named(readings, setting), bases=bases)
    done: dict[int, Resolution] = {}
    for reading in readings:
        _resolve_one(reading.index, readings, setting, done, frozenset())
    return tuple(done[i] for i in range(len(readings)))


def _resolve_one(
    index: int,
    readings: list[Reading],
    setting: Setting,
    done: dict[int, Resolution],
    above: frozenset[int],
) -> Resolution | None:
    """Resolve a mention once; `above` are those that wait for it, so that cycles end."""
    if index in done:
        return done[index]
    if index in above or not 0 <= index < len(readings):
        return None
    reading = readings[index]
    other = _depends_on(reading)
    waited = None
    if other is not None:
        waited = _resolve_one(other, readings, setting, done, above | {index})
    subject = reading.reference.subject
    if (
        subject is not None
        and 0 <= subject < len(readings)
        and not _is_new_wording(reading, readings[subject], setting)
    ):
        limit = _issued(readings[subject], done.get(subject), setting.holdings)
        setting = replace(setting, limit=limit or setting.limit)
    done[index] = _outcome(reading, setting, waited)
    return done[index]


def _is_new_wording(reading: Reading, subject: Reading, setting: Setting) -> bool:
    """Whether a mention stands in new wording for its subject: as young as the citing document."""
    start = reading.reference.start
    within = next((span for span in setting.quoted if span[0] <= start < span[1]), None)
    return within is not None and not within[0] <= subject.reference.start < within[1]


def _issued(subject: Reading, meant: Resolution | None, holdings: Holdings) -> str | None:
    """Return when a relation's subject was issued: the day it states or is known by, or a year."""
    if subject.reference.kind in ("self", "header"):
        return None
    if subject.reference.date:
        return subject.reference.date
    record = holdings.by_urn(meant.urn) if meant is not None and meant.urn else None
    if record is not None and record.date:
        return record.date
    return str(subject.key.year) if subject.key.year else None


def _depends_on(reading: Reading) -> int | None:
    """Return the mention whose resolution this one needs first."""
    reference = reading.reference
    if reference.kind == "anaphora":
        return reference.antecedent
    if reference.kind == "named" and reference.relation == "promulgates":
        return reference.subject
    return None


def _outcome(reading: Reading, setting: Setting, waited: Resolution | None) -> Resolution:
    reference = reading.reference
    if reference.kind in ("self", "header") or reference.relation == "self":
        return resolved(setting.urn, "self", 1.0)
    if reference.kind == "anaphora":
        return _anaphora(waited)
    if reference.kind == "programme":
        return resolve_programme(reading, setting)
    if reading.parts is not None and reading.parts.serial:
        return resolve_numbered(reading, reading.parts, setting)
    return resolve_blank(reading, setting) or _by_name(reading, setting, waited)


def _by_name(reading: Reading, setting: Setting, waited: Resolution | None) -> Resolution:
    if reading.reference.kind in ("law", "law_bare") or reading.reference.type in LAW_TYPES:
        return resolve_law(reading, setting)
    return resolve_title(reading, setting, _promulgator(reading, setting, waited))


def _anaphora(antecedent: Resolution | None) -> Resolution:
    if antecedent is None:
        return unresolved("no_antecedent")
    if antecedent.urn is None:
        return antecedent
    confidence = round(antecedent.confidence * 0.9, 3)
    return resolved(antecedent.urn, "anaphora", confidence, [
        Candidate(antecedent.urn, "anaphora", confidence),
    ])  # fmt: skip


def _promulgator(reading: Reading, setting: Setting, waited: Resolution | None) -> str | None:
    """Return the document that promulgates a named one: the subject of the relation."""
    reference = reading.reference
    if reference.kind != "named" or reference.relation != "promulgates":
        return None
    if reference.subject is None:
        return setting.urn
    return waited.urn if waited is not None else None
