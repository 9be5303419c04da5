"""The issuer that a document's number names by its symbol: QĐ-TTg, TT-BTC, QH15, KH-UBND."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from nlp.issuers.bodies import department_symbols, symbol_codes
from nlp.issuers.model import Issuer, IssuerKind
from nlp.issuers.naming import central_issuer, joint_issuer, level_of, local_issuer
from nlp.types import type_of_symbol
from nlp.units import split_label

# The National Assembly's bodies write the term behind their code: QH15, UBTVQH15.
_TERM = re.compile(r"^(QH|UBTVQH)(\d{1,2})$")
# Offices of the State Bank and others write a unit's number behind the code (NHNN7).
_TRAILING_DIGITS = re.compile(r"\d+$")
_JOINT = frozenset({"TTLT", "TTLN", "TTLB", "NQLT", "QCLT", "HDLN", "KHLT", "HDLT", "LT", "CTLT"})
_DASHES = re.compile(r"\s*[-\u2010-\u2015\u2212]\s*")
_PLACE = re.compile(r"\{(place|tỉnh|huyện|xã)\}")


def issuer_of_number(
    type: str | None,  # noqa: A002  # the field's own term
    number: str,
    host: Issuer | None = None,
    when: str | None = None,
) -> tuple[Issuer, ...]:
    """Return the issuers that a number's symbol can mean.

    Args:
        type: the document's type, if known; tells TTLT from others and a Nghị quyết of the Party.
        number: as written ("1234/VPCP-KSTT", "37-QĐ/TW").
        host: the issuer of the citing document: a local symbol (KH-UBND) means its place.
        when: the cited document's date, else the host's (ISO): codes change with the ministries.

    Returns:
        One where the symbol is certain, several where it is not ("TW"), none where it names no
        issuer that is known.
    """
    symbol = symbol_of(number)
    if not symbol:
        return ()
    codes, joint = issuer_codes(symbol)
    if not codes:
        return ()
    if joint or (type is not None and "liên tịch" in type and len(codes) > 1):
        members = [_central(code, when) for code in codes]
        if all(members):
            return (joint_issuer([m for m in members if m]),)
    return _of_code(codes[0], host, when)


@lru_cache(maxsize=8192)
def symbol_of(number: str) -> str:
    """Return what follows the number and year: "KH-UBND" of "30/KH-UBND", "QĐ/TW" of "37-QĐ/TW"."""
    text = _DASHES.sub("-", unicodedata.normalize("NFC", number)).replace("Ð", "Đ").strip()
    parts = [part.strip() for part in text.split("/")]
    rest = parts[1:]
    if "-" in parts[0]:  # party numbers: n-TYPE/ORG
        rest = [parts[0].split("-", 1)[1], *rest]
    if rest and re.fullmatch(r"(19|20)\d\d", rest[0]):
        rest = rest[1:]
    return "/".join(part.replace(" ", "") for part in rest if part)


@lru_cache(maxsize=8192)
def issuer_codes(symbol: str) -> tuple[tuple[str, ...], bool]:
    """Split a symbol into the codes of its issuers, and say whether they act jointly.

    The document's type stands first in most symbols (KH-UBND) and not at all in official
    letters, where the issuer stands before its unit (VPCP-KSTT, UBND-NC).
    """
    parts = [part for part in re.split(r"[-/]", symbol) if part]
    if not parts:
        return (), False
    head = parts[0].upper()
    if head in _JOINT:
        return tuple(p for p in parts[1:] if _known(p)), True
    rest = parts[1:]
    if rest and (type_of_symbol(parts[0]) is not None or not _known(parts[0])):
        for i, part in enumerate(rest):
            if _known(part):
                return (part,), False
            if i == 0 and _known(parts[0]):
                break
    if rest and f"{head}-" in symbol_codes():
        return (f"{head}-",), False
    typed = bool(rest) and type_of_symbol(parts[0]) is not None
    if _known(parts[0]) and (not typed or _known_central(parts[0])):
        return (parts[0],), False
    return (), False


def _key(code: str) -> str:
    code = re.sub(r"\(.*\)$", "", code).upper()
    term = _TERM.match(code)
    if term:
        return term[1]
    if code not in symbol_codes():
        return _TRAILING_DIGITS.sub("", code)
    return code


def _known(code: str) -> bool:
    return _key(code) in _all_codes()


def _known_central(code: str) -> bool:
    return any("{" not in issuer for issuer, _, _ in symbol_codes().get(_key(code), ()))


@lru_cache(maxsize=1)
def _all_codes() -> frozenset[str]:
    return frozenset(symbol_codes()) | {code.upper() for code in department_symbols()}


def _central(code: str, when: str | None) -> str | None:
    entries = symbol_codes().get(_key(code), ())
    names = [name for name in _on_day(entries, when) if "{" not in name]
    return names[0] if names else None


def _on_day(entries: Sequence[tuple[str, str | None, str | None]], when: str | None) -> list[str]:
    if when is None:
        return [name for name, _, _ in entries]
    fitting = [
        name
        for name, start, end in entries
        if (start is None or start <= when) and (end is None or when <= end)
    ]
    return fitting or [name for name, _, _ in entries]


def _of_code(code: str, host: Issuer | None, when: str | None) -> tuple[Issuer, ...]:
    key = _key(code)
    entries = symbol_codes().get(key)
    if entries is None:
        name = next(n for c, n in department_symbols().items() if c.upper() == key)
        return _department(name, host)
    found: list[Issuer] = []
    for name in _on_day(entries, when):
        issuer = _local(name, host) if "{" in name else central_issuer(name)
        if issuer is not None and issuer not in found:
            found.append(issuer)
    return tuple(found)


_LOCAL_KINDS: dict[str, IssuerKind] = {
    "UBND": "ubnd", "Chủ tịch UBND": "chu_tich_ubnd", "HĐND": "hdnd",
    "Thường trực HĐND": "hdnd", "Văn phòng UBND": "van_phong",
    "Văn phòng HĐND và UBND": "van_phong", "Đoàn ĐBQH": "doan_dbqh",
    "Ủy ban MTTQ Việt Nam": "mttq", "Công an": "cong_an", "Bộ Chỉ huy Quân sự": "quan_su",
}  # fmt: skip
_TYPE_OF_COMMITTEE = {"Tỉnh ủy": "tỉnh", "Thành ủy": "thành phố", "Huyện ủy": "huyện",
                      "Quận ủy": "quận", "Thị ủy": "thị xã"}  # fmt: skip


def _local(pattern: str, host: Issuer | None) -> Issuer | None:
    slot = _PLACE.search(pattern)
    if slot is None or host is None or not host.places:
        return None
    head = _PLACE.sub("", pattern).strip()
    places = host.places if slot[1] == "place" else _places_of_tier(host.places, slot[1])
    if not places:
        return None
    committee = next((t for w, t in _TYPE_OF_COMMITTEE.items() if head.endswith(w)), None)
    if committee is not None and split_label(places[0])[0] != committee:
        return None
    kind: IssuerKind = "ban" if head.startswith("Ban ") and head.endswith(" HĐND") else "dang"
    return local_issuer(head, _LOCAL_KINDS.get(head, kind), places)


def _places_of_tier(places: tuple[str, ...], tier: str) -> tuple[str, ...]:
    for i in range(len(places)):
        if level_of(places[i:]) == tier:
            return places[i:]
    return ()


def _department(name: str, host: Issuer | None) -> tuple[Issuer, ...]:
    tier = {"Sở": "tỉnh", "Ban": "tỉnh", "Phòng": ""}[name.split(maxsplit=1)[0]]
    if host is None or not host.places:
        return ()
    places = _places_of_tier(host.places, tier) if tier else host.places
    if not places:
        return ()
    kind: IssuerKind = {"Sở": "so", "Ban": "ban"}.get(name.split(maxsplit=1)[0], "phong")  # type: ignore[assignment]  # three literals of the kind
    return (local_issuer(name, kind, places),)
