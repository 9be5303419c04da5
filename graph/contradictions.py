"""Statements of one document that cannot all be true; reported, never merged.

two_dates         one number with two dates ("15/KH-UBND" of 10 March and of 12 March)
similar_numbers   two numbers that differ as a slip does, same date and issuer (2356 and 2536)
year_missing      a number that lacks the year of a normative document ("34/QĐ-TTg")
year_contradicts  the year in the number is not that of the date beside it
date_differs      a date that is not that of the known document with this number
year_differs      a known document has this number, day and month in another year
after_host        a cited document dated after the one that cites it
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from graph.model import Resolution
from graph.numbering import split_number
from graph.resolution.fitting import is_slip
from graph.resolution.reasons import reason_word
from nlp.directive import Directive, Reference

ContradictionKind = Literal[
    "two_dates", "similar_numbers", "year_missing", "year_contradicts", "date_differs",
    "year_differs", "after_host",
]  # fmt: skip
_FROM_REASON: dict[str, ContradictionKind] = {
    "year_missing": "year_missing",
    "year_contradicts": "year_contradicts",
    "date_differs": "date_differs",
    "year_differs": "year_differs",
}


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Mentions that contradict each other, a record or the host's date.

    Attributes:
        kind: what is wrong, see the module.
        mentions: indexes into `Directive.references`.
        urns: the documents that they mean or may mean.
        detail: the stated values, as written ("2024-01-05", "2356/QĐ-UBND").
    """

    kind: ContradictionKind
    mentions: tuple[int, ...]
    urns: tuple[str, ...]
    detail: tuple[str, ...]


def find_contradictions(
    directive: Directive, resolutions: Sequence[Resolution]
) -> tuple[Contradiction, ...]:
    """Return what cannot be true together among a document's mentions, in the order found.

    Args:
        directive: the parsed document.
        resolutions: what `graph.resolution.resolve` gave for it.
    """
    references = directive.references
    found: list[Contradiction] = [
        *_from_reasons(references, resolutions),
        *_two_dates(references, resolutions),
        *_similar_numbers(references, resolutions),
        *_after_host(directive, resolutions),
    ]
    return tuple(found)


def _from_reasons(
    references: Sequence[Reference], resolutions: Sequence[Resolution]
) -> Iterator[Contradiction]:
    for i, (reference, resolution) in enumerate(zip(references, resolutions, strict=True)):
        kind = _FROM_REASON.get(reason_word(resolution))
        if kind is not None:
            urns = tuple(c.urn for c in resolution.candidates)
            detail = tuple(filter(None, (reference.number, reference.date)))
            yield Contradiction(kind, (i,), urns, detail)


def _two_dates(
    references: Sequence[Reference], resolutions: Sequence[Resolution]
) -> Iterator[Contradiction]:
    dates: defaultdict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for i, (reference, resolution) in enumerate(zip(references, resolutions, strict=True)):
        if resolution.urn and reference.date and len(reference.date) == 10:
            if reference.kind == "law" and "ngày" not in reference.text.lower():
                continue  # a day behind a law's name without the word: that of the next column
            dates[resolution.urn][reference.date].append(i)
    for urn, stated in dates.items():
        if len(stated) > 1:
            mentions = tuple(i for where in stated.values() for i in where)
            yield Contradiction("two_dates", mentions, (urn,), tuple(stated))


def _similar_numbers(
    references: Sequence[Reference], resolutions: Sequence[Resolution]
) -> Iterator[Contradiction]:
    groups: defaultdict[tuple[str, str, str], dict[str, list[int]]] = defaultdict(dict)
    for i, (reference, resolution) in enumerate(zip(references, resolutions, strict=True)):
        if reference.number and reference.date and resolution.urn:
            parts = split_number(reference.number)
            whose = resolution.urn.rsplit(":", 1)[0]
            group = groups[whose, parts.symbol, reference.date]
            group.setdefault(parts.serial, []).append(i)
    for group in groups.values():
        serials = sorted(group)
        for n, first in enumerate(serials):
            for second in serials[n + 1 :]:
                if is_slip(first, second):
                    mentions = (*group[first], *group[second])
                    urns = [resolutions[i].urn or "" for i in (group[first][0], group[second][0])]
                    numbers = [references[i].number or "" for i in (mentions[0], mentions[-1])]
                    yield Contradiction("similar_numbers", mentions, tuple(urns), tuple(numbers))


def _after_host(directive: Directive, resolutions: Sequence[Resolution]) -> Iterator[Contradiction]:
    written = directive.header.date
    if written is None or len(written) < 10:
        return
    for i, (reference, resolution) in enumerate(
        zip(directive.references, resolutions, strict=True)
    ):
        if reference.date and len(reference.date) == 10 and reference.date > written:
            urns = (resolution.urn,) if resolution.urn else ()
            yield Contradiction("after_host", (i,), urns, (reference.date, written))
