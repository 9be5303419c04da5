"""What documents are filtered and counted by: type, issuer, level, province, year, force."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from graph.model import DocumentNode
from index.entries import Filters
from index.placed import place_names
from index.provinces import province_of
from index.syllables import fold
from nlp.issuers import issuer_by_name

if TYPE_CHECKING:
    from graph.model import ForceState

_CHAIRMAN = re.compile(r"^(?:Chủ tịch|Phó Chủ tịch) (?=UBND|HĐND|Ủy ban nhân dân)")
_LEVEL_OF_PLACE = re.compile(
    r"^(?:UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân|Sở|Phòng|Văn phòng|Đảng ủy|Huyện ủy|Tỉnh ủy)?"
    r".*?\b(tỉnh|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu|thành phố)\b",
    re.IGNORECASE,
)
_LEVELS = {
    "tỉnh": "tỉnh", "huyện": "huyện", "quận": "huyện", "thị xã": "huyện", "xã": "xã",
    "phường": "xã", "thị trấn": "xã", "đặc khu": "xã", "thành phố": "tỉnh",
}  # fmt: skip
_BODY = re.compile(
    r"^(?P<kind>(?P<body>[^,]*?[^\W\d_]) (?:tỉnh|thành phố|Thành phố|huyện|quận|thị xã|xã|phường|"
    r"thị trấn|đặc khu)) (?=[^\W\d_a-zđ])|^(?P<party>(?:[^,]* )?(?:Tỉnh|Thành|Huyện|Quận|Thị) ủy) "
)
_CITY = re.compile(r"(?:tỉnh|thành phố|Thành phố) (?=[^,]+$)")

# "Quyết định … Về việc ban hành Kế hoạch …": the decision carries a document of that type.
_CARRIES = re.compile(
    r"(?:ban hanh|phe duyet|cong bo)(?: kem theo)?(?: [a-z]+){0,2}? "
    r"(?P<kind>ke hoach|quy che|quy dinh|de an|chuong trinh|phuong an|huong dan|du an|quy trinh)"
    r"(?: (?P<joint>phoi hop|lien tich))?(?![a-z])"
)


@lru_cache(maxsize=4096)
def level_of(issuer: str) -> str | None:
    """Returns an issuer's level of government: "trung ương", "tỉnh", "huyện" or "xã"."""
    known = issuer_by_name(issuer)
    if known is not None:
        return known.level
    match = _LEVEL_OF_PLACE.match(issuer)
    return _LEVELS[match[1].lower()] if match else None


@lru_cache(maxsize=4096)
def issuer_terms(issuer: str) -> tuple[str, ...]:
    """Returns all that a filter may call a document's issuer by.

    Its canonical name, the name without the places above, the body whose chairman it is, the body
    without its place ("Sở Tư pháp", "Đảng ủy xã"), its level, its places (`index.placed`) and its
    present province. A province that became a city goes by both.
    """
    names = [issuer, _CHAIRMAN.sub("", issuer)]
    for name in list(names):
        head, *places = name.split(", ")
        names.append(head)
        if len(places) > 1:
            names += [f"{head}, {place}" for place in places]
    names += [
        _CITY.sub(kind, name, count=1)
        for name in list(names)
        for kind in ("tỉnh ", "thành phố ")
        if _CITY.search(name)
    ]
    body = _BODY.match(issuer)
    names += [part for part in body.groups() if part] if body else []
    beside = (level_of(issuer), province_of(issuer))
    names += place_names(issuer)
    return tuple(dict.fromkeys([*names, *(one for one in beside if one)]))


@lru_cache(maxsize=4096)
def folded_issuer_terms(issuer: str) -> frozenset[str]:
    """Returns the `issuer_terms` as they are compared: without case and diacritics."""
    return frozenset(map(fold, issuer_terms(issuer)))


def types_of(kind: str | None, title: str | None, attached: Iterable[str] = ()) -> tuple[str, ...]:
    """Returns the types that a document answers to: its own, those attached or promulgated."""
    types = [kind] if kind else []
    types += attached
    types += _carried(title or "")
    return tuple(dict.fromkeys(types))


@lru_cache(maxsize=4096)
def _carried(title: str) -> tuple[str, ...]:
    """Returns the types that a title says are promulgated; counting facets asks again and again."""
    found: list[str] = []
    for match in _CARRIES.finditer(fold(title)):
        # "Quy chế phối hợp" is a type of its own and a "Quy chế" too.
        joint = _CARRIED_JOINTLY.get((match["kind"], match["joint"]))
        found += [*([joint] if joint else []), _CARRIED[match["kind"]]]
    return tuple(found)


_CARRIED = {
    "ke hoach": "Kế hoạch", "quy che": "Quy chế", "quy dinh": "Quy định", "de an": "Đề án",
    "chuong trinh": "Chương trình", "phuong an": "Phương án", "huong dan": "Hướng dẫn",
    "du an": "Dự án", "quy trinh": "Quy trình",
}  # fmt: skip
_CARRIED_JOINTLY = {
    ("quy che", "phoi hop"): "Quy chế phối hợp",
    ("chuong trinh", "phoi hop"): "Chương trình phối hợp",
    ("ke hoach", "lien tich"): "Kế hoạch liên tịch",
    ("huong dan", "lien tich"): "Hướng dẫn liên tịch",
}


def passes(node: DocumentNode, filters: Filters, force: ForceState = "unknown") -> bool:
    """Tells whether a document of the graph passes the filters of a query.

    Args:
        node: the document.
        filters: those on its relation and hash are left to others.
        force: the state of its force today.
    """
    if filters.type and filters.type not in types_of(node.type, node.title):
        return False
    if filters.issuer_terms or filters.place:
        terms = folded_issuer_terms(node.issuer) if node.issuer else frozenset()
        if not terms.issuperset(map(fold, filters.issuer_terms)):
            return False
        if filters.place and terms.isdisjoint(map(fold, filters.place)):
            return False
    if filters.force and filters.force != force:
        return False
    year = year_of(node)
    if filters.year_from is not None and (year is None or year < filters.year_from):
        return False
    return not (filters.year_to is not None and (year is None or year > filters.year_to))


def year_of(node: DocumentNode) -> int | None:
    """Returns the year of a document as far as it is known."""
    if node.year is not None:
        return node.year
    date = node.date or ""
    return int(date[:4]) if date[:4].isdigit() else None
