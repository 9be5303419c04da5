"""What stands between a command and the user: one line for whatever goes wrong, never a traceback.

It wraps each command itself, because Typer would turn a closed pipe into exit code 1.
"""

from __future__ import annotations

import contextlib
import functools
import os
import sys
from collections.abc import Callable
from typing import NoReturn

import typer

from api.commands.output import say_error
from corpus.errors import LuocdoError

WRONG_USE = 2
INTERRUPTED = 130
"""128 + SIGINT, as shells report it."""


def guarded(command: Callable[..., None]) -> Callable[..., None]:
    """Return the command with its errors made one line each; `LUOCDO_DEBUG=1` shows tracebacks."""

    @functools.wraps(command)
    def run(*args: object, **options: object) -> None:
        try:
            command(*args, **options)
            sys.stdout.flush()
        except LuocdoError as error:
            _end(WRONG_USE, str(error))
        except BrokenPipeError:
            _leave_pipe()
        except KeyboardInterrupt:
            _end(INTERRUPTED, "stopped")
        except typer.Exit:
            raise
        except Exception as error:
            if os.environ.get("LUOCDO_DEBUG"):
                raise
            words = f"{type(error).__name__}: {error}"
            _end(1, f"internal error: {words[:300]} (LUOCDO_DEBUG=1 shows where)")

    return run


def _end(code: int, message: str) -> NoReturn:
    say_error(message)
    raise typer.Exit(code)


def _leave_pipe() -> None:
    """Whoever read our output is gone; the interpreter must not complain about it at its exit."""
    with contextlib.suppress(OSError, ValueError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, sys.stdout.fileno())
        os.close(nothing)
