"""Parameters of addresses: what stands there without a value is not given."""

from __future__ import annotations

from pydantic import BeforeValidator


def empty_is(default: object) -> BeforeValidator:
    """Return what makes an empty parameter (`force=`) the `default`, as a form leaves it."""
    return BeforeValidator(lambda value: default if value == "" else value)


NOT_GIVEN = empty_is(None)
"""An empty parameter is null."""
