"""`kill -9` at any moment loses nothing that was reported done, and the next command repairs."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from api.library import Library
from api.settings import Settings
from corpus.catalog import Catalog
from corpus.errors import StoreBusy
from tests.api.texts import PLAN

SETTINGS = Settings(workers=1, embedder="none")

INGEST = """
import os, signal, sys
from pathlib import Path
import api.ingest.loading
from api.library import Library
from api.settings import Settings

folder, data, moment = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
api.ingest.loading.BATCH_DOCUMENTS = 2
done = 0

def on_event(event):
    global done
    if event.kind == "added":
        done += 1
        print(event.path, flush=True)
    at = {"loading": done == 4, "resolving": event.kind == "step" and event.path == "resolve",
          "graph": event.kind == "step" and event.path == "graph",
          "lexical": event.kind == "step" and event.path == "lexical",
          "vectors": event.kind == "step" and event.path == "vectors"}[moment]
    if at:
        os.kill(os.getpid(), signal.SIGKILL)

with Library.open(data, Settings(workers=1, embedder="none"), write=True) as library:
    library.ingest([folder], on_event=on_event)
"""

MOMENTS = ["loading", "resolving", "graph", "lexical", "vectors"]


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    folder = tmp_path / "plans"
    folder.mkdir()
    for number in range(9):
        text = PLAN.replace("77/KH-UBND", f"{number + 1}/KH-UBND")
        (folder / f"kh-{number}.txt").write_text(text, "utf-8")
    return folder


def killed_ingest(folder: Path, data: Path, moment: str) -> set[str]:
    """Ingest until killed at a moment and return the files that were reported done."""
    done = subprocess.run(
        [sys.executable, "-c", INGEST, str(folder), str(data), moment],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[3])},
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    return set(done.stdout.split("\n")) - {""}


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX")
@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_ingest_loses_nothing_and_is_repaired_by_asking(
    plans: Path, tmp_path: Path, moment: str
) -> None:
    data = tmp_path / "data"
    reported = killed_ingest(plans, data, moment)
    assert len(reported) >= 4
    with Library.open(data, SETTINGS) as library:
        held = {path for document in library.documents() for path in document.files}
        assert reported <= held
        assert not library.lags()
        assert all(check.status == "ok" for check in library.doctor())
        assert library.search("chuyển đổi số").hits
    with Library.open(data, SETTINGS, write=True) as library:
        report = library.ingest([plans])
        assert (report.added, report.unchanged) == (9 - len(held), len(held))
        assert all(check.status == "ok" for check in library.doctor())
        assert library.catalog.documents.count() == 9


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX")
def test_a_killed_replacement_leaves_no_document_without_a_file(
    plans: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    with Library.open(data, SETTINGS, write=True) as library:
        library.ingest([plans])
    for number in range(9):
        text = PLAN.replace("77/KH-UBND", f"{number + 21}/KH-UBND")
        (plans / f"kh-{number}.txt").write_text(text, "utf-8")
    (plans / "kh-99.txt").write_text(PLAN, "utf-8")
    killed_ingest_of_changes(plans, data)
    with Library.open(data, SETTINGS, write=True) as library:
        library.ingest([plans])
        numbers = {document.number for document in library.documents()}
        assert numbers == {f"{n + 21}/KH-UBND" for n in range(9)} | {"77/KH-UBND"}
        assert all(check.status == "ok" for check in library.doctor())


def killed_ingest_of_changes(folder: Path, data: Path) -> None:
    script = INGEST.replace('event.kind == "added"', 'event.kind in ("added", "changed")')
    subprocess.run(
        [sys.executable, "-c", script, str(folder), str(data), "loading"],
        capture_output=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[3])},
    )


def damage_graph(data: Path) -> None:
    for file in (data / "graph").rglob("*.sst"):
        file.unlink()
    (data / "graph" / "current").write_text("999")


def remove_lexical(data: Path) -> None:
    for file in (data / "lexical").iterdir():
        file.unlink()


def damage_vectors(data: Path) -> None:
    (data / "vectors" / "stamp.json").write_text(json.dumps({"model": "none"}))


def restore_older_catalog(data: Path) -> None:
    """As after restoring a backup: the stores are ahead of the catalog."""
    for name in ("catalog.sqlite-wal", "catalog.sqlite-shm"):
        (data / name).unlink(missing_ok=True)
    (data / "catalog.sqlite").write_bytes((data.parent / "backup").read_bytes())


@pytest.mark.parametrize(
    "damage", [damage_graph, remove_lexical, damage_vectors, restore_older_catalog]
)
def test_a_damaged_store_is_built_anew_from_the_catalog(
    plans: Path, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    data = tmp_path / "data"
    with Library.open(data, SETTINGS, write=True) as library:
        library.ingest([plans / "kh-0.txt", plans / "kh-1.txt"])
    (tmp_path / "backup").write_bytes((data / "catalog.sqlite").read_bytes())
    with Library.open(data, SETTINGS, write=True) as library:
        library.ingest([plans])
    damage(data)
    with Library.open(data, SETTINGS) as library:
        assert all(check.status == "ok" for check in library.doctor())
        assert library.search("chuyển đổi số").hits


def test_a_reader_goes_on_while_another_process_writes(plans: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    with Library.open(data, SETTINGS, write=True) as writer:
        writer.ingest([plans / "kh-0.txt"])
        with Library.open(data, SETTINGS) as reader:
            assert reader.catalog.documents.count() == 1
            writer.ingest([plans])
            assert len(list(reader.links(next(reader.references()).document, "out"))) >= 1
            reader.refresh()
            assert not reader.lags()
            assert reader.generation == writer.generation
        with pytest.raises(StoreBusy):
            Library.open(data, SETTINGS, write=True)


def test_a_lagging_library_is_read_as_it_is_while_another_process_writes(
    plans: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    with Library.open(data, SETTINGS, write=True) as library:
        library.ingest([plans / "kh-0.txt"])
    with Catalog.open(data, write=True) as catalog:
        with catalog.transaction():
            catalog.documents.mark_pending([1])
        with Library.open(data, SETTINGS) as reader:
            assert reader.lags()
            assert reader.search("chuyển đổi số").hits
