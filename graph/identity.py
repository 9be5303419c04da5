"""What makes a document itself: its key, from a header or from a mention.

Which parts a key needs depends on the family of the number (NĐ 30/2020/NĐ-CP, Điều 15; Luật Ban
hành văn bản quy phạm pháp luật 64/2025/QH15):

    normative, central         61/2018/NĐ-CP     the number alone
    National Assembly          47/2019/QH14      the number and the type word
    normative, local           10/2014/QĐ-UBND   + issuer: every province has one
    administrative, central    766/QĐ-TTg        + year: numbers restart on 1 January
    administrative, local      30/KH-UBND        + issuer and year
    official letter            221/VPCP-KSTT     + year (and issuer, where it is local)
    Party                      37-QĐ/TW          + organisation and year
    named                      Luật Đất đai      + year; the authority records know the number
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import lru_cache

from graph.assembly import assembly_term
from graph.model import DocumentKey
from graph.numbering import NumberParts, normalise_number, split_number
from nlp.directive import Header, Reference
from nlp.issuers import Issuer, issuer_by_name, issuer_of_number, level_of, match_issuer
from nlp.issuers.bodies import code_of_issuer, symbol_codes
from nlp.issuers.symbols import issuer_codes
from nlp.syllables import fold_phrase
from nlp.types import type_by_name, type_of_symbol

__all__ = [
    "complete_number",
    "is_complete",
    "is_local",
    "issuer_for_key",
    "key_of_header",
    "key_of_parts",
    "key_of_reference",
    "missing_parts",
    "normalise_number",
    "split_number",
]

# Laws and codes share one series; mentions mix the words ("Luật Lao động" for the Bộ luật).
_ONE_SERIES = {"Bộ luật": "Luật", "Bộ Luật": "Luật"}

# Types whose only issuer completes a number that lacks its symbol ("Nghị định 61/2018").
_SYMBOL_OF_TYPE = {"Nghị định": "NĐ-CP"}

# Normative types: the year is a part of their numbers (Luật 64/2025/QH15 and those before it).
_ALWAYS_WITH_YEAR = frozenset({"Nghị định", "Thông tư", "Thông tư liên tịch", "Luật", "Bộ luật"})

# Acts whose symbols name no type: the type word is part of the key.
_TYPELESS_CODES = ("QH", "UBTVQH")

_ASSEMBLY_CODES = {"Quốc hội": "QH", "Ủy ban Thường vụ Quốc hội": "UBTVQH"}

# The chairman signs in the register of the committee, the standing committee in that of the
# party committee: one series of numbers, so one issuer in the key.
_SAME_REGISTER = {
    "Chủ tịch UBND": "UBND",
    "Thường trực HĐND": "HĐND",
    "Chủ tịch HĐND": "HĐND",
    "Ban Thường vụ Tỉnh ủy": "Tỉnh ủy",
    "Ban Thường vụ Thành ủy": "Thành ủy",
    "Ban Thường vụ Huyện ủy": "Huyện ủy",
    "Ban Thường vụ Quận ủy": "Quận ủy",
    "Ban Thường vụ Thị ủy": "Thị ủy",
    "Ban Thường vụ Đảng ủy": "Đảng ủy",
}
# The central organs of the Party write the same organisation, TW.
PARTY_CENTRE = "Ban Chấp hành Trung ương Đảng"


def key_of_header(header: Header) -> DocumentKey:
    """Return the key of the document that a header belongs to.

    Where the number is blank the title stands for it (`DocumentKey.name`), so that a draft keeps
    one identity as long as its header stays the same.
    """
    parts = split_number(header.number) if header.number else None
    year = _year_of(header.date)
    if parts is not None and parts.serial:
        return key_of_parts(header.type, parts, year=year, issuer=header.issuer)
    named = "|".join((header.symbol or "", fold_phrase(header.title or ""), header.date or ""))
    issuer = issuer_for_key(header.issuer) if header.issuer else None
    return DocumentKey(header.type or "Văn bản", None, year, issuer, name=lex_name(named))


def key_of_reference(reference: Reference, host: Header | Issuer | None) -> DocumentKey:
    """Return the key that a mention states; parts that it does not state are null.

    Args:
        reference: the mention; its issuer is already read against the host's place.
        host: the citing document's header or issuer: a local symbol without issuer means the
            host's own level.
    """
    date = reference.date
    year = _year_of(date) or reference.year
    if reference.number is None:
        issuer = reference.issuer
        return DocumentKey(reference.type or "", None, year, issuer, name=name_of(reference))
    parts = complete_number(reference.type, split_number(reference.number), reference.issuer, date)
    return key_of_parts(
        reference.type,
        parts,
        year=year,
        issuer=reference.issuer,
        host=_issuer_of_host(host),
        date=date,
    )


def key_of_parts(
    document_type: str | None,
    parts: NumberParts,
    *,
    year: int | None = None,
    issuer: str | None = None,
    host: Issuer | None = None,
    date: str | None = None,
) -> DocumentKey:
    """Return the key for a number that is taken apart, by its family.

    Args:
        document_type: the type word, if one is stated.
        parts: the number.
        year: the year of the document's date; the number's own year wins.
        issuer: the stated issuer's canonical name.
        host: the citing document's issuer, for local symbols without a stated one.
        date: the stated date, for codes that changed with the ministries.
    """
    number = parts.text
    kind = _key_type(document_type, parts)
    if parts.year is not None:
        year = parts.year
    if parts.symbol and not is_local(parts.symbol):
        return DocumentKey(kind, number, year, _party_centre(parts))
    if issuer is None and parts.symbol:
        found = issuer_of_number(document_type, number, host, date)
        issuer = found[0].name if len(found) == 1 else None
    return DocumentKey(kind, number, year, issuer_for_key(issuer) if issuer else None)


def _party_centre(parts: NumberParts) -> str | None:
    return PARTY_CENTRE if parts.party and parts.symbol.endswith("/TW") else None


def _is_assembly(symbol: str) -> bool:
    return symbol.rstrip("0123456789").split("-")[-1] in _TYPELESS_CODES


def _key_type(document_type: str | None, parts: NumberParts) -> str:
    """Return the type for a key: the symbol's, unless it names none."""
    stated = _ONE_SERIES.get(document_type or "", document_type or "")
    if parts.party or _is_assembly(parts.symbol):
        own = type_of_symbol(parts.symbol.split("/")[0].split("-")[0])
        return stated or (own.name if own else "")
    first = parts.symbol.partition("-")[0]
    own = type_of_symbol(first)
    codes = issuer_codes(parts.symbol)[0]
    if own is not None and codes[:1] not in ((first,), (f"{first}-",)):
        return own.name
    if parts.symbol and (stated in ("", "Văn bản") or (own is not None and stated == own.name)):
        return "Công văn"
    return stated


