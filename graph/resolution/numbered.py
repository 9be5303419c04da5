"""Resolve a mention that has a number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.holdings import KnownDocument
from graph.identity import is_complete, is_local, issuer_for_key
from graph.model import Candidate, Resolution
from graph.numbering import NumberParts
from graph.resolution.fitting import fits, fits_record, is_slip, until
from graph.resolution.outcome import ambiguous, resolved, unresolved
from graph.resolution.reading import Reading
from graph.resolution.same_day import may_stand_above, may_stand_below, of_this_day
from graph.resolution.setting import Setting
from graph.urn import urn_of_key
from nlp.issuers import issuer_of_number

# Types of one issuer: a bare number leaves nothing open but the year.
_OF_ONE_ISSUER = frozenset(("Nghị định", "Luật", "Bộ luật", "Pháp lệnh"))


def resolve_numbered(reading: Reading, parts: NumberParts, setting: Setting) -> Resolution:
    """Resolve a mention by its number.

    In this order: the mention itself, the same document, the issuer's hierarchy, known records.
    """
    if _of_own_level(reading, parts):
        elsewhere = _with_stated_issuer(reading, parts, setting)
        if elsewhere is not None:
            return elsewhere
    if not reading.missing:
        return _explicit(reading, parts, setting)
    here = _in_same_document(reading, parts, setting)
    if here is not None:
        return here
    if "issuer" in reading.missing and parts.symbol:
        return _without_issuer(reading, parts, setting)
    return _among_known(reading, parts, setting)


def _of_own_level(reading: Reading, parts: NumberParts) -> bool:
    """Whether a local number's issuer is only what the citing document's own place suggests."""
    stated = reading.reference.issuer is not None and reading.reference.issuer_stated
    return not stated and is_local(parts.symbol)


def _with_stated_issuer(
    reading: Reading, parts: NumberParts, setting: Setting
) -> Resolution | None:
    """Take the issuer from where the same document states it for this number.

    The first citation names the issuer, later ones leave it away (NĐ 30/2020/NĐ-CP, Phụ lục I);
    only without such a one the host's own level is meant.
    """
    if not parts.symbol or fits(reading.key, parts, setting.key):
        return None
    anyone = replace(reading.key, issuer=None)
    date = reading.reference.date
    urns = {
        urn_of_key(other.key): None
        for other in setting.whole
        if other.reference.issuer is not None
        and other.reference.issuer_stated
        and fits(anyone, parts, other.key)
        and (date is None or other.reference.date in (None, date))
    }
    return resolved(next(iter(urns)), "same_document", 0.93) if len(urns) == 1 else None


def _explicit(reading: Reading, parts: NumberParts, setting: Setting) -> Resolution:
    """Take the mention at its word, unless known documents say that the word is a slip."""
    urn = urn_of_key(reading.key)
    date = reading.reference.date
    if date is not None and len(date) == 10:
        doubted = _doubted(reading, parts, setting, urn, date)
        if doubted is not None:
            return doubted
    if _of_own_level(reading, parts):
        return _of_host(reading, parts, setting, urn)
    return resolved(urn, "explicit", 0.99 if date else 0.97)


def _of_host(reading: Reading, parts: NumberParts, setting: Setting, urn: str) -> Resolution:
    """Take the host's own level for the issuer, unless a held document fits the very day better.

    "UBND tỉnh đính chính tại Công văn số …/UBND-KSTT" names nobody beside the number.
    """
    own = setting.holdings.by_urn(urn)
    anyone = replace(reading.key, issuer=None)
    known = [
        record.urn
        for record in until(setting.holdings.by_number(parts.text), setting.last_day)
        if record.type == reading.key.type
        and of_this_day(record, reading)
        and fits_record(anyone, parts, record)
        and (may_stand_above(record, setting) or may_stand_below(record, setting))
    ]
    if len(known) != 1 or (own is not None and own.weight >= 1):
        return resolved(urn, "issuer_hierarchy", 0.9)
    return resolved(known[0], "known_same_day", 0.75, (
        Candidate(known[0], "known_same_day", 0.75), Candidate(urn, "issuer_hierarchy", 0.25),
    ))  # fmt: skip


def _doubted(
    reading: Reading, parts: NumberParts, setting: Setting, urn: str, date: str
) -> Resolution | None:
    """Return the resolution of a whole mention whose number or date seems wrong."""
    if parts.year is not None and parts.year != int(date[:4]):
        return _year_contradicts(reading, parts, setting, date)
    lacking = _normative_twin(reading, parts, date, setting)
    if lacking is not None:
        return ambiguous("year_missing", (
            Candidate(lacking, "year_missing", 0.75), Candidate(urn, "explicit", 0.25),
        ))  # fmt: skip
    record = setting.holdings.by_urn(urn)
    if record is not None and record.date and len(record.date) == 10 and record.date != date:
        return resolved(urn, "date_differs", 0.85)
    other = _same_day_other_year(reading, parts, date, setting) if record is None else None
    if other is not None:
        return ambiguous("year_differs", (
            Candidate(urn, "explicit", 0.5), Candidate(other, "year_differs", 0.5),
        ))  # fmt: skip
    twin = _slip_twin(reading, parts, setting)
    if twin is None:
        return None
    return resolved(urn, "similar_number", 0.9, (
        Candidate(urn, "explicit", 0.9), Candidate(twin, "similar_number", 0.1),
    ))  # fmt: skip


def _year_contradicts(
    reading: Reading, parts: NumberParts, setting: Setting, date: str
) -> Resolution:
    """Take the number's year, unless only the date's year belongs to a known document."""
    urn = urn_of_key(reading.key)
    other = replace(parts, year=int(date[:4]))
    known = [r for r in setting.holdings.by_number(other.text) if r.date == date]
    if len(known) != 1 or setting.holdings.by_urn(urn) is not None:
        return resolved(urn, "year_contradicts", 0.8)
    return ambiguous("year_contradicts", (
        Candidate(known[0].urn, "year_contradicts", 0.75), Candidate(urn, "explicit", 0.25),
    ))  # fmt: skip


def _normative_twin(
    reading: Reading, parts: NumberParts, date: str, setting: Setting
) -> str | None:
    """Return the known normative document that this number is if its year was left out."""
    if parts.year is not None or parts.party:
        return None
    full = replace(parts, year=int(date[:4]))
    twin = replace(reading.key, number=full.text)
    urn = urn_of_key(twin)
    for other in setting.whole:
        if other.reference.date == date and urn_of_key(other.key) == urn:
            return urn
    for record in setting.holdings.by_number(full.text):
        if record.date == date and fits_record(twin, full, record):
            return record.urn
    return None


def _same_day_other_year(
    reading: Reading, parts: NumberParts, date: str, setting: Setting
) -> str | None:
    if parts.year is not None:
        return None
    anyway = replace(reading.key, year=None)
    own = urn_of_key(reading.key)  # what other texts cite just as this one does is no contradiction
    for record in setting.holdings.by_number(parts.text):
        same_day = record.date and record.date[4:] == date[4:] and record.urn != own
        if same_day and fits_record(anyway, parts, record):
            return record.urn
    return None


def _slip_twin(reading: Reading, parts: NumberParts, setting: Setting) -> str | None:
    for other in setting.whole:
        theirs = other.parts
        if (
            theirs is not None
            and other.reference.date == reading.reference.date
            and theirs.symbol == parts.symbol
            and theirs.year == parts.year
            and other.key.issuer == reading.key.issuer
            and is_slip(parts.serial, theirs.serial)
        ):
            return urn_of_key(other.key)
    return None


def _in_same_document(reading: Reading, parts: NumberParts, setting: Setting) -> Resolution | None:
    """Look for the mention's document among those that the same document names in full."""
    urns: dict[str, None] = {}
    if fits(reading.key, parts, setting.key) and is_complete(setting.key):
        urns[setting.urn] = None
    for other in setting.whole:
        if fits(reading.key, parts, other.key):
            urns[urn_of_key(other.key)] = None
    if len(urns) == 1:
        return resolved(next(iter(urns)), "same_document", 0.95)
    if urns:
        share = round(0.9 / len(urns), 2)
        return ambiguous(
            "several_in_document", [Candidate(u, "several_in_document", share) for u in urns]
        )
    return None


