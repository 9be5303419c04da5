"""The names that stand in URNs as ASCII slugs, and what they mean: types, bodies, units."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from nlp.issuers.bodies import central_bodies, departments, phrases
from nlp.issuers.model import Issuer, IssuerKind
from nlp.syllables import bare_phrase
from nlp.types import document_types
from nlp.units import LEVELS_OF_TYPE, unit_label, units

_LONGEST_FIRST = sorted(LEVELS_OF_TYPE, key=len, reverse=True)
_KIND_OF_DEPARTMENT: dict[str, IssuerKind] = {"Sở": "so", "Phòng": "phong", "Ban": "ban"}


def slug(text: str) -> str:
    """Return words as RFC 9676 writes them: ASCII, lower case, joined by dots."""
    return ".".join(re.findall(r"[a-z0-9]+", bare_phrase(text)))


@lru_cache(maxsize=1)
def _types() -> dict[str, str]:
    found: dict[str, str] = {}
    for kind in document_types():
        found.setdefault(slug(kind.name), kind.name)
    return found


def type_of_slug(text: str) -> str | None:
    """Return the document type that a slug stands for."""
    return _types().get(text)


@lru_cache(maxsize=1)
def _bodies() -> dict[str, tuple[str, IssuerKind]]:
    """Return slug → head and kind; central bodies win over local ones."""
    found: dict[str, tuple[str, IssuerKind]] = {}
    for name, (issuer, _) in central_bodies().items():
        found.setdefault(slug(name), (name, issuer.kind))
    for body in phrases().folded.values():
        if not isinstance(body, Issuer) and not body.takes_department:
            found.setdefault(slug(body.head), (body.head, body.kind))
    for word, names in departments().items():
        for name in names.values():
            found.setdefault(slug(f"{word} {name}"), (f"{word} {name}", _KIND_OF_DEPARTMENT[word]))
    return found


def body_of_slug(text: str) -> str | None:
    """Return the central body or local head that a slug stands for."""
    found = _bodies().get(text)
    return found[0] if found else None


def kind_of_head(head: str) -> IssuerKind:
    """Return what sort of body a local head is."""
    found = _bodies().get(slug(head))
    return found[1] if found else "ubnd"


def unit_of_slug(text: str, above: Sequence[str]) -> str | None:
    """Return "Sơn Hà xã" for "son.ha.xa": the table's first such unit under the labels `above`.

    Where none stands there (the table shows one day, and units move), a name that is written in
    one way wherever it occurs.
    """
    table = units()
    for unit_type in _LONGEST_FIRST:
        tail = "." + slug(unit_type)
        if not text.endswith(tail):
            continue
        named = table.named(text[: -len(tail)].replace(".", " "), type=unit_type)
        for unit in named:
            path = table.path(unit)[1:]
            labels = {u.label for u in path}
            for upper in path:
                labels.update(other.label for other in table.other_ranks(upper))
            if all(label in labels for label in above):
                return f"{unit.name} {unit_type}"
        if len({unit.name for unit in named}) == 1:
            return f"{named[0].name} {unit_type}"
    return None


def labels_of_units(suffixed: str) -> str:
    """Return the label of a unit written with its type behind: "Sơn Hà xã" → "xã Sơn Hà"."""
    for unit_type in _LONGEST_FIRST:
        if suffixed.endswith(" " + unit_type):
            name = suffixed[: -len(unit_type) - 1]
            return unit_label(unit_type, " ".join(w[:1].upper() + w[1:] for w in name.split(" ")))
    return suffixed
