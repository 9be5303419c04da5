"""Whose documents the results of a question must be, and of which years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from index.query.doing import ISSUES, TENSES
from index.query.homographs import without_homographs
from index.query.issuers import FoundIssuer, find_issuers, follows_type
from index.query.naming import form_of, types_in
from index.query.ownership import is_of_the_state
from index.query.periods import claim_period
from index.query.reading import Reading
from index.query.result_types import read_type
from index.query.traits import purpose_of
from index.query.wording import CLAIMED, Wording

_MINISTRY = re.compile(
    r"(?:the\s+)?(?:bo|ngan hang|tong cuc|van phong|ministry|state bank)(?![a-z])"
)
# What a body is or does, in a title: "quy định chức năng, nhiệm vụ của Sở Nội vụ".
_SUBJECT_OF_BODY = re.compile(
    r"(?<![a-z])(?:chuc nang|nhiem vu|quyen han|tham quyen(?: giai quyet)?|quan ly(?: nha nuoc)?|"
    r"trach nhiem|co cau(?: to chuc)?|to chuc bo may|quy che lam viec|quy che hoat dong) +$"
)
# "Nghị quyết sáp nhập tỉnh Bắc Giang", "merger of Hai Duong and Hai Phong".
_DONE_TO = re.compile(
    r"(?<![a-z])(?:(?:sap nhap|thanh lap|chia tach|hop nhat|doi ten|giai the|nhap)(?: (?:cac|hai))?"
    r"|merger|merging|establishment|establishing|division|splitting|renaming|dissolution) +$"
)
# "Quyết định bổ nhiệm giám đốc Sở Y tế".
_PEOPLE_OF = re.compile(
    r"(?<![a-z])(?:bo nhiem|mien nhiem|cach chuc|dieu dong|nhan su|thanh vien|giai the|^bo)"
    r"(?: lai)? +$"
)
_ATTRIBUTES = frozenset(("Chính phủ", "Quốc hội"))
# "Thủ tướng (đã) chỉ thị gì": the type behind a body is claimed by now.
_BEFORE_TYPE = re.compile(rf" *(?:(?:{TENSES}|co|moi|vua|{ISSUES}) +)*{CLAIMED}")
_JOINED = re.compile(r"\s*(?:,|&|-|,?\s*(?:va|voi|cung|and|with)\s)\s*")
# "NQ HĐND về học phí Bắc Giang", "Bắc Giang: quyết định của UBND về …": its place stands apart.
_COMMITTEE_APART = re.compile(
    rf"(?:^|(?<={CLAIMED})) *(?:(?:cua|do) )?"
    r"(?P<body>ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan)(?![a-z])(?! cap| cac)"
    r"(?: (?:ban hanh|thong qua)(?![a-z]))?"
)


def read_filters(reading: Reading, today: date) -> None:
    """Reads type, issuer and period of the results, and claims their words."""
    wording = reading.wording
    reading.issuers = find_issuers(wording)
    if reading.asked is not None:
        before = wording.plain
        read_type(reading)
        cue = reading.asked.cue
        if "\x00" not in wording.plain[cue.start : cue.end] or before == wording.plain:
            wording.claim(cue.start, cue.end)
    elif reading.target is None:
        read_type(reading)
    reading.years = _period(reading, today)
    issuers = list(_limiting(reading))
    if issuers:
        chosen = min(issuers, key=lambda one: (_asked_level(one), one.level, not one.led))
        reading.issuer, reading.placed = chosen.issuer, chosen.place
        wording.claim(chosen.start, chosen.end)
        end = chosen.end
        for other in issuers:
            # Of a joint document's issuers the first stands for all.
            if not other.level and _JOINED.fullmatch(wording.plain, end, max(end, other.start)):
                wording.claim(end, other.end)
                end = other.end
        if reading.type and (verb := _BEFORE_TYPE.match(wording.plain, chosen.end)):
            wording.claim(*verb.span())
        apart = _COMMITTEE_APART.search(wording.plain) if chosen.place else None
        if apart is not None:
            name = "HĐND" if apart["body"].startswith("h") else "UBND"
            reading.issuer = chosen.issuer.replace("UBND", name, 1)
            reading.placed = False
            wording.claim(*apart.span())


def _limiting(reading: Reading) -> Iterator[FoundIssuer]:
    """Yields the issuers that limit the results, in order."""
    wording, about = reading.wording, 0
    for one in find_issuers(wording):
        beside = about and not wording.plain[about : one.start].strip(" ,&")
        joined = about and _JOINED.fullmatch(wording.plain, about, one.start)
        if _is_placed_about(reading, one) or (one.place and (beside or joined)):
            # "Merger of Hai Duong and Hai Phong".
            about = one.end
        elif (_limits(reading, one) or _is_alone(wording, one)) and not _is_in_title(reading, one):
            yield one


def _is_placed_about(reading: Reading, issuer: FoundIssuer) -> bool:
    """Tells a place to which something is done: "sáp nhập tỉnh Bắc Giang"."""
    done = _DONE_TO.search(reading.wording.plain, 0, issuer.start)
    return issuer.place and reading.target is None and done is not None


def _period(reading: Reading, today: date) -> tuple[int | None, int | None]:
    """Reads and claims the period; a name's last word is no year ("Quảng Nam 2023")."""
    wording, apart = reading.wording, reading.wording.part()
    names = [one for one in find_issuers(wording) if not one.level]
    for name in names:
        apart.claim(name.start, name.end)
    if reading.kept is not None:
        apart.claim(*reading.kept)
    before = apart.plain = without_homographs(apart)
    years = claim_period(apart, today)
    for place, (old, new) in enumerate(zip(before, apart.plain, strict=True)):
        if old != new:
            wording.claim(place, place + 1)
    return years


