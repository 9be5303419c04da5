"""Resolve a mention by name: laws, programmes, plans and schemes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from graph.holdings import KnownDocument, name_key
from graph.model import Candidate, Resolution
from graph.numbering import split_number
from graph.resolution.fitting import issued, until
from graph.resolution.outcome import ambiguous, resolved, unresolved
from graph.resolution.reading import LAW_TYPES, Reading
from graph.resolution.setting import Setting
from graph.urn import annex_urn, key_of_urn, urn_of_key

# Codes are called laws as well; an ordinance or the Constitution is neither.
_LAWS = frozenset(("Luật", "Bộ luật", "Bộ Luật"))
_SAME_KIND = {
    **dict.fromkeys(_LAWS, _LAWS),
    "Pháp lệnh": frozenset(("Pháp lệnh",)),
    "Hiến pháp": frozenset(("Hiến pháp",)),
}
_SYMBOL_OF_BLANK = re.compile(r"/\s*([A-ZĐƯ][\wĐđ&]*(?:\s*-\s*[\wĐđ&]+)+)")


def resolve_blank(reading: Reading, setting: Setting) -> Resolution | None:
    """Resolve a mention whose number is blank ("Quyết định số: /QĐ-UBND ngày … tháng …").

    It is the citing document itself where that has no number either and is of the same type, or
    where an annex says to which document of this symbol it belongs.
    """
    if reading.reference.kind not in ("numbered", "short"):
        return None
    symbol = _SYMBOL_OF_BLANK.search(reading.reference.text)
    if symbol is None or reading.reference.type != setting.key.type:
        return None
    if setting.key.number is not None and not _names_host(reading, symbol[1], setting.key.number):
        return None
    year = reading.reference.year
    if year is not None and setting.key.year is not None and year != setting.key.year:
        return None
    return resolved(setting.urn, "host_blank", 0.8)


def _names_host(reading: Reading, symbol: str, number: str) -> bool:
    """Whether an annex is headed "(Kèm theo Quyết định số /…)" by the document of this number."""
    host = split_number(number)
    alike = split_number(f"1/{symbol}").symbol == host.symbol
    same_form = host.year in (None, reading.reference.year)
    return reading.reference.relation == "annex_of" and alike and same_form


def resolve_law(reading: Reading, setting: Setting) -> Resolution:
    """Resolve a law by name with a date or year, or by its name alone."""
    name = _written_out(reading.name or "", setting)
    stated = reading.reference.date or (str(reading.key.year) if reading.key.year else None)
    kinds = _SAME_KIND.get(reading.reference.type or "", LAW_TYPES)
    editions = [r for r in setting.holdings.by_name(name) if r.type in kinds]
    if stated is not None and not _is_of_another_cell(reading, editions):
        return _dated_law(reading, editions, stated)
    here = setting.laws.get(name_key(name), ())
    if setting.limit is None and len(here) == 1:
        return resolved(here[0], "same_document", 0.95)
    bases = [urn for urn in here if urn in setting.bases]
    if setting.limit is None and len(bases) == 1:
        return resolved(bases[0], "same_document", 0.9)
    if setting.limit is not None:
        return _law_of_a_day(editions, here, setting)
    return _bare_law(editions, here, setting)


def _written_out(name: str, setting: Setting) -> str:
    """Write out what a law's name abbreviates: "BHXH" where the document defines it."""
    words = [setting.short_names.get(word, word) for word in name.split(" ")]
    whole = " ".join(words)
    return whole if whole != name and setting.holdings.by_name(whole) else name


def _is_of_another_cell(reading: Reading, editions: Sequence[KnownDocument]) -> bool:
    """Whether a day behind a law's name is that of the next column: no edition is of its year.

    A law's day is written with the word "ngày" (NĐ 78/2025/NĐ-CP, Điều 62).
    """
    day = reading.reference.date
    if day is None or not editions or "ngày" in reading.reference.text.lower():
        return False
    return all(record.year != int(day[:4]) for record in editions)


def _law_of_a_day(
    editions: Sequence[KnownDocument], here: Sequence[str], setting: Setting
) -> Resolution:
    """Take the edition of the day of the document in whose title the law is named.

    What the citing document itself names in full is the same one only if it is as old.
    """
    day = setting.last_day
    old_enough = [urn for urn in here if day is None or f"{key_of_urn(urn).year or 0}" <= day]
    found = _bare_law(editions, (), setting, issued_is_enough=True)
    if found.urn is None and len(old_enough) == 1:
        return resolved(old_enough[0], "same_document", 0.85)
    if found.urn in old_enough:
        return resolved(found.urn or "", "same_document", 0.9, found.candidates)
    return found


def laws_named(readings: Sequence[Reading], setting: Setting) -> dict[str, tuple[str, ...]]:
    """Return name → URNs of the laws that a document states with a number, a date or a year."""
    found: dict[str, dict[str, None]] = {}
    for reading in readings:
        if reading.name is None or reading.reference.type not in LAW_TYPES:
            continue
        urn = None
        if reading.parts is not None:
            urn = urn_of_key(reading.key) if not reading.missing else None
        elif reading.reference.date or reading.key.year:
            urn = resolve_law(reading, setting).urn
        if urn is not None:
            found.setdefault(name_key(reading.name), {})[urn] = None
    return {name: tuple(urns) for name, urns in found.items()}


