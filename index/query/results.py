"""Which type of documents and whose the results of a question must be."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from index.model import Target
from index.query.doing import CARRIES_OUT, ISSUES, TENSES
from index.query.homographs import without_homographs
from index.query.issuers import FoundIssuer, find_issuers, follows_type
from index.query.naming import ANY, NamedType, form_of, types_in
from index.query.periods import claim_period
from index.query.relations import Asked
from index.query.topics import leads
from index.query.traits import has_trait
from index.query.wording import CLAIMED, Wording

_PLURAL = re.compile(
    r"(?:(?<![a-z])(?:cac|nhung|moi|tat ca|danh sach|co|which|what|all|any|list of|list|find|tim|"
    r"the)\s+)$"
)
_LEVEL_WORD = re.compile(
    r"(?<![a-z])(?:provincial|province|district|communal|commune|ward|central|national|local)"
    r"(?:[ -]level)?\s+$"
)
_ABOUT_OR_BY = re.compile(
    r"\s+(?:on|about|of|by|from|issued|regarding|concerning|ve viec|ve|v/v)(?![a-z])"
)
_MINISTRY = re.compile(
    r"(?:the\s+)?(?:bo|ngan hang|tong cuc|van phong|ministry|state bank)(?![a-z])"
)
# "Giá đất Hà Nội 2020 qd": short names that stand for nothing else.
_LAST_SHORT = frozenset(("qd", "nd", "nq"))
# What a body is or does, in a title: "quy định chức năng, nhiệm vụ của Sở Nội vụ".
_SUBJECT_OF_BODY = re.compile(
    r"(?<![a-z])(?:chuc nang|nhiem vu|quyen han|tham quyen(?: giai quyet)?|quan ly(?: nha nuoc)?|"
    r"trach nhiem|co cau(?: to chuc)?|to chuc bo may|quy che lam viec|quy che hoat dong) +$"
)
# "Thủ tướng (đã) chỉ thị gì": the type behind a body is claimed by now.
_BEFORE_TYPE = re.compile(rf" *(?:(?:{TENSES}|co|moi|vua|{ISSUES}) +)*{CLAIMED}")
_JOINED = re.compile(r"\s*(?:,|&|-|,?\s*(?:va|voi|cung|and|with)\s)\s*")
# "NQ HĐND về học phí Bắc Giang", "Bắc Giang: quyết định của UBND về …": its place stands apart.
_COMMITTEE_APART = re.compile(
    rf"(?:^|(?<={CLAIMED})) *(?:(?:cua|do) )?"
    r"(?P<body>ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan)(?![a-z])(?! cap| cac)"
    r"(?: (?:ban hanh|thong qua)(?![a-z]))?"
)
# English puts the type last: "digital transformation plan of …".
_ENDS = re.compile(
    r"\s*(?:$|[.,?\x00]|(?:of|by|from|in|since|before|after|issued|between|19|20)(?![a-z]))"
)
_ASKED = re.compile(r"\s*(?:nao|gi|j)(?![a-z])")
_NEWEST = re.compile(
    r"\s+(?:moi(?: nhat| ban hanh| ra)?|gan day(?: nhat)?|gan nhat|hien hanh)(?![a-z])"
)


# "Văn bản chỉ đạo của Tỉnh ủy về …" tells of no direction.
_DIRECTING = re.compile(r"\s+chi dao(?:,? dieu hanh)?(?= (?:cua|tu|ve)(?![a-z]))")
_YEAR_LAST = re.compile(r"(?: +(?:nam +)?(?:19|20)\d\d)?[ .?!]*$")
_VERB = re.compile(rf" +(?:{CARRIES_OUT}|{ISSUES}|co|lam|ap dung|sua|thay|bai|bi|duoc)(?![a-z])")
_AFTER_TYPE = (_ASKED, _NEWEST, _DIRECTING)


@dataclass(slots=True)
class Reading:
    """What is read so far.

    `named` tells that a document is named, be it the target or part of the topic; `stated` is the
    target's own issuer where words name it; `placed` tells that `issuer` is the committee of a
    place, because nothing but the place is named.
    """

    wording: Wording
    question: bool
    named: bool = False
    target: Target | None = None
    asked: Asked | None = None
    type: str | None = None
    issuer: str | None = None
    years: tuple[int | None, int | None] = (None, None)
    stated: str | None = None
    placed: bool = False
    issuers: list[FoundIssuer] = field(default_factory=list)


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
    reading.years = _period(wording, today)
    issuers = [
        one for one in find_issuers(wording) if _limits(reading, one) or _is_alone(wording, one)
    ]
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


def _period(wording: Wording, today: date) -> tuple[int | None, int | None]:
    """Reads and claims the period; a name's last word is no year ("Quảng Nam 2023")."""
    apart = wording.part()
    names = [one for one in find_issuers(wording) if not one.level]
    for name in names:
        apart.claim(name.start, name.end)
    before = apart.plain = without_homographs(apart)
    years = claim_period(apart, today)
    for place, (old, new) in enumerate(zip(before, apart.plain, strict=True)):
        if old != new:
            wording.claim(place, place + 1)
    return years


