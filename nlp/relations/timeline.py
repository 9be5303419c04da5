"""Dates that rule out a subject: a document never acts on one that is younger than itself."""

from __future__ import annotations

from nlp.references.mention import Mention


def may_act_on(subject: Mention, target: Mention) -> bool:
    """Whether `subject` can speak of `target`: it is not older.

    Unknown dates rule out nothing; years decide where a full date is missing.
    """
    if target.kind in ("programme", "named"):
        return True  # the years of a programme say how long it runs, not when it was approved
    if subject.date and target.date:
        return subject.date >= target.date
    if subject.year and target.year:
        return subject.year >= target.year
    return True
