"""From what a person or a program gives to the filters of a search."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Final, get_args

from corpus.errors import BadQuery

if TYPE_CHECKING:
    from index.entries import Filters

LEVELS = ("trung ương", "tỉnh", "huyện", "xã")
"""Levels of government, as `graph` and `index` name them."""

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2200
"""Years that a filter may name; no document of the State is older than 1945."""

_COMMON_TYPES: Final = ("Nghị định", "Thông tư", "Quyết định", "Kế hoạch", "Công văn")


def filters_of(
    *,
    type: str | None = None,  # noqa: A002  the contract's word
    issuer: str | None = None,
    level: str | None = None,
    province: str | None = None,
    year_from: int | None = None,
    year_to: int | None = None,
    force: str | None = None,
    relation: str | None = None,
) -> Filters:
    """Return the filters; what is null or empty is none. Case and diacritics make no difference.

    Args:
        type: Vietnamese type of the results, or its abbreviation.
        issuer: canonical name, or a bare level.
        level: one of `LEVELS`.
        province: a province, of today or of before the mergers, with or without its type.
        year_from: first year.
        year_to: last year.
        force: state of force today (`graph.model.ForceState`).
        relation: relation by which a document answers.

    Raises:
        BadQuery: a type, level, province, state or relation that does not exist, a year that
            cannot be, or a range of years that ends before it begins.
    """
    from graph.model import ForceState  # noqa: PLC0415  keeps --help fast
    from index.entries import Filters  # noqa: PLC0415
    from nlp.directive import RelationKind  # noqa: PLC0415

    first, last = _years(year_from, year_to)
    return Filters(
        type=_type(type) if type else None,
        issuer=issuer or None,
        year_from=first,
        year_to=last,
        level=_one_of("level", level, LEVELS),
        province=_province(province) if province else None,
        force=_one_of("force", force, get_args(ForceState)),  # type: ignore[arg-type]  # one of them
        relation=_one_of("relation", relation, get_args(RelationKind)),  # type: ignore[arg-type]
    )


def _type(given: str) -> str:
    """Return the canonical name of a type: "ke hoach" and "KH" give "Kế hoạch"."""
    from index.syllables import fold  # noqa: PLC0415
    from nlp.types import document_types, type_of_symbol  # noqa: PLC0415

    names = {fold(kind.name): kind.name for kind in document_types()}
    words = " ".join(fold(given).split())
    known = names.get(words)
    if known is not None:
        return known
    shortened = type_of_symbol(given.strip())
    if shortened is not None:
        return shortened.name
    near = [names[one] for one in get_close_matches(words, names, 3, 0.7)]
    named = ", ".join(near or _COMMON_TYPES)
    raise BadQuery(
        f"type: {_shown(given)!r} is no type of documents; some are {named}",
        vietnamese=f"type: “{_shown(given)}” không phải là một loại văn bản; có thể chọn {named}.",
    )


def _one_of(name: str, given: str | None, known: tuple[str, ...]) -> str | None:
    from index.syllables import fold  # noqa: PLC0415

    if not given:
        return None
    words = " ".join(fold(given).split())
    for value in known:
        if words == fold(value):
            return value
    named = ", ".join(known)
    raise BadQuery(
        f"{name}: {_shown(given)!r} is none of {named}",
        vietnamese=f"{name}: “{_shown(given)}” không phải là một trong {named}.",
    )


def _province(given: str) -> str:
    from index.provinces import present_province  # noqa: PLC0415

    label = present_province(given)
    if label is None:
        raise BadQuery(
            f"province: none is called {_shown(given)!r}; give a name as in 'tỉnh Nghệ An'",
            vietnamese=f"province: không có tỉnh, thành phố nào tên “{_shown(given)}”; hãy ghi "
            "như “tỉnh Nghệ An”.",
        )
    return label


def _years(first: int | None, last: int | None) -> tuple[int | None, int | None]:
    for name, year in (("year_from", first), ("year_to", last)):
        if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
            shown = _shown(str(year))
            raise BadQuery(
                f"{name}: {shown} is out of range; give a year from {FIRST_YEAR} to {LAST_YEAR}",
                vietnamese=f"{name}: {shown} ngoài phạm vi; hãy cho một năm từ {FIRST_YEAR} đến "
                f"{LAST_YEAR}.",
            )
    if first is not None and last is not None and first > last:
        raise BadQuery(
            f"year_from: {first} is after year_to, {last}; give the earlier year first",
            vietnamese=f"year_from: {first} sau year_to là {last}; hãy cho năm trước rồi năm sau.",
        )
    return first, last


def _shown(given: str) -> str:
    """Return the beginning of what was given; an error must stay one line."""
    return given if len(given) <= 60 else f"{given[:60]}…"
