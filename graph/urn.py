"""URN LEX names (RFC 9676) for Vietnamese documents, made from the key alone.

    urn:lex:vn:thu.tuong.chinh.phu:quyet.dinh:2022;766-qd-ttg
    urn:lex:vn:chinh.phu:nghi.dinh:2018;61-2018-nd-cp
    urn:lex:vn;dong.nai.tinh;tan.phu.huyen:ubnd:ke.hoach:2024;30-kh-ubnd
    urn:lex:vn:ban.chap.hanh.trung.uong.dang:quy.dinh:2021;37-qd.tw
    urn:lex:vn:thu.tuong.chinh.phu:quyet.dinh:2022;6-qd-ttg:phu.luc.1      (an annex)

`jurisdiction` is "vn" with the units from the province down; `authority` the issuing body without
its place, several joined by "+"; `measure` the type; `details` the year (the RFC's `period`: a
key has no day, because half of all mentions state none) and the number as it is written, "/"
inside the symbol as ".". A document without number has the RFC's `number-lex`. Parts that a key
lacks are written "khong.ro" (unknown), so that a held draft has a name too.

Letters are reduced to ASCII as the RFC asks. Where a part would then not read back as the same
name ("Sơn Hà" and "Sơn Hạ" of one province), it is written in VNI after "vni." instead
("vni.so7n.ha5.xa4"). `key_of_urn` gives the key of a numbered document back, but for the capitals
inside names that no table holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from graph.identity import is_local, key_of_parts
from graph.model import DocumentKey
from graph.numbering import NumberParts, split_number
from graph.urn_names import (
    body_of_slug,
    kind_of_head,
    labels_of_units,
    slug,
    type_of_slug,
    unit_of_slug,
)
from graph.vni import from_vni, to_vni
from nlp.issuers import Issuer, issuer_by_name, issuer_of_number, joint_name, local_issuer
from nlp.units import split_label

PREFIX = "urn:lex:vn"
UNKNOWN = "khong.ro"
_VNI = "vni."
_NAME = "ten."
_NUMBER = re.compile(r"(\d+(?:\.\d+)?[a-z]{0,2})(?:-((?:19|20)\d\d))?(?:-(.+))?$")


class MalformedUrn(ValueError):
    """The text is no URN LEX name of a Vietnamese document as this module writes them."""


def _write(text: str, read: Callable[[str], str | None]) -> str:
    """Write a part so that `read` gives it back: as a slug, else in VNI."""
    short = slug(text)
    return short if short and read(short) == text else _VNI + to_vni(text)


def _read(part: str, read: Callable[[str], str | None]) -> str:
    if part.startswith(_VNI):
        text = from_vni(part[len(_VNI) :])
        return text[:1].upper() + text[1:]
    found = read(part)
    if found is None:
        raise MalformedUrn(f"{part!r} is no name that is known here")
    return found


@lru_cache(maxsize=16384)
def urn_of_key(key: DocumentKey) -> str:
    """Return the URN LEX name of the document with this key."""
    parts = split_number(key.number) if key.number else None
    jurisdiction, authority = _authority(key, parts)
    measure = _write(key.type, type_of_slug) if key.type else UNKNOWN
    if parts is not None:
        number = _write_number(parts)
    elif key.name and key.name.startswith("lex-"):
        number = key.name
    else:
        number = _NAME + to_vni(key.name) if key.name else UNKNOWN
    return f"{PREFIX}{jurisdiction}:{authority}:{measure}:{key.year or UNKNOWN};{number}"


def annex_urn(urn: str, label: str) -> str:
    """Return the name of an annex of the document `urn` ("Phụ lục 1", "Kế hoạch")."""
    return f"{urn}:{slug(label) or UNKNOWN}"


def work_of(urn: str) -> str:
    """Return the name of the whole document that an annex belongs to; itself for a document."""
    return ":".join(urn.split(":")[:6])


def is_urn(text: str) -> bool:
    """Whether the text looks like a name of this scheme."""
    return text.startswith((PREFIX + ":", PREFIX + ";"))


def key_of_urn(urn: str) -> DocumentKey:
    """Return the key that a name was made from; an annex gives its document's key.

    Raises:
        MalformedUrn: the text is not such a name.
    """
    pieces = urn.split(":")
    if not is_urn(urn) or len(pieces) < 6:
        raise MalformedUrn(f"{urn[:120]!r} is not urn:lex:vn[;place]:issuer:type:year;number")
    year, semicolon, number = pieces[5].partition(";")
    if not semicolon or not (year == UNKNOWN or re.fullmatch(r"\d{4}", year)):
        raise MalformedUrn(f"{urn[:120]!r} has no year;number behind its type")
    measure = "" if pieces[4] == UNKNOWN else _read(pieces[4], type_of_slug)
    issuer = _read_issuer(pieces[2].split(";")[1:], pieces[3])
    when = None if year == UNKNOWN else int(year)
    if number == UNKNOWN:
        return DocumentKey(measure, None, when, issuer)
    if number.startswith("lex-"):
        return DocumentKey(measure, None, when, issuer, name=number)
    if number.startswith(_NAME):
        return DocumentKey(measure, None, when, issuer, name=from_vni(number[len(_NAME) :]))
    parts = _read_number(number)
    if parts is None:
        raise MalformedUrn(f"{number[:80]!r} is no document number")
    if not parts.symbol or is_local(parts.symbol):
        return DocumentKey(measure, parts.text, when, issuer)
    centre = key_of_parts(measure, parts, year=when).issuer
    return DocumentKey(measure, parts.text, when, centre)


def _authority(key: DocumentKey, parts: NumberParts | None) -> tuple[str, str]:
    """Return the jurisdiction's units (";a;b") and the authority of a key."""
    issuer = issuer_by_name(key.issuer) if key.issuer else None
    if key.issuer is None and parts is not None:
        # Codes that changed hands within a year go to the one that held them at its middle.
        day = f"{key.year}-07-01" if key.year else None
        found = issuer_of_number(key.type, parts.text, None, day)
        issuer = found[0] if found else None
    if issuer is None:
        return "", _VNI + to_vni(key.issuer) if key.issuer else UNKNOWN
    if issuer.members:
        return "", "+".join(_write(member, body_of_slug) for member in issuer.members)
    return _jurisdiction(issuer), _write(issuer.head, body_of_slug)