@lru_cache(maxsize=8192)
def is_local(symbol: str) -> bool:
    """Whether a symbol's issuer exists at many places (UBND, HĐND, Sở, Tỉnh ủy, none at all)."""
    codes, _ = issuer_codes(symbol)
    if not codes:
        return True
    code = codes[0].upper().rstrip("0123456789") if codes[0].upper() not in symbol_codes() else ""
    entries = symbol_codes().get(code or codes[0].upper(), ())
    return not entries or any("{" in issuer for issuer, _, _ in entries)


@lru_cache(maxsize=8192)
def issuer_for_key(name: str) -> str:
    """Return the issuer under whose register a document is numbered."""
    for head, register in _SAME_REGISTER.items():
        if name.startswith(head + " ") or name == head:
            return register + name[len(head) :]
    return name


def missing_parts(key: DocumentKey) -> tuple[str, ...]:
    """Return what a key lacks to be one document: "number", "symbol", "year", "issuer", "type"."""
    if key.number is None:
        return () if key.name and key.name.startswith("lex-") else ("number",)
    parts = split_number(key.number)
    missing = []
    if not parts.serial:
        missing.append("number")
    if not parts.symbol:
        missing.append("symbol")
    if key.year is None and not _numbered_for_good(key, parts):
        missing.append("year")
    if is_local(parts.symbol) and not _has_whole_issuer(key.issuer):
        missing.append("issuer")
    if _is_assembly(parts.symbol) and not key.type:
        missing.append("type")
    return tuple(missing)