def _without_issuer(reading: Reading, parts: NumberParts, setting: Setting) -> Resolution:
    """List whom a local number can be of; one of the very day from a unit above is taken."""
    possible = issuer_of_number(
        reading.reference.type, parts.text, setting.issuer, reading.reference.date
    )
    keys = [replace(reading.key, issuer=issuer_for_key(i.name)) for i in possible]
    whole = [key for key in keys if is_complete(key)]
    if whole:
        share = round(0.9 / len(whole), 2)
        return ambiguous(
            "issuer_ambiguous", [Candidate(urn_of_key(k), "issuer_ambiguous", share) for k in whole]
        )
    known = [
        record
        for record in until(setting.holdings.by_number(parts.text), setting.last_day)
        if fits_record(reading.key, parts, record)
    ]
    candidates = [Candidate(r.urn, "several_known", 0.3) for r in known]
    near = [r for r in known if of_this_day(r, reading) and may_stand_above(r, setting)]
    if len(near) == 1:
        chosen = Candidate(near[0].urn, "known_same_day", 0.75)
        others = [one for one in candidates if one.urn != chosen.urn]
        return resolved(chosen.urn, "known_same_day", 0.75, [chosen, *others])
    return unresolved("issuer_unknown", candidates)


def _among_known(reading: Reading, parts: NumberParts, setting: Setting) -> Resolution:
    """Look for the mention's document among the known ones, nearest earlier year first."""
    holdings = setting.holdings
    pool = (
        holdings.by_number(parts.text)
        if parts.symbol
        else holdings.by_serial(parts.serial, reading.key.year)
    )
    known = [
        record
        for record in until(pool, setting.last_day)
        if fits_record(reading.key, parts, record) and record.urn != setting.urn
    ]
    if len(known) == 1 and _is_enough(reading, parts, known[0]):
        return resolved(known[0].urn, "known_record", 0.85 * known[0].weight)
    if len(known) == 1:
        return unresolved("symbol_unknown", [Candidate(known[0].urn, "known_record", 0.4)])
    if known:
        return _several(known, setting)
    word = f"{reading.missing[0]}_unknown"
    return unresolved(word, _guess_of_year(reading, setting))


