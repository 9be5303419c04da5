"""Whose the document is that a question names: "QĐ 12/2019/QĐ-UBND của UBND tỉnh Nghệ An"."""

from __future__ import annotations

import re
from dataclasses import replace

from index.model import Target
from index.query.councils import body_of_place
from index.query.cue_marks import marked_cues
from index.query.issuers import FoundIssuer, find_issuers
from index.query.numbers import issuer_of_code
from index.query.places import bare_unit_at, province_at
from index.query.targets import FoundTarget, year_after
from index.query.traits import has_trait, sole_issuer
from index.query.wording import Wording
from index.syllables import fold
from nlp.directive import CHANGES
from nlp.issuers.bodies import central_bodies

_COMMITTEE = re.compile(
    r"(?<![a-z])(?:ubnd|uy ban|hdnd|hoi dong|chu tich ubnd|chu tich uy ban|people ?s committee|"
    r"people ?s council)"
)
_LAWMAKERS = frozenset(("Quốc hội", "Ủy ban Thường vụ Quốc hội"))
_OWNING = re.compile(r"(?:cua|of|(?!(?:o|tai|do|in|at|by|from|cho|thuoc) )[a-z])")
_STATE_LINKS = re.compile(r"(?<![a-z])(?:da|co|bi|van|hien|nay|khong|chua|con)(?![a-z])")


def with_issuer(wording: Wording, found: FoundTarget) -> tuple[FoundTarget, str | None]:
    """Takes in the issuer that stands right beside a target, where it is the target's own.

    Returns:
        The target, with the stretch and the name of its issuer; the name where words state it.
    """
    if found.issuer is not None:
        return replace(found, target=replace(found.target, issuer=found.issuer)), found.issuer
    bare = _bare_place(wording, found)
    if bare is not None:
        own = found.target
        stated = body_of_place(f"UBND {bare[0]}", own.type, own.number)
        return replace(found, target=replace(own, issuer=stated), end=bare[1]), stated
    issuers = [one for one in find_issuers(wording) if found.sure or one.issuer in _LAWMAKERS]
    for issuer in issuers:
        if issuer.end <= found.start and re.fullmatch(
            r"(?: s)?\s+", wording.plain[issuer.end : found.start]
        ):
            if not (issuer.central and wording.is_english):
                continue
            target = replace(found.target, issuer=issuer.issuer)
            return replace(found, target=target, start=issuer.start), issuer.issuer
        gap = wording.plain[found.end : issuer.start]
        if (issuer.level and issuer.issuing) or _cannot_be_of(found.target, issuer):
            # "Tỉnh nào" is what the question asks for, "NĐ 61 của Bộ Nội vụ" whose the results are.
            continue
        if issuer.start < found.end or re.search(r"[a-z0-9]", gap):
            continue
        near = issuer.led or _is_state_asked(wording, issuer) or _is_minister(found, issuer)
        changing = _is_changing(wording, found, issuer)
        if not near and not changing and (issuer.central or not _is_local(found)):
            continue
        others = [one for one in issuers if one.end <= found.start and not one.central]
        asked = others and _is_local(found) and not changing
        if not issuer.central and not asked and not _is_own(wording, found, issuer):
            break
        own = found.target
        stated = (
            body_of_place(issuer.issuer, own.type, own.number) if issuer.place else issuer.issuer
        )
        year, end = year_after(wording, issuer.end)
        if own.year not in (None, year):
            # Another year limits the results.
            year, end = None, issuer.end
        target = replace(own, issuer=stated, year=own.year or year)
        return replace(found, target=target, end=end), stated
    return found, None


def is_of_the_state(target: Target) -> bool:
    """Tells whether a central body issued a document, as its type, number or issuer show."""
    if sole_issuer(target.type) or has_trait(target.type, "ministerial"):
        return True
    code = re.split("[/-]", fold(target.number or ""))[-1]
    central = issuer_of_code(code) is not None or re.fullmatch(r"(?:ubtv)?qh\d*|tw", code)
    return central is not None if target.issuer is None else target.issuer in central_bodies()


