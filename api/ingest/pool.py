"""A pool of worker processes of which one may hang or die without harm to the others.

`concurrent.futures` gives up the whole pool when one process is killed, and cannot stop a task
that takes too long; both happen with hostile files. Here every worker is a plain subprocess that
takes one task at a time over its standard input, and one thread looks after it. Workers import
nothing of the caller's main module, so a script needs no `if __name__ == "__main__"`.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_PACKAGE_ROOT = Path(__file__).resolve().parents[2]

_LAST_BREATH = 2.0
"""Seconds that a process has between closing its output and its end."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task: `value` is what the worker answered, null if it did not.

    `trouble` is then "timeout" or "died" and `detail` says more.
    """

    task: Any
    value: Any = None
    trouble: str = ""
    detail: str = ""


class WorkerPool:
    """Up to `size` processes, started when there is work for them.

    Args:
        module: module to run with `python -m`; it reads pickled tasks from standard input and
            writes one pickled answer each to standard output.
        setup: an object that every worker gets before its first task.
        size: number of processes.
        seconds: time limit of one task; a worker over it is killed and replaced.
    """

    def __init__(self, module: str, setup: Any, *, size: int, seconds: float) -> None:
        self._module = module
        self._setup = setup
        self._seconds = seconds
        self._size = max(1, size)
        self._tasks: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._outcomes: queue.SimpleQueue[Outcome | BaseException] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._workers: set[_Worker] = set()
        self._guard = threading.Lock()
        self._closed = False
        self.waiting = 0
        """Tasks submitted whose outcome has not been taken."""

    def submit(self, task: Any) -> None:
        """Give a task to the next free worker."""
        self.waiting += 1
        self._tasks.put((task,))
        if len(self._threads) < min(self._size, self.waiting):
            thread = threading.Thread(target=self._serve, daemon=True)
            self._threads.append(thread)
            thread.start()

    def next(self) -> Outcome:
        """Wait for the next finished task, in the order in which they finish.

        Raises:
            RuntimeError: nothing was submitted.
        """
        if not self.waiting:
            raise RuntimeError("no task is under way")
        # A wait without a time limit cannot be interrupted with Ctrl-C on Windows.
        while True:
            with contextlib.suppress(queue.Empty):
                outcome = self._outcomes.get(timeout=1.0)
                break
        self.waiting -= 1
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome

    def close(self) -> None:
        """Stop all workers, busy or not."""
        with self._guard:
            self._closed = True
            workers = tuple(self._workers)
        for _ in self._threads:
            self._tasks.put(None)
        for worker in workers:
            worker.stop()
        for thread in self._threads:
            thread.join()

    def __enter__(self) -> WorkerPool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _serve(self) -> None:
        worker: _Worker | None = None
        while (item := self._tasks.get()) is not None and not self._closed:
            try:
                worker = worker or self._start()
                outcome: Outcome | BaseException = worker.run(item[0], self._seconds)
            except BaseException as error:  # noqa: BLE001  the consumer raises it in its own thread
                outcome = error
            if worker is not None and not worker.alive:
                self._forget(worker)
                worker = None
            self._outcomes.put(outcome)
        if worker is not None:
            self._forget(worker)

    def _start(self) -> _Worker:
        worker = _Worker(self._module, self._setup)
        with self._guard:
            self._workers.add(worker)
        return worker

    def _forget(self, worker: _Worker) -> None:
        worker.stop()
        with self._guard:
            self._workers.discard(worker)


class _Worker:
    """One subprocess."""

    def __init__(self, module: str, setup: Any) -> None:
        self._process = subprocess.Popen(
            # -P: the working folder may hold folders called like our packages.
            [sys.executable, "-P", "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )
        self._setup: Sequence[Any] = (setup,)
        self._timed_out = False
        self.alive = True

    def run(self, task: Any, seconds: float) -> Outcome:
        """Let the process do a task; at the time limit it is killed."""
        timer = threading.Timer(seconds, self._time_out)
        timer.daemon = True
        timer.start()
        try:
            return Outcome(task, self._exchange(task))
        except (OSError, EOFError, pickle.UnpicklingError, ValueError):
            timer.cancel()
            code = self._exit_code()
            self.stop()
            if self._timed_out:
                return Outcome(task, trouble="timeout", detail=f"{seconds:g} seconds")
            return Outcome(task, trouble="died", detail=_exit_reason(code))
        finally:
            timer.cancel()

    def _exchange(self, task: Any) -> Any:
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        for message in (*self._setup, task):
            pickle.dump(message, stdin, protocol=pickle.HIGHEST_PROTOCOL)
        self._setup = ()
        stdin.flush()
        return pickle.load(stdout)

    def _exit_code(self) -> int | None:
        """Return how the process ended, null where it did not end by itself."""
        try:
            return self._process.wait(_LAST_BREATH)
        except subprocess.TimeoutExpired:
            return None

    def _time_out(self) -> None:
        self._timed_out = True
        self._process.kill()

    def stop(self) -> None:
        """Kill the process if it still runs and free its pipes."""
        self.alive = False
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


def _environment() -> dict[str, str]:
    path = [str(_PACKAGE_ROOT), os.environ.get("PYTHONPATH", "")]
    # One thread each: the processes share the CPUs among themselves.
    return os.environ | {
        "PYTHONPATH": os.pathsep.join(filter(None, path)),
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }


def _exit_reason(code: int | None) -> str:
    if code is None:
        return "it answered nonsense"
    return f"killed by signal {-code}" if code < 0 else f"exit code {code}"