def is_complete(key: DocumentKey) -> bool:
    """Whether a key is enough to be one document and no other."""
    return not missing_parts(key)


def _numbered_for_good(key: DocumentKey, parts: NumberParts) -> bool:
    return parts.year is not None or (_is_assembly(parts.symbol) and key.year is not None)


@lru_cache(maxsize=8192)
def _has_whole_issuer(name: str | None) -> bool:
    """Whether an issuer's name reaches up to a province, or needs no place."""
    if name is None:
        return False
    issuer = issuer_by_name(name)
    if issuer is None:
        # A body that no table holds is itself; a local one without its place is not.
        mention = match_issuer(name, 0)
        return mention is None and len(name.split()) > 1
    if not issuer.places:
        return issuer.level == "trung ương"
    return level_of(issuer.places[-1:]) == "tỉnh"


def complete_number(
    document_type: str | None, parts: NumberParts, issuer: str | None, date: str | None
) -> NumberParts:
    """Add the symbol that a short number leaves out, where type and issuer leave no doubt.

    "Nghị định 61/2018" is 61/2018/NĐ-CP, "Luật số 77/2015" of a date is of that term's Assembly,
    "Quyết định 766 ngày … của Thủ tướng Chính phủ" is 766/QĐ-TTg. A number of a normative type
    takes the year of its date; without one it stays short. A joint document is of several issuers,
    who all stand in its symbol: one of them completes nothing.
    """
    if parts.symbol and parts.symbol == _symbol_of_type(document_type or ""):
        parts = replace(parts, symbol="")  # "137/2020/NĐ": cut at a line break
    if parts.symbol or not parts.serial or not document_type or _is_joint(document_type):
        return parts
    if parts.year is None and document_type in _ALWAYS_WITH_YEAR:
        if date is None:
            return parts
        parts = replace(parts, year=int(date[:4]))
    symbol = _SYMBOL_OF_TYPE.get(document_type)
    assembly = "QH" if document_type in ("Luật", "Bộ luật") else _ASSEMBLY_CODES.get(issuer or "")
    if symbol is None and assembly is not None:
        term = assembly_term(date or parts.year) if parts.year else None
        symbol = f"{assembly}{term}" if term else None
    elif symbol is None and issuer is not None:
        own, code = _symbol_of_type(document_type), _code_of(issuer)
        symbol = f"{own}-{code}" if own and code else None
    return replace(parts, symbol=symbol or "")


def _is_joint(document_type: str) -> bool:
    return document_type.endswith(" liên tịch")


def _symbol_of_type(document_type: str) -> str | None:
    kind = type_by_name(document_type)
    return kind.symbols[0] if kind and kind.symbols else None


def _code_of(issuer: str) -> str | None:
    body = issuer_by_name(issuer)
    if body is not None and body.kind in ("ubnd", "chu_tich_ubnd"):
        return "UBND"
    if body is not None and body.kind == "hdnd":
        return "HĐND"
    return code_of_issuer(issuer)


def name_of(reference: Reference) -> str | None:
    """Return the name by which a mention without number calls its document."""
    return reference.text or None


def lex_name(text: str) -> str:
    """Return a stand-in for the number of a document that has none, RFC 9676's `number-lex`."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"lex-{int.from_bytes(digest[:5], 'big'):013d}"


def _year_of(date: str | None) -> int | None:
    return int(date[:4]) if date and date[:4].isdigit() else None


def _issuer_of_host(host: Header | Issuer | None) -> Issuer | None:
    if isinstance(host, Header):
        return issuer_by_name(host.issuer) if host.issuer else None
    return host
