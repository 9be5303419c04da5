"""`find_references`: every mention of a document in a text, with its relation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.source_text import Table
from nlp.directive import FurtherRelation, Header, Reference, Section, Span
from nlp.fold import FoldedText, fold_text
from nlp.pages import join_pages
from nlp.references.across import carry_back, header_across
from nlp.references.amendinglaws import read_amending_law
from nlp.references.anchors import GENERIC_TYPES, Anchor, find_anchors
from nlp.references.backward import bind_anaphora, read_backward
from nlp.references.broken import join_broken, read_dangling
from nlp.references.congress import CONGRESS_TYPES, read_congress
from nlp.references.elision import complete_types, read_elided
from nlp.references.headers import read_header_number
from nlp.references.issuing import IssuerReader, share_with_titled
from nlp.references.lawnames import read_law
from nlp.references.mention import Link, Mention
from nlp.references.named import NAMED_TYPES, PROGRAMME_TYPES, read_programme
from nlp.references.numbered import add_date, read_abbreviated, read_typed, read_untyped
from nlp.references.numbers import Number, clean_symbol
from nlp.references.pinpoints import pinpoint_before
from nlp.references.titled import may_be_titled, read_titled
from nlp.references.titles import read_titles
from nlp.relations.columns import read_basis_columns
from nlp.relations.cues import CueIndex
from nlp.relations.footnotes import footnote_relations
from nlp.relations.govern import Reader
from nlp.relations.passive import expire
from nlp.relations.quoted import attribute_quotes
from nlp.types import type_of_symbol

if TYPE_CHECKING:
    from nlp.directive import RelationKind

# "số: /QĐ-UBND", "số …/2025/QĐ-UBND", "số.......... /2024/NĐ-CP".
_BLANK_TAIL = re.compile(
    r"\s{1,3}[Ss][oO]\s{0,3}[:.]?[\s._-]{0,60}/\s{0,2}(?:(?P<y>(?:19|20)\d\d)\s?/\s?)?"
    r"(?P<sym>[A-Z][A-Za-z]{0,5}\s?-\s?[A-Z]{1,8}g?)(?![A-Za-z])"
)


def find_references(
    text: str,
    host: Header,
    *,
    sections: Sequence[Section] = (),
    tables: Sequence[Table] = (),
) -> tuple[Reference, ...]:
    """Find every mention of a document in `text`.

    Args:
        text: the text as its reader returned it; the offsets of the result count its characters.
        host: what the document says of itself: relative issuers ("UBND tỉnh") are resolved from
            `issuer`, symbols without year from `date`, "Kế hoạch này" by `type`.
        sections: the document's structure, if it is known.
        tables: the document's tables, if they are known.

    Returns:
        The mentions in the order of their start. `subject` and `antecedent` are indexes into it.
    """
    pages = join_pages(text)
    if not pages.starts:
        return _read(text, host, sections, tables)
    found = _read(
        pages.text,
        header_across(host, pages),
        [replace(s, start=pages.position(s.start), end=pages.position(s.end)) for s in sections],
        [replace(t, start=pages.position(t.start), end=pages.position(t.end)) for t in tables],
    )
    return tuple(carry_back(reference, text, pages) for reference in found)


def _read(
    text: str, host: Header, sections: Sequence[Section], tables: Sequence[Table]
) -> tuple[Reference, ...]:
    folded = fold_text(text)
    header = read_header_number(folded, host)
    mentions = _collect(folded, host, header)
    cues = CueIndex(folded.lower)
    mentions = read_titled(folded, mentions)
    _read_pinpoints(folded, mentions)
    IssuerReader(folded, host).read(mentions)
    share_with_titled(mentions, host.issuer)
    citing = header or Mention(0, 0, host.type, "header")
    Reader(folded, cues).read(sorted(mentions, key=lambda mention: mention.reach), citing)
    expire(folded, cues, mentions, citing)
    footnote_relations(folded, cues, mentions)
    read_basis_columns(folded, mentions, tables)
    bind_anaphora(mentions)
    attribute_quotes(folded, mentions, sections)
    read_titles(folded, mentions)
    return _references(folded, mentions)


def _collect(folded: FoldedText, host: Header, header: Mention | None) -> list[Mention]:
    """All mentions that stand on their own words, in order, not overlapping."""
    mentions: list[Mention] = []
    dangling: list[Mention] = []
    titled: list[Anchor] = []
    floor = 0
    for anchor in find_anchors(folded.lower):
        if anchor.start < floor:
            continue
        if header is not None and header.start <= anchor.start < header.end:
            continue
        goes_on = anchor.role not in _TYPED or _GOES_ON.match(folded.lower, anchor.end)
        found = _read_anchor(folded, anchor, host, floor) if goes_on else _by_name(folded, anchor)
        if not found:
            if anchor.role == "type":
                head = read_dangling(folded, anchor) if goes_on else None
                if head is not None:
                    dangling.append(head)
                elif anchor.name in NAMED_TYPES and may_be_titled(folded.lower, anchor.start):
                    titled.append(anchor)
            continue
        mentions.extend(found)
        floor = max(mention.end for mention in found)
        elided = read_elided(folded, found[-1])
        if elided:
            mentions.extend(elided)
            floor = elided[-1].end
    if header is not None:
        mentions.append(header)
    mentions.extend(Mention(a.start, a.end, a.name, "named", confidence=0.0) for a in titled)
    mentions.sort(key=lambda mention: (mention.start, -mention.end))
    join_broken(folded, dangling, mentions)
    complete_types(folded, mentions)
    return mentions


# Most type words are ordinary words of a sentence: only these may go on to a reference.
_GOES_ON = re.compile(
    r"[\s:]{0,6}(?:s[o06][\s:.\d]|[\dol][\dol/.\s-]|\d|nay\b|tren\b|(?:da\s+|vua\s+)?neu\b|noi\s+tren|do\b"
    r"|[a-z]{2,4}r?\s?-\s?[a-z]{1,8}\s)"
    r"|\s+[a-z]++\s+[a-z]++(?:,?\s+[a-z]++\s+[a-z]++)?[\s:]{1,6}(?:s[o0]\b|\d{1,5}\s?[/-])"
    r"|\s+(?:khan|mat)\s+so\b"
)
_TYPED = frozenset(("type", "law"))
_NAMED_ALONE = CONGRESS_TYPES | PROGRAMME_TYPES


def _by_name(folded: FoldedText, anchor: Anchor) -> list[Mention]:
    """What a type word names without a number: a law or a programme."""
    if anchor.role == "law":
        return _read_law(folded, anchor)
    if anchor.name not in _NAMED_ALONE:
        return []
    found = read_congress(folded, anchor) or read_programme(folded, anchor)
    return [found] if found else []


def _read_anchor(folded: FoldedText, anchor: Anchor, host: Header, floor: int) -> list[Mention]:
    if anchor.role == "law":
        found = read_typed(folded, anchor)
        if found is None:
            laws = _read_law(folded, anchor)
            if laws:
                return laws
            found = read_backward(folded, anchor, host.type)
    elif anchor.role == "type":
        found = (
            (read_programme(folded, anchor) if anchor.name == "Đề án" else None)
            or read_typed(folded, anchor)
            or _read_blank(folded, anchor)
            or read_backward(folded, anchor, host.type)
            or read_congress(folded, anchor)
            or read_programme(folded, anchor)
        )
    elif anchor.role == "slash":
        found = read_untyped(folded, anchor, floor)
    else:
        found = read_abbreviated(folded, anchor)
        if found is not None and found.kind == "short" and anchor.name == "Đề án":
            found.kind, found.written = "programme", "ĐA" + (found.written or "")
    return [found] if found else []


def _read_law(folded: FoldedText, anchor: Anchor) -> list[Mention]:
    return read_amending_law(folded, anchor) or read_law(folded, anchor)


def _read_blank(folded: FoldedText, anchor: Anchor) -> Mention | None:
    """A number and a day left open: "Quyết định số: /QĐ-UBND ngày tháng 02 năm 2024"."""
    blank = _BLANK_TAIL.match(folded.cased, anchor.end)
    if blank is None:
        return None
    name = GENERIC_TYPES.get(anchor.name, anchor.name)
    mention = Mention(anchor.start, blank.end(), name, "numbered")
    mention.year = int(blank["y"]) if blank["y"] else None
    symbol = clean_symbol(folded.surface(*blank.span("sym")))
    code = symbol.partition("-")[0]
    mention.number = Number(
        mention.start, mention.end, "", mention.year, symbol, code, type_of_symbol(code)
    )
    return add_date(folded, mention)


def _read_pinpoints(folded: FoldedText, mentions: Sequence[Mention]) -> None:
    floor = 0
    for mention in mentions:
        if mention.kind not in ("header", "named", "programme") and mention.outer is None:
            mention.pinpoint = pinpoint_before(folded, mention.start, floor)
            if mention.pinpoint and mention.head is None:
                mention.reach = mention.pinpoint[0]
        floor = max(floor, mention.end)


def _references(folded: FoldedText, mentions: Sequence[Mention]) -> tuple[Reference, ...]:
    index = {id(mention): position for position, mention in enumerate(mentions)}
    return tuple(_reference(folded, mention, index) for mention in mentions)


def _reference(folded: FoldedText, mention: Mention, index: dict[int, int]) -> Reference:
    start, end = folded.span(mention.start, mention.end)
    link = mention.link
    pieces: tuple[Span, ...] = ()
    if mention.head is not None:
        pieces = (Span(*folded.span(*mention.head)), Span(start, end))
    relation: RelationKind = link.relation
    return Reference(
        start=start,
        end=end,
        text=folded.text[start:end],
        type=mention.type,
        number=mention.written,
        date=mention.date,
        year=mention.year,
        issuer=mention.issuer,
        pinpoint=_words(folded, mention.pinpoint),
        kind=mention.kind,
        relation=relation,
        subject=_position(link.subject, index),
        antecedent=_position(mention.antecedent, index),
        title=_words(folded, mention.title),
        cue=_words(folded, link.cue),
        cue_span=Span(*folded.span(*link.cue)) if link.cue and link.cue[0] < link.cue[1] else None,
        partial=link.partial or _partial(link, mention),
        pieces=pieces,
        confidence=mention.confidence,
        further=tuple(_further(folded, extra, index) for extra in mention.further),
        issuer_stated=mention.issuer_span is not None,
    )


def _partial(link: Link, mention: Mention) -> bool:
    return mention.pinpoint is not None and link.relation in ("amends", "repeals", "replaces")


def _further(folded: FoldedText, link: Link, index: dict[int, int]) -> FurtherRelation:
    return FurtherRelation(
        link.relation,
        _position(link.subject, index),
        _words(folded, link.cue),
        Span(*folded.span(*link.cue)) if link.cue else None,
        link.partial,
    )


def _position(mention: Mention | None, index: dict[int, int]) -> int | None:
    return index.get(id(mention)) if mention is not None else None


def _words(folded: FoldedText, span: tuple[int, int] | None) -> str | None:
    if span is None or span[0] >= span[1]:
        return None
    start, end = folded.span(*span)
    return " ".join(folded.text[start:end].replace("*", " ").split())
