"""How an answer is printed for people, in the language of the question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from typer import secho, style

from api.commands.output import printable, shortened
from corpus.errors import UnknownDocument

if TYPE_CHECKING:
    from collections.abc import Callable

    from api.library import Library
    from index.model import Answer, AnsweredDocument, Hit, Query

_CANDIDATES: Final = 10
"""Other documents that the text may mean, as many as are named on a terminal."""

_TEXT_WIDTH: Final = 320
"""Characters of a hit that are shown on a terminal."""

_QUOTED: Final = 400
"""Characters of a quotation that are shown."""

_WORDS: Final = {
    "understood": (
        "Hiểu là: {parts} (--plain: chỉ tìm theo từ ngữ)",
        "Understood: {parts} (--plain searches the words alone)",
    ),
    "relation": ("quan hệ {relation} ({direction})", "relation {relation} ({direction})"),
    "type": ("loại {type}", "type {type}"),
    "issuer": ("cơ quan {issuer}", "issuer {issuer}"),
    "place": ("địa bàn {place}", "place {place}"),
    "years": ("năm: {years}", "years: {years}"),
    "topic": ("chủ đề {topic}", "topic {topic}"),
    "candidates": ("Cũng có thể là: {names}", "Also possible: {names}"),
    "more": ("và {count} văn bản khác", "and {count} more"),
    "cited": ("(chỉ được viện dẫn, không có toàn văn)", "(cited, not held)"),
    "indirect": ("gián tiếp: {way}", "indirect: {way}"),
    "nearest": ("gần nhất", "nearest"),
    "passages": ("đoạn văn liên quan", "passages"),
    "nothing": ("Không tìm thấy gì.", "Nothing found."),
}
"""What stands around the documents, in Vietnamese and in English."""


def print_answer(library: Library, answer: Answer) -> None:
    """Print what was understood, the documents with their proof and path, and the passages.

    Args:
        library: where the documents on the way of an indirect answer are looked up.
        answer: what is printed.
    """
    say = _speaker(answer.query)
    understood = "; ".join(_understood(answer.query, say))
    if understood:
        secho(say("understood", parts=printable(understood)), dim=True)
    if answer.message:
        secho(printable(answer.message), bold=True)
    for document in answer.answer:
        _print_document(library, document, say)
    if answer.candidates:
        secho(say("candidates", names=_named_candidates(answer, say)))
    if answer.nearest:
        _print_rule(say("nearest"))
    for document in answer.nearest:
        _print_document(library, document, say)
    if answer.hits and (answer.answer or answer.nearest):
        _print_rule(say("passages"))
    for hit in answer.hits:
        _print_hit(hit)
    if not (answer.answer or answer.nearest or answer.hits or answer.message):
        secho(say("nothing"))
    secho(f"{answer.took_ms:.0f} ms", dim=True)


def _speaker(query: Query) -> Callable[..., str]:
    from index.messages import is_english  # noqa: PLC0415  keeps --help fast

    language = is_english(query)

    def say(name: str, **parts: object) -> str:
        return _WORDS[name][language].format(**parts)

    return say


def _print_rule(words: str) -> None:
    secho(f"{words} ──────────", dim=True)


def _named_candidates(answer: Answer, say: Callable[..., str]) -> str:
    named = [
        " ".join(str(p) for p in (one.type, one.number, one.year, one.issuer) if p) or str(one.urn)
        for one in answer.candidates[:_CANDIDATES]
    ]
    if len(answer.candidates) > _CANDIDATES:
        named.append(say("more", count=len(answer.candidates) - _CANDIDATES))
    return printable("; ".join(named))


def _understood(query: Query, say: Callable[..., str]) -> list[str]:
    """Returns what was read out of a text, nothing where it was its words alone."""
    from index.choosing import name_typed  # noqa: PLC0415  keeps --help fast
    from index.limits import years_described  # noqa: PLC0415
    from index.messages import is_english  # noqa: PLC0415

    named = name_typed(query.target) if query.target else ""
    parts = [named] if named else []
    if query.relation:
        parts.append(say("relation", relation=query.relation, direction=query.direction))
    if query.type:
        parts.append(say("type", type=query.type))
    if query.place:
        parts.append(say("place", place=query.place))
    elif query.issuer:
        parts.append(say("issuer", issuer=query.issuer))
    if query.year_from or query.year_to:
        english = is_english(query)
        years = years_described(query.year_from, query.year_to, english=english)
        parts.append(say("years", years=years))
    if query.topic and (named or query.type or query.issuer):
        parts.append(say("topic", topic=query.topic))
    return parts


def _print_document(library: Library, document: AnsweredDocument, say: Callable[..., str]) -> None:
    relation = f"{style(document.relation, fg='cyan')}  " if document.relation else ""
    cited = "" if document.held else style(f"  {say('cited')}", dim=True)
    secho(f"{relation}{style(printable(document.title), bold=True)}{cited}")
    secho(f"    {document.urn}", dim=True)
    if len(document.path) > 2:
        way = " → ".join(_name(library, urn) for urn in document.path)
        secho(f"    {style(say('indirect', way=way), fg='cyan')}")
    for proof in document.evidence:
        secho(f"    “{shortened(proof.quotation, _QUOTED)}”")


def _name(library: Library, urn: str) -> str:
    try:
        return printable(library.document(urn).name)
    except UnknownDocument:
        return urn


def _print_hit(hit: Hit) -> None:
    secho(printable(hit.title), bold=True)
    if hit.heading:
        secho("    " + printable(" › ".join(hit.heading)), dim=True)
    first = min((mark.start for mark in hit.highlights), default=0)
    begin = max(0, min(first - 40, len(hit.text) - _TEXT_WIDTH))
    end = begin + _TEXT_WIDTH
    shown, at = "", begin
    for mark in sorted(hit.highlights, key=lambda mark: mark.start):
        if at <= mark.start and mark.end <= end:
            shown += _one_line(hit.text[at : mark.start])
            shown += style(_one_line(hit.text[mark.start : mark.end]), fg="yellow", bold=True)
            at = mark.end
    shown += _one_line(hit.text[at:end])
    secho(f"    {'… ' if begin else ''}{shown}")


def _one_line(text: str) -> str:
    return printable(text).replace("\n", " ")
