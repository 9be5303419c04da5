"""The server as it runs: a process of its own."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).parents[3]


@dataclass(frozen=True)
class Live:
    """A running server: its address, ending in a slash, and its process id."""

    address: str
    pid: int

    @property
    def sparql(self) -> str:
        """The address of the SPARQL endpoint."""
        return self.address + "sparql"


@contextlib.contextmanager
def serving(data: Path, **settings: str) -> Iterator[Live]:
    """`luocdo serve` over a data folder until the block ends."""
    command = [sys.executable, "-m", "api.main", "serve", "--data", str(data), "--port", "0"]
    environment = {
        **os.environ, "LUOCDO_EMBEDDER": "none", "PYTHONIOENCODING": "utf-8",
        **{f"LUOCDO_{name.upper()}": value for name, value in settings.items()},
    }  # fmt: skip
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=environment,
        cwd=REPOSITORY,
    ) as server:  # fmt: skip
        assert server.stdout is not None
        line = server.stdout.readline()
        assert "http://127.0.0.1:" in line, line
        yield Live(line.split("serves at ")[1].split(" ")[0], server.pid)
        server.terminate()
        assert server.wait(20) is not None
