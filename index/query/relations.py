"""Which relation to a document a question asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.model import Direction
from index.query.cue_marks import marked_cues
from index.query.cues import ASKING, VIETNAMESE_PASSIVE, Cue, small_words
from index.query.directions import NAME, direction_of, names_subject
from index.query.doing import TENSES
from index.query.homographs import BLOT, without_homographs
from index.query.issuers import find_issuers
from index.query.naming import form_of, types_in
from index.query.titles import without_titles
from index.query.traits import has_trait
from index.query.wording import TARGET, Wording
from nlp.directive import CHANGES, RelationKind

_WHEN_OR_WHO = re.compile(
    r"(?<![a-z])(?:khi nao|bao gio|luc nao|ngay (?:nao|may)|nam nao|thang nao|ai|(?:co quan|don vi|"
    r"nguoi|cap|bo) nao|when|who|whom|where|what (?:date|year|day|time))(?![a-z])"
)
_ENTRY_INTO_FORCE = re.compile(
    r"(?<![a-z])(?:(?<!con )(?<!het )(?:hieu luc|hluc|hl) (?:thi hanh )?"
    r"(?:tu|ke tu|khi|ngay|luc|vao|bao gio|nam|thang)"
    r"|(?:khi nao|bao gio|ngay nao|tu khi nao|luc nao) (?:thi )?(?:bat dau )?"
    r"co (?:hieu luc|hluc|hl)"
    r"|ngay (?:co |bat dau )?hieu luc|bat dau (?:co )?hieu luc"
    r"|(?:take|takes|took|taking|taken|come|comes|came|enter|enters|entered|entry|go|goes|went)"
    r" (?:in ?to )?(?:effect|force)|effective (?:date|from|since)|date of (?:effect|entry))"
)


_SHORT_VERBS = ("sua", "bai", "huy", "thay", "bo", "lam")
"""Verbs that are as often parts of other words; they count only right at the target."""

_PREPOSITIONS = (
    "under", "according to", "concerning", "regarding", "pertaining to", "in connection with",
)  # fmt: skip

# Words that are those verbs but for their marks, and what can be no cue: "theo đề nghị của ai".
_OTHER_MARKS = re.compile(
    r"(?<!\w)(?:(?<!công )b[ộốờơ]|s[ữư]a|th[ấầ]y|b[àạ]i|l[ắâầ]m|(?:đ[ầấẩẫậ]|d[ầấẩẫậâ])u)"
    r"(?!\w| +(?:đổi|thế|bỏ|hết|mất))"
)
_NO_VERBS = re.compile(
    r"(?<![a-z])(?:(?:cac|nhung|moi|can|dang|noi|toan|lien|cap|tung|hai|ba) bo"
    r"|bo (?:nganh|phan|truong|may|mon|nao|chu quan)|theo de nghi"
    r"|thu hoi (?:dat|no|von|tien|tai san|giay|gcn|so do|so hong|du an|san pham|nha)"
    r"|dau (?:khi|mo|tho|an|tu|thau|gia|noi|moi|vao|ra|nam|hieu|vet)"
    r"|(?:xang|tinh|gia|bat|ban|lan|hang|dung|con|phan|thi|chien) dau)(?![a-z])"
)

_ASKING_WORDS = re.compile("(?<![a-z])(?:nao|gi|ai|may|nhung)(?![a-z])")
_DOER_ASKED = re.compile(rf"(?<![a-z])(?:nao|ai|{NAME}+)(?: +(?:{TENSES}))? +$")
_THING = re.compile(r"(?<![a-z])(?:gi|j|what)(?![a-z])")
_LONGEST_PASSIVE = 4
_A_SUBJECT = 2
"""Words that tell what a text is about."""

_CERTAIN = 4
"""Strength of a cue that says all: "nêu X làm căn cứ" asks for grounds, not for mentions."""


_ENGLISH_QUESTION = re.compile(r" *(?:has|have|had|is|are|was|were|does|do|did)(?![a-z])")
# Only of a consolidated text these ask for what it was made of.
_HOLDING = re.compile(r"(?:bao )?gom(?: co)?|compris(?:e|es|ing)")
_WITH = re.compile(r"\s*(?:theo\s+|voi\s+)?(?:cac |nhung )?")


@dataclass(frozen=True, slots=True)
class Asked:
    """A relation that a question asks for, and the cue that says so."""

    relation: RelationKind
    direction: Direction
    cue: Cue


def asked_relation(wording: Wording, target_type: str | None, *, sure: bool = True) -> Asked | None:
    """Returns the relation to the claimed target that the question asks for, if any.

    Args:
        wording: the question with one target claimed by the mark `TARGET`.
        target_type: the target's document type, where it is known.
        sure: the target is named by a number; a law's bare name is often just part of a topic,
            so there nothing but small words may stand between it and the cue.
    """
    # "Thế nào" asks how, not which document.
    plain = re.sub(r"(?<![a-z])(?:nhu )?the nao(?![a-z])", lambda m: " " * len(m[0]), wording.plain)
    start, end = plain.index(TARGET), plain.rindex(TARGET) + 1
    plain = _without_names(wording, plain)
    cues = [cue for cue in marked_cues(wording, plain) if _counts(plain, cue, start, end)]
    if target_type != "Văn bản hợp nhất":
        cues = [cue for cue in cues if not _HOLDING.fullmatch(plain, cue.start, cue.end)]
    cues = without_titles(plain, _without_nouns(plain, cues), end)
    cues = [cue for cue in cues if not _is_related(plain, cue, end)]
    if not cues:
        return None
    best = min(cues, key=lambda cue: (-cue.strength, _distance(cue, start, end)))
    # A relation that stands right at the target is meant, unless it is a mere "theo" or "ban hành".
    near = min(cues, key=lambda cue: _distance(cue, start, end))
    close = near.strength > 1 and best.strength < _CERTAIN and _distance(near, start, end) <= 2
    cue = near if close else best
    if _promulgates(plain, cue, end):
        return Asked("promulgates", "out", cue)
    if _is_statement(plain, cue, end) or (not sure and not _bridged(plain, cue, start, end)):
        return None
    weak = cue.relation == "applies" and cue.strength == 1
    if not sure and weak and not names_subject(plain):
        # "Hạn mức giao đất theo Luật Đất đai" asks for no documents.
        return None
    return Asked(cue.relation, direction_of(plain, cue, cues, (start, end), target_type), cue)


def _without_names(wording: Wording, plain: str) -> str:
    """Blots out what can be no cue: names of bodies, and words that only look like verbs."""
    # No cue stands across a name: "Bộ Tài chính sửa đổi" holds no "chỉnh sửa".
    spans = [(one.start, one.end) for one in find_issuers(wording) if not one.level]
    spans += [match.span() for match in _NO_VERBS.finditer(plain)]
    read = without_homographs(wording)
    spans += [w.span() for w in _ASKING_WORDS.finditer(plain) if read[w.start()] == BLOT]
    if not wording.is_plain:
        spans += [match.span() for match in _OTHER_MARKS.finditer(wording.lower)]
    for start, end in spans:
        plain = plain[:start] + re.sub(r"[a-z]", NAME, plain[start:end]) + plain[end:]
    return plain


def _promulgates(plain: str, cue: Cue, end: int) -> bool:
    """Tells "QĐ 1015 ban hành kèm theo gì" from "kế hoạch ban hành kèm theo QĐ 1015"."""
    return (
        cue.relation == "annex_of"
        and end <= cue.start
        and plain.startswith("ban hanh", cue.start)
        and not VIETNAMESE_PASSIVE.search(plain, end, cue.start)
        and re.search(r"(?<![a-z])(?:gi|j|nao)(?![a-z])", plain[cue.end :]) is not None
        and not _names_carrier(plain, cue.end)
    )


def _names_carrier(plain: str, position: int) -> bool:
    """Tells whether a type to which others are attached is named right there."""
    link = _WITH.match(plain, position)
    rest = plain[link.end() if link else position :]
    named = next(types_in(rest), None)
    if named is None or named.start:
        return False
    return has_trait(form_of(named.words).type, "carrier")


def _is_statement(plain: str, cue: Cue, end: int) -> bool:
    """Tells a document with its title ("Nghị định 61 thực hiện cơ chế một cửa") from a question."""
    if cue.start < end or cue.voice not in ("active", "participle"):
        return False
    if "?" in plain or ASKING.search(plain) or _ENGLISH_QUESTION.match(plain):
        return False
    if VIETNAMESE_PASSIVE.search(plain, end, cue.start):
        return False
    if _content(plain[cue.end :]) >= _A_SUBJECT:
        return True
    gap = plain[end : cue.start]
    titled = cue.relation not in CHANGES and not plain[cue.end :].strip(" ?.!")
    return titled and _content(gap) >= _A_SUBJECT and NAME not in gap and not names_subject(gap)


def _content(plain: str) -> int:
    """Returns how many words of folded text are no small ones."""
    return len(re.findall(f"[a-z{NAME}]+", small_words().sub(" ", plain)))


def _is_related(plain: str, cue: Cue, end: int) -> bool:
    """Tells "NĐ 5 về dịch vụ liên quan" from "NĐ 5 văn bản liên quan" and "… liên quan đến …"."""
    last = plain.startswith("lien quan", cue.start) and not plain[cue.end :].strip(" ?.!")
    return last and end <= cue.start and not _bridged(plain, cue, end, end)


def _bridged(plain: str, cue: Cue, start: int, end: int) -> bool:
    gap = plain[cue.end : start] if cue.end <= start else plain[end : cue.start]
    return not re.search(r"[a-z]", small_words().sub(" ", gap))


def _distance(cue: Cue, start: int, end: int) -> int:
    return start - cue.end if cue.end <= start else cue.start - end


def _counts(plain: str, cue: Cue, start: int, end: int) -> bool:
    words = plain[cue.start : cue.end]
    if cue.voice == "state":
        # "NĐ 5/2021 hiệu lực của di chúc" asks for no state.
        titled = cue.strength == 1 and _content(plain[cue.end :]) >= _A_SUBJECT
        return not (end <= cue.start and titled) and not (
            _ENTRY_INTO_FORCE.search(plain) and not re.match(r"(?:het|mat|con|khong)", words)
        )
    if words.startswith("theo") or words in (*_PREPOSITIONS, *_SHORT_VERBS):
        if end <= cue.start and words.startswith("theo"):
            gap = plain[end : cue.start].split()
            return len(gap) <= _LONGEST_PASSIVE and ASKING.search(plain, cue.end) is not None
        return (
            plain[cue.end : start].strip() in ("", "the", "cai")
            if cue.end <= start
            else words in _SHORT_VERBS
            and (
                _DOER_ASKED.search(plain, 0, cue.start) is not None
                if words == "lam"
                else _bridged(plain, cue, start, end)
            )
        )
    if words == "sd":
        # "Sử dụng" is written so too.
        behind = plain[cue.end :]
        return behind.lstrip().startswith(TARGET) or names_subject(behind, first=True)
    if cue.relation == "promulgates":
        return _asks_for_promulgation(plain, cue, start, end)
    return True


def _asks_for_promulgation(plain: str, cue: Cue, start: int, end: int) -> bool:
    """Tells it from "who issued it" and "when", which ask for no other document."""
    rest = plain[:start] + " " + plain[end:]
    if _WHEN_OR_WHO.search(rest):
        return False
    others = rest.replace(plain[cue.start : cue.end], " ", 1)
    return _THING.search(others) is not None or names_subject(others)


def _without_nouns(plain: str, cues: Sequence[Cue]) -> list[Cue]:
    """Drops what reads as a verb but is the thing asked for: "hướng dẫn nào"."""
    if len(cues) < 2:
        return list(cues)
    # "Approved under X": the preposition belongs to the verb before it.
    verbs = [c for c in cues if c.voice == "participle" or c.relation == "promulgates"]
    ends = {cue.end for cue in verbs}
    cues = [
        c for c in cues if not (c.strength == 1 and c.relation == "applies" and c.start - 1 in ends)
    ]
    asked = re.compile(r"\s*(?:nao|gi)(?![a-z])")
    return [
        cue
        for cue in cues
        if not (
            cue.relation in ("guides", "promulgates")
            and asked.match(plain, cue.end)
            and any(other.start > cue.end for other in cues)
        )
    ]