def laws_based_on(readings: Sequence[Reading], setting: Setting) -> frozenset[str]:
    """Return the URNs of the laws on which a document stands ("Căn cứ Luật … ngày …").

    Of two editions that it names it speaks of this one, whether it is in force yet or not.
    """
    own = [
        r for r in readings if r.reference.relation == "based_on" and r.reference.subject is None
    ]
    return frozenset(urn for urns in laws_named(own, setting).values() for urn in urns)


def _dated_law(reading: Reading, editions: Sequence[KnownDocument], stated: str) -> Resolution:
    exact = [r for r in editions if r.date and r.date[: len(stated)] == stated]
    year = [r for r in editions if r.year == int(stated[:4])]
    if len(exact) == 1:
        return resolved(exact[0].urn, "law_by_date", 0.97 if len(stated) == 10 else 0.93)
    if len(stated) == 10 and len(year) == 1:
        return resolved(year[0].urn, "date_differs", 0.8)
    if len(exact) > 1 or len(year) > 1:
        newest_first = until(exact or year, None)
        return ambiguous("several_known", [
            Candidate(r.urn, "several_known", round(0.6 / (i + 1), 2))
            for i, r in enumerate(newest_first)
        ])  # fmt: skip
    key = replace(reading.key, name=name_key(reading.name or ""))
    other_year = [r for r in editions if r.date and len(stated) == 10 and r.date[4:] == stated[4:]]
    if other_year:
        return ambiguous("year_differs", [
            Candidate(other_year[0].urn, "year_differs", 0.8),
            Candidate(urn_of_key(key), "named_law", 0.2),
        ])  # fmt: skip
    others = [Candidate(r.urn, "several_known", 0.1) for r in editions]
    return resolved(urn_of_key(key), "named_law", 0.6, [
        Candidate(urn_of_key(key), "named_law", 0.6), *others,
    ])  # fmt: skip


def _bare_law(
    editions: Sequence[KnownDocument],
    here: Sequence[str],
    setting: Setting,
    *,
    issued_is_enough: bool = False,
) -> Resolution:
    """Take the edition of the citing day; of those that the document itself names, if it does.

    A decree on a law is issued before the law is in force: in its title the edition that was
    issued last is meant (`issued_is_enough`).
    """
    named = [r for r in editions if r.urn in here]
    if len(named) == 1 and len(here) > 1:
        return resolved(named[0].urn, "same_document", 0.85)
    if here and not named:
        return ambiguous(
            "several_in_document",
            [Candidate(u, "several_in_document", round(0.9 / len(here), 2)) for u in here],
        )
    editions = named or editions
    day = setting.last_day
    passed = until(editions, day)
    if not passed:
        # An edition that no record holds: those of later days cannot be meant.
        return unresolved("law_unknown", [Candidate(r.urn, "several_known", 0.1) for r in editions])
    if len(editions) == 1:
        return resolved(editions[0].urn, "only_edition", 0.85)
    in_force = (r for r in passed if day is None or (r.in_force_from or issued(r)) <= day)
    best = passed[0] if issued_is_enough else next(in_force, passed[0])
    rest = [Candidate(r.urn, "several_known", 0.1) for r in editions if r is not best]
    return resolved(best.urn, "latest_edition", 0.75 if setting.date else 0.6, [
        Candidate(best.urn, "latest_edition", 0.75), *rest,
    ])  # fmt: skip


def resolve_programme(reading: Reading, setting: Setting) -> Resolution:
    """Resolve a programme or scheme by the name under which it was approved."""
    for name in _calls(reading):
        known = until(setting.holdings.by_name(name), setting.last_day)
        if len(known) == 1:
            return resolved(known[0].urn, "programme", 0.9)
        if known:
            return ambiguous(
                "several_known",
                [Candidate(r.urn, "several_known", round(0.9 / len(known), 2)) for r in known],
            )
    return resolve_title(reading, setting, None)


def _calls(reading: Reading) -> list[str]:
    """Return the names by which a mention calls its programme, the surest first."""
    reference = reading.reference
    words = (reading.name or "").split()
    shorter = [" ".join(words[:n]) for n in range(len(words), 2, -1)]
    return [*filter(None, (reference.number,)), *shorter[:40]]


def resolve_title(reading: Reading, setting: Setting, promulgator: str | None) -> Resolution:
    """Resolve a plan or scheme that is cited by its title only.

    Args:
        reading: the mention.
        setting: where it stands.
        promulgator: URN of the document that promulgates or approves it, if the text says so.
    """
    if promulgator is not None:
        label = reading.reference.type or "Phụ lục"
        return resolved(annex_urn(promulgator, label), "promulgated", 0.8)
    known = until(setting.holdings.by_name(reading.name or ""), setting.last_day)
    if len(known) == 1:
        return resolved(known[0].urn, "named_held", 0.8)
    if known:
        return ambiguous(
            "several_known",
            [Candidate(r.urn, "several_known", round(0.9 / len(known), 2)) for r in known],
        )
    return unresolved("number_unknown")
