"""Two exports of one library by two processes on two days are the same bytes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from api.library import Library
from api.settings import Settings
from corpus.samples import sample_documents

ROOT = Path(__file__).parents[2]
FORMATS = ("audit.zip", "graph.nq", "graph.ttl", "graph.jsonld", "graph.graphml", "graph.csv",
           "graph.xlsx", "graph.svg")  # fmt: skip
# Every clock of the process is moved before anything else is imported.
EXPORT = """
import sys, time, datetime
days = int(sys.argv[1])
shift = days * 86_400
now, day_of, moment_of = time.time, datetime.date, datetime.datetime
class AnyDay(type):
    def __instancecheck__(cls, one): return isinstance(one, day_of)
class AnyMoment(type):
    def __instancecheck__(cls, one): return isinstance(one, moment_of)
class Day(day_of, metaclass=AnyDay):
    @classmethod
    def today(cls): return day_of.today() + datetime.timedelta(days)
class Moment(moment_of, metaclass=AnyMoment):
    @classmethod
    def now(cls, tz=None): return moment_of.now(tz) + datetime.timedelta(days)
    @classmethod
    def today(cls): return cls.now()
    @classmethod
    def utcnow(cls): return moment_of.utcnow() + datetime.timedelta(days)
local, utc = time.localtime, time.gmtime
time.time = lambda: now() + shift
time.time_ns = lambda: int((now() + shift) * 1e9)
time.localtime = lambda at=None: local(time.time() if at is None else at)
time.gmtime = lambda at=None: utc(time.time() if at is None else at)
datetime.date, datetime.datetime = Day, Moment
from api.main import main
data, outs = sys.argv[2], sys.argv[3:]
for out in outs:
    sys.argv = ["luocdo", "export", "--data", data, out]
    try: main()
    except SystemExit as end: assert not end.code, (out, end.code)
"""


def export(data: Path, folder: Path, *, days: int, seed: str, zone: str) -> dict[str, bytes]:
    """What a process of its own writes of a library, by file name."""
    folder.mkdir()
    names = [str(folder / name) for name in FORMATS]
    environment = {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT),
                   "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}  # fmt: skip
    subprocess.run(  # the interpreter that runs the tests
        [sys.executable, "-c", EXPORT, str(days), str(data), *names],
        check=True, cwd=folder, env=environment,
    )  # fmt: skip
    return {name: (folder / name).read_bytes() for name in FORMATS}


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], dict[str, bytes]]:
    folder = tmp_path_factory.mktemp("days")
    data = folder / "library"
    settings = Settings(data=data, workers=1, embedder="none")
    with Library.open(data, settings, write=True) as library:
        library.ingest(sample_documents()[::8])
    shutil.copytree(folder / "library", folder / "elsewhere" / "copy")
    today = export(folder / "library", folder / "one", days=0, seed="1", zone="Asia/Ho_Chi_Minh")
    other = export(
        folder / "elsewhere" / "copy", folder / "two", days=400, seed="4242", zone="America/Lima"
    )
    return today, other


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_bytes(exports: tuple[dict[str, bytes], dict[str, bytes]], name: str) -> None:
    today, other = exports
    assert today[name]
    assert today[name] == other[name]