def _bare_place(wording: Wording, found: FoundTarget) -> tuple[str, int] | None:
    """Reads a district or commune that ends the question behind a local number: "kh 15 ea kar"."""
    gap = re.match(r" +(?:cua +)?", wording.plain[found.end :])
    place = found.end + gap.end() if gap else found.end
    if gap is None or not _is_local(found) or province_at(wording, place):
        return None
    read = bare_unit_at(wording, place)
    return read if read and not re.search(r"[a-z]", wording.plain[read[1] :]) else None


def _cannot_be_of(target: Target, issuer: FoundIssuer) -> bool:
    sole = sole_issuer(target.type)
    return sole is not None and issuer.central and issuer.issuer != sole


def _is_local(found: FoundTarget) -> bool:
    """Tells whether a target is of a kind that local bodies issue rather than central ones."""
    symbol = fold(found.target.number or "").rpartition("/")[2]
    if re.search(r"ubnd|hdnd", symbol):
        return True
    return not symbol.strip("0123456789") and has_trait(found.target.type, "local")


def _is_own(wording: Wording, found: FoundTarget, issuer: FoundIssuer) -> bool:
    """Tells whether a local body behind a target issued it, not what the question asks for.

    "Kế hoạch triển khai QĐ 766/QĐ-TTg của tỉnh Nghệ An" asks for the province's plans; "QĐ
    12/2019/QĐ-UBND của UBND tỉnh Nghệ An" is the committee's own, as is whatever a verb follows.
    """
    body = _COMMITTEE.search(wording.plain[issuer.start : issuer.end])
    symbol = fold(found.target.number or "").rpartition("/")[2]
    if issuer.place and re.search(r"ubnd|hdnd", symbol):
        return _OWNING.match(wording.plain, issuer.start) is not None
    if body and re.search(r"ubnd|hdnd", symbol):
        return ("hdnd" in symbol) == body[0].endswith(("hdnd", "hoi dong", "council"))
    return bool(marked_cues(wording.part(issuer.end)))


def _is_minister(found: FoundTarget, issuer: FoundIssuer) -> bool:
    """Tells a ministry right behind what only ministries issue: "TT 08/2024 Bộ Nội vụ"."""
    return issuer.issuer.startswith("Bộ ") and has_trait(found.target.type, "ministerial")


def _is_changing(wording: Wording, found: FoundTarget, issuer: FoundIssuer) -> bool:
    """Tells whether a committee or place behind a bare number changes what it issued.

    "NQ 18 HĐND Bình Phước sửa NQ nào", "QĐ 12 tỉnh Hà Giang thay thế QĐ nào".

    What carries out a document is asked of its doer: "QĐ 766 UBND xã Thạch Châu triển khai".
    """
    body = _COMMITTEE.match(wording.plain, issuer.start)
    council = body is not None and body[0].endswith(("hdnd", "hoi dong", "council"))
    own = {"Nghị quyết"} if council else {"Quyết định"}
    if issuer.place:
        own = {"Nghị quyết", "Quyết định"}
    elif body is None:
        return False
    if found.target.type not in own:
        return False
    if not (found.target.number or "").isdigit():
        return False
    cues = marked_cues(wording.part(issuer.end))
    return bool(cues) and cues[0].relation in CHANGES


def _is_state_asked(wording: Wording, issuer: FoundIssuer) -> bool:
    """Tells whether a place is followed by what became of a document: "QĐ 35 Hà Nội bị bãi bỏ"."""
    rest = wording.plain[issuer.end :]
    cues = marked_cues(wording.part(issuer.end)) if not issuer.central else []
    if not cues or re.search(r"[a-z]", _STATE_LINKS.sub(" ", rest[: cues[0].start])):
        return False
    return cues[0].voice == "state" or re.search(r"(?<![a-z])bi ", rest) is not None
