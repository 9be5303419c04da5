"""The worker process of an ingest: reads one file after another and answers with what it found.

Started by `api.ingest.pool`. Standard input brings pickled `Setup` and paths, standard output takes
one pickled `Answer` each.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import sys
from pathlib import Path
from typing import BinaryIO

from api.ingest.memory import peak_memory_mb
from api.ingest.messages import Answer, Failed, Setup
from corpus.catalog import NewDocument
from corpus.errors import LuocdoError
from corpus.memory_limit import limit_memory


def main() -> None:
    """Serve tasks until standard input ends."""
    with contextlib.suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    tasks, answers = _own_pipes()
    setup: Setup = pickle.load(tasks)
    limit_memory(setup.memory_mb)
    while True:
        try:
            path: Path = pickle.load(tasks)
        except EOFError:
            return
        answer = Answer(parse_file(path, setup), os.getpid(), peak_memory_mb())
        try:
            pickle.dump(answer, answers, protocol=pickle.HIGHEST_PROTOCOL)
            answers.flush()
        except OSError:
            return  # the parent is gone


def parse_file(path: Path, setup: Setup) -> NewDocument | Failed:
    """Read and parse one file; whatever goes wrong is an answer, not an exception."""
    try:
        # Imported at the first task, under the memory limit.
        from api.ingest.reading import read_document  # noqa: PLC0415

        return read_document(path, setup.limits, setup.embedder)
    except LuocdoError as error:
        return Failed(type(error).__name__, str(error))
    except MemoryError:
        return Failed("TooLarge", f"{path}: needs more than {setup.memory_mb} MB; raise worker_mb")
    except RecursionError:
        return Failed("DamagedFile", f"{path}: is nested too deeply to be a document")
    except Exception as error:  # noqa: BLE001  a defect in one file's parsing must not stop others
        words = " ".join(str(error).split())[:200]
        return Failed(
            "InternalError", f"{path}: could not be parsed ({type(error).__name__}: {words})"
        )


def _own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Take standard input and output away from everybody else: a stray print would break them."""
    tasks = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "r+b") as nothing:  # noqa: PTH123  a device, no path
        os.dup2(nothing.fileno(), 0)
        os.dup2(nothing.fileno(), 1)
    sys.stdout = sys.stderr
    return tasks, answers


if __name__ == "__main__":
    main()
