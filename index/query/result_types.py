"""Which type of documents the results of a question must have."""

from __future__ import annotations

import re
from datetime import date

from index.query.doing import CARRIES_OUT, ISSUES
from index.query.homographs import without_homographs
from index.query.naming import ANY, NamedType, form_of, types_in
from index.query.periods import claim_period
from index.query.reading import Reading
from index.query.titles import title_behind, verb_behind
from index.query.topics import leads
from index.query.traits import has_trait
from index.query.wording import TARGET, Wording

_PLURAL = re.compile(
    r"(?:(?<![a-z])(?:cac|nhung|moi|tat ca|danh sach|co|which|what|all|any|list of|list|find|tim|"
    r"the)\s+)$"
)
_LEVEL_WORD = re.compile(
    r"(?<![a-z])(?:provincial|province|district|communal|commune|ward|central|national|local)"
    r"(?:[ -]level)?\s+$"
)
# "Pháp luật", "kỷ luật" are no laws.
_WITHIN_A_WORD = re.compile(r"(?<![a-z])(?:phap|ky) +$")
# "Letter of credit", "dispatch of workers", "code of conduct".
_NO_TYPE = re.compile(
    r"(?:letters? of (?:credit|guarantee|intent|authori|recommend|consent|attorney)"
    r"|dispatch(?:es)? of (?:workers|labou?r|experts|staff|personnel)"
    r"|telegrams? (?:app|channel|group)|codes? of (?:conduct|ethics|practice)"
    r"|documents? (?:authenticat|legali|management|storage|retention|exchange|template|archiv))"
)
_ABOUT_OR_BY = re.compile(
    r"\s+(?:on|about|of|by|from|issued|regarding|concerning|ve viec|ve|v/v)(?![a-z])"
)
_ABOUT = re.compile(r"\s+(?:on|about|regarding|concerning|governing|ve viec|ve)(?![a-z])")
# "Giá đất Hà Nội 2020 qd": short names that stand for nothing else.
_LAST_SHORT = frozenset(("qd", "nd", "nq"))
# English puts the type last: "digital transformation plan of …".
_ENDS = re.compile(
    r"\s*(?:$|[.,?\x00]|(?:of|by|from|in|since|before|after|issued|between|19|20)(?![a-z]))"
)
_ASKED = re.compile(r"\s*(?:(?:nao|gi|j)(?![a-z])|may(?= *[?.!]*$))")
_NEWEST = re.compile(
    r"\s+(?:moi(?: nhat| ban hanh| ra)?(?! (?:truong|gioi|sinh|quan he))|gan day(?: nhat)?"
    r"|gan nhat|hien hanh)(?![a-z])"
)
# "Văn bản chỉ đạo của Tỉnh ủy về …" tells of no direction.
_DIRECTING = re.compile(r"\s+chi dao(?:,? dieu hanh)?(?= (?:cua|tu|ve)(?![a-z]))")
_YEAR_LAST = re.compile(r"(?: +(?:nam +)?(?:19|20)\d\d)?[ .?!]*$")
_VERB = re.compile(rf" +(?:{CARRIES_OUT}|{ISSUES}|co|lam|ap dung|sua|thay|bai|bi|duoc)(?![a-z])")
_AFTER_TYPE = (_ASKED, _NEWEST, _DIRECTING)


def read_type(reading: Reading) -> None:
    """Reads which type the results must have, and claims its words."""
    wording = reading.wording
    cue = reading.asked.cue if reading.asked else None
    best: tuple[int, NamedType] | None = None
    for match in types_in(wording.plain):
        names = [(one.start, one.end) for one in reading.issuers if not one.level]
        names += [reading.kept] if reading.kept else []
        names += _title(reading)
        if any(start < match.end and match.start < end for start, end in names):
            # "Da" of Đà Nẵng is no "đề án", the "Law" of "Law on Residence" no type.
            continue
        if _NO_TYPE.match(wording.plain, match.start):
            continue
        if match.words == "luat" and _WITHIN_A_WORD.search(wording.plain, 0, match.start):
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


def _title(reading: Reading) -> list[tuple[int, int]]:
    """Returns where the title of the target stands, if it is followed by what is asked."""
    plain, asked = reading.wording.plain, reading.asked
    if asked is None:
        return []
    end = plain.rindex(TARGET) + 1
    begin = end if verb_behind(plain, end) else title_behind(plain, end)
    return [] if begin is None or asked.cue.start < begin else [(begin, asked.cue.start)]


