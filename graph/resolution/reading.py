"""What one mention says of its document, before anything else is asked."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.identity import complete_number, key_of_parts, missing_parts
from graph.model import DocumentKey
from graph.numbering import NumberParts, split_number
from nlp.directive import Reference
from nlp.issuers import Issuer

LAW_TYPES = frozenset({"Luật", "Bộ luật", "Bộ Luật", "Pháp lệnh", "Hiến pháp"})

# What follows the name of a law in a mention: its number, its date, its year.
_AFTER_NAME = re.compile(
    r"\s*[,(]?\s*(?:\bsố\b\s*:?\s*\d|\bngày\b|\bnăm\s+\d{4}|\b(?:19|20)\d\d\b|\bkhóa\b"
    r"|\b\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-])",
    re.IGNORECASE,
)
_LONGEST_NAME = 600


@dataclass(frozen=True, slots=True)
class Reading:
    """A mention, its key and what the key lacks.

    Attributes:
        index: place in `Directive.references`.
        reference: the mention.
        parts: its number taken apart; null where it has none.
        key: what it states.
        missing: what the key lacks to be one document.
        name: the name by which a law or programme is called, without type, number and date.
    """

    index: int
    reference: Reference
    parts: NumberParts | None
    key: DocumentKey
    missing: tuple[str, ...]
    name: str | None


def read_mention(index: int, reference: Reference, host: Issuer | None) -> Reading:
    """Read a mention.

    Args:
        index: place in `Directive.references`.
        reference: the mention.
        host: the citing document's issuer.
    """
    name = spoken_name(reference)
    date = reference.date if reference.date and len(reference.date) == 10 else None
    year = int(date[:4]) if date else reference.year
    if reference.number is None or reference.kind == "programme":
        key = DocumentKey(reference.type or "", None, year, reference.issuer, name=name)
        return Reading(index, reference, None, key, ("number",), name)
    parts = complete_number(reference.type, split_number(reference.number), reference.issuer, date)
    key = key_of_parts(
        reference.type, parts, year=year, issuer=reference.issuer, host=host, date=date
    )
    return Reading(index, reference, parts, key, missing_parts(key), name)


def spoken_name(reference: Reference) -> str | None:
    """Return the name in a mention of a law, scheme or plan.

    "Luật Đất đai số 31/2024/QH15" → "Đất đai"; a numbered decision has none in its mention, its
    title stands behind it.
    """
    if reference.kind in ("numbered", "short", "header") and reference.type not in LAW_TYPES:
        return None
    text = " ".join(reference.text[:_LONGEST_NAME].replace("*", "").split())
    kind = reference.type or ""
    if reference.type in LAW_TYPES and text.lower().startswith(kind.lower()):
        text = text[len(kind) :].strip()
    after = _AFTER_NAME.search(text)
    if after is not None and reference.kind not in ("named", "programme"):
        text = text[: after.start()]
    return text.strip(' ,.;:()"“”') or (kind if reference.type in LAW_TYPES else None)
