"""Colours can be told from what is behind them (WCAG 2.2, success criterion 1.4.3: 4.5 to 1)."""

import re
from pathlib import Path

import pytest

import api.http

STYLE = (Path(api.http.__file__).parent / "static" / "style.css").read_text("utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))
    for block in re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)
)
PAIRS = [
    ("ink", "paper"), ("ink", "wash"), ("dim", "paper"), ("dim", "wash"), ("accent", "paper"),
    ("accent", "wash"), ("on-button", "button"), ("on-mark", "mark"), ("accent", "mark"),
]  # fmt: skip


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [pytest.param(LIGHT, id="light"), pytest.param(DARK, id="dark")])
@pytest.mark.parametrize(("ink", "paper"), PAIRS)
def test_words_can_be_read(theme: dict[str, str], ink: str, paper: str) -> None:
    assert contrast(theme[ink], theme[paper]) >= 4.5


def test_both_themes_have_the_same_colours() -> None:
    assert set(LIGHT) == set(DARK)


def test_the_style_loads_nothing() -> None:
    assert "url(" not in STYLE
    assert "@import" not in STYLE
