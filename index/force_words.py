"""A document's force in one sentence, in the language of the question.

The states are called as on the national database of legal documents (vbpl.vn, "Tình trạng hiệu
lực"); what is said holds as far as the library has read.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from index.force_answers import Act, Standing
from index.messages import is_english
from index.model import Query

if TYPE_CHECKING:
    from graph.force.model import ForceEffect
    from graph.model import ForceState
    from nlp.directive import RelationKind

_MOST_ACTS: Final = 4
_MOST_PARTS: Final = 4
_FULL: Final = len("2025-07-01")

_Pair = tuple[str, str]

_STATES: Final[dict[ForceState, _Pair]] = {
    "not_yet": ("chưa có hiệu lực", "is not yet in force"),
    "in_force": ("còn hiệu lực", "is in force"),
    "partly": ("còn hiệu lực, trừ phần đã thay đổi (hết hiệu lực một phần)",
               "is partly in force"),
    "suspended": ("đang ngưng hiệu lực", "is suspended"),
    "ended": ("đã hết hiệu lực", "is no longer in force"),
    "unknown": ("chưa rõ còn hiệu lực hay không", "is of unknown force"),
}  # fmt: skip
_SINCE: Final[dict[ForceState, _Pair]] = {
    "not_yet": (", có hiệu lực từ {day}", ", it enters into force on {day}"),
    "in_force": (" (có hiệu lực từ {day})", " (since {day})"),
}
_ISSUED: Final[_Pair] = (
    " (ban hành ngày {day}; không rõ ngày bắt đầu có hiệu lực)",
    " (issued on {day}; the day of its entry into force is not known)",
)
_SINCE_OTHERWISE: Final[_Pair] = (" từ {day}", " since {day}")

_DONE: Final[dict[RelationKind, _Pair]] = {
    "replaces": ("{by} thay thế", "{by} replaces"),
    "repeals": ("{by} bãi bỏ", "{by} repeals"),
    "suspends": ("{by} ngưng hiệu lực", "{by} suspends"),
    "amends": ("{by} sửa đổi, bổ sung", "{by} amends"),
}
_RECORDED: Final[dict[ForceEffect, _Pair]] = {
    "ends": ("{by}, cùng tên, có hiệu lực", "{by}, of the same name, is in force"),
    "lapses": ("{by} mà nó quy định chi tiết đã hết hiệu lực",
               "{by}, which it details, is no longer in force"),
}  # fmt: skip
_WHOLE: Final[_Pair] = (" nó", " it")
_IN_PART: Final[_Pair] = (" một phần", " a part of it")
_FROM: Final[_Pair] = (" từ {day}", " from {day}")
_UNTIL: Final[_Pair] = (" đến hết {day}", " until {day}")
_MORE: Final[_Pair] = ("và {count} văn bản khác", "and {count} more")
_OWN: Final[_Pair] = ("theo quy định của chính văn bản", "as it says itself")
_NONE: Final[_Pair] = (
    "không thấy văn bản nào bãi bỏ, thay thế, ngưng hiệu lực hoặc sửa đổi nó",
    "nothing repeals, replaces, suspends or amends it",
)
_SENTENCE: Final[_Pair] = (
    "Theo những gì thư viện đã đọc, {target} {state}: {why}.",
    "As far as this library has read, {target} {state}: {why}.",
)


def said_of_force(query: Query, standing: Standing, name: Callable[[str], str]) -> str:
    """Returns the sentence that tells a document's force today, and by what it came about.

    Args:
        query: the question, which sets the language.
        standing: what is known.
        name: gives a document's name by its URN.
    """
    english = is_english(query)
    state = _STATES[standing.state][english]
    if standing.since and standing.state != "unknown":
        since = _SINCE.get(standing.state, _SINCE_OTHERWISE)[english]
        state += since.format(day=_day(standing.since, english))
    if standing.issued:
        state += _ISSUED[english].format(day=_day(standing.issued, english))
    why = [_act(act, name(act.by), english) for act in standing.acts[:_MOST_ACTS]]
    if len(standing.acts) > _MOST_ACTS:
        why.append(_MORE[english].format(count=len(standing.acts) - _MOST_ACTS))
    if standing.own:
        why.insert(0, _OWN[english])
    return _SENTENCE[english].format(
        target=name(standing.urn), state=state, why="; ".join(why) or _NONE[english]
    )


def _act(act: Act, by: str, english: bool) -> str:
    if act.relation is None or act.effect == "lapses":
        words = _RECORDED.get(act.effect, _RECORDED["ends"])[english].format(by=by)
    else:
        words = _DONE[act.relation][english].format(by=by)
        words += (_WHOLE if act.whole else _IN_PART)[english]
        if act.parts and not act.whole:
            words += f" ({', '.join(act.parts[:_MOST_PARTS])})"
    if act.since and act.effect != "lapses":
        words += _FROM[english].format(day=_day(act.since, english))
    if act.until:
        words += _UNTIL[english].format(day=_day(act.until, english))
    return words


def _day(iso: str, english: bool) -> str:
    """Returns a day as people write it: "10/12/2023" in Vietnamese, ISO in English."""
    if english or len(iso) != _FULL:
        return iso
    return "/".join(reversed(iso.split("-")))