def read_type(reading: Reading) -> None:
    """Reads which type the results must have, and claims its words."""
    wording = reading.wording
    cue = reading.asked.cue if reading.asked else None
    best: tuple[int, NamedType] | None = None
    for match in types_in(wording.plain):
        if any(
            one.start < match.end and match.start < one.end
            for one in reading.issuers
            if not one.level
        ):
            # "Da" of Đà Nẵng is no "đề án".
            continue
        within = cue and match.start < cue.end and cue.start < match.end
        if within and form_of(match.words).type != "Văn bản hợp nhất":
            continue
        if form_of(match.words).use == "number" and (
            _is_marked(wording, match) or _VERB.match(wording.folded, match.end)
        ):
            # "Đã" is no "DA", "hồ" no "HO", "da trien khai" no "đề án".
            continue
        rank = _type_rank(reading, match)
        if rank and (best is None or rank > best[0]):
            best = (rank, match)
    if best is not None:
        match = best[1]
        form = form_of(match.words)
        reading.type = None if form.type == ANY else form.type
        asked = next(
            filter(None, (after.match(wording.plain, match.end) for after in _AFTER_TYPE)), None
        )
        plural = _PLURAL.search(without_homographs(wording), 0, match.start)
        wording.claim(
            plural.start() if plural else match.start, asked.end() if asked else match.end
        )


def _is_marked(wording: Wording, match: NamedType) -> bool:
    """Tells whether a word bears diacritics beyond "đ", as no abbreviation does."""
    typed = wording.lower[match.start : match.end].replace("đ", "d")
    return typed != match.words


def _type_rank(reading: Reading, match: NamedType) -> int:
    """Returns how surely a type's name is the type of the results; 0 if it is not."""
    plain, form = reading.wording.plain, form_of(match.words)
    if _ASKED.match(plain, match.end):
        return 4
    before = _LEVEL_WORD.sub("", plain[: match.start])
    leads = _leads(reading, match.start)
    own = form.use == "word" and form.type != ANY
    english = match.words.endswith("s") and _ABOUT_OR_BY.match(plain, match.end)
    if form.use == "number" and not (leads and _is_headed(reading, match)):
        return 4 if re.search(r"(?<![a-z])(?:which|what)\s+$", before) else 0
    # The first of these that holds decides.
    signs: tuple[tuple[object, int], ...] = (
        (re.search(r"(?<![a-z])(?:which|what)\s+$", before), 4),
        (_PLURAL.search(without_homographs(reading.wording), 0, match.start), 3),
        (reading.asked, 2),
        (own and leads and not reading.question, 2),
        (own and reading.target is not None, 1),
        (form.type == ANY and leads, 1),
        (own and english, 2),
        (own and before.rstrip().endswith(":"), 2),
        (match.words in _LAST_SHORT and not plain[match.end :].strip(), 1),
        (leads and _is_headed(reading, match), 2),
        (own and not reading.question and _closes(reading, match), 2),
        (_ends_english(reading, match, own=own), 2),
    )
    return next((rank for sign, rank in signs if sign), 0)