def _jurisdiction(issuer: Issuer) -> str:
    downwards = list(reversed(issuer.places))
    written = []
    for i, label in enumerate(downwards):
        unit_type, name = split_label(label)
        written.append(";" + _write(f"{name} {unit_type}", _unit_reader(downwards[:i])))
    return "".join(written)


def _unit_reader(above: Sequence[str]) -> Callable[[str], str | None]:
    return lambda text: unit_of_slug(text, above)


def _read_issuer(places: Sequence[str], authority: str) -> str | None:
    if authority == UNKNOWN:
        return None
    labels: list[str] = []
    for part in places:
        labels = [*labels, labels_of_units(_read(part, _unit_reader(labels)))]
    heads = [_read(part, body_of_slug) for part in authority.split("+")]
    if len(heads) > 1:
        return joint_name(heads)
    if not labels:
        return heads[0]
    return local_issuer(heads[0], kind_of_head(heads[0]), tuple(reversed(labels))).name


def _write_number(parts: NumberParts) -> str:
    """Write a number with ASCII letters; in VNI where that would not read back."""
    symbol = parts.symbol.replace("/", ".")
    whole = "-".join(filter(None, (parts.serial, str(parts.year or ""), symbol)))
    text = "-".join(slug(piece) for piece in whole.split("-"))
    if parts.serial and _read_number(text) == parts:
        return text
    return _VNI + to_vni(parts.text)


def _read_number(text: str) -> NumberParts | None:
    """Read a number back; null if what stands there is none."""
    if text.startswith(_VNI):
        return split_number(from_vni(text[len(_VNI) :]))
    match = _NUMBER.match(text)
    if match is None:
        return None
    serial, year, symbol = match[1], match[2] or "", (match[3] or "").replace(".", "/")
    if "/" in symbol and not year:
        return split_number(f"{serial}-{symbol}")
    return split_number("/".join(filter(None, (serial, year, symbol))))
