"""Tasks given in sentences: "Giao Văn phòng … chủ trì, phối hợp với …", "Sở Nội vụ: chủ trì …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from nlp.data import lines
from nlp.directive import Section
from nlp.duedates import find_due

_LEVELS = frozenset(("arabic", "khoan", "letter", "diem", "decimal", "dash", "roman", "dieu"))
_LONGEST = 3000
_LABEL = re.compile(r"(?:Điều\s+\d+\w?|[IVX]+|\d+(?:\.\d+)*|[a-zđ]{1,2})?\s*[.):]*[\s*-]*")
_FIRST_WORD = re.compile(_LABEL.pattern + r"(?P<word>[^\W\d_]+)")
# "… chịu trách nhiệm thi hành Quyết định này./." closes every decision and gives no task.
_ENACTING = re.compile(r"(?:thi\s+hành\s+)?[^\W\d_]+\s+[^\W\d_]+\s+này\s*\.?/?\.?$")
_SUPPORT = re.compile(
    r"(?:,\s*)?phối\s+hợp\s*(?:chặt\s+chẽ\s*)?(?:với|cùng)?\s+(?P<names>[^.;:]{3,300})"
)


@dataclass(frozen=True, slots=True)
class ProseTask:
    """A task in a sentence, with its span."""

    start: int
    end: int
    content: str
    lead: str
    support: str | None
    due: str | None


@cache
def _verbs() -> str:
    words = sorted(lines("task_verbs.txt"), key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)


@cache
def _assignment() -> re.Pattern[str]:
    organs = "|".join(map(re.escape, lines("task_organs.txt")))
    others = "|".join(map(re.escape, lines("task_not_organs.txt")))
    verbs = _verbs()
    return re.compile(
        rf"(?:(?P<give>Giao|Đề\s+nghị|Yêu\s+cầu)\s+(?:cho\s+)?(?P<given>(?:{organs}|[cC]ác)\b[^:;.\n]{{0,240}}?)"
        rf"|(?P<named>(?!(?:{others})\b)(?:{organs})\b[^:;.\n]{{0,200}}?))"
        rf"(?P<mark>\s*:|,?\s+(?:(?:có|chịu)\s+trách\s+nhiệm(?:\s+thi\s+hành)?|chủ\s+trì)\b"
        rf"|(?<!các)(?<!những)(?<!quan,)(?<!vị,),?\s+(?=(?:{verbs})\b)|\s*$)"
    )


@cache
def _support_end() -> re.Pattern[str]:
    return re.compile(rf",?\s+(?:để\s+)?(?:{_verbs()})\b")


def find_prose(text: str, sections: tuple[Section, ...]) -> Iterator[ProseTask]:
    """Yield the tasks that sections give; `text` is canonical, and so are the sections' spans.

    A section that only names who is to act ("3. Giao Văn phòng …") gives its lead to the units
    below it.
    """
    children: dict[int, list[int]] = {}
    for i, section in enumerate(sections):
        if section.parent is not None:
            children.setdefault(section.parent, []).append(i)
    done: set[int] = set()
    for i, section in enumerate(sections):
        if i in done or section.level not in _LEVELS:
            continue
        below = children.get(i, [])
        own = sections[below[0]].start if below else section.end
        found = _assigned(text, section.start, min(own, section.start + _LONGEST))
        if found is None:
            continue
        lead, rest, certain = found
        if not rest and below:
            for child in below:
                part = sections[child]
                done.add(child)
                yield _task(text, part.start, part.end, lead, None)
        elif rest and certain and not _ENACTING.match(rest):
            yield _task(text, section.start, section.end if below else own, lead, rest)


@cache
def _first_words() -> frozenset[str]:
    names = [*lines("task_organs.txt"), "Giao", "Đề nghị", "Yêu cầu"]
    return frozenset(name.split()[0] for name in names)


def _assigned(text: str, start: int, end: int) -> tuple[str, str, bool] | None:
    """Who is to act, what follows on it, and whether the wording gives a task for certain."""
    first = _FIRST_WORD.match(text, start, min(end, start + 60))
    if first is None or first["word"] not in _first_words():
        return None
    words = " ".join(text[start:end].replace("*", "").split())
    label = _LABEL.match(words)
    begin = label.end() if label else 0
    match = _assignment().match(words, begin)
    if match is None:
        return None
    lead = (match["given"] or match["named"]).strip(" ,-")
    rest = words[match.end() :].strip(" :-")
    mark = match["mark"].strip(" ,")
    if mark.endswith("chủ trì"):
        rest = f"chủ trì{words[match.end() :]}"
    certain = match["give"] is not None or "trì" in mark or "trách" in mark or mark == ":"
    return lead, rest, certain


def _task(text: str, start: int, end: int, lead: str, rest: str | None) -> ProseTask:
    words = " ".join(text[start:end].replace("*", "").split())
    label = _LABEL.match(words)
    content = rest or words[label.end() if label else 0 :]
    named = _SUPPORT.search(content[:600])
    support = None
    if named:
        cut = _support_end().search(named["names"])
        support = named["names"][: cut.start() if cut else None].strip(" ,") or None
    stop = start + len(text[start:end].rstrip())
    return ProseTask(start, stop, content, lead, support, find_due(words))