def _asked_level(issuer: FoundIssuer) -> bool:
    """Sorts first what is asked for: "huyện nào của tỉnh Nghệ An"."""
    return not (issuer.level and issuer.issuing)


def _is_alone(wording: Wording, issuer: FoundIssuer) -> bool:
    return not re.search(r"[a-z]", wording.plain[: issuer.start] + wording.plain[issuer.end :])


def _limits(reading: Reading, issuer: FoundIssuer) -> bool:
    """Tells whether an issuer limits the results, rather than being part of the topic."""
    plain = reading.wording.plain
    if _is_spoken_of(reading, issuer):
        return False
    opens = not plain[: issuer.start].strip()
    if reading.target is not None or issuer.issuing:
        return True
    if opens and _BEFORE_TYPE.match(plain, issuer.end):
        return True
    if reading.type is not None or follows_type(reading.wording, issuer):
        return issuer.led or not reading.question or follows_type(reading.wording, issuer)
    if reading.question:
        return False
    ministry = _MINISTRY.match(plain, issuer.start)
    abbreviated = " " not in plain[issuer.start : issuer.end]
    closes = ministry and not plain[issuer.end :].strip("\x00 .")
    leads = opens and (ministry or abbreviated)
    return not issuer.central or issuer.led or bool(leads or closes)


def _is_in_title(reading: Reading, issuer: FoundIssuer) -> bool:
    """Tells "QĐ 1569/QĐ-TTg quy hoạch tỉnh Hưng Yên": no place issued what the State did."""
    if reading.target is None or reading.asked is not None or not issuer.place:
        return False
    types = (form_of(one.words).type for one in types_in(reading.wording.plain))
    return is_of_the_state(reading.target) and not any(map(purpose_of, types))


def _is_spoken_of(reading: Reading, issuer: FoundIssuer) -> bool:
    """Tells a body that a text is about: "chức năng của Sở Nội vụ", "trong Bộ Quốc phòng"."""
    plain = reading.wording.plain
    if issuer.led:
        return _SUBJECT_OF_BODY.search(plain, 0, issuer.start) is not None
    before = plain[: issuer.start]
    if _PEOPLE_OF.search(before):
        return True
    inside = re.search(r"(?<![a-z])(?:trong|within)(?: the)? +$", before)
    return (issuer.central and inside is not None) or _is_attribute(reading, issuer)


def _is_attribute(reading: Reading, issuer: FoundIssuer) -> bool:
    """Tells "bảo lãnh chính phủ" and "đại biểu Quốc hội" from "nghị định chính phủ"."""
    if issuer.issuer not in _ATTRIBUTES or issuer.led or issuer.issuing:
        return False
    if reading.wording.is_english:
        return False
    before = reading.wording.plain[: issuer.start]
    if re.search(r"(?<![a-z])(?:phien hop|thuong truc) +$", before):
        return False
    return re.search(r"[a-z] +$", before) is not None and not follows_type(reading.wording, issuer)
