"""Days, as ISO dates."""

from __future__ import annotations

from datetime import date, timedelta

from corpus.errors import BadQuery

FULL = len("2025-07-01")


def check_day(text: str) -> str:
    """The ISO date itself, if it is a day of the calendar.

    Raises:
        BadQuery: it is none.
    """
    try:
        read = date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise _no_day(text) from error
    if read != text:  # "20250701" and "2025-W27-2" are ISO 8601 as well
        raise _no_day(text)
    return text


def _no_day(text: str) -> BadQuery:
    return BadQuery(
        f"date {text!r} is not a day as in 2025-07-01",
        vietnamese=f"“{text}” không phải là một ngày như 2025-07-01.",
    )


def days_after(day: str, count: int) -> str:
    """The ISO date `count` days later; of a date known in part the part itself."""
    if len(day) != FULL:
        return day
    try:
        return (date.fromisoformat(day) + timedelta(days=count)).isoformat()
    except (ValueError, OverflowError):  # the end of the calendar
        return day
