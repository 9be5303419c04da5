import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from api.main import main
from tests.api.texts import COMMUNE_PLAN, DECISION, PLAN


@dataclass(frozen=True)
class Ran:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


Luocdo = Callable[..., Ran]


@pytest.fixture
def luocdo(capsys: pytest.CaptureFixture[str]) -> Luocdo:
    """Runs the command line in this process."""

    def run(*arguments: object) -> Ran:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        code = ended.value.code
        assert isinstance(code, int)
        assert "Traceback" not in printed.err
        return Ran(code, printed.out, printed.err)

    return run


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of three directives, ingested on the command line; tests only read it."""
    root = tmp_path_factory.mktemp("read")
    folder = root / "văn bản"
    folder.mkdir()
    (folder / "qd-1234.txt").write_text(DECISION, "utf-8")
    (folder / "kh-77.txt").write_text(PLAN, "utf-8")
    (folder / "kh-12.md").write_text(COMMUNE_PLAN, "utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["ingest", str(folder), "--data", str(root / "data"), "--workers", "1", "--json"])
    assert ended.value.code == 0
    return root / "data"
