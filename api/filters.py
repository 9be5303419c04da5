"""From what a person or a program gives to the filters of a search."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from corpus.errors import BadQuery

if TYPE_CHECKING:
    from index.entries import Filters

LEVELS = ("trung ương", "tỉnh", "huyện", "xã")
"""Levels of government, as `graph` and `index` name them."""


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
    """Return the filters; what is null or empty is none.

    Args:
        type: Vietnamese type of the results.
        issuer: canonical name, or a bare level.
        level: one of `LEVELS`.
        province: a province, of today or of before the mergers, with or without its type.
        year_from: first year.
        year_to: last year.
        force: state of force today (`graph.model.ForceState`).
        relation: relation by which a document answers.

    Raises:
        BadQuery: a level, province, state or relation that does not exist.
    """
    from graph.model import ForceState  # noqa: PLC0415  keeps --help fast
    from index.entries import Filters  # noqa: PLC0415
    from index.provinces import present_province  # noqa: PLC0415
    from nlp.directive import RelationKind  # noqa: PLC0415

    choices = (
        ("level", level, LEVELS),
        ("force", force, get_args(ForceState)),
        ("relation", relation, get_args(RelationKind)),
    )
    for name, value, known in choices:
        if value and value not in known:
            raise BadQuery(
                f"{name}: {value!r} is none of {', '.join(known)}",
                vietnamese=f"{name}: “{value}” không phải là một trong {', '.join(known)}.",
            )
    label = present_province(province) if province else None
    if province and label is None:
        raise BadQuery(
            f"province: none is called {province!r}; give a name as in 'tỉnh Nghệ An'",
            vietnamese=f"province: không có tỉnh, thành phố nào tên “{province}”; hãy ghi như "
            "“tỉnh Nghệ An”.",
        )
    return Filters(
        type=type or None,
        issuer=issuer or None,
        year_from=year_from,
        year_to=year_to,
        level=level or None,
        province=label,
        force=force or None,  # type: ignore[arg-type]  # checked above
        relation=relation or None,  # type: ignore[arg-type]  # checked above
    )