def _is_enough(reading: Reading, parts: NumberParts, record: KnownDocument) -> bool:
    """Whether the only record that fits is meant; the records hold few decisions and circulars."""
    if parts.symbol or record.source == "library" or reading.key.issuer:
        return True
    return reading.reference.type in _OF_ONE_ISSUER


def _several(known: Sequence[KnownDocument], setting: Setting) -> Resolution:
    """Several fit: one of the citing year, or of one date only, is taken; else all are kept."""
    this_year = [r for r in known if setting.date and r.year == int(setting.date[:4])]
    first, word = known[0], "nearest_earlier"
    share = 0.6 if len({r.year for r in known}) == len(known) else 0.4
    rest = [Candidate(r.urn, "several_known", round(0.4 / len(known), 2)) for r in known[1:]]
    candidates = [Candidate(first.urn, word, share), *rest]
    if len(this_year) == 1 and this_year[0] is first:
        return resolved(first.urn, word, 0.7, candidates)
    return ambiguous(word if share == 0.6 else "several_known", candidates)


def _guess_of_year(reading: Reading, setting: Setting) -> list[Candidate]:
    """Offer the citing document's own year for a number without one."""
    if reading.missing != ("year",) or not setting.date:
        return []
    guess = replace(reading.key, year=int(setting.date[:4]))
    return [Candidate(urn_of_key(guess), "year_unknown", 0.3)]
