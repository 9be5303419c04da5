"""Documents cited by title only: programmes ("Đề án 06") and plans or schemes with their name."""

from __future__ import annotations

import re

from nlp.fold import FoldedText
from nlp.laws import programme_names, programmes
from nlp.references.anchors import Anchor, spells
from nlp.references.mention import Mention

# Types that documents approve or promulgate and that are then cited by title.
NAMED_TYPES = frozenset(
    ("Kế hoạch", "Đề án", "Chương trình", "Quy chế", "Quy định", "Phương án", "Chiến lược",
     "Quy hoạch", "Điều lệ", "Nội quy", "Quy chế phối hợp", "Chương trình phối hợp")
)  # fmt: skip
# In a title "phối hợp" is a word of the title, not of the type.
_PLAIN = {"Quy chế phối hợp": "Quy chế", "Chương trình phối hợp": "Chương trình"}
_CAPITAL_ONLY = frozenset(("Chiến lược", "Quy hoạch", "Nội quy"))
# A title does not begin with these: "Đề án của các sở", "đề án thì thực hiện theo …".
_NO_TITLE = re.compile(
    r"\s+(?:(?:cua|thi|da|duoc|phai|nay|do|khi|tai|khong|chua|trong|tren|noi|neu|la|do|bi|co|se|can)\b"
    r"|(?:va|nham|theo(?!\s+doi)|(?:thuc\s+hien|cap)\s+theo|bao\s+dam\s+(?:dung|tuan\s+thu)"
    r"|dung\s+(?:tien\s+do|muc\s+dich|quy\s+dinh))\b)|\s*,"
)
_DOTS = re.compile(r"\.{4,}|_{3,}")
PROGRAMME_TYPES = frozenset(("Đề án", "Chương trình", "Dự án"))
_PROGRAMME_NUMBER = re.compile(
    r"\s{0,2}(?:so\s+)?(?P<n>\d{2,4})(?:/CP)?(?![\w/.%-]|\s?%)(?:-(?=\s))?"
)
# Where a title ends: punctuation, the place of application, who gave it, what is done with it.
_TITLE_END = re.compile(
    r"[;\n(\"|\t]|\.(?=\s|$|/)|:"
    r"|,\s(?=(?:nghi dinh|quyet dinh|thong tu|nghi quyet|ke hoach|chi thi|cong van)\s)"
    r"|\s(?:tren dia ban|duoc giao|duoc (?:phe duyet|ban hanh)|ban hanh kem theo|kem theo|da duoc"
    r"|theo (?:quyet dinh|nghi|ke hoach|thong)|nhu sau|cu the|tai (?:quyet dinh|nghi|ke hoach)"
    r"|het hieu luc|co hieu luc|gom|bao gom|cua (?:tinh|huyen|xa|thanh pho|phuong|quan|don vi)"
    r"(?=\s(?:duoc|da|va|theo|tai)\b))\b"
)
_SOFT_BREAK = re.compile(r"\s?\n(?=[a-z])")
_TRAILING = re.compile(
    r"(?:\s(?:va|cua|cho|voi|theo|tai|ve|viec|cac|noi dung|nhiem vu|trien khai|thuc hien|thi hanh"
    r"|den))+$"
)
# A name in quotation marks inside a title: 'Quy chế xét tặng danh hiệu "Công dân ưu tú"'.
_QUOTED = re.compile(r'"[^"\n]{3,80}"')
# The period belongs to the full name: "… giai đoạn 2021-2025", "… đến năm 2025, định hướng …".
_PERIOD = re.compile(
    r"\s+(?:giai\s+doan\s+\d{4}\s*-\s*\d{4}|den\s+nam\s+\d{4})"
    r"(?:,\s+(?:tam\s+nhin|dinh\s+huong)\s+(?:den\s+)?(?:nam\s+)?\d{4})?"
    r"(?:,\s+giai\s+doan\s+(?:1|i)\s*:\s+tu\s+nam\s+\d{4}\s+den\s+(?:nam\s+)?\d{4})?(?!\d)"
)
_LONG_NAME = 30
_LIMIT = 400
_FEWEST_WORDS = 4
_COUNTED = re.compile(r"\s{0,2}(?:du an|de an|nam|noi dung|nhiem vu|muc tieu|chi tieu|tieu chi)\b")


def read_programme(folded: FoldedText, anchor: Anchor) -> Mention | None:
    """A programme of the table, by number or by full name; "Đề án 1371" by its form alone."""
    if anchor.name not in PROGRAMME_TYPES:
        return None
    known = programme_names().match(folded.lower, anchor.start)
    if known and not folded.lower[known[0] : known[0] + 1].isalnum():
        entry = programmes()[int(known[1])]
        end = known[0]
        if entry.number is None or end - anchor.start > _LONG_NAME:
            period = _PERIOD.match(folded.lower, end)
            end = period.end() if period else end
        mention = Mention(anchor.start, end, entry.type, "programme", written=entry.number)
        if spells(folded.surface(anchor.start, anchor.end), anchor.name):
            return mention
    if anchor.name != "Đề án" or not folded.cased[anchor.start].isupper():
        return None
    number = _PROGRAMME_NUMBER.match(folded.cased, anchor.end)
    if number is None or _COUNTED.match(folded.lower, number.end()):
        return None
    if not spells(folded.surface(anchor.start, anchor.end), anchor.name):
        return None
    return Mention(
        anchor.start, number.end(), "Đề án", "programme", written="ĐA" + number["n"]
    )  # fmt: skip


def read_title(folded: FoldedText, candidate: Mention, ceiling: int) -> Mention | None:
    """The titled document at a type word; its title ends before `ceiling`.

    Whether the place allows one (behind "phê duyệt", "ban hành kèm theo") is for the caller.
    """
    if not spells(folded.surface(candidate.start, candidate.end), candidate.type or ""):
        return None
    end = title_end(folded, candidate.end, min(ceiling, candidate.end + _LIMIT))
    title = folded.lower[candidate.end : end]
    if len(title.split()) < _FEWEST_WORDS or _NO_TITLE.match(title) or _DOTS.search(title):
        return None
    if candidate.type in _CAPITAL_ONLY and not folded.cased[candidate.start].isupper():
        return None
    plain = _PLAIN.get(candidate.type or "", candidate.type)
    return Mention(candidate.start, end, plain, "named")


def title_end(folded: FoldedText, start: int, ceiling: int) -> int:
    """Where a title that begins at `start` ends, without trailing spaces and commas."""
    position = start
    end = ceiling
    while True:
        stop = _TITLE_END.search(folded.lower, position, ceiling)
        if stop is None:
            break
        if stop[0] == '"' and folded.lower[stop.start() - 1] in " \n":
            quoted = _QUOTED.match(folded.lower, stop.start(), ceiling)
            if quoted is not None:
                position = quoted.end()
                continue
        soft = _SOFT_BREAK.match(folded.cased, stop.start()) or (
            folded.cased[stop.start()] == "\n"
            and not folded.cased[: stop.start()].rstrip(" ").endswith(("\n", ";", ".", ":"))
            and re.match(r"[A-Za-z0-9]", folded.cased[stop.start() + 1 : stop.start() + 2])
        )
        if soft:
            position = stop.end()
            continue
        end = stop.start()
        break
    kept = folded.lower[start:end].rstrip(" ,\n-")
    if kept.endswith(" so") and spells(
        folded.surface(start + len(kept) - 2, start + len(kept)), "số"
    ):
        kept = kept[:-3]
    # A title that goes on with a citation ends before the verb that leads to it.
    kept = _TRAILING.sub("", kept)
    return start + len(kept)
