"""How commands print: JSON as UTF-8 whatever the terminal's encoding, text through Rich."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console


def print_json(value: Any) -> None:
    """Print one JSON value on one line and flush, so that a reader on a pipe sees it at once."""
    line = json.dumps(value, ensure_ascii=False)
    sys.stdout.buffer.write(line.encode("utf-8", "backslashreplace") + b"\n")
    sys.stdout.buffer.flush()


def console(*, stderr: bool = False) -> Console:
    """Return a Rich console; it prints no colours where the output is no terminal."""
    from rich.console import Console  # noqa: PLC0415  a tenth of a second

    return Console(stderr=stderr, highlight=False, soft_wrap=True)


def say_error(message: str) -> None:
    """Print one line to standard error."""
    sys.stderr.write(f"luocdo: {' '.join(message.split())}\n")


def shortened(text: str, most: int = 240) -> str:
    """Return text on one line without control characters, cut between words after `most`."""
    words = " ".join(printable(text).split())
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " …"


def printable(text: str) -> str:
    """Return text without characters that would steer the terminal."""
    return "".join(c if c.isprintable() or c == "\n" else " " for c in text)
