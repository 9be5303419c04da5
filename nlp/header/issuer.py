"""Who issued the document.

In this order: the header's left column (with the parent body above), made precise by the
authority line below the title ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH …": its chairman is an issuer of its
own), then that line alone, then the sentence of the body in which the issuer acts, then the
collective of the signature block.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from nlp.directive import Header, Span
from nlp.header.window import Line, Window, find_mottos
from nlp.issuers import (
    Issuer,
    IssuerMention,
    issuer_chain,
    issuer_in_own_words,
    issuer_of_number,
    match_issuer,
    narrow_by_text,
    resolve_issuer,
)

_WORD = re.compile(r"[^\W\d_]+")
_MOTTO_WORDS = re.compile(r"Độc\s+lập|ĐỘC LẬP|CỘNG HÒA|CHỦ NGHĨA|VIỆT NAM|HỘI CHỦ")
# Bodies that no table lists are named by one of these words.
_ORGAN = re.compile(
    r"(?:BAN|CỤC|VỤ|TRUNG TÂM|CHI CỤC|VIỆN|TRƯỜNG|HỘI|LIÊN|ĐOÀN|TỔ|QUỸ|HỌC VIỆN|KHO BẠC|BẢO HIỂM"
    r"|TỔNG|ĐẠI HỌC|NGÂN HÀNG|BỆNH VIỆN|THANH TRA|VĂN PHÒNG|SỞ|PHÒNG|TIỂU BAN|ĐẢNG BỘ|CÔNG AN)\b"
)
_HEADS = re.compile(
    r"(?<!\w)(?=[UỦCHBSĐTQVKN](?:BND|y ban|ỦY BAN|hủ tịch|ĐND|ội đồng|ộ |ở |ăn phòng|ỉnh ủy|hành ủy"
    r"|uyện ủy|ảng ủy|hính phủ|hủ tướng|uốc hội|an |ục ))"
)
_ACTS = re.compile(
    r"\s*(?:đã\s+|sẽ\s+|có\s+)?(?:ban\s+hành|lập\s|xây\s+dựng|quyết\s+định|thông\s+báo|yêu\s+cầu|đề\s+nghị"
    r"|báo\s+cáo|triển\s+khai|công\s+bố|hướng\s+dẫn|phát\s+động|tổ\s+chức|nhận\s+được|có\s+ý\s+kiến|ban\s+hành"
    r"|chỉ\s+đạo|ý\s+kiến|trả\s+lời|quyết\s+nghị|kết\s+luận|phê\s+duyệt)"
)
_BODY_WINDOW = 8000
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")


@dataclass(frozen=True, slots=True)
class IssuerEvidence:
    """What else is known when the issuer is read.

    Attributes:
        header_end: where in the window the type line or the title begins.
        title_end: where in the window the title ends.
        taken: spans of the window that are number, date or urgency.
        collective: the capitals of the signature block ("TM. ỦY BAN NHÂN DÂN CHỦ TỊCH").
    """

    header_end: int
    title_end: int
    taken: tuple[tuple[int, int], ...]
    collective: str


def with_issuer(header: Header, window: Window, text: str, evidence: IssuerEvidence) -> Header:
    """Return the header with `issuer` and `issuer_chain` filled in.

    Args:
        header: what is known so far.
        window: the opening.
        text: the canonical text.
        evidence: where things stand in the opening.
    """
    when = _day(header)
    column = _column_issuer(window, text, evidence, when)
    authority = _authority_issuer(window, text, evidence, column, when)
    issuer = _more_precise(column, authority)
    if issuer is None or not (issuer.places or issuer.level == "trung ương"):
        issuer = _from_body(window, text, evidence, issuer, when) or issuer
    if issuer is None:
        issuer = _from_number(header, when)
    if issuer is None:
        return header
    return replace(header, issuer=issuer.name, issuer_chain=issuer_chain(issuer))


def column_span(window: Window, evidence: IssuerEvidence) -> Span | None:
    """Return the left column's span in the window."""
    lines = list(_column(window, evidence))
    return Span(lines[0].start, lines[-1].end) if lines else None


def _day(header: Header) -> str | None:
    if header.date is None:
        years = _YEAR.findall(header.title or "")
        return f"{years[-1]}-06-30" if years else None
    return header.date + ("", "-01", "-06-30")[{10: 0, 7: 1, 4: 2}[len(header.date)]]


