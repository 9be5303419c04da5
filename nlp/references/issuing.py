"""Who issued what is cited: stated behind or before the mention, by its list, or by its number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from nlp.directive import Header
from nlp.fold import FoldedText
from nlp.issuers import (
    Issuer,
    IssuerMention,
    issuer_by_name,
    issuer_of_number,
    match_issuer,
    match_place,
    resolve_issuer,
)
from nlp.references.congress import branch_place
from nlp.references.dates import match_date
from nlp.references.mention import Mention
from nlp.references.numbers import Number

_BEHIND = re.compile(r"[\s,]{0,4}(?:[(]\s?)?(?:do\s+|cua\s+(?:cac\s+)?)")
_BEFORE_END = re.compile(
    r"\s+(?:da\s+)?(?:ban\s+hanh\s+)?(?:tai|theo|ban\s+hanh|co|ky|o)?\s*(?:cac\s+)?(?:\(\s?)?$"
)
_OF = re.compile(r"\b(?:cua|do)\s+")
_ACTS = re.compile(
    r"\s+(?:da\s+|vua\s+|tiep\s+tuc\s+|cung\s+)?(?:co|ban\s+hanh|gui|ky)\s+(?:cac\s+)?$"
)
_BRANCH_CONGRESS = "Đại hội Đảng bộ "
_LIST_JOINT = re.compile(r"[\s,;]*(?:va\s+)?(?:(?:so|cac)\s+)?$")
_UNTYPED = re.compile(r"so\b|\d")
_HEAD = re.compile(
    r"\b(?:van\s+ban|cong\s+van|quyet\s+dinh|ke\s+hoach|thong\s+bao|bao\s+cao|to\s+trinh|chi\s+thi)"
    r"\s+(?:chi\s+dao\s+|huong\s+dan\s+)?(?:cua\s+)?"
)
_CENTRAL = re.compile(
    r"(?:thu\s+tuong\s+)?chinh\s+phu\b(?!\s+(?:va|dien|so)\b)|quoc\s+hoi\b|thu\s+tuong\b"
)
_CENTRAL_SYMBOL = re.compile(r"-(?:CP|TTg)$|^QH\d+$")
_FIXED = {
    "Hiến pháp": "Quốc hội", "Luật": "Quốc hội", "Bộ luật": "Quốc hội",
    "Pháp lệnh": "Ủy ban Thường vụ Quốc hội", "Nghị định": "Chính phủ",
}  # fmt: skip


class IssuerReader:
    """Reads issuers beside mentions, relative to the document that holds them."""

    def __init__(self, folded: FoldedText, header: Header) -> None:
        """`header` is that of the document itself."""
        self._folded = folded
        self._host = issuer_by_name(header.issuer) if header.issuer else None
        self._host_name = header.issuer
        self._when = header.date
        self._own = (header.type, (header.number or "").lstrip("0"))

    def read(self, mentions: Sequence[Mention]) -> None:
        """Set `issuer`, `issuer_span` and `tail` of every mention that names a document."""
        numbered = [m for m in mentions if m.kind not in ("self", "anaphora")]
        for index, mention in enumerate(numbered):
            following = numbered[index + 1] if index + 1 < len(numbered) else None
            self._behind(mention, following)
        for index in range(len(numbered) - 2, -1, -1):
            self._shared(numbered[index], numbered[index + 1])
        for index, mention in enumerate(numbered):
            previous = numbered[index - 1] if index else None
            if mention.issuer is None:
                self._otherwise(mention, previous)

        self._same_document(numbered)

    def _same_document(self, mentions: Sequence[Mention]) -> None:
        """A document whose issuer is stated once keeps it; the host's own number has the host's."""
        stated: dict[tuple[str | None, str], str] = {}
        for mention in mentions:
            if mention.issuer_span is not None and mention.issuer and mention.written:
                stated.setdefault((mention.type, mention.written.lstrip("0")), mention.issuer)
        shortened = {
            (kind, number.rsplit("/", 1)[0]): issuer for (kind, number), issuer in stated.items()
        }
        for mention in mentions:
            if mention.kind == "short" and mention.issuer is None and mention.written:
                mention.issuer = shortened.get((mention.type, mention.written.lstrip("0")))
            if mention.issuer_span is None and mention.written and mention.kind != "header":
                key = (mention.type, mention.written.lstrip("0"))
                if key == self._own:
                    mention.issuer = self._host_name
                elif key in stated and mention.issuer != stated[key]:
                    mention.issuer, mention.confidence = stated[key], 1.0

    def _behind(self, mention: Mention, following: Mention | None) -> None:
        """An issuer right behind: "Quyết định 468/QĐ-TTg ngày … của Thủ tướng Chính phủ"."""
        joint = _BEHIND.match(self._folded.lower, mention.end)
        if joint is None:
            return
        central = _CENTRAL.match(self._folded.lower, joint.end())
        if (
            central is not None
            and mention.number
            and _CENTRAL_SYMBOL.search(mention.number.symbol or "")
        ):
            # The number says the same: no need to read the phrase.
            mention.issuer_span, mention.tail = central.span(), central.end()
            self._by_number(mention)
            self._dated_behind(mention)
            return
        found = self._issuer_at(joint.end()) or self._place_at(mention, joint.end())
        if found is None:
            return
        stated, span = found
        if following is not None and span[1] > following.start:
            return
        mention.issuer_span = span
        mention.tail = span[1]
        mention.issuer = self._resolve(stated, mention)
        self._dated_behind(mention)

    def _dated_behind(self, mention: Mention) -> None:
        """A date behind the issuer: "Quyết định số 12/QĐ-UBND của UBND tỉnh ngày …"."""
        if mention.date is None and mention.kind != "named":
            date = match_date(self._folded.lower, mention.tail)
            if date is not None and date.date:
                mention.date, mention.year, mention.tail = date.date, date.year, date.end

    def _issuer_at(self, position: int) -> tuple[IssuerMention, tuple[int, int]] | None:
        folded = self._folded
        found = match_issuer(folded.text, folded.at(position))
        if found is None:
            return None
        return found, (position, folded.offset_of(found.end))

    def _place_at(
        self, mention: Mention, position: int
    ) -> tuple[IssuerMention, tuple[int, int]] | None:
        """A unit that stands for its body: "Kế hoạch số 5/KH-UBND của Thành phố"."""
        folded = self._folded
        if not _local(mention.number):
            return None
        place = match_place(folded.text, folded.at(position))
        if place is None:
            return None
        if "UBND" not in (mention.number.symbol or "" if mention.number else ""):
            place = replace(place, kind="hdnd", head="HĐND")
        return place, (position, folded.offset_of(place.end))

    def _resolve(self, stated: IssuerMention, mention: Mention) -> str | None:
        when = mention.date or (f"{mention.year}-12-31" if mention.year else self._when)
        candidates = resolve_issuer(stated, self._host, when)
        if len(candidates) > 1:
            mention.confidence = min(mention.confidence, 0.7)
        return candidates[0].name if candidates else None

    def _shared(self, mention: Mention, following: Mention) -> None:
        """The issuer behind the last one holds for all: "Thông tư A, Thông tư B của Bộ X"."""
        if mention.issuer or following.issuer_span is None or mention.issuer_span is not None:
            return
        if mention.type in _FIXED:
            return  # "Nghị định 61 và Thông tư 01 của Bộ X": a decree is the Government's
        between = self._folded.lower[mention.end : following.start]
        if not _LIST_JOINT.match(between) or ";" in between:
            return
        if _symbol_issuer(mention.number) == _symbol_issuer(following.number):
            mention.issuer = following.issuer
            mention.issuer_span = following.issuer_span

    def _otherwise(self, mention: Mention, previous: Mention | None) -> None:
        if mention.kind == "header":
            mention.issuer = self._host_name
            return
        if mention.kind in ("numbered", "short") and self._before(mention):
            return
        if mention.kind == "named":
            # A title's issuer is known only after its relation; a congress's from its place.
            self._of_branch(mention)
            return
        if mention.type in _FIXED and not (mention.number and mention.number.symbol):
            mention.issuer = _FIXED[mention.type]
            return
        if mention.kind == "programme":
            mention.issuer = "Thủ tướng Chính phủ"
            return
        local = self._by_number(mention)
        if mention.issuer is not None and not local:
            return
        if not self._acting(mention) and mention.issuer is None:
            self._from_head(mention, previous)

    def _from_head(self, mention: Mention, previous: Mention | None) -> None:
        """The list's head states the issuer: "Văn bản Bộ Công an …: số A và số B"."""
        lower = self._folded.lower
        if mention.kind != "numbered" or not _UNTYPED.match(lower, mention.start):
            return
        start = max(0, mention.start - 300)
        for head in reversed(list(_HEAD.finditer(lower, start, mention.start))):
            found = self._issuer_at(head.end())
            if found is not None:
                mention.issuer = self._resolve(found[0], mention)
                return
        if previous is not None and mention.start - previous.tail < 12:
            mention.issuer = previous.issuer

    def _of_branch(self, mention: Mention) -> None:
        """The congress of a branch of the Party: "Đại hội Đảng bộ tỉnh" in a province's plan."""
        at = branch_place(self._folded, mention)
        place = match_place(self._folded.text, self._folded.at(at)) if at is not None else None
        if place is None:
            return
        committee = self._resolve(place, mention)
        if committee is not None:
            mention.issuer = _BRANCH_CONGRESS + committee.removeprefix("UBND ")

    def _acting(self, mention: Mention) -> bool:
        """An issuer as the one who acts: "Cục Thuế đã có công điện số 102/CĐ-CT"."""
        lower = self._folded.lower
        end = mention.reach
        acts = _ACTS.search(lower, max(0, end - 30), end)
        if acts is None:
            return False
        start = max(lower.rfind(mark, max(0, end - 120), acts.start()) for mark in ".,;:\n|") + 1
        found = self._issuer_at(start) if start else None
        if found is None or lower[found[1][1] : acts.start()].strip():
            return False
        stated = self._resolve(found[0], mention)
        if stated is not None:
            mention.issuer, mention.issuer_span = stated, found[1]
        return stated is not None

    def _before(self, mention: Mention) -> bool:
        """An issuer stated before: "quy định của Ủy ban nhân dân tỉnh tại Quyết định …"."""
        lower = self._folded.lower
        end = mention.reach
        start = max(0, end - 90)
        for joint in reversed(list(_OF.finditer(lower, start, end))):
            found = self._issuer_at(joint.end())
            if found is None or found[1][1] > end:
                continue
            if _BEFORE_END.fullmatch(lower, found[1][1], end) is None:
                return False
            by_number = self._candidates(mention)
            stated = self._resolve(found[0], mention)
            if stated is None or (len(by_number) == 1 and not _local(mention.number)):
                return False
            mention.issuer, mention.issuer_span = stated, found[1]
            return True
        return False

    def _by_number(self, mention: Mention) -> bool:
        """Set the issuer that the symbol names; true if it is only the host's own level."""
        candidates = self._candidates(mention)
        if len(candidates) == 1:
            mention.issuer = candidates[0].name
        elif candidates:
            mention.issuer = candidates[0].name
            mention.confidence = min(mention.confidence, 0.7)
        return bool(candidates and candidates[0].places)

    def _candidates(self, mention: Mention) -> tuple[Issuer, ...]:
        if mention.number is None or mention.number.symbol is None:
            return ()
        # A number left blank still has its symbol.
        number = mention.written or f"0/{mention.number.symbol}"
        when = mention.date or (f"{mention.year}-12-31" if mention.year else self._when)
        return issuer_of_number(mention.type, number, self._host, when)


@lru_cache(maxsize=2048)
def _issuing_part(symbol: str) -> str:
    return re.sub(r"[-/].*", "", symbol[symbol.find("-") + 1 :]) if "-" in symbol else symbol


def _symbol_issuer(number: Number | None) -> str | None:
    return _issuing_part(number.symbol) if number and number.symbol else None


def _local(number: Number | None) -> bool:
    symbol = (number.symbol or "") if number else ""
    return "UBND" in symbol or "HĐND" in symbol or "HDND" in symbol


def share_with_titled(mentions: Sequence[Mention], host: str | None) -> None:
    """A titled plan or scheme has the issuer of the document that promulgates it."""
    for mention in mentions:
        if mention.kind == "named" and mention.issuer is None:
            link = mention.link
            if link.relation == "promulgates":
                mention.issuer = link.subject.issuer if link.subject else host
