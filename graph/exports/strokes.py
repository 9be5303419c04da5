"""How a drawing shows each kind of relation: a colour and a line of its own.

Kinds of one group share a colour and differ by their line. Each colour stands out from white by at
least 4.5 to 1 (WCAG 2.2, 1.4.11 asks for 3); the kind is also said in words when a line is
pointed at or read aloud.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from nlp.directive import RelationKind


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line: colour as #rrggbb, pattern as in SVG's `stroke-dasharray`, width in pixels."""

    colour: str
    dashes: str = ""
    width: str = "1.6"


_CARRIES_OUT, _STANDS_ON, _BRINGS, _CHANGES, _ENDS, _TELLS = (
    "#0b6e3c", "#1d4f91", "#6a3d9a", "#9a5200", "#b3141b", "#5a6372",
)  # fmt: skip

STROKES: Final[dict[RelationKind, Stroke]] = {
    "implements": Stroke(_CARRIES_OUT, width="2"),
    "guides": Stroke(_CARRIES_OUT, "8 4"),
    "based_on": Stroke(_STANDS_ON),
    "applies": Stroke(_STANDS_ON, "8 4"),
    "promulgates": Stroke(_BRINGS),
    "annex_of": Stroke(_BRINGS, "8 4"),
    "amends": Stroke(_CHANGES),
    "corrects": Stroke(_CHANGES, "8 4"),
    "consolidates": Stroke(_CHANGES, "2 4"),
    "replaces": Stroke(_ENDS, width="2.6"),
    "repeals": Stroke(_ENDS, "8 4", width="2.6"),
    "suspends": Stroke(_ENDS, "2 4", width="2.6"),
    "cites": Stroke(_TELLS, "2 4"),
}