def _ends_english(reading: Reading, match: NamedType, *, own: bool) -> bool:
    """Tells a type named last in English: "waste sorting plan 2023", "Hanoi fire reports"."""
    if not reading.wording.is_english or not _ENDS.match(reading.wording.plain, match.end):
        return False
    limited = any(not issuer.level and not issuer.central for issuer in reading.issuers)
    return own or (limited and match.words.endswith("s"))


def _leads(reading: Reading, position: int) -> bool:
    """Tells whether nothing but small words and issuers stands before a place."""
    before = reading.wording.part()
    for issuer in reading.issuers:
        if issuer.end <= position:
            before.claim(issuer.start, issuer.end)
    return leads(before, position)


def _is_headed(reading: Reading, match: NamedType) -> bool:
    """Tells a type from the same word as a subject: "báo cáo của Sở Tư pháp", "HD về …"."""
    plain = reading.wording.plain
    rest = plain[match.end :]
    follows = any(
        not plain[match.end : issuer.start].strip() and issuer.start >= match.end
        for issuer in reading.issuers
    )
    precedes = any(
        re.fullmatch(r"(?: s)?\s+", plain[issuer.end : match.start]) for issuer in reading.issuers
    )
    own = not has_trait(form_of(match.words).type, "any form")
    about = own and _ABOUT_OR_BY.match(plain, match.end)
    signed = own and any(
        not issuer.level
        and issuer.start > match.end
        and (issuer.led or not issuer.central or not plain[issuer.end :].strip(" .?!"))
        for issuer in reading.issuers
    )
    timed = own and re.search(
        r"(?<![a-z0-9/])(?:nam|in|quy\s+\w+|thang\s+\d+)\s*/?\s*(?:19|20)\d\d"
        r"|(?<![a-z0-9/])(?:19|20)\d\d\s*$",
        rest,
    )
    dated = re.match(r"\s+(?:nam|thang|quy|trong|in)\s+(?:\S+\s+)?(?:\S+\s+)?(?:19|20)\d\d", rest)
    return bool(follows or precedes or about or signed or timed or dated)


def _closes(reading: Reading, match: NamedType) -> bool:
    """Tells a type named last: "tháng thanh niên, kế hoạch của Bộ Y tế", "Quận 1 2024 kế hoạch"."""
    plain = reading.wording.plain
    if _YEAR_LAST.match(plain, match.end):
        return re.search(r"(?<!\d)(?:19|20)\d\d +$", plain[: match.start]) is not None or any(
            issuer.end <= match.start and not plain[issuer.end : match.start].strip()
            for issuer in reading.issuers
        )
    return any(
        issuer.led
        and issuer.start >= match.end
        and not plain[match.end : issuer.start].strip()
        and not plain[issuer.end :].strip(" .?!")
        for issuer in reading.issuers
    )


def _asked_level(issuer: FoundIssuer) -> bool:
    """Sorts first what is asked for: "huyện nào của tỉnh Nghệ An"."""
    return not (issuer.level and issuer.issuing)


def _is_alone(wording: Wording, issuer: FoundIssuer) -> bool:
    return not re.search(r"[a-z]", wording.plain[: issuer.start] + wording.plain[issuer.end :])


def _limits(reading: Reading, issuer: FoundIssuer) -> bool:
    """Tells whether an issuer limits the results, rather than being part of the topic."""
    plain = reading.wording.plain
    if issuer.led and _SUBJECT_OF_BODY.search(plain, 0, issuer.start):
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
