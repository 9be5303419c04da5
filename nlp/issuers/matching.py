"""Find the issuer that a text names at a position.

Called once a citation, so it looks at a bounded number of words and at tables only.
"""

from __future__ import annotations

from collections.abc import Sequence

from nlp.issuers.bodies import LocalHead, departments, phrases
from nlp.issuers.model import Issuer, IssuerKind, IssuerMention, PlaceMention
from nlp.issuers.places import read_name, read_places
from nlp.syllables import Word, bare_word, words_at
from nlp.units import units

# After a head these words speak of bodies in general ("UBND cấp tỉnh", "UBND các xã").
_GENERIC = frozenset(["cấp", "các", "cùng", "những", "mỗi", "từng", "khác", "nơi", "cap", "cac"])
_LONGEST_DEPARTMENT = 9
_SHORT_PHRASE = 9


def match_issuer(text: str, pos: int, *, joint: bool = False) -> IssuerMention | None:
    """Return the issuer that is named from `pos` on, the longest phrase that is one.

    Tolerates case, NFD, both placements of the tone, line breaks, doubled blanks, Markdown
    asterisks, "&" for "và", and phrases without any diacritics.

    Args:
        text: the document.
        pos: where the phrase begins (blanks before it are skipped).
        joint: read on after a central body over ",", "-" and "và" (joint circulars).

    Returns:
        The mention, or null where no issuer is named, or bodies in general are ("UBND cấp xã").
    """
    words = words_at(text, pos, limit=1)
    if not words or not _may_begin(words[0]):
        return None
    if joint:
        words = words_at(text, pos, limit=60, reach=640)
        found = _match_words(text, words, 0)
    else:
        # Most phrases are short: the rest of the words is read only where they may matter.
        words = words_at(text, pos, limit=_SHORT_PHRASE)
        found = _match_words(text, words, 0)
        if len(words) == _SHORT_PHRASE and (found is None or found[1] > _SHORT_PHRASE - 5):
            words = words_at(text, pos, limit=22)
            found = _match_words(text, words, 0)
    if found is None:
        return None
    mention, after = found
    if joint and mention.central:
        return _match_joint(text, words, mention, after)
    return mention


def match_place(text: str, pos: int) -> IssuerMention | None:
    """Return the UBND that a bare unit stands for at `pos` ("của Thành phố", "của huyện X")."""
    words = words_at(text, pos, limit=16)
    if not words:
        return None
    places, after = read_places(words, 0, lenient=False)
    if not places or (after < len(words) and words[0].folded in _GENERIC):
        return None
    return _mention(text, words, after, ("UBND", "ubnd"), places)


def _may_begin(word: Word) -> bool:
    reach = phrases().reach
    return word.folded in reach or (word.folded.isascii() and bare_word(word.raw) in reach)


def _phrase_at(words: Sequence[Word], i: int) -> tuple[Issuer | LocalHead, int] | None:
    """Return the body named by the longest phrase at word `i`, and the index after it."""
    index = phrases()
    reach = index.reach.get(words[i].folded, 0)
    best: tuple[Issuer | LocalHead, int] | None = None
    joined = ""
    ascii_only = True
    count = 0
    for n in range(i, len(words)):
        word = words[n]
        if n > i:
            if word.gap == ".":
                break
            if word.gap == "&":
                joined, count = f"{joined} và", count + 1
        joined, count = f"{joined} {word.folded}" if joined else word.folded, count + 1
        if count > reach:
            break
        ascii_only = ascii_only and word.folded.isascii()
        body = index.folded.get(joined)
        if body is None and ascii_only:
            body = index.bare.get(joined)
        if body is not None:
            best = (body, n + 1)
    return best


def _skip_title(words: Sequence[Word], i: int) -> int:
    """Skip "Bộ trưởng", "Thứ trưởng" before the ministry that they head."""
    if len(words) > i + 2 and (words[i].folded, words[i + 1].folded) in {
        ("bộ", "trưởng"),
        ("bo", "truong"),
        ("thứ", "trưởng"),
    }:
        return i + 2
    return i


def _match_words(text: str, words: Sequence[Word], i: int) -> tuple[IssuerMention, int] | None:
    at = _skip_title(words, i)
    if at != i and words[at].gap not in " \n,":
        return None
    found = _phrase_at(words, at)
    if found is None:
        return None
    body, after = found
    if isinstance(body, Issuer):
        if at != i and body.kind not in ("bo", "co_quan_ngang_bo"):
            return None
        return _match_central(text, words, body, i, after)
    return _match_local(text, words, body, after) if at == i else None


def _match_central(
    text: str, words: Sequence[Word], body: Issuer, i: int, after: int
) -> tuple[IssuerMention, int]:
    """Take a central body, or the local one of its name if a unit's name follows."""
    local = phrases().also_local.get(body.name)
    placed = _match_local(text, words, local, after) if local is not None else None
    if placed is not None and any(place.name for place in placed[0].places):
        return placed
    start, end = words[i].start, words[after - 1].end
    return IssuerMention(start, end, text[start:end], body.kind, body.name, central=True), after


