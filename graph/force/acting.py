"""Who can end, suspend or change whom (`graph/data/force.toml`)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from graph.identity import is_local
from graph.model import DocumentNode
from graph.numbering import split_number
from nlp.issuers.symbols import issuer_codes

_LAWS = frozenset({"Hiến pháp", "Luật", "Bộ luật", "Bộ Luật", "Pháp lệnh"})
_CENTRAL, _LOCAL = 2, 1
# A list of documents that have ended states what others did.
_ANNOUNCING = re.compile(
    r"\W*(?:về\s+)?(?:việc\s+)?công\s+bố|.*\bcông\s+bố\s+(?:danh\s+mục|kết\s+quả\s+(?:rà\s+soát"
    r"|hệ\s+thống\s+h(?:óa|oá)))\W+(?:các\s+)?(?:văn\s+bản|rà\s+soát)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class _Table:
    speaks_only: frozenset[str]
    administrative_only: frozenset[str]
    ranks: dict[str, int]


@lru_cache(maxsize=1)
def _table() -> _Table:
    stated = tomllib.loads(files("graph").joinpath("data/force.toml").read_text("utf-8"))
    return _Table(
        frozenset(stated["speaks_only"]), frozenset(stated["administrative_only"]), stated["ranks"]
    )


def can_act(actor: DocumentNode, target: DocumentNode) -> bool:
    """Whether one document can have ended, suspended or changed another at all.

    What is of lower rank cannot touch what is of higher rank, a plan no normative document, a
    report or a list nothing; and nothing is done by a document that is older than its object.
    """
    table = _table()
    if actor.type in table.speaks_only:
        return False
    if is_normative(target) and (
        actor.type in table.administrative_only or _ANNOUNCING.match(actor.title or "")
    ):
        return False
    if actor.date and target.date and actor.date[:10] < target.date[: len(actor.date)]:
        return False
    if actor.year and target.year and actor.year < target.year:
        return False
    acting, touched = _rank(actor), _rank(target)
    return acting is None or touched is None or acting >= touched


def is_normative(node: DocumentNode) -> bool:
    """Whether a document is normative: a law, or its number holds the year (Luật 64/2025/QH15)."""
    if node.type in _LAWS:
        return True
    return bool(node.number) and split_number(node.number or "").year is not None


def _rank(node: DocumentNode) -> int | None:
    """The rank of a document; null where its number does not tell, and for the Party's."""
    if node.type in _LAWS:
        return _table().ranks["UBTVQH" if node.type == "Pháp lệnh" else "QH"]
    parts = split_number(node.number) if node.number else None
    if parts is None or not parts.symbol or parts.party:
        return None
    ranks = _table().ranks
    codes = [code.rstrip("0123456789") for code in issuer_codes(parts.symbol)[0]]
    known = [ranks[code] for code in codes if code in ranks]
    return max(known) if known else _LOCAL if is_local(parts.symbol) else _CENTRAL
