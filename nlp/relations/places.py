"""What the place of a citation alone decides: an annex's head, a date, a consolidated text."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.fold import FoldedText
from nlp.references.mention import Link, Mention
from nlp.relations.wording import ANNEX, ENTERS, ENTRY_DATE

_TYPE = "Văn bản hợp nhất"
_VBHN = "van ban hop nhat"
_HEAD_OF_VBHN = 6000


def by_place(folded: FoldedText, mention: Mention) -> Link | None:
    """The link of "(Kèm theo Quyết định …)" or "kể từ ngày Nghị định … có hiệu lực", else None."""
    near = max(0, mention.start - 60)
    if "kem" in folded.lower[near : mention.start] and ANNEX.search(
        folded.cased[near : mention.start]
    ):
        begin = folded.lower.rfind("kem", 0, mention.start)
        return Link(
            "annex_of", cue=(begin, begin + len(folded.lower[begin : mention.start].rstrip()))
        )
    before = folded.lower[max(0, mention.reach - 20) : mention.reach]
    if ENTRY_DATE.search(before) and ENTERS.match(folded.lower, mention.tail):
        return Link("cites")
    return None


def consolidate(folded: FoldedText, mentions: Sequence[Mention], host: Mention | None) -> None:
    """Say of a consolidated text that it consolidates what stands before its first "Căn cứ".

    Pháp lệnh 01/2012/UBTVQH13, Điều 5 and Phụ lục: the head names the base document and each that
    amends it. The text is the base document's: "Thông tư này" in it means that one.
    """
    symbol = host.number.symbol if host is not None and host.number else None
    if host is None or not (host.type == _TYPE or (symbol or "").startswith("VBHN")):
        return
    preamble = folded.lower.find("\ncan cu")
    limit = preamble if preamble >= 0 else _HEAD_OF_VBHN
    # The number stands in the head, or in the authentication at the end.
    start = host.end if host.end < limit else 0
    name = folded.lower.find(_VBHN)
    cue = (name, name + len(_VBHN)) if 0 <= name < limit else (host.start, host.end)
    for mention in mentions:
        link = mention.link
        if not start <= mention.start < limit or mention.outer is not None:
            continue
        if mention.kind not in ("numbered", "short", "law", "law_bare"):
            continue
        line = folded.lower[folded.lower.rfind("\n", 0, mention.start) + 1 : mention.start]
        stands_alone = not line.strip(" |*")
        dated = mention.kind != "law_bare" or stands_alone
        if link.subject is None and (
            stands_alone or (dated and link.relation in ("cites", "promulgates"))
        ):
            mention.link = Link("consolidates", None, cue)
        elif link.relation == "amends" and link.subject and link.subject.start > mention.start:
            mention.further.append(link)
            mention.link = Link("consolidates", None, cue)
    base = next((m for m in mentions if m.link.relation == "consolidates"), None)
    if base is None:
        return
    for mention in mentions:
        here = mention.kind in ("self", "anaphora") and mention.type == base.type
        if here and folded.lower[mention.start : mention.end].endswith("nay"):
            mention.kind, mention.antecedent = "anaphora", base