def _match_local(
    text: str, words: Sequence[Word], body: LocalHead, after: int
) -> tuple[IssuerMention, int] | None:
    head = body.head
    if body.takes_department:
        department = _department(words, after, body)
        if department is None:
            return None
        head, after = f"{body.head} {department[0]}", department[1]
    if after < len(words) and words[after].gap in " \n" and words[after].folded in _GENERIC:
        return None
    lenient = words[0].raw[0].islower()
    places: list[PlaceMention] = []
    places, end = read_places(words, after, lenient=lenient)
    if body.unit_type is not None and not places:
        places, end = _implied_place(words, after, body.unit_type, lenient)
    if places:
        after = end
    if not places and body.unit_type is not None:
        places = [PlaceMention(body.unit_type)]
    if not places:
        places, after = _untyped_province(words, after, body)
    if _is_general(words, after, places):
        return None
    return _mention(text, words, after, (head, body.kind), places), after


def _implied_place(
    words: Sequence[Word], after: int, unit_type: str, lenient: bool
) -> tuple[list[PlaceMention], int]:
    """Read the name after a head that names its unit's type ("Tỉnh ủy Đồng Nai")."""
    name = read_name(words, after, unit_type, lenient=lenient)
    if name is None:
        return [], after
    at = name[1]
    if at < len(words) and words[at].gap == ",":
        # "Huyện ủy Nam Đàn, tỉnh Nghệ An"
        words = [*words[:at], _unbroken(words[at]), *words[at + 1 :]]
    above, end = read_places(words, at, lenient=lenient)
    upper = [place for place in above if place.name is not None]
    return [PlaceMention(unit_type, name[0]), *upper], end if upper else name[1]


def _untyped_province(
    words: Sequence[Word], after: int, body: LocalHead
) -> tuple[list[PlaceMention], int]:
    """Read a province without its type ("Sở Tư pháp Hà Nội")."""
    if body.kind in ("dang", "mttq") and body.unit_type is None and body.head == "Đảng ủy":
        return [], after
    for count in (4, 3, 2):
        part = words[after : after + count]
        if len(part) < count or any(w.gap not in " \n-" for w in part):
            continue
        if not all(w.raw[0].isupper() for w in part):
            continue
        found = units().named(" ".join(w.raw for w in part), level="tỉnh")
        if found:
            return [PlaceMention(found[-1].type, found[-1].name)], after + count
    return [], after


def _is_general(words: Sequence[Word], after: int, places: Sequence[PlaceMention]) -> bool:
    """Whether a relative mention goes on as a list of types ("UBND tỉnh, thành phố trực thuộc")."""
    if not places or places[0].name is not None or after >= len(words):
        return False
    if words[after].gap not in ",-":
        return False
    listed, end = read_places([_unbroken(words[after]), *words[after + 1 :]], 0, lenient=False)
    return bool(listed) and listed[0].name is None and end > 0


def _unbroken(word: Word) -> Word:
    return Word(word.start, word.end, word.raw, word.folded, " ")


def _department(words: Sequence[Word], i: int, body: LocalHead) -> tuple[str, int] | None:
    """Read a department's name: a known one, longest first; after "Sở" also a capitalised run."""
    if i >= len(words) or words[i].gap not in " \n":
        return None
    known = departments()[body.head]
    best: tuple[str, int] | None = None
    joined = ""
    for n in range(i, min(len(words), i + _LONGEST_DEPARTMENT)):
        if words[n].gap == "." and n > i:
            break
        link = " và " if words[n].gap == "&" else " "
        joined = f"{joined}{link}{words[n].folded}" if joined else words[n].folded
        if joined in known:
            best = (known[joined], n + 1)
    return best


def _mention(
    text: str,
    words: Sequence[Word],
    after: int,
    named: tuple[str, IssuerKind],
    places: Sequence[PlaceMention],
) -> IssuerMention:
    start, end = words[0].start, words[after - 1].end
    # Markdown closes its asterisks inside the last word's span only when they split the word.
    end -= len(text[start:end]) - len(text[start:end].rstrip("*"))
    return IssuerMention(start, end, text[start:end], named[1], named[0], places=tuple(places))


def _match_joint(
    text: str, words: Sequence[Word], first: IssuerMention, after: int
) -> IssuerMention:
    members = [first.head]
    end = first.end
    while after < len(words):
        at = after
        if words[at].folded in ("và", "va"):
            at += 1
        elif words[at].gap not in ",-&":
            break
        rest = [_unbroken(words[at]), *words[at + 1 :]] if at < len(words) else []
        step = _match_words(text, rest, 0) if rest else None
        if step is None or not step[0].central:
            break
        members.append(step[0].head)
        end, after = step[0].end, at + step[1]
    if len(members) == 1:
        return first
    return IssuerMention(
        first.start, end, text[first.start : end], "lien_tich",
        joint_name(members), central=True, members=tuple(members),
    )  # fmt: skip


def joint_name(members: Sequence[str]) -> str:
    """Return the name of bodies that act together: "Bộ A, Bộ B và Bộ C"."""
    return " và ".join(filter(None, (", ".join(members[:-1]), members[-1])))
