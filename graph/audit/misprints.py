"""Numbers that are almost those of known documents: 676/QĐ-TTg for 766/QĐ-TTg.

A mention is suspected only where nobody knows its own number: it is neither held nor recorded,
and no second document cites it. What speaks for the other number is the same full date together
with a slip of the pen, or the words of its title.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from graph.audit.model import AuditLibrary, Finding, finding
from graph.audit.naming import name_of, written
from graph.force import HeldText
from graph.holdings import KnownDocument
from graph.numbering import NumberParts, split_number
from graph.resolution.fitting import is_slip
from nlp.directive import Reference
from nlp.syllables import fold_phrase

_FULL = len("2025-07-01")
_TITLE = 400
"""Characters after a mention in which its title stands."""

_ENOUGH_WORDS = 5
_SHARE = 0.8
_LONGEST = 5
_APART = 10


@dataclass(frozen=True, slots=True)
class _Twin:
    document: KnownDocument
    shared: tuple[str, str]


def check_misprints(library: AuditLibrary, held: HeldText) -> Iterator[Finding]:
    """Mentions whose number is probably a misprint, each number once."""
    seen: set[str] = set()
    cited = {split_number(one.number).text for one in held.directive.references if one.number}
    for reference, resolution in zip(held.directive.references, held.resolutions, strict=True):
        if reference.kind != "numbered" or reference.number is None or reference.subject:
            continue
        parts = split_number(reference.number)
        if parts.text in seen or not parts.symbol or not parts.serial.isdigit():
            continue
        seen.add(parts.text)
        if resolution.status == "ambiguous" or _is_known(library, held, resolution.urn):
            continue
        twin = _twin(library, held, reference, parts, cited)
        if twin is not None:
            urn = twin.document.urn
            yield finding(
                "near_miss", held, (held.evidence(reference),), (urn,), written=written(reference),
                cited=name_of(library, urn), shared=twin.shared,
            )  # fmt: skip


def _is_known(library: AuditLibrary, held: HeldText, urn: str | None) -> bool:
    if urn is None:
        return False
    if urn == held.node.urn or library.holdings.by_urn(urn) is not None:
        return True
    hosts = {link.host for link in library.graph.links(urn, "in")}
    return len(hosts - {held.node.urn}) > 0


def _twin(
    library: AuditLibrary,
    held: HeldText,
    reference: Reference,
    parts: NumberParts,
    cited: set[str],
) -> _Twin | None:
    title = fold_phrase(held.text[reference.end : reference.end + _TITLE])
    for serial in _neighbours(parts.serial):
        number = replace(parts, serial=serial).text
        if number in cited:
            continue  # the document cites both: they are two
        for known in library.holdings.by_number(number):
            shared = _shared(reference, known, parts.serial, serial, title)
            if shared is not None and _before(known, held):
                return _Twin(known, shared)
    return None


def _neighbours(serial: str) -> Iterator[str]:
    """Running numbers one slip away: two neighbours exchanged, a digit wrong, left out or added."""
    if len(serial) > _LONGEST:
        return
    found: dict[str, None] = {}
    for i in range(len(serial) - 1):
        found[serial[:i] + serial[i + 1] + serial[i] + serial[i + 2 :]] = None
    for i in range(len(serial)):
        found.update((serial[:i] + digit + serial[i + 1 :], None) for digit in "0123456789")
    for i in range(len(serial) + 1):
        found.update((serial[:i] + digit + serial[i:], None) for digit in "0123456789")
    if len(serial) > 1:
        found.update((serial[:i] + serial[i + 1 :], None) for i in range(len(serial)))
    yield from (one for one in found if one != serial and not one.startswith("0"))


def _shared(
    reference: Reference, known: KnownDocument, serial: str, other: str, title: str
) -> tuple[str, str] | None:
    """What a mention and a known document have in common, if it is enough."""
    if reference.issuer and known.issuer and not _same_issuer(reference.issuer, known.issuer):
        return None
    whole = bool(reference.date) and len(reference.date or "") == _FULL
    if whole and known.date != reference.date:
        return None
    alike = _title_alike(known, title)
    # Neighbours of one day are often parts of one package: only a slip that leads far away counts.
    far = abs(int(serial) - int(other)) >= _APART
    if whole and (is_slip(serial, other) or (alike and far)):
        return ("cùng ngày và cơ quan", "the same date and issuer")
    if alike and far and not reference.date:
        return ("cùng tên", "the same title")
    return None


def _same_issuer(first: str, second: str) -> bool:
    return fold_phrase(first) == fold_phrase(second)


def _title_alike(known: KnownDocument, after: str) -> bool:
    """Whether the words after a mention are those of a known document's title."""
    wanted = fold_phrase(known.title or "").split()
    if len(wanted) < _ENOUGH_WORDS:
        return False
    pairs = set(pairwise(wanted))
    words = after.split()[: len(wanted) * 2 + 20]
    shared = pairs & set(pairwise(words))
    return len(shared) >= _SHARE * len(pairs)


def _before(known: KnownDocument, held: HeldText) -> bool:
    own = held.node.date
    return not own or not known.date or known.date <= own