def _column(window: Window, evidence: IssuerEvidence) -> Iterator[Line]:
    """The lines above type and title that are neither motto nor number nor date."""
    taken = [*evidence.taken, *find_mottos(window.text)]
    for line in window.lines:
        if line.start >= evidence.header_end:
            return
        if any(a < line.end and line.start < b for a, b in taken) or _MOTTO_WORDS.match(line.text):
            continue
        letters = [c for c in line.text if c.isalpha()]
        if len(letters) > 1 and sum(c.isupper() for c in letters) >= 0.8 * len(letters):
            yield line


def _column_issuer(
    window: Window, text: str, evidence: IssuerEvidence, when: str | None
) -> Issuer | None:
    words = " ".join(line.text for line in _column(window, evidence))
    mentions = list(_mentions(words))
    host: Issuer | None = None
    for mention in mentions:
        host = _resolved(mention, host, text, when) or host
    rest = words[mentions[-1].end :].strip(" -") if mentions else words
    if rest and _ORGAN.match(rest) and not match_issuer(rest, 0):
        return _unlisted(rest, host)
    return host


def _unlisted(words: str, parent: Issuer | None) -> Issuer:
    """A body that no table knows, under its own words."""
    organ = _ORGAN.match(words)
    kind = organ.group() if organ else ""
    own = words[len(kind) :].strip()
    name = f"{kind.capitalize()} {own[:1]}{own[1:].lower()}".strip()
    places = parent.places if parent else ()
    level = parent.level if parent else "trung ương"
    full = ", ".join((name, *places)) if places else name
    return Issuer(full, "ban", level, name, places, parent.name if parent else None)


def _mentions(words: str) -> Iterator[IssuerMention]:
    position = 0
    while match := _WORD.search(words, position):
        mention = match_issuer(words, match.start(), joint=True)
        if mention is None:
            position = match.end()
            continue
        yield mention
        position = mention.end


def _resolved(
    mention: IssuerMention, host: Issuer | None, text: str, when: str | None
) -> Issuer | None:
    found = resolve_issuer(mention, host, when)
    if len(found) > 1:
        found = narrow_by_text(found, text)
    if len(found) == 1:
        return found[0]
    if not found and host is not None and host.level == "trung ương" and not mention.places:
        # "CỤC THUẾ" below "BỘ TÀI CHÍNH": the ministry's own body, not a province's.
        return Issuer(mention.head, mention.kind, "trung ương", mention.head, parent=host.name)
    if mention.central or any(place.name for place in mention.places) or host is None:
        return issuer_in_own_words(mention)
    return None


def _authority_issuer(
    window: Window, text: str, evidence: IssuerEvidence, host: Issuer | None, when: str | None
) -> Issuer | None:
    """The line in capitals between title and "Căn cứ" that says who decides."""
    for i, line in enumerate(window.lines):
        if line.start < evidence.title_end:
            continue
        if not line.text.isupper():
            return None
        words = " ".join(x.text for x in _capitals(window.lines[i : i + 4]))
        mention = match_issuer(words, 0)
        if mention is not None:
            return _resolved(mention, host, text, when)
    return None


def _capitals(lines: Iterable[Line]) -> Iterator[Line]:
    for line in lines:
        if not line.text.isupper():
            return
        yield line


def _more_precise(column: Issuer | None, authority: Issuer | None) -> Issuer | None:
    """Prefer the authority line where it names a part of, or more about, the same body."""
    if column is None or authority is None:
        return column or authority
    if authority.kind == "chu_tich_ubnd" and column.kind == "ubnd":
        same = authority.places == column.places or not authority.places
        places = authority.places or column.places
        return authority if same and authority.places else (column if not places else authority)
    if len(authority.places) > len(column.places) and authority.kind == column.kind:
        return authority
    return column


def _from_body(
    window: Window, text: str, evidence: IssuerEvidence, head: Issuer | None, when: str | None
) -> Issuer | None:
    """The body named with its place that acts in the first paragraphs, or signs."""
    start = window.offset + window.plain.origin(evidence.title_end)
    best: Issuer | None = None
    for match in _HEADS.finditer(text, start, min(len(text), start + _BODY_WINDOW)):
        mention = match_issuer(text, match.start())
        if mention is None or not (mention.central or any(p.name for p in mention.places)):
            continue
        if head is not None and mention.kind != head.kind:
            continue
        if head is None and not _ACTS.match(text, mention.end):
            continue
        found = _resolved(mention, None, text, when)
        if found is not None and (best is None or _ACTS.match(text, mention.end)):
            best = found
            if _ACTS.match(text, mention.end):
                break
    return best


def _from_number(header: Header, when: str | None) -> Issuer | None:
    """A central body that the number's symbol alone names ("QĐ-TTg")."""
    if not header.number:
        return None
    found = issuer_of_number(header.type, header.number, None, when)
    return found[0] if len(found) == 1 and found[0].level == "trung ương" else None