def _is_marked(wording: Wording, match: NamedType) -> bool:
    """Tells whether a word bears diacritics beyond "đ", as no abbreviation does."""
    typed = wording.lower[match.start : match.end].replace("đ", "d")
    return typed != match.words


def _type_rank(reading: Reading, match: NamedType) -> int:
    """Returns how surely a type's name is the type of the results; 0 if it is not."""
    plain, form = reading.wording.plain, form_of(match.words)
    if asked := _ASKED.match(plain, match.end):
        # "Luật này quy định gì": there it is the verb.
        verb = has_trait(form.type, "any form") and not asked[0].endswith("nao")
        return 0 if verb and reading.asked is None else 4
    before = _LEVEL_WORD.sub("", plain[: match.start])
    leads = _leads(reading, match.start)
    own = form.use == "word" and form.type != ANY
    english = match.words.endswith("s") and _ABOUT_OR_BY.match(plain, match.end)
    if form.use == "number" and not (leads and _is_headed(reading, match)):
        return 4 if re.search(r"(?<![a-z])(?:which|what)\s+$", before) else 0
    # "What are the regulations on …" asks for what is laid down, in whatever document.
    general = has_trait(form.type, "any form") and _ABOUT.match(plain, match.end)
    plural = _PLURAL.search(without_homographs(reading.wording), 0, match.start)
    if plural and has_trait(form.type, "subject") and reading.target is None:
        # "Thẩm định các dự án đầu tư" asks for no projects.
        plural = plural if _leads(reading, plural.start()) else None
    # The first of these that holds decides.
    signs: tuple[tuple[object, int], ...] = (
        (re.search(r"(?<![a-z])(?:which|what)\s+$", before), 4),
        (plural and not general, 3),
        (reading.asked, 2),
        (own and leads and not reading.question, 2),
        (own and reading.target is not None, 1),
        (form.type == ANY and leads and not _is_subject(plain, match), 1),
        (own and english, 2),
        (own and before.rstrip().endswith(":"), 2),
        (match.words in _LAST_SHORT and not plain[match.end :].strip(), 1),
        (leads and _is_headed(reading, match), 2),
        (leads and not reading.question and has_trait(form.type, "titled"), 2),
        (own and not reading.question and _closes(reading, match), 2),
        (_ends_english(reading, match, own=own), 2),
    )
    return next((rank for sign, rank in signs if sign), 0)


def _is_subject(plain: str, match: NamedType) -> bool:
    """Tells "tài liệu lưu trữ điện tử" from "tài liệu về lưu trữ"."""
    if match.words != "tai lieu":
        return False
    return re.match(r" +[a-z]", plain[match.end :]) is not None and not (
        _ABOUT_OR_BY.match(plain, match.end) or re.match(r" +(?:lien quan|cua)", plain[match.end :])
    )


def _ends_english(reading: Reading, match: NamedType, *, own: bool) -> bool:
    """Tells a type named last in English: "waste sorting plan 2023", "Hanoi fire reports"."""
    if not reading.wording.is_english or not _ENDS.match(reading.wording.plain, match.end):
        return False
    plain = reading.wording.plain
    limited = any(
        not issuer.level and (not issuer.central or not plain[: issuer.start].strip())
        for issuer in reading.issuers
    )
    several = match.words.endswith("s") and not has_trait(form_of(match.words).type, "any form")
    return own or (limited and several)


def _leads(reading: Reading, position: int) -> bool:
    """Tells whether nothing but small words, issuers and a period stands before a place."""
    before = reading.wording.part(0, position)
    for issuer in reading.issuers:
        if issuer.end <= position:
            before.claim(issuer.start, issuer.end)
    if leads(before, position):
        return True
    if not any(letter.isdigit() for letter in before.plain):
        return False
    claim_period(before, date.max)
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
    # "Theo luật về thời hạn, …" asks for no laws.
    spoken_of = reading.question and has_trait(form_of(match.words).type, "subject")
    newest = _NEWEST.match(plain, match.end)
    end = newest.end() if newest else match.end
    about = own and not spoken_of and _ABOUT_OR_BY.match(plain, end)
    signed = own and any(
        issuer.start > match.end
        and (not issuer.level or not plain[issuer.end :].strip(" .?!"))
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
